INSERT INTO tbl_member (id, handle, name) VALUES (1, 'ann', 'Ann'), (2, 'bob', 'Bob');
INSERT INTO tbl_topic (id, slug, title, deleted_at) VALUES (1, 'owls', 'Owls', NULL), (2, 'old', 'Old', '2025-01-01 00:00:00');
INSERT INTO tbl_note (id, topic_id, parent_id, author_id, text) VALUES (1, 1, NULL, 1, 'a'), (2, 1, 1, 2, 'b'), (3, 1, 2, 1, 'c'), (4, 1, 3, 1, 'd'), (5, 1, NULL, 2, 'e');
INSERT INTO tbl_label (id, word) VALUES (1, 'birds'), (2, 'night');
