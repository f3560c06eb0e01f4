//! The history of what the analyst did: steps, each a list of rows before and after.
//!
//! Rows are only ever added. Undoing a step puts its rows back as they were before and adds a step
//! that says so; doing it again likewise. What is undone and what is next are read off the log, so
//! that both survive a restart and are the same in every window.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{
    model::{ArticleId, Date, MarkId},
    store::{
        changes, codec, corrections,
        desk::{Change, Step, StepId},
        error::{Error, Failure},
        meanwhile,
        rows::{self, Place},
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

/// Who makes a step: the window, and the newest step that it knows of; none where it takes the
/// library as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct By {
    pub(super) window: i64,
    pub(super) seen: Option<StepId>,
}

/// The newest step.
pub(super) fn newest(sql: &Connection) -> Result<StepId, Failure> {
    let mut query = sql.prepare_cached("SELECT coalesce(max(id), 0) FROM step")?;
    Ok(StepId(query.query_row((), |row| row.get(0))?))
}

/// Begins a step; gives its number.
pub(super) fn begin(sql: &Transaction<'_>, by: By, label: &str) -> Result<i64, Failure> {
    sql.prepare_cached("INSERT INTO step (act, label, window) VALUES ('do', ?1, ?2)")?
        .execute(params![label, by.window])?;
    Ok(sql.last_insert_rowid())
}

/// Does all of `changes`, as one step. What changes nothing is no step.
pub(super) fn apply(
    sql: &Transaction<'_>,
    by: By,
    label: &str,
    changes: &[Change],
) -> Result<Vec<MarkId>, Failure> {
    let mut touched = Vec::new();
    let mut added = Vec::new();
    for change in changes {
        let before = touched.len();
        added.extend(changes::change(sql, change, &mut touched)?);
        // Tags that are given and taken away get on with those of others.
        if !matches!(change, Change::Retag(..)) {
            meanwhile::check(sql, by, &touched[before..])?;
        }
    }
    touched.retain(|it| it.before != it.after);
    if touched.is_empty() {
        return Ok(added);
    }
    let step = begin(sql, by, label)?;
    let mut insert = sql.prepare_cached(
        "INSERT INTO change (step, seq, article, place, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (seq, it) in touched.iter().enumerate() {
        let (seq, place) = (codec::int(seq), it.place.code());
        insert.execute(params![step, seq, it.article.0, place, it.before, it.after])?;
    }
    lay(sql, touched.iter())?;
    Ok(added)
}

/// Lays the corrections of briefs anew, where some were touched.
fn lay<'a>(
    sql: &Transaction<'_>,
    touched: impl Iterator<Item = &'a Touched>,
) -> Result<(), Failure> {
    let corrected = touched.filter(|it| it.place == Place::Correction).map(|it| it.article);
    corrected.collect::<BTreeSet<_>>().into_iter().try_for_each(|it| corrections::lay(sql, it))
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

/// The last step that stands.
const LAST: &str = "
    SELECT id FROM step s
    WHERE act = 'do'
      AND coalesce((SELECT m.act FROM step m WHERE m.target = s.id
                    ORDER BY m.id DESC LIMIT 1), 'redo') = 'redo'
    ORDER BY id DESC LIMIT 1";

/// The step that was undone last, unless something was done since.
const NEXT: &str = "
    SELECT target FROM step s
    WHERE act = 'undo'
      AND id > (SELECT id FROM step WHERE act = 'do' ORDER BY id DESC LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM step m WHERE m.target = s.target AND m.id > s.id)
    ORDER BY id DESC LIMIT 1";

/// Takes back the last step that stands.
pub(super) fn undo(sql: &Transaction<'_>, by: By) -> Result<Option<Step>, Failure> {
    let Some(id) = number(sql, LAST)? else { return Ok(None) };
    put_back(sql, id, Side::Before)?;
    note(sql, by, "undo", id)
}

/// Does again the step undone last; none where something was done since.
pub(super) fn redo(sql: &Transaction<'_>, by: By) -> Result<Option<Step>, Failure> {
    let Some(id) = number(sql, NEXT)? else { return Ok(None) };
    put_back(sql, id, Side::After)?;
    note(sql, by, "redo", id)
}

/// Goes to where the library stood right after a step: what was done since is undone, or what was
/// undone is done again up to it. Gives how many steps that were.
pub(super) fn go(sql: &Transaction<'_>, by: By, to: StepId) -> Result<usize, Failure> {
    let stands = !step(sql, to.0)?.undone;
    for count in 0.. {
        let (there, moved) = if stands {
            if number(sql, LAST)?.is_none_or(|last| last <= to.0) {
                return Ok(count);
            }
            (false, undo(sql, by)?)
        } else {
            let moved = redo(sql, by)?;
            (moved.as_ref().is_some_and(|it| it.id == to), moved)
        };
        if moved.is_none() {
            return Err(Error::Unreachable.into());
        }
        if there {
            return Ok(count + 1);
        }
    }
    Ok(0)
}

/// The newest steps, newest first.
pub(super) fn steps(sql: &Connection, limit: usize) -> Result<Vec<Step>, Failure> {
    let ids: Vec<i64> = sql
        .prepare_cached("SELECT id FROM step WHERE act = 'do' ORDER BY id DESC LIMIT ?1")?
        .query_map([codec::int(limit)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    ids.into_iter().map(|id| step(sql, id)).collect()
}

/// Which rows are put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// Puts the rows of a step back as they were before it, or after it.
fn put_back(sql: &Transaction<'_>, step: i64, side: Side) -> Result<(), Failure> {
    // A step over many briefs touches the desk row of each once.
    let mut plain = sql.prepare_cached(
        "SELECT count(*) > 1 AND count(*) = count(DISTINCT article) AND min(place = 'desk')
         FROM change WHERE step = ?1",
    )?;
    if plain.query_row([step], |row| row.get(0))? {
        let side = if side == Side::Before { "before" } else { "after" };
        return rows::swap_desk(sql, step, side);
    }
    let mut touched = touched(sql, step)?;
    if side == Side::Before {
        touched.reverse();
    }
    for it in &touched {
        let (old, new) = match side {
            Side::Before => (&it.after, &it.before),
            Side::After => (&it.before, &it.after),
        };
        rows::swap(sql, it.place, old.as_deref(), new.as_deref())?;
    }
    lay(sql, touched.iter())
}

/// Adds to the log what was done to a step, and gives the step.
fn note(sql: &Transaction<'_>, by: By, act: &str, target: i64) -> Result<Option<Step>, Failure> {
    sql.prepare_cached(
        "INSERT INTO step (act, label, target, window)
         SELECT ?1, label, id, ?3 FROM step WHERE id = ?2",
    )?
    .execute(params![act, target, by.window])?;
    step(sql, target).map(Some)
}

/// One step.
fn step(sql: &Connection, id: i64) -> Result<Step, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT label, at, (SELECT count(DISTINCT article) FROM change WHERE step = s.id),
                coalesce((SELECT m.act = 'undo' FROM step m WHERE m.target = s.id
                          ORDER BY m.id DESC LIMIT 1), 0)
         FROM step s WHERE id = ?1",
    )?;
    let step = query.query_row([id], |row| {
        Ok(Step {
            id: StepId(id),
            label: row.get(0)?,
            at: row.get(1)?,
            briefs: codec::size(row.get(2)?),
            undone: row.get(3)?,
        })
    })?;
    Ok(step)
}

/// The rows that a step touched, in their order.
fn touched(sql: &Connection, step: i64) -> Result<Vec<Touched>, Failure> {
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
