INSERT INTO users VALUES (1, 'ann', 'ann@x.test', '-', NULL), (2, 'bob', 'bob@x.test', '-', 'Reads.');
INSERT INTO notes VALUES (1, 1, 'first'), (2, 2, 'second');
INSERT INTO replies VALUES (1, 1, 2, NULL, 3, 'so'), (2, 1, 1, 1, 4, 'no'), (3, 1, 2, 1, 5, 'oh'), (4, 2, 1, NULL, 1, 'ah');
INSERT INTO follows VALUES (2, 1);
INSERT INTO note_bookmarks VALUES (1, 2, 1);
