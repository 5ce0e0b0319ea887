-- Records: who made which, and where they stand.
CREATE TABLE artists (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        VARCHAR(120) NOT NULL UNIQUE,
    country     CHAR(2)
);

CREATE TABLE records (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    artist_id   BIGINT NOT NULL REFERENCES artists (id) ON DELETE CASCADE,
    title       VARCHAR(200) NOT NULL,
    price       NUMERIC(8, 2) NOT NULL CHECK (price >= 0),
    condition   VARCHAR(10) NOT NULL DEFAULT 'good' CHECK (condition IN ('mint', 'good', 'worn')),
    added_at    TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    UNIQUE (artist_id, title)
);
CREATE INDEX ix_records_title ON records (title);

CREATE TABLE tracks (
    record_id   BIGINT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position > 0),
    title       VARCHAR(200) NOT NULL,
    seconds     INTEGER,
    PRIMARY KEY (record_id, position)
);
