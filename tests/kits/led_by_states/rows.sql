INSERT INTO users (id, login) VALUES (1, 'ann');
INSERT INTO firings (id, title, status, cone_rating, due_at, collected_at, ended_at, cold_at, created_by) VALUES
    (1, 'bisque', 'queued', 4, '2020-01-01 00:00:00.000000', NULL, NULL, NULL, 1),
    (2, 'raku', 'hot', 6, '2020-01-01 00:00:00.000000', '2020-01-02 00:00:00.000000', '2020-01-01 00:00:00.000000', NULL, 1),
    (3, 'salt', 'hot', NULL, '2999-01-01 00:00:00.000000', NULL, NULL, NULL, 1);
INSERT INTO pieces (id, firing_id, glaze, price) VALUES (1, 1, 'celadon', 2.5), (2, 1, 'tenmoku', 3), (3, 2, 'tenmoku', 4);
INSERT INTO readings (firing_id, taken_at, degrees) VALUES (1, '2020-01-01 10:00:00.000000', 900), (1, '2020-01-01 09:00:00.000000', 500);
