INSERT INTO people (id, first_name, last_name, login) VALUES (1, 'Ada', 'Byron', 'ada'), (2, 'Kim', 'Lee', 'kim');
INSERT INTO staff (id, login) VALUES (1, 'ada'), (2, 'kim');
INSERT INTO songs (code, name, milliseconds, price_cents) VALUES
    ('A', 'Long', 300000, 129), ('B', 'Short', 60000, 99), ('C', 'Middle', 120000, 199);
INSERT INTO albums (code, name) VALUES ('Y', 'Empty'), ('X', 'Full');
INSERT INTO album_songs (album_code, song_code, position, checked_by) VALUES ('X', 'C', 1, 1), ('X', 'A', 2, NULL);
INSERT INTO sales (id, person_id, sold_by, status, paid_at, billing_country, total_cents) VALUES
    (1, 1, 2, 'paid', '2024-01-01 00:00:00', 'Norway', 328), (2, 1, 2, 'open', NULL, 'Chile', 99);
INSERT INTO sale_lines (sale_id, line_no, song_code, quantity, unit_price_cents) VALUES
    (1, 1, 'A', 1, 129), (1, 2, 'C', 1, 199), (2, 1, 'B', 1, 99);
