CREATE TABLE region (region_id INTEGER PRIMARY KEY, region TEXT NOT NULL);
CREATE TABLE town (town_id INTEGER PRIMARY KEY, town TEXT NOT NULL, region_id INTEGER NOT NULL REFERENCES region (region_id));
CREATE TABLE place (
    place_id INTEGER PRIMARY KEY,
    place    TEXT NOT NULL,
    town_id  INTEGER NOT NULL REFERENCES town (town_id)
);
CREATE TABLE depot (depot_id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL REFERENCES place (place_id));
CREATE TABLE member (
    member_id  INTEGER PRIMARY KEY,
    first_name TEXT NOT NULL,
    last_name  TEXT NOT NULL,
    place_id   INTEGER NOT NULL REFERENCES place (place_id)
);
CREATE TABLE tool (tool_id INTEGER PRIMARY KEY, tool_name TEXT NOT NULL, release_year INTEGER, minutes INTEGER NOT NULL DEFAULT 60);
CREATE TABLE copy (copy_id INTEGER PRIMARY KEY, tool_id INTEGER NOT NULL REFERENCES tool (tool_id), weight INTEGER NOT NULL DEFAULT 1);
CREATE TABLE rental (
    rental_id   INTEGER PRIMARY KEY,
    rental_date TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    due_date    TIMESTAMP NOT NULL,
    return_date TIMESTAMP,
    copy_id     INTEGER NOT NULL REFERENCES copy (copy_id),
    member_id   INTEGER NOT NULL REFERENCES member (member_id)
);
CREATE TABLE payment (
    payment_id   INTEGER PRIMARY KEY,
    rental_id    INTEGER NOT NULL REFERENCES rental (rental_id),
    member_id    INTEGER NOT NULL REFERENCES member (member_id),
    amount       NUMERIC(6, 2) NOT NULL,
    payment_date DATE NOT NULL,
    last_update  TIMESTAMP NOT NULL
);
