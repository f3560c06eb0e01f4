//! A row of the analyst's as a JSON object of all its columns, and the way back.
//!
//! The database itself writes it down and puts it back; so undo restores exactly, whatever the columns
//! hold.

use rusqlite::{Connection, OptionalExtension, Params, Transaction};

use crate::store::error::Failure;

/// A table of the analyst's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Desk,
    Verdict,
    Mark,
    Correction,
}

/// How a row of a table is written down, taken away and put back.
struct Shape {
    code: &'static str,
    /// Follows `SELECT` and is followed by `WHERE`.
    row: &'static str,
    /// Takes the row that `?1` describes away.
    take: &'static str,
    /// Puts the row that `?1` describes there.
    put: &'static str,
}

const DESK: Shape = Shape {
    code: "desk",
    row: "json_object('article', article, 'triage', triage, 'later', later,
                      'shortlist', shortlist, 'verify', verify, 'tags', tags) FROM desk",
    take: "DELETE FROM desk WHERE article = ?1 ->> 'article'",
    put: "INSERT OR REPLACE INTO desk (article, triage, later, shortlist, verify, tags)
          VALUES (?1 ->> 'article', ?1 ->> 'triage', ?1 ->> 'later', ?1 ->> 'shortlist',
                  ?1 ->> 'verify', ?1 ->> 'tags')",
};

const VERDICT: Shape = Shape {
    code: "verdict",
    row: "json_object('article', article, 'kind', kind, 'name', name, 'revision', revision,
                      'first', first, 'past', past, 'quote', quote, 'prefix', prefix,
                      'suffix', suffix, 'review', review, 'verify', verify) FROM verdict",
    take: "DELETE FROM verdict
           WHERE article = ?1 ->> 'article' AND kind = ?1 ->> 'kind' AND name = ?1 ->> 'name'
             AND revision = ?1 ->> 'revision' AND first = ?1 ->> 'first' AND past = ?1 ->> 'past'",
    put: "INSERT OR REPLACE INTO verdict (article, kind, name, revision, first, past, quote, prefix, suffix,
                               review, verify)
          VALUES (?1 ->> 'article', ?1 ->> 'kind', ?1 ->> 'name', ?1 ->> 'revision',
                  ?1 ->> 'first', ?1 ->> 'past', ?1 ->> 'quote', ?1 ->> 'prefix',
                  ?1 ->> 'suffix', ?1 ->> 'review', ?1 ->> 'verify')",
};

const MARK: Shape = Shape {
    code: "mark",
    row: "json_object('id', id, 'article', article, 'kind', kind, 'name', name, 'item', item,
                      'revision', revision, 'first', first, 'past', past, 'quote', quote,
                      'prefix', prefix, 'suffix', suffix, 'colour', colour, 'note', note,
                      'tags', tags, 'created', created) FROM mark",
    take: "DELETE FROM mark WHERE id = ?1 ->> 'id'",
    put: "INSERT INTO mark (id, article, kind, name, item, revision, first, past, quote, prefix,
                            suffix, colour, note, tags, created)
          VALUES (?1 ->> 'id', ?1 ->> 'article', ?1 ->> 'kind', ?1 ->> 'name', ?1 ->> 'item',
                  ?1 ->> 'revision', ?1 ->> 'first', ?1 ->> 'past', ?1 ->> 'quote',
                  ?1 ->> 'prefix', ?1 ->> 'suffix', ?1 ->> 'colour', ?1 ->> 'note',
                  ?1 ->> 'tags', ?1 ->> 'created')",
};

const CORRECTION: Shape = Shape {
    code: "correction",
    row: "json_object('id', id, 'article', article, 'kind', kind, 'revision', revision,
                      'first', first, 'past', past, 'quote', quote, 'prefix', prefix,
                      'suffix', suffix, 'speaker', speaker, 'cue', cue, 'stance', stance,
                      'from_day', from_day, 'to_day', to_day, 'created', created)
          FROM correction",
    take: "DELETE FROM correction WHERE id = ?1 ->> 'id'",
    put: "INSERT INTO correction (id, article, kind, revision, first, past, quote, prefix, suffix,
                                  speaker, cue, stance, from_day, to_day, created)
          VALUES (?1 ->> 'id', ?1 ->> 'article', ?1 ->> 'kind', ?1 ->> 'revision',
                  ?1 ->> 'first', ?1 ->> 'past', ?1 ->> 'quote', ?1 ->> 'prefix',
                  ?1 ->> 'suffix', ?1 ->> 'speaker', ?1 ->> 'cue', ?1 ->> 'stance',
                  ?1 ->> 'from_day', ?1 ->> 'to_day', ?1 ->> 'created')",
};

impl Place {
    const ALL: [Self; 4] = [Self::Desk, Self::Verdict, Self::Mark, Self::Correction];

    const fn shape(self) -> Shape {
        match self {
            Self::Desk => DESK,
            Self::Verdict => VERDICT,
            Self::Mark => MARK,
            Self::Correction => CORRECTION,
        }
    }

    /// What follows `SELECT` and is followed by `WHERE`, for its rows as JSON.
    pub(super) const fn row(self) -> &'static str {
        self.shape().row
    }

    pub(super) const fn code(self) -> &'static str {
        self.shape().code
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Puts the row `new` where the row `old` is; none is no row.
pub(super) fn swap(
    sql: &Transaction<'_>,
    place: Place,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<(), Failure> {
    let shape = place.shape();
    if let Some(old) = old {
        sql.prepare_cached(shape.take)?.execute([old])?;
    }
    if let Some(new) = new {
        sql.prepare_cached(shape.put)?.execute([new])?;
    }
    Ok(())
}

/// A row as a JSON object, if there is one.
pub(super) fn row(
    sql: &Connection,
    place: Place,
    condition: &str,
    values: impl Params,
) -> Result<Option<String>, Failure> {
    let query = format!("SELECT {} WHERE {condition}", place.shape().row);
    Ok(sql.prepare_cached(&query)?.query_row(values, |row| row.get(0)).optional()?)
}

/// Puts the rows of a step that touched nothing but desk rows, each once, back as they were before it
/// or after it.
pub(super) fn swap_desk(sql: &Transaction<'_>, step: i64, side: &str) -> Result<(), Failure> {
    run(
        sql,
        &format!(
            "DELETE FROM desk
             WHERE article IN (SELECT article FROM change WHERE step = ?1 AND {side} IS NULL)"
        ),
        [step],
    )?;
    run(
        sql,
        &format!(
            "INSERT OR REPLACE INTO desk (article, triage, later, shortlist, verify, tags)
             SELECT {side} ->> 'article', {side} ->> 'triage', {side} ->> 'later',
                    {side} ->> 'shortlist', {side} ->> 'verify', {side} ->> 'tags'
             FROM change WHERE step = ?1 AND {side} IS NOT NULL"
        ),
        [step],
    )
}

/// Runs one statement, kept ready for the next time.
pub(super) fn run(sql: &Connection, query: &str, values: impl Params) -> Result<(), Failure> {
    sql.prepare_cached(query)?.execute(values)?;
    Ok(())
}
