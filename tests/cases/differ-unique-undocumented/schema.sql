CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    sign text UNIQUE,
    active boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX one_active_boat ON boats (name) WHERE active;
