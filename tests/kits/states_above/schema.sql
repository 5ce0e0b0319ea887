CREATE TABLE depots (depot_id integer PRIMARY KEY, code varchar(5) NOT NULL UNIQUE, name varchar(40) NOT NULL);
CREATE TABLE loads (
    load_id       integer PRIMARY KEY,
    from_depot_id integer NOT NULL REFERENCES depots (depot_id),
    to_depot_id   integer NOT NULL REFERENCES depots (depot_id),
    state         varchar(10) NOT NULL DEFAULT 'packing' CHECK (state IN ('packing', 'on_road')),
    is_sealed     boolean NOT NULL DEFAULT FALSE,
    CHECK (from_depot_id <> to_depot_id)
);
CREATE TABLE load_crates (
    crate_id integer PRIMARY KEY,
    load_id  integer NOT NULL REFERENCES loads (load_id),
    weight   integer NOT NULL CHECK (weight > 0)
);
CREATE TABLE load_reports (
    report_id integer PRIMARY KEY,
    load_id   integer NOT NULL REFERENCES loads (load_id),
    text      varchar(80) NOT NULL
);
CREATE TABLE drivers (driver_id integer PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE load_drivers (
    load_id   integer NOT NULL REFERENCES loads (load_id),
    driver_id integer NOT NULL REFERENCES drivers (driver_id),
    PRIMARY KEY (load_id, driver_id)
);
