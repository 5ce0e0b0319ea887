CREATE TABLE sections (section_id INTEGER PRIMARY KEY, section_name VARCHAR(30) NOT NULL UNIQUE);
CREATE TABLE workers (
    worker_id    INTEGER PRIMARY KEY,
    first_name   VARCHAR(20),
    last_name    VARCHAR(25) NOT NULL,
    phone_number VARCHAR(20),
    manager_id   INTEGER REFERENCES workers (worker_id),
    section_id   INTEGER REFERENCES sections (section_id)
);
CREATE TABLE requests (
    request_id INTEGER PRIMARY KEY,
    worker_id  INTEGER NOT NULL REFERENCES workers (worker_id),
    status     VARCHAR(10) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected')),
    decided_by INTEGER REFERENCES workers (worker_id),
    decided_at TIMESTAMP
);
