CREATE TABLE rooms (id SERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE finds (
    id SERIAL PRIMARY KEY,
    state VARCHAR(10) NOT NULL CHECK (state IN ('new', 'kept', 'given')),
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    room_id INTEGER REFERENCES rooms (id),
    photo_url TEXT
);
CREATE TABLE notes (id SERIAL PRIMARY KEY, archived_at TIMESTAMPTZ);
