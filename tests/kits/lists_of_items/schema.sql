CREATE TABLE skills (
    code varchar(10) PRIMARY KEY,
    name varchar(40) NOT NULL
);
CREATE TABLE tags (
    id   integer     PRIMARY KEY,
    name varchar(40) NOT NULL UNIQUE
);
CREATE TABLE workers (
    id   integer     PRIMARY KEY,
    name varchar(40) NOT NULL,
    starts time,
    ends   time,
    CHECK (ends > starts)
);
CREATE TABLE worker_skills (
    worker_id  integer     NOT NULL REFERENCES workers (id),
    skill_code varchar(10) NOT NULL REFERENCES skills (code),
    is_main    boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (worker_id, skill_code)
);
CREATE TABLE worker_tags (
    worker_id integer NOT NULL REFERENCES workers (id),
    tag_id    integer NOT NULL REFERENCES tags (id),
    PRIMARY KEY (worker_id, tag_id)
);
CREATE TABLE tools (
    worker_id integer     NOT NULL REFERENCES workers (id),
    tool_no   smallint    NOT NULL,
    label     varchar(40) NOT NULL,
    PRIMARY KEY (worker_id, tool_no)
);
