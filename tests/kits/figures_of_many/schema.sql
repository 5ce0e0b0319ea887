CREATE TABLE students (id integer PRIMARY KEY, name text NOT NULL, active boolean NOT NULL);
CREATE TABLE courses (
    id         integer PRIMARY KEY,
    status     text NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
    deleted_at timestamp
);
CREATE TABLE exams (id integer PRIMARY KEY, course_id integer NOT NULL REFERENCES courses (id), grade real);
