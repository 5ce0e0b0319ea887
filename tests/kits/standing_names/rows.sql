INSERT INTO places VALUES (1, 'north'), (2, 'south');
INSERT INTO products VALUES (1, 'A-1', '2024-01-01 00:00:00.000000'), (2, 'A-1', NULL), (3, 'B-2', NULL);
INSERT INTO tags VALUES (1, 'steel'), (2, 'blue');
INSERT INTO product_tags VALUES (2, 1), (2, 2);
INSERT INTO stock_levels VALUES (1, 2, 5);
