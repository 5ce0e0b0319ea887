INSERT INTO books VALUES (1, 'Zorba', 1946), (2, 'Anon', NULL), (3, 'Momo', 1973);
INSERT INTO readers VALUES (1, 'Ida'), (2, 'Jo');
INSERT INTO loans VALUES (1, 1, 1, '2021-01-01 10:00:00', '2021-01-10 12:00:00'), (2, 3, 2, '2021-02-01 10:00:00', NULL);
