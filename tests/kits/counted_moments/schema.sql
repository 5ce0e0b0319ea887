CREATE TABLE alarm (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    raised_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
    acknowledged_at INTEGER,
    checked_ms INTEGER,
    deleted_at INTEGER
);
CREATE TABLE reading (id INTEGER PRIMARY KEY, taken_at INTEGER NOT NULL, is_online INTEGER NOT NULL DEFAULT 0);
