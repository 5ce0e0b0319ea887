CREATE TABLE users (
    id        integer PRIMARY KEY,
    full_name varchar(40) NOT NULL
);
CREATE TABLE orders (
    id       integer PRIMARY KEY,
    buyer_id integer NOT NULL REFERENCES users (id),
    note     varchar(40),
    version  integer NOT NULL DEFAULT 1
);
CREATE TABLE tickets (
    code          varchar(8) PRIMARY KEY,
    order_id      integer NOT NULL REFERENCES orders (id),
    checked_in_by integer REFERENCES users (id)
);
CREATE TABLE readings (
    id          integer PRIMARY KEY,
    ticket_code varchar(8) NOT NULL REFERENCES tickets (code),
    measured_at timestamp NOT NULL
);
