CREATE TABLE tbl_member (id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE tbl_topic (
    id         INTEGER PRIMARY KEY,
    slug       TEXT NOT NULL,
    title      TEXT NOT NULL,
    deleted_at TIMESTAMP
);
CREATE UNIQUE INDEX tbl_topic_slug ON tbl_topic (slug) WHERE deleted_at IS NULL;
CREATE TABLE tbl_note (
    id        INTEGER PRIMARY KEY,
    topic_id  INTEGER NOT NULL REFERENCES tbl_topic (id),
    parent_id INTEGER REFERENCES tbl_note (id),
    author_id INTEGER NOT NULL REFERENCES tbl_member (id),
    text      TEXT NOT NULL
);
CREATE TABLE tbl_label (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE tbl_topic_label (
    topic_id INTEGER NOT NULL REFERENCES tbl_topic (id),
    label_id INTEGER NOT NULL REFERENCES tbl_label (id),
    PRIMARY KEY (topic_id, label_id)
);
CREATE TABLE tbl_topic_like (
    topic_id  INTEGER NOT NULL REFERENCES tbl_topic (id),
    member_id INTEGER NOT NULL REFERENCES tbl_member (id),
    PRIMARY KEY (topic_id, member_id)
);
