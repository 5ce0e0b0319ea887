CREATE TABLE cl_clerk (clerk_id integer PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE cl_claim (
    claim_id      integer PRIMARY KEY,
    title         varchar(40) NOT NULL,
    status        varchar(10) NOT NULL DEFAULT 'open',
    decided_by    integer REFERENCES cl_clerk (clerk_id),
    decided_on    date,
    decision_note varchar(200),
    closed_by     integer REFERENCES cl_clerk (clerk_id),
    closed_at     timestamp,
    paid_by       integer REFERENCES cl_clerk (clerk_id),
    paid_at       timestamp
);
