INSERT INTO buildings VALUES ('A', 'Old hall'), ('B', 'Annex');
INSERT INTO floors VALUES ('A', 1, 'Ground'), ('A', 2, 'Upper'), ('B', 1, 'Cellar');
INSERT INTO rooms VALUES ('A', 1, 7, 3), ('A', 2, 7, 4), ('B', 1, 7, 5), ('B', 1, 8, 6);
INSERT INTO desks (site, storey, room_number, label) VALUES ('A', 1, 7, 'a1'), ('A', 2, 7, 'a2'), ('B', 1, 7, 'b1'), ('B', 1, 7, 'b2');
INSERT INTO lockers (building_code, label) VALUES ('A', 'north'), ('B', 'north');
INSERT INTO loans (locker_id, borrower) VALUES (1, 'Ann'), (2, 'Bob'), (2, 'Cid');
