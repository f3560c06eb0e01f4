//! The history of what the analyst did: steps, each a list of rows before and after.
//!
//! Rows are only ever added. Undoing a step puts its rows back as they were before and adds a step
//! that says so; doing it again likewise. What is undone and what is next are read off the log, so
//! that both survive a restart and are the same in every window.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{
    model::{ArticleId, Date, MarkId},
    store::{
        changes::{self, Place},
        codec,
        desk::{Change, Step},
        error::{Error, Failure},
    },
};

/// A row that was touched, as a JSON object before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) article: ArticleId,
    pub(super) place: Place,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Does all of `changes`, as one step. What changes nothing is no step.
pub(super) fn apply(
    sql: &Transaction<'_>,
    label: &str,
    changes: &[Change],
) -> Result<Vec<MarkId>, Failure> {
    let mut touched = Vec::new();
    let mut added = Vec::new();
    for change in changes {
        added.extend(changes::change(sql, change, &mut touched)?);
    }
    touched.retain(|it| it.before != it.after);
    if touched.is_empty() {
        return Ok(added);
    }
    sql.prepare_cached("INSERT INTO step (act, label) VALUES ('do', ?1)")?.execute([label])?;
    let step = sql.last_insert_rowid();
    let mut insert = sql.prepare_cached(
        "INSERT INTO change (step, seq, article, place, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (seq, it) in touched.iter().enumerate() {
        let (seq, place) = (codec::int(seq), it.place.code());
        insert.execute(params![step, seq, it.article.0, place, it.before, it.after])?;
    }
    Ok(added)
}

/// Notes beside the history that a brief was opened.
pub(super) fn see(sql: &Transaction<'_>, id: ArticleId, day: Date) -> Result<(), Failure> {
    let seen = sql
        .prepare_cached(
            "INSERT INTO seen (article, day) SELECT id, ?2 FROM article WHERE id = ?1
             ON CONFLICT (article) DO UPDATE SET day = max(day, excluded.day)",
        )?
        .execute(params![id.0, day.to_string()])?;
    if seen == 0 { Err(Error::NoBrief(id).into()) } else { Ok(()) }
}

/// Takes back the last step that stands.
pub(super) fn undo(sql: &Transaction<'_>) -> Result<Option<Step>, Failure> {
    let query = "
        SELECT id FROM step s
        WHERE act = 'do'
          AND coalesce((SELECT m.act FROM step m WHERE m.target = s.id
                        ORDER BY m.id DESC LIMIT 1), 'redo') = 'redo'
        ORDER BY id DESC LIMIT 1";
    let Some(id) = number(sql, query)? else { return Ok(None) };
    let mut touched = rows(sql, id)?;
    touched.reverse();
    for it in &touched {
        changes::swap(sql, it.place, it.after.as_deref(), it.before.as_deref())?;
    }
    note(sql, "undo", id)
}

/// Does again the step undone last; none where something was done since.
pub(super) fn redo(sql: &Transaction<'_>) -> Result<Option<Step>, Failure> {
    let query = "
        SELECT target FROM step s
        WHERE act = 'undo'
          AND id > (SELECT id FROM step WHERE act = 'do' ORDER BY id DESC LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM step m WHERE m.target = s.target AND m.id > s.id)
        ORDER BY id DESC LIMIT 1";
    let Some(id) = number(sql, query)? else { return Ok(None) };
    for it in rows(sql, id)? {
        changes::swap(sql, it.place, it.before.as_deref(), it.after.as_deref())?;
    }
    note(sql, "redo", id)
}

/// The newest steps, newest first.
pub(super) fn steps(sql: &Connection, limit: usize) -> Result<Vec<Step>, Failure> {
    let ids: Vec<i64> = sql
        .prepare_cached("SELECT id FROM step WHERE act = 'do' ORDER BY id DESC LIMIT ?1")?
        .query_map([codec::int(limit)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    ids.into_iter().map(|id| step(sql, id)).collect()
}

/// Adds to the log what was done to a step, and gives the step.
fn note(sql: &Transaction<'_>, act: &str, target: i64) -> Result<Option<Step>, Failure> {
    sql.prepare_cached(
        "INSERT INTO step (act, label, target) SELECT ?1, label, id FROM step WHERE id = ?2",
    )?
    .execute(params![act, target])?;
    step(sql, target).map(Some)
}

/// One step.
fn step(sql: &Connection, id: i64) -> Result<Step, Failure> {
    let articles = sql
        .prepare_cached("SELECT DISTINCT article FROM change WHERE step = ?1 ORDER BY article")?
        .query_map([id], |row| Ok(ArticleId(row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    let mut query = sql.prepare_cached(
        "SELECT label, at,
                coalesce((SELECT m.act = 'undo' FROM step m WHERE m.target = s.id
                          ORDER BY m.id DESC LIMIT 1), 0)
         FROM step s WHERE id = ?1",
    )?;
    let step = query.query_row([id], |row| {
        Ok(Step { label: row.get(0)?, articles, at: row.get(1)?, undone: row.get(2)? })
    })?;
    Ok(step)
}

/// The rows that a step touched, in their order.
fn rows(sql: &Connection, step: i64) -> Result<Vec<Touched>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT article, place, before, after FROM change WHERE step = ?1 ORDER BY seq",
    )?;
    let rows = query.query_map([step], |row| {
        let place: String = row.get(1)?;
        Ok(Touched {
            article: ArticleId(row.get(0)?),
            place: codec::known(Place::from_code(&place), "place", &place)?,
            before: row.get(2)?,
            after: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The number that a query gives, if any.
fn number(sql: &Connection, query: &str) -> Result<Option<i64>, Failure> {
    Ok(sql.prepare_cached(query)?.query_row((), |row| row.get(0)).optional()?)
}
