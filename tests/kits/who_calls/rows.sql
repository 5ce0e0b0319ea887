INSERT INTO users VALUES (1, 'ann', 'ann@x.test', '-', NULL), (2, 'bob', 'bob@x.test', '-', 'Reads.');
INSERT INTO notes VALUES (1, 1, 'first'), (2, 2, 'second');
