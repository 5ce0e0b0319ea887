INSERT INTO customers (id, email) VALUES (1, 'a@shop.test'), (2, 'b@shop.test');
INSERT INTO plants (id, name, is_listed) VALUES (1, 'fern', true), (2, 'moss', true), (3, 'weed', false);
INSERT INTO pots (id, plant_id, sku, price) VALUES (1, 1, 'F-1', 4.5), (2, 1, 'F-2', 9.25);
INSERT INTO barrow_items (customer_id, pot_id, quantity) VALUES (1, 1, 2), (1, 2, 1), (2, 1, 5);
