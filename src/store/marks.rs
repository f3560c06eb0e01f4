//! Verdicts, highlights and notes as they are read: with their places in the revision shown.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::{
    model::{
        Anchor, ArticleId, Colour, Item, Judgement, Mark, MarkId, Review, Span, Triage, Verdict,
    },
    store::{anchors::Places, articles, codec, desk::Brief, error::Failure, listing},
};

/// The code of a triage state.
pub(super) const fn triage_code(triage: Triage) -> &'static str {
    match triage {
        Triage::New => "new",
        Triage::Open => "open",
        Triage::Read => "read",
        Triage::Later(_) => "later",
        Triage::Dropped => "dropped",
    }
}

/// The columns of a triage state: its code, and the day until which it holds.
pub(super) fn triage_columns(triage: Triage) -> (&'static str, Option<String>) {
    let until = if let Triage::Later(day) = triage { Some(day.to_string()) } else { None };
    (triage_code(triage), until)
}

/// The code of what an item is.
pub(super) const fn kind(item: &Item) -> &'static str {
    match item {
        Item::Brief => "brief",
        Item::Text => "text",
        Item::Claim(_) => "claim",
        Item::Source(_) => "source",
        Item::Event(_) => "event",
    }
}

/// The name of an item that is known by its name.
pub(super) fn name(item: &Item) -> &str {
    if let Item::Source(name) = item { name } else { "" }
}

/// The span of an item that is known by its span.
pub(super) const fn span(item: &Item) -> Option<Span> {
    match item {
        Item::Claim(span) | Item::Event(span) => Some(*span),
        _ => None,
    }
}

/// An item out of its columns.
pub(super) fn item(kind: &str, name: String, span: Option<Span>) -> rusqlite::Result<Item> {
    let item = match (kind, span) {
        ("brief", _) => Some(Item::Brief),
        ("text", _) => Some(Item::Text),
        ("source", _) => Some(Item::Source(name)),
        ("claim", Some(span)) => Some(Item::Claim(span)),
        ("event", Some(span)) => Some(Item::Event(span)),
        _ => None,
    };
    codec::known(item, "kind of item", kind)
}

/// The same item at another place.
fn moved(item: Item, span: Span) -> Item {
    match item {
        Item::Claim(_) => Item::Claim(span),
        Item::Event(_) => Item::Event(span),
        other => other,
    }
}

/// How many claims of each brief have a verdict, by brief.
pub(super) fn reviewed(sql: &Connection) -> Result<Vec<(i64, usize)>, Failure> {
    counts(
        sql,
        "SELECT article, count(*) FROM verdict
         WHERE kind = 'claim' AND review <> 'unreviewed' GROUP BY article ORDER BY article",
    )
}

/// How many marks each brief has, by brief.
pub(super) fn marked(sql: &Connection) -> Result<Vec<(i64, usize)>, Failure> {
    counts(sql, "SELECT article, count(*) FROM mark GROUP BY article ORDER BY article")
}

fn counts(sql: &Connection, query: &str) -> Result<Vec<(i64, usize)>, Failure> {
    let mut query = sql.prepare_cached(query)?;
    let rows = query.query_map((), |row| Ok((row.get(0)?, codec::size(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many claims of a brief have a verdict.
pub(super) fn reviewed_of(sql: &Connection, id: ArticleId) -> Result<usize, Failure> {
    count(
        sql,
        "SELECT count(*) FROM verdict
         WHERE article = ?1 AND kind = 'claim' AND review <> 'unreviewed'",
        id,
    )
}

/// How many marks a brief has.
pub(super) fn marked_of(sql: &Connection, id: ArticleId) -> Result<usize, Failure> {
    count(sql, "SELECT count(*) FROM mark WHERE article = ?1", id)
}

fn count(sql: &Connection, query: &str, id: ArticleId) -> Result<usize, Failure> {
    let count = sql.prepare_cached(query)?.query_row([id.0], |row| row.get(0))?;
    Ok(codec::size(count))
}

/// The verdicts on a brief, as they were given.
pub(super) fn judgements(sql: &Connection, id: ArticleId) -> Result<Vec<Judgement>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT kind, name, revision, first, past, quote, prefix, suffix, review, verify
         FROM verdict WHERE article = ?1 ORDER BY kind, name, revision, first, past",
    )?;
    let rows = query.query_map([id.0], |row| {
        let kind: String = row.get(0)?;
        let anchor = anchor(row, 2)?.filter(|it| !it.revision.is_empty());
        let review: String = row.get(8)?;
        let verdict = Verdict {
            item: item(&kind, row.get(1)?, anchor.as_ref().map(|it| it.span))?,
            review: codec::known(Review::from_code(&review), "verdict", &review)?,
            verify: row.get(9)?,
        };
        let anchor = anchor.filter(|_| span(&verdict.item).is_some());
        Ok(Judgement { verdict, anchor })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The verdicts on what stands in this revision, and those that lost their place.
pub(super) fn verdicts(
    sql: &Connection,
    id: ArticleId,
    text: &str,
    revision: &str,
) -> Result<(Vec<Verdict>, Vec<Judgement>), Failure> {
    let places = Places::new(sql, id, text, revision)?;
    let mut held = Vec::new();
    let mut lost = Vec::new();
    for it in judgements(sql, id)? {
        match it.anchor.as_ref().map(|anchor| places.of(anchor)) {
            None => held.push(it.verdict),
            Some(Some(span)) => {
                held.push(Verdict { item: moved(it.verdict.item, span), ..it.verdict });
            }
            Some(None) => lost.push(it),
        }
    }
    Ok((held, lost))
}

const MARK: &str = "
    SELECT id, article, kind, name, item, revision, first, past, quote, prefix, suffix, colour,
           note, tags, created FROM mark";

/// The marks of a brief as they were made, in the order they were.
pub(super) fn made(sql: &Connection, id: ArticleId) -> Result<Vec<Mark>, Failure> {
    let mut query = sql.prepare_cached(&format!("{MARK} WHERE article = ?1 ORDER BY id"))?;
    Ok(query.query_map([id.0], mark)?.collect::<Result<_, _>>()?)
}

/// The marks of a brief in this revision: those on the whole brief, then in the order of the text,
/// then those that lost their place.
pub(super) fn of(
    sql: &Connection,
    id: ArticleId,
    text: &str,
    revision: &str,
) -> Result<Vec<Mark>, Failure> {
    let mut marks: Vec<Mark> = made(sql, id)?;
    let places = Places::new(sql, id, text, revision)?;
    for mark in &mut marks {
        let Some(anchor) = &mut mark.anchor else { continue };
        let Some(span) = places.of(anchor) else { continue };
        if let Some(old) = self::span(&mark.item) {
            mark.item = moved(mark.item.clone(), carried(old, anchor.span, span));
        }
        *anchor = Anchor::new(text, span, revision);
    }
    marks.sort_by_key(|mark| {
        let place = mark.anchor.as_ref().map(|it| (it.revision != revision, it.span));
        (place, mark.id)
    });
    Ok(marks)
}

/// Where a claim stands now: it moves with the words that were marked in it.
pub(super) fn carried(item: Span, before: Span, after: Span) -> Span {
    let start = (item.start + after.start).saturating_sub(before.start);
    Span::new(start, start + item.len())
}

/// One mark, as it was made.
pub(super) fn one(sql: &Connection, id: MarkId) -> Result<Option<Mark>, Failure> {
    let mut query = sql.prepare_cached(&format!("{MARK} WHERE id = ?1"))?;
    Ok(query.query_row([id.0], mark).optional()?)
}

/// Every mark with its brief; newest briefs first.
pub(super) fn all(sql: &Connection) -> Result<Vec<(Brief, Mark)>, Failure> {
    let ids: Vec<i64> = sql
        .prepare_cached(
            "SELECT id FROM article WHERE id IN (SELECT article FROM mark) ORDER BY key DESC",
        )?
        .query_map((), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for id in ids.into_iter().map(ArticleId) {
        let Some(brief) = listing::brief(sql, id)? else { continue };
        let (article, revision) = articles::newest(sql, id)?;
        let marks = of(sql, id, &article.text, &revision)?;
        all.extend(marks.into_iter().map(|mark| (brief.clone(), mark)));
    }
    Ok(all)
}

/// Reads a mark.
fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    let kind: String = row.get(2)?;
    let span: Option<String> = row.get(4)?;
    let tags: String = row.get(13)?;
    Ok(Mark {
        id: MarkId(row.get(0)?),
        article: ArticleId(row.get(1)?),
        item: item(&kind, row.get(3)?, span.as_deref().map(codec::read_span).transpose()?)?,
        anchor: anchor(row, 5)?,
        colour: colour(row, 11)?,
        note: row.get(12)?,
        tags: codec::read_lines(&tags),
        created: row.get(14)?,
    })
}

/// Reads a colour.
pub(super) fn colour(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Colour>> {
    let colour: Option<String> = row.get(column)?;
    colour.map(|it| codec::known(Colour::from_code(&it), "colour", &it)).transpose()
}

/// Reads the anchor that begins at a column; none where there is nothing.
pub(super) fn anchor(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Anchor>> {
    let revision: Option<String> = row.get(column)?;
    let Some(revision) = revision else { return Ok(None) };
    let start = codec::size(row.get(column + 1)?);
    let span = Span::new(start, codec::size(row.get(column + 2)?));
    let (quote, prefix, suffix) =
        (row.get(column + 3)?, row.get(column + 4)?, row.get(column + 5)?);
    Ok(Some(Anchor { revision, span, quote, prefix, suffix }))
}
