INSERT INTO loan_requests (id, title, status) VALUES (1, 'Projector', 'open'), (2, 'Drill', 'open'), (3, 'Tent', 'approved');
