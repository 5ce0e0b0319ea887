CREATE TABLE customers (id integer PRIMARY KEY, email varchar(80) NOT NULL UNIQUE);
CREATE TABLE plants (id integer PRIMARY KEY, name varchar(40) NOT NULL, is_listed boolean NOT NULL DEFAULT true);
CREATE TABLE pots (
    id       integer PRIMARY KEY,
    plant_id integer NOT NULL REFERENCES plants (id),
    sku      varchar(10) NOT NULL UNIQUE,
    price    numeric(8,2) NOT NULL
);
CREATE TABLE barrow_items (
    customer_id integer NOT NULL REFERENCES customers (id),
    pot_id      integer NOT NULL REFERENCES pots (id),
    quantity    integer NOT NULL,
    PRIMARY KEY (customer_id, pot_id)
);
