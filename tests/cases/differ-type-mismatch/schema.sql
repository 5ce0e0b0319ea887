CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    built timestamptz,
    route text
);
