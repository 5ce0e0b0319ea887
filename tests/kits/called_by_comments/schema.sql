CREATE TABLE keeper (
    keeper_id integer PRIMARY KEY,
    full_name varchar(40) NOT NULL,
    role_code varchar(12) NOT NULL DEFAULT 'keeper' CHECK (role_code IN ('keeper', 'admin'))
);
CREATE TABLE harbour (
    harbour_id   integer PRIMARY KEY,
    keeper_id    integer NOT NULL REFERENCES keeper (keeper_id),
    harbour_name varchar(40) NOT NULL,
    is_closed    boolean NOT NULL DEFAULT FALSE
);
COMMENT ON COLUMN harbour.keeper_id IS 'Owner of the harbour';
CREATE TABLE race (
    race_id    integer PRIMARY KEY,
    harbour_id integer NOT NULL REFERENCES harbour (harbour_id),
    state      varchar(10) NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'planned', 'sailed')),
    remark     varchar(80) NOT NULL DEFAULT '',
    points_home integer NOT NULL DEFAULT 0,
    points_away integer NOT NULL DEFAULT 0
);
COMMENT ON COLUMN race.remark IS 'Prize note, as the jury writes it';
COMMENT ON COLUMN race.points_home IS 'Final score of the home crew';
CREATE TABLE boat (
    boat_id    integer PRIMARY KEY,
    harbour_id integer NOT NULL REFERENCES harbour (harbour_id),
    boat_name  varchar(40) NOT NULL
);
CREATE TABLE race_boat (
    race_id integer NOT NULL REFERENCES race (race_id),
    boat_id integer NOT NULL REFERENCES boat (boat_id),
    PRIMARY KEY (race_id, boat_id)
);
CREATE TABLE sailor (
    sailor_id   integer PRIMARY KEY,
    given_name  varchar(40) NOT NULL,
    family_name varchar(40) NOT NULL
);
CREATE TABLE crew (
    race_id   integer NOT NULL,
    boat_id   integer NOT NULL,
    sailor_id integer NOT NULL REFERENCES sailor (sailor_id),
    place_no  smallint NOT NULL,
    PRIMARY KEY (race_id, sailor_id),
    FOREIGN KEY (race_id, boat_id) REFERENCES race_boat (race_id, boat_id)
);
COMMENT ON COLUMN crew.place_no IS 'Seat number';
