INSERT INTO skills VALUES ('saw', 'Sawing'), ('glue', 'Glueing');
INSERT INTO tags VALUES (1, 'fast'), (2, 'calm');
INSERT INTO workers VALUES (1, 'Ann', '09:00:00', '17:30:00'), (2, 'Bob', NULL, NULL);
INSERT INTO worker_skills VALUES (1, 'saw', true);
INSERT INTO worker_tags VALUES (1, 2);
INSERT INTO tools VALUES (1, 1, 'hammer');
