CREATE TABLE gr_faculty (fac_code char(3) PRIMARY KEY, fac_name varchar(40) NOT NULL);
CREATE TABLE gr_fellow (
    fellow_id  integer PRIMARY KEY,
    name       varchar(40) NOT NULL,
    fac_code   char(3) REFERENCES gr_faculty (fac_code),
    manager_id integer REFERENCES gr_fellow (fellow_id)
);
CREATE TABLE gr_grant_type (type_code varchar(5) PRIMARY KEY, type_name varchar(40) NOT NULL);
CREATE TABLE gr_rate (
    type_code  varchar(5) NOT NULL REFERENCES gr_grant_type (type_code),
    valid_from date NOT NULL,
    valid_to   date,
    percent    integer NOT NULL,
    PRIMARY KEY (type_code, valid_from)
);
CREATE TABLE gr_grant (
    grant_id         integer PRIMARY KEY,
    fellow_id        integer NOT NULL REFERENCES gr_fellow (fellow_id),
    decided_by       integer REFERENCES gr_fellow (fellow_id),
    title            varchar(40) NOT NULL,
    status           varchar(10) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn')),
    start_date       date NOT NULL,
    end_date         date NOT NULL,
    submitted_on     date,
    decision_comment varchar(200)
);
