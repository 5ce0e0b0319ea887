INSERT INTO people (id, name, manager_id) VALUES (1, 'ann', NULL), (2, 'bob', 1);
INSERT INTO chapters (id, parent_id) VALUES (1, NULL), (2, 1), (3, NULL);
INSERT INTO manuscripts (id, title, state, shelved, author_id, sent_on) VALUES
    (1, 'one', 'draft', 0, 1, NULL), (2, 'two', 'submitted', 0, 1, '2025-01-01'),
    (3, 'three', 'draft', 0, 2, NULL), (4, 'four', 'submitted', 0, 2, '2025-02-01');
INSERT INTO pages (id, manuscript_id, amount_cents) VALUES (1, 1, 250), (2, 1, 50);
