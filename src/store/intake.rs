//! Taking in at scale: texts first, listed and searchable at once; their analysis later.
//!
//! What waits is a row of `waiting`, so that a program that ends in the middle, however it ends, has
//! lost nothing: the next one goes on.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{
    model::{Analysis, ArticleId},
    store::{
        Store, articles, codec,
        desk::{Imported, Intake, Waiting},
        error::{Error, Failure},
        raw,
        search::Indexing,
    },
};

impl Store {
    /// Stores what was read of some inputs in one transaction, without findings: these wait.
    pub fn take_in(&mut self, inputs: &[Intake]) -> Result<Vec<Vec<Imported>>, Error> {
        self.write(|it| take_in(it, inputs))
    }

    /// What came of an input with this SHA-256, where all of it is here; nothing where it is not.
    pub fn known(&self, sha256: &str) -> Result<Vec<(ArticleId, String)>, Error> {
        self.read(|it| known(it, sha256))
    }

    /// How many texts wait for their analysis.
    pub fn waiting(&self) -> Result<usize, Error> {
        self.read(count)
    }

    /// The newest texts that wait for their analysis.
    pub fn next_waiting(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        self.read(|it| next(it, limit))
    }

    /// Stores analyses of texts that waited, in one transaction.
    pub fn finish(&mut self, done: &[(Waiting, Analysis)]) -> Result<(), Error> {
        self.write(|it| done.iter().try_for_each(|(text, found)| finish(it, text, found)))
    }
}

/// Stores what was read of some inputs, without findings; what became of each article comes back.
fn take_in(sql: &Transaction<'_>, inputs: &[Intake]) -> Result<Vec<Vec<Imported>>, Failure> {
    Indexing::after(sql, |words| inputs.iter().map(|it| take(sql, it, words)).collect())
}

fn take<'a>(
    sql: &Transaction<'_>,
    input: &'a Intake,
    words: &mut Indexing<'a>,
) -> Result<Vec<Imported>, Failure> {
    let mut done = Vec::with_capacity(input.articles.len());
    for article in &input.articles {
        let imported = articles::put(sql, article, &Analysis::default(), input.company, words)?;
        if !matches!(imported, Imported::Known(_)) {
            wait(sql, imported.id())?;
        }
        done.push(imported);
    }
    if let Some(packed) = &input.raw {
        raw::keep(sql, packed)?;
    }
    if let Some(sha256) = &input.sha256 {
        sql.prepare_cached("INSERT INTO input (sha256) VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([sha256])?;
    }
    Ok(done)
}

/// Has a brief wait for the analysis of its newest text.
fn wait(sql: &Transaction<'_>, id: ArticleId) -> Result<(), Failure> {
    sql.prepare_cached(
        "INSERT OR REPLACE INTO waiting (article, key) SELECT id, key FROM article WHERE id = ?1",
    )?
    .execute([id.0])?;
    Ok(())
}

/// A brief has its findings.
pub(super) fn analyzed(sql: &Transaction<'_>, id: ArticleId) -> Result<(), Failure> {
    sql.prepare_cached("DELETE FROM waiting WHERE article = ?1")?.execute([id.0])?;
    Ok(())
}

/// Whether a brief waits for its analysis.
pub(super) fn waits(sql: &Connection, id: ArticleId) -> Result<bool, Failure> {
    let found = sql
        .prepare_cached("SELECT 1 FROM waiting WHERE article = ?1")?
        .query_row([id.0], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// How many texts wait.
fn count(sql: &Connection) -> Result<usize, Failure> {
    let count = sql.prepare_cached("SELECT count(*) FROM waiting")?.query_row((), |row| row.get(0));
    Ok(codec::size(count?))
}

/// The newest of those that wait.
fn next(sql: &Connection, limit: usize) -> Result<Vec<Waiting>, Failure> {
    let ids: Vec<i64> = sql
        .prepare_cached("SELECT article FROM waiting ORDER BY key DESC LIMIT ?1")?
        .query_map([codec::int(limit)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let one = |id| {
        let (article, revision) = articles::newest(sql, ArticleId(id))?;
        Ok(Waiting { id: ArticleId(id), revision, article })
    };
    ids.into_iter().map(one).collect()
}

/// Stores an analysis, unless another program was faster or the text has changed since.
fn finish(sql: &Transaction<'_>, it: &Waiting, analysis: &Analysis) -> Result<(), Failure> {
    let still = sql
        .prepare_cached(
            "SELECT 1 FROM waiting w JOIN article a ON a.id = w.article
             JOIN revision r ON r.id = a.revision WHERE w.article = ?1 AND r.sha256 = ?2",
        )?
        .query_row(params![it.id.0, it.revision], |_| Ok(()))
        .optional()?;
    match still {
        Some(()) => articles::put_findings(sql, it.id, &it.article.text, analysis),
        None => Ok(()),
    }
}

/// What came of an input with these bytes, where all of it is here: the briefs and their titles.
fn known(sql: &Connection, sha256: &str) -> Result<Vec<(ArticleId, String)>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT a.id, r.title FROM input i JOIN revision r ON r.raw = i.sha256
         JOIN article a ON a.id = r.article WHERE i.sha256 = ?1 GROUP BY a.id ORDER BY a.id",
    )?;
    let rows = query.query_map([sha256], |row| Ok((ArticleId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
