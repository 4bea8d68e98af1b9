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

# What people were told of a target's health; an illness that an older program told of is not told again.
_HEALTH = """
ALTER TABLE targets ADD COLUMN told INTEGER;
ALTER TABLE targets ADD COLUMN moved_to TEXT;
ALTER TABLE targets ADD COLUMN moved_since INTEGER;
ALTER TABLE targets ADD COLUMN moved_told TEXT;
UPDATE targets SET told = (SELECT max(created) FROM notices AS n
    WHERE n.kind = 'unwell' AND n.target = targets.id AND n.since = targets.unwell_since);
"""

# Digests, reminders, and alerts that are told together. SQLite cannot change a CHECK: both tables are made anew.
# `news` are the marks of what an alert tells, `also` the alerts that are told with it; `part` says what a held row
# will be of a digest, `within` the message that it went out with; `gathering`: its neighbours are being looked at.
_TOGETHER = """
DROP VIEW heads;
CREATE TABLE messages2 (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('alert', 'notice', 'reminder', 'digest')),
    target TEXT NOT NULL, headline TEXT NOT NULL, created INTEGER NOT NULL, body TEXT,
    platform TEXT NOT NULL DEFAULT '', news TEXT NOT NULL DEFAULT '', also TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
INSERT INTO messages2 (id, kind, target, headline, created, body)
    SELECT id, kind, target, headline, created, body FROM messages;
CREATE TABLE deliveries2 (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    message TEXT NOT NULL REFERENCES messages2 (id),
    channel TEXT NOT NULL, route TEXT NOT NULL, display TEXT NOT NULL, target TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'due', 'delivered', 'given-up', 'no-channel', 'withdrawn', 'held', 'digested', 'merged')),
    attempts INTEGER NOT NULL DEFAULT 0, refusals INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL,
    first_try INTEGER, last_try INTEGER, delivered_at INTEGER,
    error TEXT NOT NULL DEFAULT '', accepted TEXT NOT NULL DEFAULT '',
    part TEXT NOT NULL DEFAULT '', within TEXT NOT NULL DEFAULT '', gathering INTEGER NOT NULL DEFAULT 0,
    UNIQUE (message, channel)
);
INSERT INTO deliveries2 (seq, message, channel, route, display, target, state, attempts, refusals, due_at, first_try,
        last_try, delivered_at, error, accepted)
    SELECT seq, message, channel, route, display, target, state, attempts, refusals, due_at, first_try,
        last_try, delivered_at, error, accepted FROM deliveries;
DROP TABLE deliveries;
DROP TABLE messages;
ALTER TABLE messages2 RENAME TO messages;
ALTER TABLE deliveries2 RENAME TO deliveries;
CREATE INDEX messages_news ON messages (platform, created) WHERE news != '';
CREATE INDEX deliveries_due ON deliveries (channel, target, seq) WHERE state = 'due';
CREATE INDEX deliveries_held ON deliveries (channel, due_at) WHERE state = 'held';
CREATE INDEX deliveries_open ON deliveries (state, seq) WHERE state IN ('given-up', 'no-channel', 'withdrawn');
CREATE VIEW heads AS
    SELECT d.* FROM deliveries AS d WHERE d.state = 'due' AND NOT EXISTS (
        SELECT 1 FROM deliveries AS e
        WHERE e.state = 'due' AND e.channel = d.channel AND e.target = d.target AND e.seq < d.seq);
"""

# What a language model added to an alert, "" for nothing; `asked` is 0 where a limit kept it from being asked.
_SUMMARIES = """
CREATE TABLE summaries (
    alert TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, created INTEGER NOT NULL, asked INTEGER NOT NULL,
    PRIMARY KEY (alert, language)
) WITHOUT ROWID;
CREATE INDEX summaries_asked ON summaries (created) WHERE asked = 1;
"""

# What to know a page by that is as it was: a cache, see check/fast.py.
_LOOK = """
ALTER TABLE targets ADD COLUMN look TEXT;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _HEALTH, _TOGETHER, _SUMMARIES, _LOOK)
