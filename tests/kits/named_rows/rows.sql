INSERT INTO app_author (id, handle, name) VALUES (1, 'ann', 'Ann'), (2, 'bob', 'Bob');
INSERT INTO app_shelf (id, code, name) VALUES (1, 'A1', 'Arts'), (2, 'S1', 'Science');
INSERT INTO app_label (id, word) VALUES (1, 'old');
INSERT INTO app_language (id, name, native_name) VALUES (1, 'German', 'Deutsch'), (2, 'French', 'français');
