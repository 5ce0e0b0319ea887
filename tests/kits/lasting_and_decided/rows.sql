INSERT INTO gr_faculty (fac_code, fac_name) VALUES ('PHY', 'Physics');
INSERT INTO gr_fellow (fellow_id, name, fac_code, manager_id) VALUES (1, 'ann', 'PHY', NULL), (2, 'bob', NULL, 1);
INSERT INTO gr_grant_type (type_code, type_name) VALUES ('A', 'Travel');
INSERT INTO gr_rate (type_code, valid_from, valid_to, percent) VALUES ('A', '2020-01-01', '2020-12-31', 10), ('A', '2021-01-01', NULL, 20);
INSERT INTO gr_grant (grant_id, fellow_id, decided_by, title, status, start_date, end_date, submitted_on) VALUES
    (1, 1, NULL, 'one', 'pending', '2024-01-01', '2024-06-30', NULL),
    (2, 1, 2, 'two', 'approved', '2025-01-01', '2025-06-30', NULL),
    (3, 2, 1, 'three', 'rejected', '2025-03-01', '2025-03-31', NULL);
