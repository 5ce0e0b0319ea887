CREATE TABLE papers (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('reader', 'editor', 'admin')),
    paper_id integer REFERENCES papers (id)
);
CREATE TABLE stories (
    id integer PRIMARY KEY,
    paper_id integer NOT NULL REFERENCES papers (id),
    title text NOT NULL,
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'out', 'held')),
    score integer,
    starts_at timestamp NOT NULL,
    length_minutes integer NOT NULL
);
CREATE TABLE comments (
    id integer PRIMARY KEY,
    story_id integer NOT NULL REFERENCES stories (id),
    text text NOT NULL
);
