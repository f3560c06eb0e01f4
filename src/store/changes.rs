//! What the analyst does, as rows before and after.
//!
//! A row is written down as a JSON object of all its columns, by the database itself, and put back
//! from it; so undo restores exactly, whatever the columns hold.

use rusqlite::{Connection, OptionalExtension, Params, Transaction, params};

use crate::{
    model::{Anchor, ArticleId, Item, Mark, MarkId, Review, Span, Triage, Verdict},
    store::{
        anchors::Places,
        articles, codec,
        desk::Change,
        error::{Error, Failure},
        history::Touched,
        listing, marks,
    },
};

/// A table of the analyst's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Desk,
    Verdict,
    Mark,
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

impl Place {
    const fn shape(self) -> Shape {
        match self {
            Self::Desk => DESK,
            Self::Verdict => VERDICT,
            Self::Mark => MARK,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        self.shape().code
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::Desk, Self::Verdict, Self::Mark].into_iter().find(|it| it.code() == code)
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

/// Does one change and writes down the rows that it touched; gives the mark that it added.
pub(super) fn change(
    sql: &Transaction<'_>,
    change: &Change,
    touched: &mut Vec<Touched>,
) -> Result<Option<MarkId>, Failure> {
    let mut desk = |id: &ArticleId, set: &str, values: &dyn rusqlite::ToSql| {
        touched.push(on_desk(sql, *id, set, values)?);
        Ok(None)
    };
    match change {
        Change::Triage(id, triage) => {
            let until = if let Triage::Later(day) = triage { Some(day.to_string()) } else { None };
            desk(id, "later = ?2", &until)?;
            desk(id, "triage = ?2", &marks::triage_code(*triage))
        }
        Change::Shortlist(id, on) => desk(id, "shortlist = ?2", on),
        Change::Verify(id, on) => desk(id, "verify = ?2", on),
        Change::Tags(id, tags) => desk(id, "tags = ?2", &codec::lines(&codec::tidy_tags(tags))),
        Change::Judge(id, verdict) => judge(sql, *id, verdict, touched).map(|()| None),
        Change::Mark(mark) => add_mark(sql, mark, touched).map(Some),
        Change::Edit(mark) => edit_mark(sql, mark, touched).map(|()| None),
        Change::Unmark(id) => {
            let touch = on_mark(sql, *id, || run(sql, "DELETE FROM mark WHERE id = ?1", [id.0]))?;
            touched.push(touch);
            Ok(None)
        }
    }
}

/// Sets one column of a brief's desk row.
fn on_desk(
    sql: &Transaction<'_>,
    id: ArticleId,
    set: &str,
    value: &dyn rusqlite::ToSql,
) -> Result<Touched, Failure> {
    if listing::brief(sql, id)?.is_none() {
        return Err(Error::NoBrief(id).into());
    }
    let look = || row(sql, Place::Desk, "article = ?1", [id.0]);
    let before = look()?;
    run(
        sql,
        "INSERT INTO desk (article, triage, later, shortlist, verify, tags)
         VALUES (?1, 'new', NULL, 0, 0, '') ON CONFLICT DO NOTHING",
        [id.0],
    )?;
    run(sql, &format!("UPDATE desk SET {set} WHERE article = ?1"), params![id.0, value])?;
    Ok(Touched { article: id, place: Place::Desk, before, after: look()? })
}

/// Gives a verdict. It takes the place of the one that was given on the same words in an older
/// revision, so that taking it back does not bring that one up again.
fn judge(
    sql: &Transaction<'_>,
    id: ArticleId,
    verdict: &Verdict,
    touched: &mut Vec<Touched>,
) -> Result<(), Failure> {
    let (article, revision) = articles::newest(sql, id)?;
    let anchor = match verdict.item {
        Item::Claim(span) | Item::Event(span) => Some(quoted(id, &article.text, span, &revision)?),
        _ => None,
    };
    let places = Places::new(sql, id, &article.text, &revision)?;
    for old in marks::judgements(sql, id)? {
        let same = old.verdict.item == verdict.item && old.anchor == anchor
            || old.anchor.as_ref().zip(anchor.as_ref()).is_some_and(|(old_anchor, new)| {
                marks::kind(&old.verdict.item) == marks::kind(&verdict.item)
                    && places.of(old_anchor) == Some(new.span)
            });
        if same {
            touched.push(clear(sql, id, &old.verdict.item, old.anchor.as_ref())?);
        }
    }
    if verdict.review == Review::Unreviewed && !verdict.verify {
        return Ok(());
    }
    let before = None;
    insert_verdict(sql, id, verdict, anchor.as_ref())?;
    let after = verdict_row(sql, id, &verdict.item, anchor.as_ref())?;
    touched.push(Touched { article: id, place: Place::Verdict, before, after });
    Ok(())
}

/// Takes a verdict away.
fn clear(
    sql: &Transaction<'_>,
    id: ArticleId,
    item: &Item,
    anchor: Option<&Anchor>,
) -> Result<Touched, Failure> {
    let before = verdict_row(sql, id, item, anchor)?;
    swap(sql, Place::Verdict, before.as_deref(), None)?;
    Ok(Touched { article: id, place: Place::Verdict, before, after: None })
}

/// The row of a verdict.
fn verdict_row(
    sql: &Connection,
    id: ArticleId,
    item: &Item,
    anchor: Option<&Anchor>,
) -> Result<Option<String>, Failure> {
    let at = anchor.cloned().unwrap_or_default();
    row(
        sql,
        Place::Verdict,
        "article = ?1 AND kind = ?2 AND name = ?3 AND revision = ?4 AND first = ?5 AND past = ?6",
        params![
            id.0,
            marks::kind(item),
            marks::name(item),
            at.revision,
            codec::int(at.span.start),
            codec::int(at.span.end)
        ],
    )
}

/// Stores a verdict.
pub(super) fn insert_verdict(
    sql: &Transaction<'_>,
    id: ArticleId,
    verdict: &Verdict,
    anchor: Option<&Anchor>,
) -> Result<(), Failure> {
    let at = anchor.cloned().unwrap_or_default();
    run(
        sql,
        "INSERT INTO verdict (article, kind, name, revision, first, past, quote, prefix, suffix,
                              review, verify)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            id.0,
            marks::kind(&verdict.item),
            marks::name(&verdict.item),
            at.revision,
            codec::int(at.span.start),
            codec::int(at.span.end),
            at.quote,
            at.prefix,
            at.suffix,
            verdict.review.code(),
            verdict.verify,
        ],
    )
}

/// Adds a mark as the analyst made it.
fn add_mark(
    sql: &Transaction<'_>,
    mark: &Mark,
    touched: &mut Vec<Touched>,
) -> Result<MarkId, Failure> {
    let revisions = articles::revisions(sql, mark.article)?;
    let Some((newest, name)) = revisions.last() else {
        return Err(Error::NoBrief(mark.article).into());
    };
    let anchor = match (&mark.anchor, &mark.item) {
        (Some(anchor), _) => {
            let there = revisions.iter().find(|it| it.1 == anchor.revision);
            let Some((article, name)) = there else {
                return Err(Error::Misquoted(mark.article).into());
            };
            let fresh = quoted(mark.article, &article.text, anchor.span, name)?;
            if fresh.quote != anchor.quote {
                return Err(Error::Misquoted(mark.article).into());
            }
            Some(fresh)
        }
        (None, Item::Claim(span) | Item::Event(span)) => {
            Some(quoted(mark.article, &newest.text, *span, name)?)
        }
        (None, _) => None,
    };
    let id = insert_mark(sql, &Mark { anchor, ..mark.clone() })?;
    let after = row(sql, Place::Mark, "id = ?1", [id.0])?;
    touched.push(Touched { article: mark.article, place: Place::Mark, before: None, after });
    Ok(id)
}

/// Stores a mark under a new number.
pub(super) fn insert_mark(sql: &Transaction<'_>, mark: &Mark) -> Result<MarkId, Failure> {
    let at = mark.anchor.as_ref();
    run(
        sql,
        "INSERT INTO mark (article, kind, name, item, revision, first, past, quote, prefix, suffix,
                           colour, note, tags, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                 coalesce(nullif(?14, ''), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))",
        params![
            mark.article.0,
            marks::kind(&mark.item),
            marks::name(&mark.item),
            marks::span(&mark.item).map(codec::span),
            at.map(|it| &it.revision),
            at.map(|it| codec::int(it.span.start)),
            at.map(|it| codec::int(it.span.end)),
            at.map(|it| &it.quote),
            at.map(|it| &it.prefix),
            at.map(|it| &it.suffix),
            mark.colour.map(crate::model::Colour::code),
            mark.note,
            codec::lines(&codec::tidy_tags(&mark.tags)),
            mark.created,
        ],
    )?;
    Ok(MarkId(sql.last_insert_rowid()))
}

/// Replaces the colour, note and tags of a mark.
fn edit_mark(
    sql: &Transaction<'_>,
    mark: &Mark,
    touched: &mut Vec<Touched>,
) -> Result<(), Failure> {
    let touch = on_mark(sql, mark.id, || {
        let colour = mark.colour.map(crate::model::Colour::code);
        let tags = codec::lines(&codec::tidy_tags(&mark.tags));
        run(
            sql,
            "UPDATE mark SET colour = ?2, note = ?3, tags = ?4 WHERE id = ?1",
            params![mark.id.0, colour, mark.note, tags],
        )
    })?;
    touched.push(touch);
    Ok(())
}

/// Does something to the row of a mark.
fn on_mark(
    sql: &Transaction<'_>,
    id: MarkId,
    job: impl FnOnce() -> Result<(), Failure>,
) -> Result<Touched, Failure> {
    let article: Option<i64> = sql
        .prepare_cached("SELECT article FROM mark WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let Some(article) = article else { return Err(Error::NoMark(id).into()) };
    let before = row(sql, Place::Mark, "id = ?1", [id.0])?;
    job()?;
    let after = row(sql, Place::Mark, "id = ?1", [id.0])?;
    Ok(Touched { article: ArticleId(article), place: Place::Mark, before, after })
}

/// The anchor of a place that the text has.
fn quoted(id: ArticleId, text: &str, span: Span, revision: &str) -> Result<Anchor, Failure> {
    if text.get(span.start..span.end).is_none() {
        return Err(Error::Misquoted(id).into());
    }
    Ok(Anchor::new(text, span, revision))
}

/// A row as a JSON object, if there is one.
fn row(
    sql: &Connection,
    place: Place,
    condition: &str,
    values: impl Params,
) -> Result<Option<String>, Failure> {
    let query = format!("SELECT {} WHERE {condition}", place.shape().row);
    Ok(sql.prepare_cached(&query)?.query_row(values, |row| row.get(0)).optional()?)
}

/// Runs one statement, kept ready for the next time.
fn run(sql: &Connection, query: &str, values: impl Params) -> Result<(), Failure> {
    sql.prepare_cached(query)?.execute(values)?;
    Ok(())
}
