CREATE TABLE boats (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE sailors (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    boat_id integer REFERENCES boats (id),
    name text NOT NULL
);
