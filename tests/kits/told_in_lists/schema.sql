CREATE TABLE firms (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    firm_id integer REFERENCES firms (id),
    blocked_at timestamp
);
CREATE TABLE tags (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE flats (
    id integer PRIMARY KEY,
    firm_id integer NOT NULL REFERENCES firms (id),
    agent_id integer NOT NULL REFERENCES users (id),
    town text NOT NULL,
    rent_max integer,
    stage text NOT NULL DEFAULT 'new' CHECK (stage IN ('new', 'open', 'let', 'gone')),
    stage_changed_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    listed_at timestamp
);
CREATE TABLE flat_tags (
    flat_id integer NOT NULL REFERENCES flats (id),
    tag_id integer NOT NULL REFERENCES tags (id),
    PRIMARY KEY (flat_id, tag_id)
);
CREATE TABLE visits (
    id integer PRIMARY KEY,
    flat_id integer NOT NULL REFERENCES flats (id),
    starts_at timestamp NOT NULL
);
