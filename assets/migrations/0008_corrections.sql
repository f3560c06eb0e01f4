-- What the analyst says in the place of a finding, and what one step did in which window.

CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id),
    kind TEXT NOT NULL CHECK (kind IN ('claim', 'date')),
    -- The anchor: the content of the claim, or the expression of the date.
    revision TEXT NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    -- Of a claim.
    speaker TEXT,
    cue TEXT,
    stance TEXT,
    -- Of a date.
    from_day TEXT,
    to_day TEXT,
    created TEXT NOT NULL
) STRICT;

CREATE INDEX correction_article ON correction (article);

-- Claims as they were found, where a correction stands in their place. The columns are those of
-- `claim`, so that a row goes there and back whole.
CREATE TABLE found AS SELECT * FROM claim WHERE 0;
CREATE UNIQUE INDEX found_seq ON found (article, seq);

-- The window that a step was made in: a change in another one, meanwhile, is told and not undone.
ALTER TABLE step ADD COLUMN window INTEGER NOT NULL DEFAULT 0;

-- Corrections are steps of the history as well.
CREATE TABLE change_of_any (
    step INTEGER NOT NULL REFERENCES step (id),
    seq INTEGER NOT NULL,
    article INTEGER NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('desk', 'verdict', 'mark', 'correction')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (step, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO change_of_any SELECT step, seq, article, place, before, after FROM change;
DROP TABLE change;
ALTER TABLE change_of_any RENAME TO change;
