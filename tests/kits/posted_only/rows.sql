INSERT INTO vehicles (id, plate) VALUES (1, 'A1'), (2, 'B2');
INSERT INTO repair_jobs (id, vehicle_id, state) VALUES (1, 1, 'open'), (2, 2, 'done'), (3, 1, 'done');
