INSERT INTO ships (imo, name) VALUES ('9000001', 'Gull'), ('9000002', 'Tern');
INSERT INTO crossings (id, ship_imo, departure_at, arrival_at, speed_kmh) VALUES
    (1, '9000001', '2025-01-01 10:00:00.000000', '2025-01-01 11:30:40.000000', 30.5),
    (2, '9000002', '2025-01-02 10:00:00.000000', NULL, 25);
INSERT INTO cabins (id, check_in, check_out, berths, taken_berths, berth_price) VALUES (1, '2025-01-30', '2025-02-02', 4, 1, 19.9);
INSERT INTO bills (id, note) VALUES (1, NULL), (2, NULL);
INSERT INTO lines (id, bill_id, item, quantity, unit_price) VALUES (1, 1, 'tea', 3, 1.25), (2, 1, 'bun', 1, 2.5);
