INSERT INTO categories (code, name) VALUES ('PY', 'Python'), ('SQL', 'Databases');
INSERT INTO posts (id, slug, title, category_code, unit_price, written_on, labels, created_at) VALUES
    (1, 'hello', 'Hello', 'PY', 5, '2020-01-01', '[]', '2024-01-01 00:00:00'),
    (2, 'joins', 'Joins', 'SQL', 15, '2021-01-01', '[]', '2024-01-01 00:00:00');
INSERT INTO comments (id, post_id, parent_id, body) VALUES
    (1, 1, NULL, 'top'), (2, 1, 1, 'reply'), (3, 1, 2, 'reply to it'), (4, 2, NULL, 'other');
INSERT INTO wards (code, name) VALUES ('N', 'North'), ('S', 'South');
INSERT INTO beds (ward_code, number) VALUES ('N', 1);
