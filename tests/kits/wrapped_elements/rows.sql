INSERT INTO pages (id, title, body) VALUES (1, 'About', 'Us');
INSERT INTO notes (id, page_id, text) VALUES (1, 1, 'one'), (2, 1, 'two'), (3, 1, 'three');
