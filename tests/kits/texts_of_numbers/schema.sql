CREATE TABLE shelves (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE boxes (
    id bigserial PRIMARY KEY,
    label text NOT NULL,
    shelf_id integer NOT NULL REFERENCES shelves
);
CREATE INDEX boxes_shelf_idx ON boxes (shelf_id);
