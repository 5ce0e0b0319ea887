CREATE TABLE companies (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (
    id         integer PRIMARY KEY,
    company_id integer NOT NULL REFERENCES companies (id),
    name       text    NOT NULL
);
CREATE TABLE teams (
    id         integer PRIMARY KEY,
    company_id integer NOT NULL REFERENCES companies (id),
    name       varchar(20) NOT NULL,
    UNIQUE (company_id, name)
);
CREATE TABLE team_members (
    team_id integer NOT NULL REFERENCES teams (id),
    user_id integer NOT NULL REFERENCES users (id),
    PRIMARY KEY (team_id, user_id)
);
CREATE TABLE tickets (
    id         integer PRIMARY KEY,
    company_id integer NOT NULL REFERENCES companies (id),
    number     integer NOT NULL,
    title      text    NOT NULL,
    team_id    integer REFERENCES teams (id),
    deleted_at timestamp,
    UNIQUE (company_id, number)
);
CREATE TABLE notes (
    id        integer PRIMARY KEY,
    ticket_id integer NOT NULL REFERENCES tickets (id),
    text      text    NOT NULL
);
