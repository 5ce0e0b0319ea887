CREATE TYPE boat_state AS ENUM ('afloat', 'docked', 'sold', 'sunk');
CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    kind text CHECK (kind IN ('sail', 'motor', 'oar')),
    state boat_state
);
