INSERT INTO offices VALUES (1, 'North');
INSERT INTO users VALUES (1, 1, 'ann'), (2, 1, 'bob');
INSERT INTO cases VALUES (1, 'one', NULL);
INSERT INTO files VALUES (1, 1, 'a.txt', 1);
INSERT INTO exams VALUES (1, 1, 2, NULL);
