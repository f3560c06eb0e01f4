-- The last day on which a brief was opened. Nobody decides that, so it is no step of the history and
-- no row that undo could take back.
CREATE TABLE seen (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    day TEXT NOT NULL
) STRICT;
