INSERT INTO stations (id, name, active, status) VALUES (1, 'hill', 1, 'open'), (2, 'dale', 0, 'shut');
INSERT INTO samples (station_id, taken_at, rain) VALUES (1, '2025-01-01 00:00:00.000000', 4), (1, '2025-01-02 00:00:00.000000', 9);
