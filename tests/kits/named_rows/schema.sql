CREATE TABLE app_author (id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE app_shelf (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE);
CREATE TABLE app_label (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE app_language (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, native_name TEXT NOT NULL);
CREATE TABLE app_book (
    id        INTEGER PRIMARY KEY,
    title     TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES app_author (id),
    shelf_id  INTEGER REFERENCES app_shelf (id)
);
CREATE TABLE app_book_label (
    book_id  INTEGER NOT NULL REFERENCES app_book (id),
    label_id INTEGER NOT NULL REFERENCES app_label (id),
    PRIMARY KEY (book_id, label_id)
);
CREATE TABLE app_book_language (
    book_id     INTEGER NOT NULL REFERENCES app_book (id),
    language_id INTEGER NOT NULL REFERENCES app_language (id),
    PRIMARY KEY (book_id, language_id)
);
