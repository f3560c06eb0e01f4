-- What a list of a hundred thousand briefs needs: where each stands in its own row, and an index for
-- every order.

-- Where a brief stands: the desk's word where there is one, else whether it was ever opened. What was
-- set aside stays `later` here when its day has come: which day it is, the query says.
ALTER TABLE article ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
ALTER TABLE article ADD COLUMN until TEXT;
-- How many claims deny something.
ALTER TABLE article ADD COLUMN denials INTEGER NOT NULL DEFAULT 0;

UPDATE article SET
    state = coalesce(
        (SELECT nullif(triage, 'new') FROM desk WHERE desk.article = article.id),
        iif(EXISTS (SELECT 1 FROM seen WHERE seen.article = article.id), 'open', 'new')
    ),
    until = (SELECT later FROM desk WHERE desk.article = article.id AND triage = 'later'),
    denials = (SELECT count(*) FROM claim WHERE claim.article = article.id AND stance = 'denies');

CREATE TRIGGER desk_added AFTER INSERT ON desk BEGIN
    UPDATE article SET
        state = coalesce(nullif(new.triage, 'new'),
                         iif(EXISTS (SELECT 1 FROM seen WHERE article = new.article), 'open', 'new')),
        until = iif(new.triage = 'later', new.later, NULL)
    WHERE id = new.article;
END;

CREATE TRIGGER desk_moved AFTER UPDATE OF triage, later ON desk BEGIN
    UPDATE article SET
        state = coalesce(nullif(new.triage, 'new'),
                         iif(EXISTS (SELECT 1 FROM seen WHERE article = new.article), 'open', 'new')),
        until = iif(new.triage = 'later', new.later, NULL)
    WHERE id = new.article;
END;

CREATE TRIGGER desk_taken AFTER DELETE ON desk BEGIN
    UPDATE article SET
        state = iif(EXISTS (SELECT 1 FROM seen WHERE article = old.article), 'open', 'new'),
        until = NULL
    WHERE id = old.article;
END;

CREATE TRIGGER seen_added AFTER INSERT ON seen BEGIN
    UPDATE article SET state = 'open' WHERE id = new.article AND state = 'new';
END;

CREATE INDEX article_state ON article (state, key, until);
CREATE INDEX article_claims ON article (claims, key);
CREATE INDEX article_denials ON article (denials, key);
CREATE INDEX article_revision ON article (revision);
CREATE INDEX revision_title ON revision (title COLLATE NOCASE);
CREATE INDEX revision_site ON revision (coalesce(site, '') COLLATE NOCASE);
CREATE INDEX desk_shortlist ON desk (article) WHERE shortlist;
CREATE INDEX desk_verify ON desk (article) WHERE verify;
CREATE INDEX verdict_verify ON verdict (article) WHERE verify;
DROP INDEX desk_triage;
