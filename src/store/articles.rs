//! Briefs and their revisions: which is which, storing, opening.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use crate::{
    model::{Analysis, Article, ArticleId, Date, Origin, Removed},
    store::{
        codec, corrections,
        desk::{Imported, Lost, Opened},
        error::{Error, Failure},
        findings, intake, listing, marks, records,
        search::Indexing,
    },
};

/// Whether other articles came out of the same bytes. Those share the path and the hash of the raw
/// input, so that neither says which article it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// One input, one article.
    Alone,
    /// A feed, a mailbox, a file of many.
    Shared,
}

/// Which brief an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// None that the library has.
    New,
    /// This one, with the same text.
    Known(ArticleId),
    /// This one, with the same text; now the day of its publication is known, too.
    Undated(ArticleId),
    /// This one, with another text.
    Revision(ArticleId),
}

/// SHA-256 of a clean text, 64 hexadecimal digits: the name of a revision.
pub fn fingerprint(text: &str) -> String {
    digest(text.as_bytes())
}

/// SHA-256, 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Which brief this article is: by its text, its raw input, its address, its path.
pub(super) fn identify(
    sql: &Connection,
    article: &Article,
    company: Company,
) -> Result<Identity, Failure> {
    if let Some(id) = first(sql, "sha256", &fingerprint(&article.text))? {
        let (shown, _) = newest(sql, id)?;
        let dated = shown.text == article.text && shown.published.is_none();
        let dated = dated && article.published.is_some();
        return Ok(if dated { Identity::Undated(id) } else { Identity::Known(id) });
    }
    let alone = company == Company::Alone;
    let raw = &article.origin.sha256;
    if alone
        && !raw.is_empty()
        && let Some(id) = first(sql, "raw", raw)?
    {
        return Ok(Identity::Known(id));
    }
    if let Some(url) = &article.url
        && let Some(id) = first(sql, "url", url)?
    {
        return Ok(Identity::Revision(id));
    }
    Ok(at_path(sql, article, company)?.map_or(Identity::New, Identity::Revision))
}

/// The first brief with a revision that has this value.
pub(super) fn first(
    sql: &Connection,
    column: &str,
    value: &str,
) -> Result<Option<ArticleId>, Failure> {
    let query = format!("SELECT min(article) FROM revision WHERE {column} = ?1");
    let id: Option<i64> = sql.prepare_cached(&query)?.query_row([value], |row| row.get(0))?;
    Ok(id.map(ArticleId))
}

/// The brief that came from the same path: the only one there, or the one of the same title. One
/// that was published elsewhere is another brief, whatever the name of its file.
fn at_path(
    sql: &Connection,
    article: &Article,
    company: Company,
) -> Result<Option<ArticleId>, Failure> {
    let path = &article.origin.path;
    if path.is_empty() || path == "-" {
        return Ok(None);
    }
    let mut query = sql.prepare_cached(
        "SELECT a.id, r.title FROM article a JOIN revision r ON r.id = a.revision
         WHERE a.id IN (SELECT article FROM revision WHERE path = ?1)
           AND (r.url IS NULL OR ?2 IS NULL) ORDER BY a.id",
    )?;
    let found: Vec<(i64, String)> = query
        .query_map(params![path, article.url], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let same = found.iter().find(|it| it.1 == article.title && !it.1.is_empty());
    let only = found.first().filter(|_| found.len() == 1 && company == Company::Alone);
    Ok(same.or(only).map(|it| ArticleId(it.0)))
}

/// Stores an article with its analysis, where it is new in any way.
pub(super) fn put<'a>(
    sql: &Transaction<'_>,
    article: &'a Article,
    analysis: &Analysis,
    company: Company,
    words: &mut Indexing<'a>,
) -> Result<Imported, Failure> {
    match identify(sql, article, company)? {
        Identity::Known(id) => Ok(Imported::Known(id)),
        Identity::New => add(sql, article, analysis, words).map(Imported::Added),
        Identity::Undated(id) => {
            let (day, name) =
                (article.published.map(|it| it.to_string()), fingerprint(&article.text));
            let revision = sql
                .prepare_cached(
                    "UPDATE revision SET published = ?3 WHERE article = ?1 AND sha256 = ?2
                     RETURNING id",
                )?
                .query_row(params![id.0, name, day], |row| row.get(0))?;
            make_newest(sql, id, revision, article, analysis, words)?;
            Ok(Imported::Revised(id))
        }
        Identity::Revision(id) => {
            let revision = insert_revision(sql, id, article)?;
            make_newest(sql, id, revision, article, analysis, words)?;
            Ok(Imported::Revised(id))
        }
    }
}

/// Stores a new brief.
pub(super) fn add<'a>(
    sql: &Transaction<'_>,
    article: &'a Article,
    analysis: &Analysis,
    words: &mut Indexing<'a>,
) -> Result<ArticleId, Failure> {
    // The reference to the revision is checked at the commit.
    let key = next_key(sql, article.published)?;
    sql.prepare_cached("INSERT INTO article (key, revision, sample) VALUES (?1, 0, ?2)")?
        .execute(params![key, article.origin.sample])?;
    let id = ArticleId(sql.last_insert_rowid());
    let revision = insert_revision(sql, id, article)?;
    sql.prepare_cached("UPDATE article SET revision = ?2 WHERE id = ?1")?
        .execute([id.0, revision])?;
    words.add(key, article);
    // A text that waits for its analysis has no findings that could be replaced.
    if *analysis != Analysis::default() {
        put_findings(sql, id, &article.text, analysis)?;
    }
    Ok(id)
}

/// The lowest key of a day; that of day one for briefs whose day is not known is 0.
pub(super) fn first_key(published: Option<Date>) -> i64 {
    published.map_or(0, |it| i64::from(it.to_days()) + 719_163) << 16
}

/// The first free key of a day: the day above, a running number below. Undated briefs come last.
fn next_key(sql: &Connection, published: Option<Date>) -> Result<i64, Failure> {
    const STEP: i64 = 1 << 16;
    let mut floor = first_key(published);
    let mut query =
        sql.prepare_cached("SELECT max(key) FROM article WHERE key >= ?1 AND key < ?2")?;
    loop {
        let last: Option<i64> = query.query_row([floor, floor + STEP], |row| row.get(0))?;
        match last {
            // A day with 65,536 briefs runs over into the next.
            Some(last) if last + 1 == floor + STEP => floor += STEP,
            Some(last) => return Ok(last + 1),
            None => return Ok(floor),
        }
    }
}

/// Keeps one text of a brief; gives the number of the row.
pub(super) fn insert_revision(
    sql: &Transaction<'_>,
    id: ArticleId,
    article: &Article,
) -> Result<i64, Failure> {
    sql.prepare_cached(
        "INSERT INTO revision
         (article, sha256, raw, path, title, byline, site, url, published, language, warnings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        id.0,
        fingerprint(&article.text),
        article.origin.sha256,
        article.origin.path,
        article.title,
        article.byline,
        article.site,
        article.url,
        article.published.map(|it| it.to_string()),
        article.language,
        codec::lines(&article.warnings),
    ])?;
    let revision = sql.last_insert_rowid();
    sql.prepare_cached("INSERT INTO body (revision, text) VALUES (?1, ?2)")?
        .execute(params![revision, article.text])?;
    let mut insert = sql.prepare_cached(
        "INSERT INTO removed (revision, seq, text, why, before) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (seq, it) in article.removed.iter().enumerate() {
        let (seq, before) = (codec::int(seq), codec::int(it.before));
        insert.execute(params![revision, seq, it.text, it.why, before])?;
    }
    Ok(revision)
}

/// Shows a brief in this revision from now on, with these findings.
pub(super) fn make_newest<'a>(
    sql: &Transaction<'_>,
    id: ArticleId,
    revision: i64,
    article: &'a Article,
    analysis: &Analysis,
    words: &mut Indexing<'a>,
) -> Result<(), Failure> {
    let old: i64 = sql
        .prepare_cached("SELECT key FROM article WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))?;
    let fresh = next_key(sql, article.published)?;
    // The same day: the brief keeps its place.
    let key = if old >> 16 == fresh >> 16 { old } else { fresh };
    sql.prepare_cached(
        "UPDATE article SET key = ?2, revision = ?3,
             texts = (SELECT count(*) FROM revision WHERE article = ?1)
         WHERE id = ?1",
    )?
    .execute([id.0, key, revision])?;
    words.replace(old, key, article);
    put_findings(sql, id, &article.text, analysis)
}

/// Replaces the findings of a brief.
pub(super) fn put_findings(
    sql: &Transaction<'_>,
    id: ArticleId,
    text: &str,
    analysis: &Analysis,
) -> Result<(), Failure> {
    intake::analyzed(sql, id)?;
    findings::replace(sql, id, text, analysis)
}

/// A brief with everything about it.
pub(super) fn open(sql: &Connection, id: ArticleId) -> Result<Option<Opened>, Failure> {
    let Some(brief) = listing::brief(sql, id)? else { return Ok(None) };
    let (article, revision) = newest(sql, id)?;
    let analysis = findings::read(sql, id)?;
    let (verdicts, judged) = marks::verdicts(sql, id, &article.text, &revision)?;
    let marks = marks::of(sql, id, &article.text, &revision)?;
    let shown = (article.text.as_str(), revision.as_str());
    let (corrected, unplaced) = corrections::placed(sql, id, shown, &analysis)?;
    let lost = judged.into_iter().map(Lost::Verdict);
    let lost = lost.chain(unplaced.into_iter().map(Lost::Correction)).collect();
    let titles = Vec::new();
    let retrieved = records::retrieved(sql, id, &revision)?;
    let waits = intake::waits(sql, id)?;
    Ok(Some(Opened {
        brief,
        article,
        revision,
        retrieved,
        analysis,
        waits,
        titles,
        verdicts,
        marks,
        corrected,
        lost,
    }))
}

/// The newest revision of a brief, with its name.
pub(super) fn newest(sql: &Connection, id: ArticleId) -> Result<(Article, String), Failure> {
    let number: Option<i64> = sql
        .prepare_cached("SELECT revision FROM article WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let Some(number) = number else { return Err(Error::NoBrief(id).into()) };
    revision(sql, number)
}

/// Every revision of a brief in the order they came, the newest last.
pub(super) fn revisions(
    sql: &Connection,
    id: ArticleId,
) -> Result<Vec<(Article, String)>, Failure> {
    let numbers: Vec<i64> = sql
        .prepare_cached(
            "SELECT r.id FROM revision r JOIN article a ON a.id = r.article
             WHERE a.id = ?1 ORDER BY r.id = a.revision, r.id",
        )?
        .query_map([id.0], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    numbers.into_iter().map(|number| revision(sql, number)).collect()
}

/// One revision, with its name.
fn revision(sql: &Connection, number: i64) -> Result<(Article, String), Failure> {
    let mut query = sql.prepare_cached(
        "SELECT r.sha256, r.raw, r.path, a.sample, r.title, r.byline, r.site, r.url, r.published,
                r.language, r.warnings, b.text
         FROM revision r JOIN article a ON a.id = r.article JOIN body b ON b.revision = r.id
         WHERE r.id = ?1",
    )?;
    let (mut article, name) = query.query_row([number], |row| {
        let published: Option<String> = row.get(8)?;
        let warnings: String = row.get(10)?;
        let article = Article {
            title: row.get(4)?,
            byline: row.get(5)?,
            site: row.get(6)?,
            url: row.get(7)?,
            published: published.as_deref().map(codec::date).transpose()?,
            language: row.get(9)?,
            origin: Origin { path: row.get(2)?, sha256: row.get(1)?, sample: row.get(3)? },
            text: row.get(11)?,
            removed: Vec::new(),
            warnings: codec::read_lines(&warnings),
        };
        Ok((article, row.get(0)?))
    })?;
    article.removed = sql
        .prepare_cached("SELECT text, why, before FROM removed WHERE revision = ?1 ORDER BY seq")?
        .query_map([number], |row| {
            let why: String = row.get(1)?;
            let before = codec::size(row.get(2)?);
            Ok(Removed { text: row.get(0)?, why: codec::word(&why), before })
        })?
        .collect::<Result<_, _>>()?;
    Ok((article, name))
}
