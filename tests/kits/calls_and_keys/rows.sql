INSERT INTO clubs (id, name) VALUES (1, 'Rook');
INSERT INTO players (id, nickname, rated, club_id) VALUES ('p1', 'Ann', TRUE, 1);
INSERT INTO boards (id, place) VALUES (1, 'Hall'), (2, 'Cellar');
INSERT INTO games (id, board_id, moves) VALUES (1, 1, 30), (2, 1, 41), (3, 2, 12);
INSERT INTO openings (id, name) VALUES (1, 'Italian'), (2, 'Spanish');
