INSERT INTO people VALUES (1, 'Olga', 'guest'), (2, 'Gus', 'guest'), (3, 'Ada', 'admin');
INSERT INTO events VALUES (1, 'Fair', 1), (2, 'Ball', 2);
INSERT INTO bookings VALUES (1, 1, 2, 2), (2, 1, 3, 3), (3, 2, 1, 1);
