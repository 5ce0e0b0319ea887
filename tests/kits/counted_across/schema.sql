CREATE TABLE users (
    id integer PRIMARY KEY,
    full_name text NOT NULL,
    employer_id integer REFERENCES firms (id),
    disabled_at timestamp
);
CREATE TABLE firms (
    id integer PRIMARY KEY,
    name text NOT NULL,
    checked boolean NOT NULL
);
CREATE TABLE topics (
    id integer PRIMARY KEY,
    label text NOT NULL
);
COMMENT ON COLUMN topics.label IS 'Name of the topic.';
CREATE TABLE talks (
    id integer PRIMARY KEY,
    firm_id integer NOT NULL REFERENCES firms (id),
    title text NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'open', 'over')),
    seats integer NOT NULL,
    openings integer NOT NULL,
    deleted_at timestamp
);
CREATE TABLE talk_topics (
    talk_id integer NOT NULL REFERENCES talks (id),
    topic_id integer NOT NULL REFERENCES topics (id),
    is_main boolean NOT NULL,
    PRIMARY KEY (talk_id, topic_id)
);
CREATE TABLE requests (
    id integer PRIMARY KEY,
    talk_id integer NOT NULL REFERENCES talks (id),
    user_id integer NOT NULL REFERENCES users (id),
    state text NOT NULL CHECK (state IN ('sent', 'granted', 'refused', 'withdrawn'))
);
CREATE TABLE talk_bookmarks (
    user_id integer NOT NULL REFERENCES users (id),
    talk_id integer NOT NULL REFERENCES talks (id),
    PRIMARY KEY (user_id, talk_id)
);
COMMENT ON TABLE talk_bookmarks IS 'Talks that somebody has saved.';
