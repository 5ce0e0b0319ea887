INSERT INTO users (id, name) VALUES (1, 'Ada'), (2, 'Eve'), (3, 'Kim');
INSERT INTO projects (id, title) VALUES (1, 'Bees'), (2, 'Ants');
INSERT INTO labels (id, name, color) VALUES (7, 'bug', 'red'), (8, 'idea', NULL);
INSERT INTO project_labels (project_id, label_id) VALUES (1, 7), (1, 8), (2, 7);
INSERT INTO project_members (id, project_id, user_id, role, joined_at) VALUES (5, 2, 1, 'lead', '2026-01-01 00:00:00');
