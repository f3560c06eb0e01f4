//! What the analyst does, one thing at a time, as rows before and after.

use rusqlite::{
    Connection, OptionalExtension, Transaction, params, params_from_iter, types::Value,
};

use crate::{
    model::{Anchor, ArticleId, Item, Mark, MarkId, Review, Span, Verdict},
    store::{
        anchors::Places,
        articles, codec, corrections,
        desk::{Change, Deed},
        error::{Error, Failure},
        history::Touched,
        listing, many, marks,
        rows::{Place, row, run, swap},
    },
};

/// Does one change and writes down the rows that it touched; gives the mark that it added.
pub(super) fn change(
    sql: &Transaction<'_>,
    change: &Change,
    touched: &mut Vec<Touched>,
) -> Result<Option<MarkId>, Failure> {
    let mut desk = |id: &ArticleId, deed: Deed| {
        touched.push(on_desk(sql, *id, &deed)?);
        Ok(None)
    };
    match change {
        Change::Triage(id, triage) => desk(id, Deed::Triage(*triage)),
        Change::Shortlist(id, on) => desk(id, Deed::Shortlist(*on)),
        Change::Verify(id, on) => desk(id, Deed::Verify(*on)),
        Change::Tags(id, tags) => desk(id, Deed::Tags(tags.clone())),
        Change::Retag(id, add, take) => {
            desk(id, Deed::Retag { add: add.clone(), take: take.clone() })
        }
        Change::Judge(id, verdict) => judge(sql, *id, verdict, touched).map(|()| None),
        Change::Mark(mark) => add_mark(sql, mark, touched).map(Some),
        Change::Edit(mark) => edit_mark(sql, mark, touched).map(|()| None),
        Change::Unmark(id) => {
            let touch = on_mark(sql, *id, || run(sql, "DELETE FROM mark WHERE id = ?1", [id.0]))?;
            touched.push(touch);
            Ok(None)
        }
        Change::Place(id, span) => place_mark(sql, *id, *span, touched).map(|()| None),
        Change::Correct(it) => corrections::add(sql, it, touched).map(|()| None),
        Change::Uncorrect(id, correction) => {
            corrections::take(sql, *id, *correction, touched).map(|()| None)
        }
        Change::Unjudge(id, it) => {
            touched.push(clear(sql, *id, &it.verdict.item, it.anchor.as_ref())?);
            Ok(None)
        }
    }
}

/// Does something to a brief's desk row.
fn on_desk(sql: &Transaction<'_>, id: ArticleId, deed: &Deed) -> Result<Touched, Failure> {
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
    let mut set = many::assignment(deed);
    set.values.push(Value::from(id.0));
    let query = format!("UPDATE desk SET {} WHERE article = ?", set.sql);
    run(sql, &query, params_from_iter(set.values))?;
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
    let before = verdict_row(sql, id, &verdict.item, anchor.as_ref())?;
    for old in marks::judgements(sql, id)? {
        let older = old.anchor.as_ref().zip(anchor.as_ref()).is_some_and(|(old_anchor, new)| {
            old_anchor.revision != new.revision
                && marks::kind(&old.verdict.item) == marks::kind(&verdict.item)
                && places.of(old_anchor) == Some(new.span)
        });
        if older {
            touched.push(clear(sql, id, &old.verdict.item, old.anchor.as_ref())?);
        }
    }
    swap(sql, Place::Verdict, before.as_deref(), None)?;
    if verdict.review != Review::Unreviewed || verdict.verify {
        insert_verdict(sql, id, verdict, anchor.as_ref())?;
    }
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
        // Words of another program that wait for a place.
        (Some(anchor), Item::Text) if anchor.is_foreign() && !anchor.quote.is_empty() => {
            Some(anchor.clone())
        }
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

/// Gives a mark another place; a claim or a date that it is on goes with it.
fn place_mark(
    sql: &Transaction<'_>,
    id: MarkId,
    span: Span,
    touched: &mut Vec<Touched>,
) -> Result<(), Failure> {
    let Some(mark) = marks::one(sql, id)? else { return Err(Error::NoMark(id).into()) };
    let (article, revision) = articles::newest(sql, mark.article)?;
    if span.is_empty() {
        return Err(Error::Misquoted(mark.article).into());
    }
    let at = quoted(mark.article, &article.text, span, &revision)?;
    let item = marks::span(&mark.item).map(|old| {
        let before = mark.anchor.as_ref().map_or(old, |it| it.span);
        codec::span(if old == before { span } else { marks::carried(old, before, span) })
    });
    let touch = on_mark(sql, id, || {
        run(
            sql,
            "UPDATE mark SET item = ?2, revision = ?3, first = ?4, past = ?5, quote = ?6, prefix = ?7,
                             suffix = ?8 WHERE id = ?1",
            params![
                id.0,
                item,
                at.revision,
                codec::int(at.span.start),
                codec::int(at.span.end),
                at.quote,
                at.prefix,
                at.suffix,
            ],
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
