-- What questions across briefs need: names and verbs each once, topics by brief, and indexes.

-- Every name of a source, and every cue of a claim, that was ever found; folded for comparing.
CREATE TABLE speaker (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO speaker (name) SELECT DISTINCT name FROM source;

CREATE TABLE verb (cue TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
ALTER TABLE claim ADD COLUMN verb TEXT;
UPDATE claim SET verb = (
    SELECT lower(CAST(substr(
        CAST(body.text AS BLOB),
        CAST(substr(claim.cue, 1, instr(claim.cue, '-') - 1) AS INTEGER) + 1,
        CAST(substr(claim.cue, instr(claim.cue, '-') + 1) AS INTEGER)
            - CAST(substr(claim.cue, 1, instr(claim.cue, '-') - 1) AS INTEGER)
    ) AS TEXT))
    FROM article JOIN body ON body.revision = article.revision
    WHERE article.id = claim.article
) WHERE cue IS NOT NULL;
INSERT OR IGNORE INTO verb (cue) SELECT DISTINCT verb FROM claim WHERE verb IS NOT NULL;

-- The topics of a brief's sections; `background` where a section has none.
CREATE TABLE topic (
    topic TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    PRIMARY KEY (topic, article)
) STRICT, WITHOUT ROWID;
WITH RECURSIVE split (article, line, rest) AS (
    SELECT article, NULL, iif(topics = '', 'background' || char(9), topics) || char(10) FROM section
    UNION ALL
    SELECT article, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
    FROM split WHERE rest <> ''
)
INSERT OR IGNORE INTO topic (topic, article)
SELECT substr(line, 1, instr(line, char(9)) - 1), article FROM split WHERE line IS NOT NULL;
CREATE INDEX topic_article ON topic (article);

CREATE INDEX claim_stance ON claim (stance, article);
CREATE INDEX claim_verb ON claim (verb, article) WHERE verb IS NOT NULL;
CREATE INDEX source_class ON source (class, article);
CREATE INDEX pair_relation ON pair (relation, article);
CREATE INDEX desk_triage ON desk (triage);
