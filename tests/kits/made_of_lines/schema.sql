CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(60) NOT NULL UNIQUE, password_hash TEXT NOT NULL);
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    clerk_id INTEGER NOT NULL REFERENCES users (id),
    text VARCHAR(40) NOT NULL
);
CREATE TABLE job_mechanics (
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    mechanic_id INTEGER NOT NULL REFERENCES users (id),
    PRIMARY KEY (job_id, mechanic_id)
);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    total_amount NUMERIC(12, 2) NOT NULL DEFAULT 0
);
CREATE TABLE quote_items (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quotes (id),
    text VARCHAR(40) NOT NULL,
    quantity NUMERIC(8, 2) NOT NULL,
    unit_price NUMERIC(12, 2) NOT NULL
);
CREATE TABLE film (film_id INTEGER PRIMARY KEY, film_name VARCHAR(40) NOT NULL, stars INTEGER NOT NULL);
CREATE TABLE actor (actor_id INTEGER PRIMARY KEY, actor_name VARCHAR(40) NOT NULL);
CREATE TABLE actor_in_film (
    actor_id INTEGER NOT NULL REFERENCES actor (actor_id),
    film_id INTEGER NOT NULL REFERENCES film (film_id),
    PRIMARY KEY (actor_id, film_id)
);
