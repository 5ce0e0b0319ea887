INSERT INTO people (id, kind) VALUES (1, 'STAFF'), (2, 'GUEST');
INSERT INTO tickets (id, status) VALUES (1, 'checked_in'), (2, 'not_yet_in'), (3, 'void');
