-- Full text. The rowid of `words` is the key of the article, so that hits come newest first.

CREATE VIRTUAL TABLE words USING fts5 (
    title, text,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO words (rowid, title, text)
SELECT article.key, revision.title, body.text
FROM article
JOIN revision ON revision.id = article.revision
JOIN body ON body.revision = revision.id
ORDER BY article.key;

CREATE VIRTUAL TABLE note_words USING fts5 (
    note, tags,
    content = 'mark', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO note_words (rowid, note, tags) SELECT id, note, tags FROM mark;

CREATE TRIGGER mark_added AFTER INSERT ON mark BEGIN
    INSERT INTO note_words (rowid, note, tags) VALUES (new.id, new.note, new.tags);
END;

CREATE TRIGGER mark_taken AFTER DELETE ON mark BEGIN
    INSERT INTO note_words (note_words, rowid, note, tags)
    VALUES ('delete', old.id, old.note, old.tags);
END;

CREATE TRIGGER mark_edited AFTER UPDATE ON mark BEGIN
    INSERT INTO note_words (note_words, rowid, note, tags)
    VALUES ('delete', old.id, old.note, old.tags);
    INSERT INTO note_words (rowid, note, tags) VALUES (new.id, new.note, new.tags);
END;
