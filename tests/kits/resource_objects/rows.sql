INSERT INTO people (id, name, email) VALUES (1, 'Ann', 'ann@example.com'), (2, 'Bob', NULL);
INSERT INTO articles (id, title, body, status, created_at, author_id) VALUES
    (1, 'Zebras', 'Stripes', 'published', '2026-01-02 00:00:00', 1),
    (2, 'Ants', NULL, 'draft', '2026-01-01 00:00:00', NULL);
INSERT INTO tags VALUES (1,'x'),(2,'y'); INSERT INTO article_tags VALUES (1,2),(1,1); INSERT INTO comments VALUES (1,1,'a'),(2,1,'b');
