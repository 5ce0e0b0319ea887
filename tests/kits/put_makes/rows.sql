INSERT INTO stores (code, name) VALUES ('N', 'North');
