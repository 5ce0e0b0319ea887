INSERT INTO companies VALUES (1, 'Acme'), (2, 'Globex');
INSERT INTO users VALUES (1, 1, 'ann'), (2, 1, 'bob'), (3, 2, 'gus');
INSERT INTO teams VALUES (1, 1, 'first'), (2, 2, 'all');
INSERT INTO team_members VALUES (1, 1), (2, 3);
INSERT INTO tickets VALUES
    (1, 1, 1, 'one', 1, NULL), (2, 1, 2, 'two', NULL, '2024-01-01 00:00:00'), (3, 2, 1, 'theirs', 2, NULL);
INSERT INTO notes VALUES (1, 1, 'ours'), (2, 3, 'theirs');
