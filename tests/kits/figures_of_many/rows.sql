INSERT INTO students VALUES (1, 'ann', 1), (2, 'bob', 0), (3, 'cat', 1);
INSERT INTO courses VALUES (1, 'draft', NULL), (2, 'open', NULL), (3, 'draft', '2024-01-01 00:00:00');
INSERT INTO exams VALUES (1, 2, 1.0), (2, 2, 2.0), (3, 2, NULL);
