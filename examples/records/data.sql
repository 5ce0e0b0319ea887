-- A few rows, for a database that was there before the backend.
INSERT INTO artists (name, country) VALUES
    ('The Harbour Lights', 'GB'), ('Ana Pereira', 'PT'), ('Trio Nord', NULL);
INSERT INTO genres (name) VALUES ('Jazz'), ('Fado');
INSERT INTO records (artist_id, genre_id, title, price, condition, added_at) VALUES
    (1, 1, 'Low Tide', 12.50, 'mint', '2024-01-02 10:00:00+00:00'),
    (1, NULL, 'Fog', 9.90, 'worn', '2024-01-03 10:00:00+00:00'),
    (2, 2, 'Azulejos', 22.00, 'good', '2024-02-04 10:00:00+00:00'),
    (3, 1, 'Nordlys', 18.00, 'good', '2024-03-05 10:00:00+00:00');
INSERT INTO tracks (record_id, position, title, seconds) VALUES
    (1, 1, 'Ebb', 201), (1, 2, 'Flow', 188), (3, 1, 'Rua', NULL), (3, 2, 'Janela', 240);
INSERT INTO shelves (name) VALUES ('Window'), ('Cellar');
INSERT INTO shelf_records (shelf_id, record_id) VALUES (1, 1), (1, 3), (2, 3);
INSERT INTO sales (buyer, sold_at) VALUES
    ('Mira', '2024-04-01 12:00:00+00:00'), ('Ole', '2024-04-02 12:00:00+00:00');
INSERT INTO sale_lines (sale_id, line_no, record_id, quantity, unit_price) VALUES
    (1, 1, 1, 1, 12.50), (1, 2, 4, 2, 17.00), (2, 1, 3, 1, 22.00);
