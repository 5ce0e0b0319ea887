INSERT INTO depots (id, name) VALUES (1, 'North');
INSERT INTO parcels (id, weight, depot_id) VALUES (1, 5, 1), (2, 9, 1);
