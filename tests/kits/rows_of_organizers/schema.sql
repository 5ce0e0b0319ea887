CREATE TABLE people (
    id   integer PRIMARY KEY,
    name varchar(40) NOT NULL,
    role varchar(12) NOT NULL DEFAULT 'guest' CHECK (role IN ('guest', 'admin'))
);
CREATE TABLE events (
    id           integer PRIMARY KEY,
    title        varchar(80) NOT NULL,
    organizer_id integer NOT NULL REFERENCES people (id)
);
CREATE TABLE bookings (
    id       integer PRIMARY KEY,
    event_id integer NOT NULL REFERENCES events (id),
    guest_id integer NOT NULL REFERENCES people (id),
    seats    integer NOT NULL CHECK (seats > 0)
);
