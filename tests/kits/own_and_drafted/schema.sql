CREATE TABLE people (
    id         integer PRIMARY KEY,
    name       varchar(40) NOT NULL,
    manager_id integer REFERENCES people (id)
);
CREATE TABLE chapters (
    id        integer PRIMARY KEY,
    parent_id integer REFERENCES chapters (id)
);
CREATE TABLE manuscripts (
    id        integer PRIMARY KEY,
    title     varchar(80) NOT NULL,
    state     varchar(10) NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted')),
    shelved   boolean NOT NULL DEFAULT FALSE,
    author_id integer NOT NULL REFERENCES people (id),
    reader_id integer REFERENCES people (id),
    sent_on   date
);
CREATE TABLE pages (
    id            integer PRIMARY KEY,
    manuscript_id integer NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    amount_cents  integer NOT NULL
);
