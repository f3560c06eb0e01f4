-- Views that the analyst saved: a query by a name, and its order.
CREATE TABLE view (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    -- The code of an order, after a dash where it is turned round.
    sort TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- When the reader was closed, and the last brief that had come by then.
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    last INTEGER NOT NULL
) STRICT;
