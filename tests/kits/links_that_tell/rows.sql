INSERT INTO club VALUES (1, 'North', NULL), (2, 'South', NULL), (3, 'West', NULL);
INSERT INTO member VALUES (1, 'Ann', true), (2, 'Bob', true), (3, 'Cid', false);
INSERT INTO club_membership VALUES (1, 1, 'coach', '2024-01-01'), (2, 1, 'player', '2024-02-01'), (1, 2, 'player', '2024-03-01');
INSERT INTO kits VALUES ('home', 'Home'), ('away', 'Away');
INSERT INTO club_kits VALUES (1, 'home', 'red');
INSERT INTO review VALUES (3, 2, 5);
INSERT INTO badges VALUES ('cup', 'Cup'), ('fair', 'Fair play');
INSERT INTO club_badges VALUES (1, 'cup');
