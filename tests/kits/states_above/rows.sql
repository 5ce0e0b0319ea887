INSERT INTO depots (depot_id, code, name) VALUES (1, 'BER', 'Berlin'), (2, 'AMS', 'Amsterdam');
INSERT INTO loads (load_id, from_depot_id, to_depot_id, state, is_sealed) VALUES
    (1, 1, 2, 'packing', 0), (2, 2, 1, 'on_road', 1);
INSERT INTO load_crates (crate_id, load_id, weight) VALUES (1, 1, 5), (2, 1, 7), (3, 2, 4);
INSERT INTO load_reports (report_id, load_id, text) VALUES (1, 2, 'scratched');
INSERT INTO drivers VALUES (1, 'Jo');
