-- What the analyst says of briefs, and the history of saying it. Never derived, never lost.

-- Where a brief stands; a brief without a row is new.
CREATE TABLE desk (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    triage TEXT NOT NULL,
    -- The day until which it is set aside.
    later TEXT,
    shortlist INTEGER NOT NULL,
    verify INTEGER NOT NULL,
    -- Sorted, one a line.
    tags TEXT NOT NULL
) STRICT;

-- Verdicts on findings. A claim or an entry is known again by its place in a revision and, in
-- another revision, by its quote; a source by its name.
CREATE TABLE verdict (
    article INTEGER NOT NULL REFERENCES article (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    revision TEXT NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    review TEXT NOT NULL,
    verify INTEGER NOT NULL,
    PRIMARY KEY (article, kind, name, revision, first, past)
) STRICT, WITHOUT ROWID;

-- Highlights and notes.
CREATE TABLE mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The span of the claim or the entry it is on, in the revision of the anchor.
    item TEXT,
    -- The anchor; all null for a note on the brief or on a source.
    revision TEXT,
    first INTEGER,
    past INTEGER,
    quote TEXT,
    prefix TEXT,
    suffix TEXT,
    colour TEXT,
    note TEXT,
    tags TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

CREATE INDEX mark_article ON mark (article);

-- The history: rows are only ever added. A step was done, or it undid or did again another.
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    act TEXT NOT NULL CHECK (act IN ('do', 'undo', 'redo')),
    label TEXT NOT NULL,
    target INTEGER REFERENCES step (id),
    CHECK ((act = 'do') = (target IS NULL))
) STRICT;

CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL;

-- A row that a step touched, as a JSON object before and after; null where there was none.
CREATE TABLE change (
    step INTEGER NOT NULL REFERENCES step (id),
    seq INTEGER NOT NULL,
    article INTEGER NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('desk', 'verdict', 'mark')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (step, seq)
) STRICT, WITHOUT ROWID;
