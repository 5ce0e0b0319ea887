INSERT INTO ws_guide VALUES ('zoe', 'z@example.com'), ('max', 'm@example.com');
INSERT INTO ws_skill VALUES ('ice', 'Ice'), ('rock', 'Rock');
INSERT INTO ws_guide_skill VALUES ('zoe', 'ice', '2020-01-01');
INSERT INTO ws_visit (id, guide_code, starts_at, guests, status, created_at) VALUES
    (1, 'zoe', '2025-03-02 09:00:00', 5, 'booked', '2025-01-01 00:00:00'),
    (2, 'zoe', '2025-02-01 09:00:00', 2, 'cancelled', '2025-01-02 00:00:00'),
    (3, 'max', '2025-03-01 09:00:00', 9, 'booked', '2025-01-03 00:00:00'),
    (4, 'zoe', '2025-03-01 09:00:00', 1, 'booked', '2025-01-04 00:00:00'),
    (5, NULL, '2026-03-01 09:00:00', 1, 'booked', '2025-01-04 00:00:00');
INSERT INTO ws_product VALUES (1, 'HAM', 'Hammer', 10), (2, 'SAW', 'Saw', 2.5);
INSERT INTO ws_sale VALUES (1, NULL);
INSERT INTO ws_sale_line VALUES (1, 1, 1), (1, 2, 8);
