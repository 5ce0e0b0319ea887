INSERT INTO keeper VALUES (1, 'Olga', 'keeper'), (2, 'Gus', 'keeper'), (3, 'Ada', 'admin');
INSERT INTO harbour VALUES (1, 1, 'North', FALSE), (2, 1, 'South', TRUE), (3, 2, 'West', FALSE);
INSERT INTO race VALUES (1, 1, 'draft', 'cup', 3, 1), (2, 1, 'planned', '', 0, 0), (3, 1, 'sailed', '', 2, 2);
INSERT INTO boat VALUES (1, 1, 'Tern'), (2, 3, 'Gull');
INSERT INTO race_boat VALUES (2, 1), (3, 1), (3, 2);
INSERT INTO sailor VALUES (1, 'Ann', 'Lee'), (2, 'Bo', 'Kim');
INSERT INTO crew VALUES (2, 1, 1, 4), (2, 1, 2, 5), (3, 1, 1, 6);
