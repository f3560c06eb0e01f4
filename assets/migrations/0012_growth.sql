-- What keeps a question as quick among a hundred thousand briefs as among a thousand, where it means
-- few of them.

-- Names by number, so that a claim can say who made it.
CREATE TABLE name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO name (name) SELECT name FROM speaker;
DROP TABLE speaker;
ALTER TABLE name RENAME TO speaker;

-- Three letters at a time, folded: which names have some words in them.
CREATE VIRTUAL TABLE speaker_letters USING fts5 (
    name, content = '', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO speaker_letters (rowid, name) SELECT id, fold(name) FROM speaker;

-- The same of what stands beside the newest text of a brief; the rowid is the key of the article.
CREATE VIRTUAL TABLE letters USING fts5 (
    title, site, byline,
    content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);
INSERT INTO letters (rowid, title, site, byline)
SELECT article.key, fold(title), fold(site), fold(byline)
FROM article JOIN revision ON revision.id = article.revision ORDER BY article.key;

-- Who makes a claim, the number of the name; none where nobody is named.
ALTER TABLE claim ADD COLUMN speaker INTEGER;
ALTER TABLE found ADD COLUMN speaker INTEGER;
UPDATE claim SET speaker = (
    SELECT speaker.id FROM source JOIN speaker ON speaker.name = source.name
    WHERE source.article = claim.article AND source.seq = claim.source
) WHERE source IS NOT NULL;
UPDATE found SET speaker = (
    SELECT speaker.id FROM source JOIN speaker ON speaker.name = source.name
    WHERE source.article = found.article AND source.seq = found.source
) WHERE source IS NOT NULL;
DROP INDEX claim_source;
CREATE INDEX claim_within ON claim (article, speaker, stance, source);
CREATE INDEX claim_said ON claim (speaker, stance, article) WHERE speaker IS NOT NULL;

-- Who carries what others say; few do.
CREATE INDEX source_carried ON source (article, via) WHERE via IS NOT NULL;

-- The stances of a brief's claims, each once, with a space before and after each.
ALTER TABLE article ADD COLUMN stances TEXT NOT NULL DEFAULT '';
UPDATE article SET stances = coalesce(
    (SELECT ' ' || group_concat(DISTINCT stance) || ' ' FROM claim WHERE claim.article = article.id), ''
);
UPDATE article SET stances = replace(stances, ',', ' ');
-- How many texts it has had.
ALTER TABLE article ADD COLUMN texts INTEGER NOT NULL DEFAULT 1;
UPDATE article SET texts = (SELECT count(*) FROM revision WHERE revision.article = article.id);
CREATE INDEX article_texts ON article (key) WHERE texts > 1;
DROP INDEX article_state;
CREATE INDEX article_state ON article (state, key, until, stances);

-- Most entries lie in one year: these are looked for in the years asked for alone.
DROP INDEX entry_days;
CREATE INDEX entry_in_year ON entry (first_day, last_day)
    WHERE substr(first_day, 1, 4) = substr(last_day, 1, 4);
CREATE INDEX entry_over_years ON entry (first_day, last_day)
    WHERE substr(first_day, 1, 4) <> substr(last_day, 1, 4);

-- How exactly an entry is dated; days, which most have, are found without an index.
ALTER TABLE entry ADD COLUMN precision TEXT AS (
    CASE
        WHEN first_day IS NULL THEN 'vague'
        WHEN first_day = last_day THEN 'day'
        WHEN value LIKE '____-W__' THEN 'week'
        WHEN value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' THEN 'month'
        WHEN value GLOB '[0-9][0-9][0-9][0-9]' THEN 'year'
        ELSE 'span'
    END
) VIRTUAL;
CREATE INDEX entry_precision ON entry (precision) WHERE precision <> 'day';

-- What few briefs have.
CREATE INDEX article_sample ON article (key) WHERE sample;
CREATE INDEX revision_undated ON revision (id) WHERE published IS NULL;
CREATE INDEX revision_language ON revision (language);
CREATE INDEX desk_tags ON desk (tags) WHERE tags <> '';
CREATE INDEX mark_note ON mark (article) WHERE coalesce(note, '') <> '';
CREATE INDEX mark_highlight ON mark (article) WHERE colour IS NOT NULL;
