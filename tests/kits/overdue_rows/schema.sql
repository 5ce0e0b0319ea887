CREATE TABLE bill (id integer PRIMARY KEY, status varchar(10) NOT NULL, due_on date);
CREATE TABLE task (id integer PRIMARY KEY, done boolean NOT NULL DEFAULT false, due_at timestamp);
CREATE TABLE loan (id integer PRIMARY KEY, start_date date NOT NULL, due_date date NOT NULL, returned_at timestamp);
CREATE TABLE pass (id integer PRIMARY KEY, status varchar(10), due_date date, expires_at timestamp);
