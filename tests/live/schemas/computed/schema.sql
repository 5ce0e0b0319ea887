CREATE TABLE bands (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE records (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    band_id integer NOT NULL REFERENCES bands (id),
    price numeric(8, 2) NOT NULL
);
CREATE VIEW band_sales AS
    SELECT b.id AS band_id, b.name, count(r.id) AS records, sum(r.price) AS total
    FROM bands b LEFT JOIN records r ON r.band_id = b.id
    GROUP BY b.id, b.name;
CREATE VIEW band_initials AS
    SELECT left(name, 1)::text AS initial, count(*) AS bands FROM bands GROUP BY 1;
