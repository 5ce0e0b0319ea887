INSERT INTO customers VALUES (1, 'Mill'), (2, 'Yard');
INSERT INTO branches (code, name, is_open, is_staffed) VALUES ('WST', 'West', 1, 1), ('OLD', 'Works', 0, 1), ('EST', 'East', 1, 0);
INSERT INTO categories VALUES (1, NULL, 'Saws'), (2, 1, 'Band saws'), (3, NULL, 'Drills');
INSERT INTO bookings VALUES (1, 1, 'open'), (2, 1, 'open');
