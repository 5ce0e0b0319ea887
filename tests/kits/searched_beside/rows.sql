INSERT INTO makers (id, name) VALUES (1, 'Acme'), (2, 'Openheim');
INSERT INTO borrowers (id, name) VALUES (1, 'Ann Saw'), (2, 'Bob');
INSERT INTO tools (id, name, maker_id) VALUES (1, 'Saw', 1), (2, 'Drill', 2), (3, 'Rake', NULL);
INSERT INTO loans (id, tool_id, borrower_id, state, note) VALUES
    (1, 1, 2, 'open', NULL), (2, 2, 1, 'returned', NULL), (3, 3, 2, 'open', 'with a saw'), (4, 3, 2, 'open', NULL);
