INSERT INTO firms VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO users VALUES (1, 'Ann', 1, NULL), (2, 'Bob', 2, '2024-01-01 00:00:00');
INSERT INTO tags VALUES (1, 'garden'), (2, 'lift');
INSERT INTO flats VALUES (1, 1, 1, 'Bergen', 900, 'new', '2024-01-01 00:00:00', NULL), (2, 1, 1, 'Oslo', NULL, 'open', '2024-01-01 00:00:00', NULL), (3, 2, 2, 'bergen', 500, 'let', '2024-01-01 00:00:00', NULL);
INSERT INTO flat_tags VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO visits VALUES (1, 1, '2024-05-02 10:00:00'), (2, 1, '2024-05-01 10:00:00');
