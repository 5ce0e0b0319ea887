CREATE TABLE offices (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id integer PRIMARY KEY, office_id integer REFERENCES offices (id), name text NOT NULL);
CREATE TABLE cases (
    id          integer PRIMARY KEY,
    title       text NOT NULL,
    assignee_id integer REFERENCES users (id)
);
CREATE TABLE files (
    id          integer PRIMARY KEY,
    case_id     integer NOT NULL REFERENCES cases (id),
    name        text    NOT NULL,
    uploaded_by integer NOT NULL REFERENCES users (id)
);
CREATE TABLE exams (
    id      integer PRIMARY KEY,
    case_id integer NOT NULL REFERENCES cases (id),
    user_id integer NOT NULL REFERENCES users (id),
    grade   real
);
