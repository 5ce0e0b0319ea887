INSERT INTO firms VALUES (1, 'Acme', 0), (2, 'Bolt', 0);
INSERT INTO users VALUES (1, 'Ann', 'seller', 1), (2, 'Bob', 'seller', 2), (3, 'Cid', 'admin', NULL), (4, 'Dee', 'visitor', 1), (5, 'Eve', 'seller', 1);
INSERT INTO drivers VALUES (7, 4, 'D 4'), (8, 5, 'E 5');
INSERT INTO shops VALUES (1, 1, 1, 'Shop');
INSERT INTO shelves VALUES (1, 1, 'Top');
INSERT INTO goods VALUES (1, 1, 'Lamp');
INSERT INTO trips VALUES (1, 7, NULL);
INSERT INTO remarks VALUES (1, 1, 4, 'Nice');
