INSERT INTO guests VALUES (1, 'Ann'), (2, 'Bob');
INSERT INTO bills VALUES (1, 'B-1', 2), (2, 'B-2', 1), (3, 'B-3', 1), (4, 'B-4', 1);
INSERT INTO bill_items VALUES (1, 1, 2, 10.25), (1, 2, 1, 4.5), (2, 1, 3, 100);
INSERT INTO payments VALUES (1, 1, 20), (2, 1, 5), (3, 2, 50);
INSERT INTO bill_state_changes VALUES
    (1, 1, 'closed', '2025-01-03 00:00:00'), (2, 1, 'open', '2025-01-01 00:00:00'),
    (3, 2, 'open', '2025-01-01 00:00:00'), (4, 2, 'sent', '2025-01-01 00:00:00'),
    (5, 3, 'open', '2025-01-01 00:00:00');
INSERT INTO guides VALUES (1, 'Zoe', '1990-01-02', 5), (2, 'Max', '1991-01-02', 4);
INSERT INTO skills VALUES ('ice', 'Ice'), ('rock', 'Rock');
INSERT INTO guide_skills VALUES (1, 'rock', '2020-01-01'), (1, 'ice', '2021-01-01'), (2, 'ice', '2022-01-01');
INSERT INTO tours VALUES (1, 1, 'planned'), (2, 1, 'over'), (3, 1, 'running'), (4, 2, 'over');
