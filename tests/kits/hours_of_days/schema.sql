CREATE TABLE hours (
    id serial PRIMARY KEY,
    weekday smallint NOT NULL,
    opens_at time NOT NULL,
    closes_at time NOT NULL,
    break_from time,
    ip_address inet,
    CHECK (closes_at > opens_at)
);
