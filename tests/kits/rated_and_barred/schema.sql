CREATE TABLE users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('guest', 'owner', 'admin'))
);
CREATE TABLE flavours (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE stalls (
    id integer PRIMARY KEY,
    owner_id integer NOT NULL REFERENCES users (id),
    name text NOT NULL,
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'open'))
);
CREATE TABLE stall_flavours (
    stall_id integer NOT NULL REFERENCES stalls (id) ON DELETE CASCADE,
    flavour_id integer NOT NULL REFERENCES flavours (id),
    PRIMARY KEY (stall_id, flavour_id)
);
CREATE TABLE votes (
    id integer PRIMARY KEY,
    stall_id integer NOT NULL REFERENCES stalls (id),
    stars integer NOT NULL
);
CREATE TABLE orders (
    id integer PRIMARY KEY,
    stall_id integer NOT NULL REFERENCES stalls (id) ON DELETE CASCADE,
    state text NOT NULL CHECK (state IN ('placed', 'made', 'done'))
);
CREATE TABLE vouchers (
    id integer PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code = upper(code)),
    amount integer NOT NULL
);
CREATE VIEW stall_ratings AS
SELECT stall_id, count(*) AS vote_count, avg(stars) AS average_stars FROM votes GROUP BY stall_id;
