INSERT INTO buyers VALUES ('ALDER', 'Alder & Sons', 'Ida Alder'), ('BIRCH', 'Birch Ltd', NULL);
INSERT INTO staff VALUES (2, 'Ada', 'Fell', NULL), (1, 'Ben', 'Dale', 2), (3, 'Cleo', 'Lake', 2), (4, 'Dan', 'Moor', 3);
INSERT INTO couriers VALUES (1, 'Swift'), (2, 'Union');
INSERT INTO goods VALUES (1, 'Tea', 18.00, 39), (2, 'Rice', 19.00, 17), (3, 'Syrup', 10.00, 0);
INSERT INTO purchases VALUES
    (1, 'ALDER', '2026-02-01', '2026-03-01', '2026-02-09', NULL, NULL, 1),
    (2, 'ALDER', '2026-02-05', '2026-03-06', NULL, NULL, NULL, 2),
    (3, 'BIRCH', '2026-01-20', '2026-04-01', NULL, NULL, NULL, NULL);
INSERT INTO purchase_details VALUES (1, 1, 14.40, 10, 0), (1, 3, 9.80, 5, 0.1), (2, 2, 18.60, 9, 0.25);
