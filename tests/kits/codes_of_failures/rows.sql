INSERT INTO lockers (id, number) VALUES (1, 10), (2, 20);
INSERT INTO keys (id, stamp, locker_id) VALUES (1, 'A1', 1);
