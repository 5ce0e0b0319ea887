INSERT INTO spices (id, name, quantity, reorder_level) VALUES (1, 'Anis', 9, 5), (2, 'Curry', 5, 5), (3, 'Dill', 2, 5);
INSERT INTO jars (id, stock_quantity, min_stock, unit_price) VALUES (1, 4, 4, 1), (2, 3.5, 4, 1), (3, 1, NULL, 1);
INSERT INTO lids (id, on_hand) VALUES (1, 1), (2, 2), (3, 8);
INSERT INTO corks (id, stock, min_stock) VALUES (1, 1, 2);
