INSERT INTO users (id, full_name) VALUES (1, 'Zoe'), (2, 'Ann');
INSERT INTO orders (id, buyer_id, version) VALUES (1, 1, 3), (2, 2, 1);
INSERT INTO tickets (code, order_id, checked_in_by) VALUES ('A', 1, 2), ('B', 1, NULL), ('C', 2, 1);
INSERT INTO readings (id, ticket_code, measured_at) VALUES
    (1, 'A', '2024-01-01 00:00:00'), (2, 'B', '2024-01-03 00:00:00'), (3, 'C', '2024-01-02 00:00:00');
