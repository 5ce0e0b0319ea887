CREATE TABLE genres (
    id   integer PRIMARY KEY,
    name varchar(40) NOT NULL UNIQUE
);
CREATE TABLE songs (
    id       integer PRIMARY KEY,
    title    varchar(80) NOT NULL,
    genre_id integer REFERENCES genres (id)
);
CREATE TABLE people (
    id   integer PRIMARY KEY,
    role varchar(8) NOT NULL DEFAULT 'buyer' CHECK (role IN ('buyer', 'admin'))
);
CREATE TABLE invoices (
    id           integer PRIMARY KEY,
    person_id    integer NOT NULL REFERENCES people (id),
    invoice_date timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    status       varchar(8) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'void')),
    paid_at      timestamp,
    city         varchar(40),
    total        numeric(10,2) NOT NULL DEFAULT 0
);
CREATE TABLE invoice_lines (
    invoice_id  integer NOT NULL REFERENCES invoices (id),
    line_number integer NOT NULL,
    song_id     integer NOT NULL REFERENCES songs (id),
    unit_price  numeric(10,2) NOT NULL,
    quantity    integer NOT NULL,
    PRIMARY KEY (invoice_id, line_number)
);
