INSERT INTO bill (id, status, due_on) VALUES (1, 'sent', '2020-01-01'), (2, 'paid', '2020-01-01'), (3, 'sent', '2999-01-01'), (4, 'void', '2020-01-01'), (5, 'sent', NULL);
INSERT INTO task (id, done, due_at) VALUES (1, false, '2020-01-01 10:00:00'), (2, true, '2020-01-01 10:00:00'), (3, false, '2999-01-01 10:00:00');
INSERT INTO loan (id, start_date, due_date, returned_at) VALUES (1, '2020-01-01', '2020-02-01', NULL), (2, '2020-01-01', '2020-02-01', '2020-01-05 10:00:00'), (3, '2998-01-01', '2999-01-01', NULL);
INSERT INTO pass (id, status, due_date, expires_at) VALUES (1, 'green', '2020-01-01', '2020-01-01 10:00:00'), (2, 'red', '2020-01-01', '2999-01-01 10:00:00'), (3, 'red', NULL, NULL);
