INSERT INTO cl_clerk (clerk_id, name) VALUES (1, 'ann'), (2, 'bob');
INSERT INTO cl_claim (claim_id, title, status) VALUES (1, 'one', 'open'), (2, 'two', 'open'), (3, 'three', 'open');
