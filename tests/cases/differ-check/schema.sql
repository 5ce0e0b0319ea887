CREATE DOMAIN sail_number AS text CHECK (VALUE ~ '^[A-Z]{3}-\d+$');
CREATE DOMAIN stars AS integer CHECK (VALUE BETWEEN 1 AND 5);
CREATE TABLE boats (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    crew integer CHECK (crew BETWEEN 1 AND 5),
    price numeric(8, 2) CHECK (price > 0),
    miles integer CHECK (miles < 100),
    sail sail_number,
    rating stars,
    class text CHECK (length(class) >= 2 AND class <> ''),
    contact text CHECK (contact LIKE '%@%'),
    flag text CHECK (flag ~* '^[a-z]{2}$'),
    motto text CHECK (motto !~ '[<>]'),
    deposit numeric(6, 2) CHECK (deposit > 0),
    toll numeric(5, 2) CHECK (toll BETWEEN 0 AND 20),
    berth text CHECK (berth ~ '^[A-Z]\d$')
);
