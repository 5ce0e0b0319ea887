CREATE TABLE users (
    id       integer      PRIMARY KEY,
    username varchar(40)  NOT NULL UNIQUE,
    email    varchar(255) NOT NULL UNIQUE,
    password_digest varchar(255) NOT NULL,
    bio      text
);
CREATE TABLE notes (
    id        integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES users (id),
    text      text    NOT NULL
);
