INSERT INTO sailors VALUES (1, 'Ann', 'Kiel', '24103', NULL), (2, 'Bob', NULL, NULL, '2025-01-01 00:00:00.000000');
INSERT INTO boats VALUES (1, 'ALBA', 1, 9.5, 40, 12, 54.3, 10.1), (2, 'BORA', 1, 7, 30, 20, 53.5, 9.9);
INSERT INTO crew_members VALUES (1, 2);
INSERT INTO stays VALUES
    (1, 1, 'left', '2025-02-01', 5, NULL, NULL, NULL), (2, 1, 'moored', '2025-03-01', 2, NULL, NULL, NULL),
    (3, 1, 'booked', '2025-04-01', NULL, NULL, NULL, NULL), (4, 1, 'booked', '2025-05-01', NULL, NULL, NULL, NULL);
