INSERT INTO users VALUES (1, 'ann@x.test', '-'), (2, 'bob@x.test', '-');
INSERT INTO jobs VALUES (1, 1, 'brakes');
INSERT INTO job_mechanics VALUES (1, 2);
INSERT INTO film VALUES (1, 'Matrix', 9), (2, 'Bound', 7);
INSERT INTO actor VALUES (1, 'Keanu'), (2, 'Gina');
INSERT INTO actor_in_film VALUES (1, 1), (2, 2);
