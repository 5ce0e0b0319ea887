INSERT INTO quotes (id, status) VALUES (1, 'open');
