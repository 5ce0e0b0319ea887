CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    crew integer CHECK (crew BETWEEN 1 AND 5),
    price numeric(8, 2) CHECK (price > 0),
    miles integer CHECK (miles < 100)
);
