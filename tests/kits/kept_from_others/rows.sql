INSERT INTO papers VALUES (1, 'Post'), (2, 'News');
INSERT INTO users VALUES (1, 'Ann', 'editor', 1), (2, 'Bob', 'editor', 2), (3, 'Cid', 'admin', NULL), (4, 'Dee', 'reader', NULL);
INSERT INTO stories VALUES (1, 1, 'One', 'out', 5, '2024-01-01 10:00:00', 45), (2, 1, 'Two', 'draft', NULL, '2024-01-01 23:30:00', 90), (3, 2, 'Three', 'held', 7, '2024-01-01 10:00:00', 10);
INSERT INTO comments VALUES (1, 1, 'Fine'), (2, 2, 'Not yet');
