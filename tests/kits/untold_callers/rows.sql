INSERT INTO users (id, email) VALUES (1, 'a@plot.test'), (2, 'b@plot.test');
INSERT INTO leases (id, user_id, rent) VALUES (1, 1, 5), (2, 2, 6);
INSERT INTO plots (id, name) VALUES (1, 'North'), (2, 'South');
INSERT INTO plot_helpers (plot_id, user_id) VALUES (1, 1);
INSERT INTO sheds (id, name) VALUES (1, 'Old');
