INSERT INTO cabins (title) VALUES ('Fir'), ('Oak');
INSERT INTO extras VALUES ('sauna', 'Sauna'), ('boat', 'Boat'), ('wood', 'Firewood');
INSERT INTO cabin_extras VALUES (1, 'sauna', 'small'), (1, 'boat', NULL), (2, 'boat', 'red');
INSERT INTO seasons (cabin_id, title, price) VALUES (1, 'Summer', 90), (1, 'Winter', 60), (2, 'Summer', 70);
INSERT INTO beds (cabin_id, width) VALUES (1, 90), (1, 140);
INSERT INTO chores (cabin_id, title) VALUES (1, 'Sweep');
INSERT INTO chore_logs (chore_id, day) VALUES (1, '2026-01-01');
INSERT INTO signs (cabin_id, wording) VALUES (1, 'No smoking');
