CREATE TABLE customers (id integer PRIMARY KEY, organisation varchar(40) NOT NULL);
COMMENT ON COLUMN customers.organisation IS 'Company or institution';
CREATE TABLE branches (
    code varchar(8) PRIMARY KEY,
    name varchar(40) NOT NULL,
    is_open boolean NOT NULL DEFAULT TRUE,
    is_staffed boolean NOT NULL DEFAULT TRUE,
    color_hex char(7) NOT NULL DEFAULT '#000000',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE categories (
    id integer PRIMARY KEY,
    parent_id integer REFERENCES categories (id),
    name varchar(40) NOT NULL
);
CREATE TABLE tools (
    id integer PRIMARY KEY,
    category_id integer NOT NULL REFERENCES categories (id),
    name varchar(40) NOT NULL,
    day_rate numeric(8, 2) NOT NULL,
    website_url varchar(80)
);
CREATE TABLE bookings (
    id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customers (id),
    status varchar(10) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'cancelled'))
);
