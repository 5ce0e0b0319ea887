INSERT INTO rooms (id, name) VALUES (1, 'Hall');
INSERT INTO finds (id, state, is_active, room_id, photo_url) VALUES (1, 'new', TRUE, 1, 'a.png'), (2, 'kept', TRUE, NULL, NULL), (3, 'given', FALSE, 1, NULL);
INSERT INTO notes (id, archived_at) VALUES (1, NULL), (2, '2024-01-01 00:00:00');
