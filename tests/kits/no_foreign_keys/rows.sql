INSERT INTO sys_user VALUES (1, 'ann', 'ann@x.test', 'x'), (2, 'bob', 'bob@x.test', 'x');
INSERT INTO sys_dept VALUES (1, NULL, 'Head'), (2, 1, 'Lab'), (3, 1, 'Shop');
INSERT INTO category VALUES ('pc', 'Computers'), ('car', 'Cars');
INSERT INTO asset VALUES (1, 2, 'pc', 'Laptop', 1), (2, 3, 'car', 'Van', 2), (3, 9, 'pc', 'Lost', 7);
INSERT INTO label VALUES (1, 'old'), (2, 'new');
INSERT INTO asset_label VALUES (1, 1), (1, 2), (2, 2);
INSERT INTO visit VALUES (1, 'Rome');
INSERT INTO asset_check VALUES (1, 1, 2, 'fine', 3, '2024-05-01 08:00:00');
