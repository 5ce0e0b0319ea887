CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    crew smallint,
    price numeric(8, 2),
    miles integer
);
