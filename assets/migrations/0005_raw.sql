-- Raw inputs, packed (zlib), so that a text can be made anew by a better reader of its format. Known
-- by the hash that revisions carry; several articles of one input share it.
CREATE TABLE raw (
    sha256 TEXT PRIMARY KEY,
    -- Bytes before packing.
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
