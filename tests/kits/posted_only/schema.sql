CREATE TABLE vehicles (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, plate varchar(20) NOT NULL UNIQUE);
CREATE TABLE repair_jobs (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    vehicle_id bigint NOT NULL REFERENCES vehicles (id),
    state      varchar(20) NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done'))
);
CREATE TABLE estimates (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    repair_job_id bigint NOT NULL REFERENCES repair_jobs (id),
    status        varchar(20) NOT NULL DEFAULT 'draft'
        CHECK (status IN ('draft', 'approved', 'rejected', 'handed_over_to_the_customer_by_the_workshop')),
    approved_at   timestamptz
);
