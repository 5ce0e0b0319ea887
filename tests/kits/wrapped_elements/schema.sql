CREATE TABLE pages (
    id    INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    body  TEXT
);
CREATE TABLE notes (
    id      INTEGER PRIMARY KEY,
    page_id INTEGER NOT NULL REFERENCES pages (id),
    text    TEXT NOT NULL
);
