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
CREATE TABLE replies (
    id        integer PRIMARY KEY,
    note_id   integer NOT NULL REFERENCES notes (id),
    writer_id integer NOT NULL REFERENCES users (id),
    parent_id integer REFERENCES replies (id) ON DELETE CASCADE,
    minutes   integer NOT NULL DEFAULT 1,
    body      text    NOT NULL
);
CREATE TABLE follows (
    follower_id integer NOT NULL REFERENCES users (id),
    followed_id integer NOT NULL REFERENCES users (id),
    PRIMARY KEY (follower_id, followed_id)
);
CREATE TABLE note_bookmarks (
    id      integer PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id),
    note_id integer NOT NULL REFERENCES notes (id),
    UNIQUE (user_id, note_id)
);
