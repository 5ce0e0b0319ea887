CREATE TABLE harbours (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    harbour_id integer NOT NULL REFERENCES harbours (id)
);
