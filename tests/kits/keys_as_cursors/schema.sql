CREATE TABLE jobs (
    id         INTEGER PRIMARY KEY,
    created_at TIMESTAMP NOT NULL
);
CREATE TABLE files (
    id   TEXT PRIMARY KEY NOT NULL,
    size INTEGER
);
