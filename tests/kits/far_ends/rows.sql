INSERT INTO team VALUES (1, 'First line'), (2, 'Network');
INSERT INTO agent VALUES (1, 'Ann', 'Arbor', 'Ann A.', 'ann@example.com'), (2, 'Ben', 'Bow', 'Ben', 'ben@example.com');
INSERT INTO team_member VALUES (1, 1, 'lead'), (2, 1, 'member');
INSERT INTO term VALUES ('24W', 'Winter'), ('25S', 'Summer');
INSERT INTO ticket VALUES (1, 'Printer', '24W', 1, 'open', 3, 4), (2, 'Mouse', '25S', NULL, 'open', 1, 2);
INSERT INTO ticket_watcher (ticket_id, agent_id) VALUES (1, 2);
INSERT INTO topic VALUES ('A', 'Algebra', 1), ('B', 'Basics', 1), ('C', 'Calculus', 2);
INSERT INTO topic_prerequisite VALUES ('C', 'A');
