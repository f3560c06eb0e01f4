//! A brief made anew of what it was made of: by a newer reader of its format, or with what the user
//! says of it.

use rusqlite::{OptionalExtension, Transaction, params};

use crate::{
    model::{Analysis, Article, ArticleId},
    store::{
        Store,
        articles::{self, fingerprint},
        codec,
        desk::Imported,
        error::{Error, Failure},
        search::Indexing,
    },
};

impl Store {
    /// Shows a brief as this article from now on. Another text is a new revision, one that it had is
    /// that one again; the same text is kept, and what stands beside it is as the article says. Its
    /// findings are these from now on.
    pub fn revise(
        &mut self,
        id: ArticleId,
        article: &Article,
        analysis: &Analysis,
    ) -> Result<Imported, Error> {
        self.write(|it| revise(it, id, article, analysis))
    }

    /// The briefs that have a raw input kept, oldest first.
    pub fn kept(&self) -> Result<Vec<ArticleId>, Error> {
        self.read(|it| {
            let mut query = it.prepare_cached(
                "SELECT a.id FROM article a JOIN revision r ON r.id = a.revision
                 WHERE EXISTS (SELECT 1 FROM raw w WHERE w.sha256 = r.raw) ORDER BY a.id",
            )?;
            let found = query.query_map((), |row| Ok(ArticleId(row.get(0)?)))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }
}

fn revise(
    sql: &Transaction<'_>,
    id: ArticleId,
    article: &Article,
    analysis: &Analysis,
) -> Result<Imported, Failure> {
    let (shown, _) = articles::newest(sql, id)?;
    if shown == *article {
        articles::put_findings(sql, id, &article.text, analysis)?;
        return Ok(Imported::Known(id));
    }
    let name = fingerprint(&article.text);
    let known: Option<i64> = sql
        .prepare_cached("SELECT id FROM revision WHERE article = ?1 AND sha256 = ?2")?
        .query_row(params![id.0, name], |row| row.get(0))
        .optional()?;
    let revision = match known {
        None => articles::insert_revision(sql, id, article)?,
        Some(revision) => {
            beside(sql, revision, article)?;
            revision
        }
    };
    Indexing::after(sql, |words| {
        articles::make_newest(sql, id, revision, article, analysis, words)
    })?;
    Ok(Imported::Revised(id))
}

/// Writes what stands beside a text: headline, byline and the like, and what was removed from it.
fn beside(sql: &Transaction<'_>, revision: i64, article: &Article) -> Result<(), Failure> {
    sql.prepare_cached(
        "UPDATE revision SET title = ?2, byline = ?3, site = ?4, url = ?5, published = ?6, language = ?7,
                warnings = ?8
         WHERE id = ?1",
    )?
    .execute(params![
        revision,
        article.title,
        article.byline,
        article.site,
        article.url,
        article.published.map(|it| it.to_string()),
        article.language,
        codec::lines(&article.warnings),
    ])?;
    sql.prepare_cached("DELETE FROM removed WHERE revision = ?1")?.execute([revision])?;
    let mut insert = sql.prepare_cached(
        "INSERT INTO removed (revision, seq, text, why, before) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (seq, it) in article.removed.iter().enumerate() {
        let (seq, before) = (codec::int(seq), codec::int(it.before));
        insert.execute(params![revision, seq, it.text, it.why, before])?;
    }
    Ok(())
}
