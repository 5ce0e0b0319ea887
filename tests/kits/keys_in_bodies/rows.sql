INSERT INTO sections VALUES (1, 'Press'), (2, 'Paint');
INSERT INTO workers VALUES (1, 'Ada', 'King', '555-1', NULL, 1), (2, NULL, 'Bernd', NULL, 1, 2), (3, 'Erna', 'Lau', NULL, 1, 1);
INSERT INTO requests VALUES (1, 2, 'pending', NULL, NULL), (2, 3, 'approved', 2, '2026-01-01 10:00:00.000000');
