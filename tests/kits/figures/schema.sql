CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE bills (
    id       INTEGER PRIMARY KEY,
    bill_no  VARCHAR(10) NOT NULL UNIQUE,
    guest_id INTEGER NOT NULL REFERENCES guests (id)
);
CREATE TABLE bill_items (
    bill_id    INTEGER NOT NULL REFERENCES bills (id),
    line_no    INTEGER NOT NULL,
    qty        INTEGER NOT NULL,
    unit_price NUMERIC(8, 2) NOT NULL,
    PRIMARY KEY (bill_id, line_no)
);
CREATE TABLE payments (
    id      INTEGER PRIMARY KEY,
    bill_id INTEGER NOT NULL REFERENCES bills (id),
    amount  NUMERIC(8, 2) NOT NULL
);
CREATE TABLE bill_state_changes (
    id         INTEGER PRIMARY KEY,
    bill_id    INTEGER NOT NULL REFERENCES bills (id),
    state      VARCHAR(10) NOT NULL CHECK (state IN ('open', 'sent', 'closed')),
    changed_at TIMESTAMP NOT NULL
);
CREATE TABLE guides (id INTEGER PRIMARY KEY, name TEXT NOT NULL, birth_date DATE NOT NULL, capacity INTEGER NOT NULL);
CREATE TABLE skills (code VARCHAR(8) PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE guide_skills (
    guide_id   INTEGER NOT NULL REFERENCES guides (id),
    skill_code VARCHAR(8) NOT NULL REFERENCES skills (code),
    since      DATE NOT NULL,
    PRIMARY KEY (guide_id, skill_code)
);
CREATE TABLE tours (
    id       INTEGER PRIMARY KEY,
    guide_id INTEGER NOT NULL REFERENCES guides (id),
    status   VARCHAR(10) NOT NULL CHECK (status IN ('planned', 'running', 'over'))
);
