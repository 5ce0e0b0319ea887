INSERT INTO suppliers VALUES (1, 'Stahl', 'DE'), (2, 'Hout', 'NL');
INSERT INTO depots VALUES ('H', 'Hamburg', '20457', 'DE'), ('R', 'Rotterdam', NULL, 'NL');
INSERT INTO items VALUES (1, 'Hammer', 'A-100', 12.5), (2, 'Saw', 'B-200', 19.9);
INSERT INTO stock_levels VALUES ('H', 1, 10), ('R', 1, 5);
INSERT INTO purchase_orders VALUES (1, 1);
INSERT INTO purchase_order_lines VALUES (1, 1, 1, 7, 11);
INSERT INTO kits VALUES ('K', 'Kit');
INSERT INTO parts VALUES (1, 'P1'), (2, 'P2');
INSERT INTO kit_parts VALUES ('K', 1, 2, 1), ('K', 2, 1, 0);
