INSERT INTO region VALUES (1, 'North'), (2, 'South');
INSERT INTO town VALUES (1, 'Hale', 1), (2, 'Dene', 2);
INSERT INTO place VALUES (1, '4 Mill Lane', 1), (2, '9 High Street', 2);
INSERT INTO depot VALUES (1, 2), (2, 1);
INSERT INTO member VALUES (1, 'Zoe', 'Ash', 1), (2, 'Amy', 'Ash', 2), (3, 'Bob', 'Elm', 2);
INSERT INTO tool VALUES (1, 'Saw', 2006, 90), (2, 'Drill', 2007, 30), (3, 'Plane', 2006, 45);
INSERT INTO copy VALUES (1, 1, 3), (2, 2, 7);
INSERT INTO rental VALUES
    (1, '2026-03-01 10:00:00.000000', '2026-03-05 10:00:00.000000', '2026-03-04 09:00:00.000000', 1, 1),
    (2, '2026-03-02 11:00:00.000000', '2026-03-06 11:00:00.000000', NULL, 2, 3);
INSERT INTO payment VALUES (1, 1, 1, 0.99, '2026-03-04', '2026-03-04 09:00:00.000000');
