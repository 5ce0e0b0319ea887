PRAGMA foreign_keys = OFF;
CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    "Full Name" NVARCHAR(120) NOT NULL COLLATE NOCASE,
    [key] TEXT UNIQUE,
    kind VARCHAR(10) NOT NULL DEFAULT 'it''s' CHECK (kind IN ('it''s', 'b')),
    active BOOLEAN NOT NULL DEFAULT 1,
    created DATETIME DEFAULT CURRENT_TIMESTAMP,
    seen TEXT DEFAULT (strftime('%Y-%m-%d %H:%M', 'now')),
    price DECIMAL(10,2) NOT NULL DEFAULT 0.99,
    raw BLOB SUB_TYPE BINARY,
    anything,
    twice INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL
);
CREATE TABLE jobs (
    customer_id INT NOT NULL REFERENCES customers ON DELETE CASCADE,
    number INT NOT NULL,
    follows INT,
    PRIMARY KEY (customer_id, number),
    CONSTRAINT follow FOREIGN KEY (customer_id, follows)
        REFERENCES jobs (customer_id, number) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE TABLE teams (id INTEGER PRIMARY KEY, leader INT REFERENCES members (id));
CREATE TABLE members (id INTEGER PRIMARY KEY, team INT NOT NULL REFERENCES teams (id));
CREATE TABLE texts (code TEXT PRIMARY KEY, n INT) STRICT;
CREATE UNIQUE INDEX by_name ON customers ("Full Name" DESC) WHERE active;
CREATE INDEX by_lower ON customers (lower("key"), created);
CREATE VIEW open_jobs AS SELECT number, "Full Name" AS name FROM jobs JOIN customers ON id = customer_id;
CREATE TRIGGER seen AFTER UPDATE ON customers BEGIN
    UPDATE customers SET seen = CASE WHEN new.active THEN 'x;' ELSE NULL END WHERE id = new.id;
END;
INSERT INTO customers ("Full Name") VALUES ('a; '' b');
