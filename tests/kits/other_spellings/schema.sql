CREATE TABLE people (
    id   integer PRIMARY KEY,
    kind varchar(8) NOT NULL DEFAULT 'GUEST' CHECK (kind IN ('GUEST', 'STAFF'))
);
CREATE TABLE tickets (
    id            integer PRIMARY KEY,
    status        varchar(12) NOT NULL DEFAULT 'not_yet_in' CHECK (status IN ('not_yet_in', 'checked_in', 'void')),
    level         varchar(8) NOT NULL DEFAULT 'low' CHECK (level IN ('low', 'high')),
    checked_in_at timestamp
);
