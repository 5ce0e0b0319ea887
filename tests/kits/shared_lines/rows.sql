INSERT INTO invoices VALUES (1, 'A', '2022-05-01', '2022-05-20 00:00:00.000000'), (2, 'B', '2022-06-01', NULL);
INSERT INTO invoice_lines VALUES (1, 1, 2, 50), (2, 1, 1, 19.9);
INSERT INTO payments VALUES (1, 1, 60.5), (2, 1, 39.5);
