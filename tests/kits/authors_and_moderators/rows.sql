INSERT INTO people (id, name, role, is_editor) VALUES
    (1, 'Ada', 'writer', FALSE), (2, 'Eve', 'writer', TRUE), (3, 'Kim', 'moderator', FALSE), (4, 'Lin', 'admin', FALSE);
INSERT INTO notes (id, text, author_id) VALUES (1, 'one', 1), (2, 'two', 1), (3, 'three', 1);
