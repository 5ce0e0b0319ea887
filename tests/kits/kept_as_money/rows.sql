INSERT INTO items (name, price, cost) VALUES ('a', 1234.5, NULL);
