INSERT INTO app_users (id, login, full_name) VALUES (1, 'ann', 'Ann Able'), (2, 'bob', NULL);
INSERT INTO baskets (id, user_id, fruit) VALUES (1, 1, 'plums'), (2, 2, 'pears');
INSERT INTO trees (id, sort, planter_id, created_by) VALUES (1, 'Elstar', 2, 1);
