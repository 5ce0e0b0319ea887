CREATE TABLE stations (
    id     integer PRIMARY KEY,
    name   varchar(20) NOT NULL, -- inet, uuid or serial: none of them
    active boolean NOT NULL DEFAULT true,
    status varchar(5) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'shut'))
);
CREATE TABLE samples (
    station_id integer NOT NULL REFERENCES stations (id),
    taken_at   timestamp NOT NULL,
    rain       integer NOT NULL,
    PRIMARY KEY (station_id, taken_at)
);
