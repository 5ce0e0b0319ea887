CREATE TABLE people (
    id        integer PRIMARY KEY,
    name      varchar(40) NOT NULL,
    role      varchar(12) NOT NULL DEFAULT 'writer' CHECK (role IN ('writer', 'moderator', 'admin')),
    is_editor boolean NOT NULL DEFAULT FALSE
);
CREATE TABLE notes (
    id        integer PRIMARY KEY,
    text      varchar(80) NOT NULL,
    hidden    boolean NOT NULL DEFAULT FALSE,
    pinned    boolean NOT NULL DEFAULT FALSE,
    author_id integer NOT NULL REFERENCES people (id)
);
CREATE TABLE tags (name varchar(20) PRIMARY KEY);
