-- Briefs, every revision of their text, and what was found in the newest of them.

CREATE TABLE article (
    -- Never used again, not even after a deletion.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Day of publication and a running number within it: newest first is descending. It is the
    -- rowid of the full-text index too, so that a search needs no sort.
    key INTEGER NOT NULL UNIQUE,
    -- The newest revision.
    revision INTEGER NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    sample INTEGER NOT NULL,
    -- How many claims were found; the list shows it without counting.
    claims INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id),
    -- Of the clean text.
    sha256 TEXT NOT NULL,
    -- Of the raw input.
    raw TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT,
    site TEXT,
    url TEXT,
    published TEXT,
    language TEXT,
    -- One a line.
    warnings TEXT NOT NULL,
    -- When it came into the library, UTC.
    added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (article, sha256)
) STRICT;

CREATE INDEX revision_sha256 ON revision (sha256);
CREATE INDEX revision_raw ON revision (raw);
CREATE INDEX revision_path ON revision (path);
CREATE INDEX revision_url ON revision (url) WHERE url IS NOT NULL;

-- Apart from its revision, so that listing does not read the texts.
CREATE TABLE body (
    revision INTEGER PRIMARY KEY REFERENCES revision (id),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE removed (
    revision INTEGER NOT NULL REFERENCES revision (id),
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    why TEXT NOT NULL,
    before INTEGER NOT NULL,
    PRIMARY KEY (revision, seq)
) STRICT, WITHOUT ROWID;

-- Findings are derived: each analysis replaces them. `seq` is the index that findings refer to each
-- other by. A span is written `10-14`, several are parted by spaces.

CREATE TABLE section (
    article INTEGER NOT NULL REFERENCES article (id),
    seq INTEGER NOT NULL,
    span TEXT NOT NULL,
    heading TEXT,
    -- A topic a line: id, tab, score.
    topics TEXT NOT NULL,
    ground TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    article INTEGER NOT NULL REFERENCES article (id),
    seq INTEGER NOT NULL,
    section INTEGER NOT NULL,
    source INTEGER,
    source_span TEXT,
    cue TEXT,
    content TEXT NOT NULL,
    quotation TEXT NOT NULL,
    stance TEXT NOT NULL,
    factuality TEXT NOT NULL,
    author_factuality TEXT NOT NULL,
    inside INTEGER,
    answers INTEGER,
    -- A clause a line: span, stance, factuality of the source and of the author, parted by spaces.
    statements TEXT NOT NULL,
    ground TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    article INTEGER NOT NULL REFERENCES article (id),
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    class TEXT NOT NULL,
    -- Parted by spaces.
    flags TEXT NOT NULL,
    country TEXT,
    affiliation INTEGER,
    via INTEGER,
    mentions TEXT NOT NULL,
    ground TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_name ON source (name);

CREATE TABLE entry (
    article INTEGER NOT NULL REFERENCES article (id),
    seq INTEGER NOT NULL,
    span TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    modifier TEXT,
    event TEXT,
    first_day TEXT,
    last_day TEXT,
    basis TEXT NOT NULL,
    -- Numbers parted by spaces.
    claims TEXT NOT NULL,
    ground TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_first_day ON entry (first_day) WHERE first_day IS NOT NULL;

CREATE TABLE pair (
    article INTEGER NOT NULL REFERENCES article (id),
    seq INTEGER NOT NULL,
    relation TEXT NOT NULL,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    strict INTEGER NOT NULL,
    ground TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;
