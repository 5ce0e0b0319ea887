PRAGMA foreign_keys = ON;
CREATE TABLE owners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(10) NOT NULL CHECK (length(name) <= 10)
);
CREATE TABLE dogs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(10) NOT NULL CHECK (length(name) <= 10),
    tag TEXT,
    number INTEGER,
    owner_id INTEGER REFERENCES owners (id),
    breeder_id INTEGER REFERENCES owners (id) DEFERRABLE INITIALLY DEFERRED,
    price DECIMAL(6, 2) CHECK (price < 10000),
    size INTEGER CHECK (size > 0 AND size < 32768),
    mood TEXT CHECK (mood IN ('calm', 'angry')),
    kennel INTEGER UNIQUE,
    born_on DATE,
    died_on DATE,
    chip TEXT CHECK (length(chip) = 3),
    active BOOLEAN NOT NULL DEFAULT 0,
    UNIQUE (tag, number),
    CONSTRAINT dies_after_birth CHECK (died_on >= born_on)
);
CREATE UNIQUE INDEX one_active_dog ON dogs (name) WHERE active;
CREATE TABLE visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note TEXT,
    origin TEXT NOT NULL
);
CREATE TRIGGER no_dragons BEFORE INSERT ON dogs WHEN NEW.name = 'dragon'
BEGIN
    SELECT RAISE(ABORT, 'the secret of the dragons');
END;
CREATE TRIGGER no_dragons_later BEFORE UPDATE ON dogs WHEN NEW.name = 'dragon'
BEGIN
    SELECT RAISE(ABORT, 'the secret of the dragons');
END;
