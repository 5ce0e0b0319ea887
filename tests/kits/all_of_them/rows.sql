INSERT INTO tasks (id, status, active) VALUES (1, 'open', TRUE), (2, 'done', FALSE);
