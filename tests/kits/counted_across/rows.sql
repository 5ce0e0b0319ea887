INSERT INTO firms VALUES (1, 'Acme', 1), (2, 'Bolt', 0);
INSERT INTO users VALUES (1, 'Ann', NULL, NULL), (2, 'Bob', 2, '2024-01-01 00:00:00');
INSERT INTO topics VALUES (1, 'Rust'), (2, 'Go'), (3, 'C');
INSERT INTO talks VALUES (1, 1, 'One', 'open', 9, 3, NULL), (2, 1, 'Two', 'draft', 9, 2, NULL), (3, 2, 'Three', 'over', 9, 1, NULL), (4, 2, 'Four', 'open', 9, 1, '2024-01-01 00:00:00');
INSERT INTO talk_topics VALUES (1, 1, 1), (1, 2, 0), (2, 1, 1), (3, 1, 0), (4, 1, 0);
INSERT INTO requests VALUES (1, 1, 1, 'granted'), (2, 1, 2, 'withdrawn'), (3, 1, 2, 'sent'), (4, 3, 2, 'refused');
INSERT INTO talk_bookmarks VALUES (1, 1), (2, 3);
