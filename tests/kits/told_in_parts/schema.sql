CREATE TABLE people (
    id         integer PRIMARY KEY,
    first_name varchar(40) NOT NULL,
    last_name  varchar(40) NOT NULL,
    login      varchar(20) NOT NULL UNIQUE
);
CREATE TABLE songs (
    code         varchar(8) PRIMARY KEY,
    name         varchar(80) NOT NULL,
    milliseconds integer NOT NULL CHECK (milliseconds > 0),
    price_cents  integer NOT NULL
);
CREATE TABLE albums (
    code varchar(8) PRIMARY KEY,
    name varchar(80) NOT NULL
);
CREATE TABLE album_songs (
    album_code varchar(8) NOT NULL REFERENCES albums (code),
    song_code  varchar(8) NOT NULL REFERENCES songs (code),
    position   integer NOT NULL,
    is_bonus   boolean NOT NULL DEFAULT FALSE,
    checked_by integer REFERENCES people (id),
    PRIMARY KEY (album_code, song_code)
);
CREATE TABLE staff (
    id    integer PRIMARY KEY,
    login varchar(20) NOT NULL UNIQUE
);
CREATE TABLE sales (
    id              integer PRIMARY KEY,
    person_id       integer NOT NULL REFERENCES people (id),
    sold_by         integer NOT NULL REFERENCES staff (id),
    status          varchar(8) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid')),
    paid_at         timestamp,
    billing_country varchar(40),
    total_cents     integer NOT NULL DEFAULT 0
);
CREATE TABLE sale_lines (
    sale_id          integer NOT NULL REFERENCES sales (id),
    line_no          integer NOT NULL,
    song_code        varchar(8) NOT NULL REFERENCES songs (code),
    quantity         integer NOT NULL,
    unit_price_cents integer NOT NULL,
    PRIMARY KEY (sale_id, line_no)
);
