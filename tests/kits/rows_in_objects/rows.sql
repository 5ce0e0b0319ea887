INSERT INTO breeds (id, name) VALUES (1, 'Haflinger'), (2, 'Friesian');
INSERT INTO skills (id, name) VALUES (1, 'dressage'), (2, 'jumping');
INSERT INTO stables (id, name) VALUES (1, 'North'), (2, 'South');
INSERT INTO horses (id, name, breed_id, stable_id) VALUES (1, 'Max', 1, 1), (2, 'Ilse', 2, 2);
INSERT INTO shoeings (id, horse_id, day) VALUES (1, 1, '2026-01-02'), (2, 2, '2026-01-03');
