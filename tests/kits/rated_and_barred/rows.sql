INSERT INTO users VALUES (1, 'Ann', 'owner'), (2, 'Bob', 'owner'), (3, 'Cid', 'admin');
INSERT INTO flavours VALUES (1, 'Mint'), (2, 'Lime'), (3, 'Fig');
INSERT INTO stalls VALUES (1, 1, 'One', 'open'), (2, 1, 'Two', 'draft'), (3, 2, 'Three', 'open'), (4, 1, 'Four', 'open');
INSERT INTO stall_flavours VALUES (1, 1), (1, 2), (1, 3), (3, 1);
INSERT INTO votes VALUES (1, 1, 4), (2, 1, 5);
INSERT INTO orders VALUES (1, 4, 'made'), (2, 3, 'done');
INSERT INTO vouchers VALUES (1, 'OLD', 5);
