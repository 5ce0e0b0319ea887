INSERT INTO people (id, name, email) VALUES (1, 'Ann', 'ann@example.com'), (2, 'Bob', NULL);
INSERT INTO articles (id, title, body, status, created_at, author_id) VALUES
    (1, 'Zebras', 'Stripes', 'published', '2026-01-02 00:00:00', 1),
    (2, 'Ants', NULL, 'draft', '2026-01-01 00:00:00', NULL);
