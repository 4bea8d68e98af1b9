"""The tables. A migration is only ever added at the end; `user_version` counts those that were applied."""

from __future__ import annotations

# A partial index holds only the rows still to be delivered, so a hundred thousand delivered ones cost nothing.
_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE targets (
    id TEXT PRIMARY KEY, checked INTEGER, good INTEGER, changed INTEGER, outcome TEXT, verdict TEXT,
    reason TEXT NOT NULL, failures INTEGER NOT NULL, unwell_since INTEGER, etag TEXT, last_modified TEXT,
    raw_sha256 TEXT, text_key TEXT, not_before INTEGER, next_check INTEGER
) WITHOUT ROWID;

CREATE TABLE notices (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, since INTEGER NOT NULL, created INTEGER NOT NULL,
    target TEXT NOT NULL, facts TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE messages (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('alert', 'notice')), target TEXT NOT NULL,
    headline TEXT NOT NULL, created INTEGER NOT NULL, body TEXT
) WITHOUT ROWID;

CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    message TEXT NOT NULL REFERENCES messages (id),
    channel TEXT NOT NULL, route TEXT NOT NULL, display TEXT NOT NULL, target TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'given-up', 'no-channel', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0, refusals INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL,
    first_try INTEGER, last_try INTEGER, delivered_at INTEGER,
    error TEXT NOT NULL DEFAULT '', accepted TEXT NOT NULL DEFAULT '',
    UNIQUE (message, channel)
);
CREATE INDEX deliveries_due ON deliveries (channel, target, seq) WHERE state = 'due';
-- The first undelivered row of each target on each channel: nothing of the same target may overtake it.
CREATE VIEW heads AS
    SELECT d.* FROM deliveries AS d WHERE d.state = 'due' AND NOT EXISTS (
        SELECT 1 FROM deliveries AS e
        WHERE e.state = 'due' AND e.channel = d.channel AND e.target = d.target AND e.seq < d.seq);
CREATE INDEX deliveries_open ON deliveries (state, seq) WHERE state IN ('given-up', 'no-channel', 'withdrawn');
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
