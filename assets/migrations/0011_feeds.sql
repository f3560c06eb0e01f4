-- Feeds that are followed, and what came of their entries.

CREATE TABLE feed (
    -- Never used again, not even after a deletion.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    -- What it calls itself.
    title TEXT NOT NULL DEFAULT '',
    -- What the user calls it.
    name TEXT,
    -- Whether pages are fetched for what the feed only begins.
    pages TEXT NOT NULL DEFAULT 'auto' CHECK (pages IN ('auto', 'always', 'never')),
    -- Given to its briefs when they come; sorted, one a line.
    tags TEXT NOT NULL DEFAULT '',
    -- What the server calls the version that is here.
    etag TEXT,
    modified TEXT,
    -- Where it has moved to for good, as its server said once.
    moved TEXT,
    -- How often it failed in a row, and why.
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    -- Not to be asked before, UTC; null where it may be.
    later TEXT,
    -- Its server says that it is gone for good.
    gone INTEGER NOT NULL DEFAULT 0,
    -- When it last came, UTC.
    synced TEXT
) STRICT;

CREATE TABLE feed_entry (
    feed INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    -- What the feed knows it by.
    entry TEXT NOT NULL,
    -- SHA-256 of what the feed said of it; empty where it is to be looked at again.
    version TEXT NOT NULL,
    -- The brief; null where nothing came of it.
    article INTEGER REFERENCES article (id),
    PRIMARY KEY (feed, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX feed_entry_article ON feed_entry (article);
