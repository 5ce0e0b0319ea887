INSERT INTO genres (id, name) VALUES (1, 'Rock'), (2, 'Jazz');
INSERT INTO songs (id, title, genre_id) VALUES (1, 'Loud', 1), (2, 'Soft', 2), (3, 'Odd', NULL);
INSERT INTO people (id, role) VALUES (1, 'admin'), (2, 'buyer');
INSERT INTO invoices (id, person_id, invoice_date, status, paid_at, city, total) VALUES
    (1, 2, '2024-01-01 00:00:00', 'paid', '2024-02-01 10:00:00', 'Oslo', 3),
    (2, 2, '2024-01-31 23:59:59', 'paid', '2024-02-02 10:00:00', NULL, 4.5),
    (3, 2, '2024-02-01 00:00:00', 'open', NULL, 'Oslo', 2),
    (4, 2, '2023-12-31 12:00:00', 'void', NULL, 'Rome', 9),
    (5, 2, '2023-12-30 12:00:00', 'paid', '2023-12-31 12:00:00', 'Oslo', 1);
INSERT INTO invoice_lines (invoice_id, line_number, song_id, unit_price, quantity) VALUES
    (1, 1, 1, 1, 3), (2, 1, 2, 1.5, 2), (2, 2, 1, 1.5, 1), (3, 1, 3, 2, 1), (4, 1, 1, 9, 1), (5, 1, 2, 1, 1);
