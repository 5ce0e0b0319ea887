CREATE TABLE firms (id integer PRIMARY KEY, name text NOT NULL, checked boolean NOT NULL DEFAULT 0);
CREATE TABLE users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('visitor', 'seller', 'admin')),
    firm_id integer REFERENCES firms (id)
);
CREATE TABLE drivers (
    id integer PRIMARY KEY,
    user_id integer NOT NULL UNIQUE REFERENCES users (id),
    plate text NOT NULL
);
CREATE TABLE shops (
    id integer PRIMARY KEY,
    owner_id integer NOT NULL REFERENCES users (id),
    firm_id integer NOT NULL REFERENCES firms (id),
    name text NOT NULL
);
CREATE TABLE shelves (
    id integer PRIMARY KEY,
    shop_id integer NOT NULL REFERENCES shops (id),
    label text NOT NULL
);
CREATE TABLE goods (
    id integer PRIMARY KEY,
    shelf_id integer NOT NULL REFERENCES shelves (id),
    name text NOT NULL
);
CREATE TABLE trips (
    id integer PRIMARY KEY,
    driver_id integer NOT NULL REFERENCES drivers (id),
    note text
);
CREATE TABLE remarks (
    id integer PRIMARY KEY,
    shop_id integer NOT NULL REFERENCES shops (id),
    author_id integer NOT NULL REFERENCES users (id),
    text text NOT NULL
);
