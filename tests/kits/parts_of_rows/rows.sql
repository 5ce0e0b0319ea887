INSERT INTO users (id, name) VALUES (1, 'Ann'), (2, 'Bob');
INSERT INTO customers (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO projects (id, customer_id) VALUES (1, 1), (2, 2), (3, 1);
INSERT INTO tickets (id, project_id, parent_id, assignee_id, title, due_date, opened_at, closed_at) VALUES
    (1, 1, NULL, 1, 'Roof', '2025-09-01', '2025-01-01 00:00:00', NULL),
    (2, 1, 1, NULL, 'Beam', '2025-08-01', '2025-01-02 00:00:00', '2025-02-01 00:00:00'),
    (3, 2, NULL, NULL, 'Door', '2025-07-01', '2025-01-03 00:00:00', NULL);
INSERT INTO labels (id, name) VALUES (1, 'wood'), (2, 'steel');
INSERT INTO ticket_labels (ticket_id, label_id) VALUES (1, 1);
INSERT INTO ticket_skills (ticket_id, skill) VALUES (1, 'saw'), (3, 'saw'), (3, 'drill');
INSERT INTO costs (ticket_id, hours, rate) VALUES (1, 2, 10.25), (1, 3, 1.5), (2, 5, 1);
