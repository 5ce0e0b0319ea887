INSERT INTO users VALUES (1, 'Ann Lee', 'member'), (2, 'Bob Ray', 'clerk');
INSERT INTO menu_categories VALUES (1, 'Soups', 2), (2, 'Salads', 1);
INSERT INTO dish_offers VALUES
    (1, 1, 'Leek', 'Leeks and cream.', 'hot', 3, 5, 4, 'Pia', NULL, '2024-02-01', 'placed', '2024-01-02 10:00:00', '2024-01-01 10:00:00'),
    (2, 2, 'Caesar', 'Leaves.', 'cold', 4, 9, NULL, NULL, 'too dear', '2024-03-01', 'placed', '2024-01-04 10:00:00', '2024-01-03 10:00:00');
INSERT INTO dish_marks VALUES (1, 2, '2024-05-01 12:00:00');
