CREATE TABLE makers (id SERIAL PRIMARY KEY, name VARCHAR(40) NOT NULL);
CREATE TABLE borrowers (id SERIAL PRIMARY KEY, name VARCHAR(40) NOT NULL);
CREATE TABLE tools (
    id SERIAL PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    maker_id INTEGER REFERENCES makers (id)
);
CREATE TABLE loans (
    id SERIAL PRIMARY KEY,
    tool_id INTEGER NOT NULL REFERENCES tools (id),
    borrower_id INTEGER NOT NULL REFERENCES borrowers (id),
    state VARCHAR(10) NOT NULL CHECK (state IN ('open', 'returned')),
    note TEXT
);
