CREATE TABLE ships (imo varchar(7) PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE crossings (
    id           integer PRIMARY KEY,
    ship_imo     varchar(7) NOT NULL REFERENCES ships (imo),
    departure_at timestamp NOT NULL,
    arrival_at   timestamp,
    speed_kmh    double precision NOT NULL
);
CREATE TABLE cabins (
    id           integer PRIMARY KEY,
    check_in     date NOT NULL,
    check_out    date NOT NULL,
    berths       integer NOT NULL,
    taken_berths integer NOT NULL,
    berth_price  numeric(8,2) NOT NULL
);
CREATE TABLE bills (id integer PRIMARY KEY, note varchar(20));
CREATE TABLE lines (
    id         integer PRIMARY KEY,
    bill_id    integer NOT NULL REFERENCES bills (id),
    item       varchar(20) NOT NULL,
    quantity   integer NOT NULL DEFAULT 1,
    unit_price numeric(8,2) NOT NULL
);
