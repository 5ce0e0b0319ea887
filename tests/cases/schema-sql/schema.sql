-- a workshop, with one mistake of each kind
CREATE TABLE customers (
    id serial PRIMARY KEY,
    name varchar(40) NOT NIL
);
CREATE TABLE jobs (id serial PRIMARY KEY, customer_id integer REFERENCES clients (id));
CREATE TABLE jobs (id serial PRIMARY KEY);
CREATE TABLE parts (id serial PRIMARY KEY, UNIQUE (number)); CREATE INDEX ON part (id);
ALTER TABLE parts ALTER COLUMN weight SET NOT NULL;
COMMENT ON TABLE parts IS 'never closed;
