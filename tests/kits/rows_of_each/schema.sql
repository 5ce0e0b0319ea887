CREATE TABLE users (id SERIAL PRIMARY KEY, email VARCHAR(80) NOT NULL UNIQUE);
CREATE TABLE categories (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    name VARCHAR(40) NOT NULL,
    UNIQUE (user_id, name)
);
CREATE TABLE plants (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    category_id INTEGER REFERENCES categories (id),
    name VARCHAR(40) NOT NULL,
    uses_json JSONB,
    sown_on DATE
);
CREATE UNIQUE INDEX plants_of_each ON plants (user_id, name);
CREATE TABLE notices (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    body TEXT NOT NULL
);
