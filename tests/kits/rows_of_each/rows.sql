INSERT INTO users (id, email) VALUES (1, 'a@garden.test'), (2, 'b@garden.test');
INSERT INTO categories (id, user_id, name) VALUES (1, 1, 'South'), (2, 2, 'South');
INSERT INTO plants (id, user_id, category_id, name, uses_json, sown_on) VALUES
    (1, 1, 1, 'Thyme', '["tea"]', '2024-03-01'), (2, 1, NULL, 'Basil', NULL, '2024-04-01'), (3, 2, 2, 'Mint', NULL, NULL);
INSERT INTO notices (id, user_id, body) VALUES (1, 1, 'Water'), (2, 2, 'Seeds');
