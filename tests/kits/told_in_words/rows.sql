INSERT INTO staff VALUES (1, 'Ann'), (2, 'Bob');
INSERT INTO crews VALUES (1, 'North', true), (2, 'South', true);
INSERT INTO staff_crews VALUES (1, 1, true), (2, 1, false);
INSERT INTO jobs VALUES
  (1, 1, 2, 1, 'a', 'Mow', 'open', 900, 2, 4, '2024-03-05', NULL, NULL, '2023-01-01 00:00:00'),
  (2, 2, 1, 1, 'b', 'Dig', 'done', 300, 9, 2, '2024-04-06', '2024-05-01 00:00:00', NULL, '2023-02-01 00:00:00'),
  (3, 1, NULL, 2, 'c', 'Cut', 'open', 500, 4, 6, '2025-03-07', NULL, NULL, '2024-01-01 00:00:00');
INSERT INTO job_labels VALUES (1, 'urgent', 'red');
INSERT INTO job_label_bridge VALUES (1, 1);
INSERT INTO bills VALUES (1, 1, 10, NULL), (2, 1, 5, '2024-01-01 00:00:00'), (3, 1, 7, NULL);
INSERT INTO job_events VALUES (1, 1, 'title', 'Mo', 'Mow', 2, '2024-01-02 00:00:00'), (2, 1, 'state', NULL, 'open', 1, '2024-01-03 00:00:00');
