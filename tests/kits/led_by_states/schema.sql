CREATE TABLE users (id integer PRIMARY KEY, login varchar(20) NOT NULL UNIQUE);
CREATE TABLE firings (
    id           integer PRIMARY KEY,
    title        varchar(40) NOT NULL,
    status       varchar(10) NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'hot', 'cold', 'broken')),
    cone_rating  integer,
    due_at       timestamp,
    collected_at timestamp,
    ended_at     timestamp,
    cold_at      timestamp,
    created_by   integer NOT NULL REFERENCES users (id),
    updated_by   integer REFERENCES users (id)
);
CREATE TABLE pieces (
    id        integer PRIMARY KEY,
    firing_id integer NOT NULL REFERENCES firings (id),
    glaze     varchar(20) NOT NULL,
    price     numeric(6,2) NOT NULL
);
CREATE TABLE readings (
    firing_id integer NOT NULL REFERENCES firings (id),
    taken_at  timestamp NOT NULL,
    degrees   integer NOT NULL,
    PRIMARY KEY (firing_id, taken_at)
);
CREATE VIEW firing_costs AS SELECT firing_id, SUM(price) AS cost FROM pieces GROUP BY firing_id;
