INSERT INTO staff VALUES (1, 'Dr. No');
INSERT INTO person VALUES (1, 'M-1', 'Anna', 'Becker', '10115', 'anna@example.com', 1, 1), (2, 'M-2', 'Bob', 'Carter', '20095', NULL, 1, 1);
INSERT INTO site VALUES ('A', 'Annex', 2.5, 3, 10, 20), ('B', 'Base', 1, 1, NULL, NULL);
INSERT INTO visit VALUES (1, 1, 'A', 30, 'planned', 'Check', NULL), (2, 2, 'B', 20, 'started', 'Test', NULL);
INSERT INTO product VALUES ('GEL', 'Gel'), ('TAP', 'Tape');
INSERT INTO visit_item VALUES (1, 1, 'GEL'), (2, 1, 'TAP'), (2, 2, 'TAP');
