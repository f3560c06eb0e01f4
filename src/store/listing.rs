//! The list of briefs: which a query means, in what order, and the rows of those that show.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value};

use crate::{
    model::{ArticleId, Date, Order, Query, Triage},
    store::{
        codec, condition,
        desk::{Brief, Page, Tally},
        error::Failure,
        marks,
    },
};

/// What a row of the list needs; `row` reads it.
const ROW: &str = "
    SELECT a.id, r.title, r.path, r.site, r.published, a.sample, a.claims, a.state, a.until,
           coalesce(d.shortlist, 0), coalesce(d.verify, 0), coalesce(d.tags, ''), s.day
    FROM article a JOIN revision r ON r.id = a.revision
    LEFT JOIN desk d ON d.article = a.id LEFT JOIN seen s ON s.article = a.id";

/// All briefs, newest publication first.
pub(super) fn briefs(sql: &Connection) -> Result<Vec<Brief>, Failure> {
    let reviewed = marks::reviewed(sql)?;
    let marked = marks::marked(sql)?;
    let count = |counts: &[(i64, usize)], id: ArticleId| {
        counts.binary_search_by_key(&id.0, |it| it.0).map_or(0, |index| counts[index].1)
    };
    let mut query = sql.prepare_cached(&format!("{ROW} ORDER BY a.key DESC"))?;
    let mut briefs: Vec<Brief> = query.query_map((), row)?.collect::<Result<_, _>>()?;
    for brief in &mut briefs {
        brief.reviewed = count(&reviewed, brief.id).min(brief.claims);
        brief.marks = count(&marked, brief.id);
    }
    Ok(briefs)
}

/// One brief's row.
pub(super) fn brief(sql: &Connection, id: ArticleId) -> Result<Option<Brief>, Failure> {
    let mut query = sql.prepare_cached(&format!("{ROW} WHERE a.id = ?1"))?;
    let Some(mut brief) = query.query_row([id.0], row).optional()? else { return Ok(None) };
    count_marks(sql, &mut brief)?;
    Ok(Some(brief))
}

/// The briefs that a query means, in an order: their numbers alone, which a list of a hundred
/// thousand can hold. A limit of `usize::MAX` is none.
pub(super) fn ids(
    sql: &Connection,
    query: &Query,
    today: Date,
    page: Page,
) -> Result<Vec<ArticleId>, Failure> {
    let mut asked = condition::condition(query, today);
    asked.values.push(Value::from(codec::int(page.limit)));
    asked.values.push(Value::from(codec::int(page.skip)));
    let (tables, order) = order(page.order);
    let mut query = sql.prepare_cached(&format!(
        "SELECT a.id FROM {tables} WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
        asked.sql
    ))?;
    let rows = query.query_map(params_from_iter(asked.values), |row| Ok(ArticleId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest briefs that a query means, at most so many, of so many that are looked at; none where
/// the library has no more than those.
pub(super) fn near(
    sql: &Connection,
    query: &Query,
    today: Date,
    looked_at: usize,
    limit: usize,
) -> Result<Option<Vec<ArticleId>>, Failure> {
    let key: Option<i64> = sql
        .prepare_cached("SELECT key FROM article ORDER BY key DESC LIMIT 1 OFFSET ?1")?
        .query_row([codec::int(looked_at)], |row| row.get(0))
        .optional()?;
    let Some(key) = key else { return Ok(None) };
    let mut asked = condition::near(query, today, key);
    asked.values.push(Value::from(codec::int(limit)));
    let mut query = sql.prepare_cached(&format!(
        "SELECT a.id FROM {UNORDERED} WHERE {} ORDER BY a.key DESC LIMIT ?",
        asked.sql
    ))?;
    let rows = query.query_map(params_from_iter(asked.values), |row| Ok(ArticleId(row.get(0)?)))?;
    Ok(Some(rows.collect::<Result<_, _>>()?))
}

/// How many briefs a query means; more than `most` count as so many.
pub(super) fn count(
    sql: &Connection,
    query: &Query,
    today: Date,
    most: usize,
) -> Result<usize, Failure> {
    let mut asked = condition::condition(query, today);
    asked.values.push(Value::from(codec::int(most)));
    let query =
        format!("SELECT count(*) FROM (SELECT 1 FROM {UNORDERED} WHERE {} LIMIT ?)", asked.sql);
    let count =
        sql.prepare_cached(&query)?.query_row(params_from_iter(asked.values), |row| row.get(0))?;
    Ok(codec::size(count))
}

/// Those of `among` that a query means.
pub(super) fn among(
    sql: &Connection,
    query: &Query,
    today: Date,
    among: &[ArticleId],
) -> Result<Vec<ArticleId>, Failure> {
    let mut asked = condition::condition(query, today);
    let list: Vec<String> = among.iter().map(|it| it.0.to_string()).collect();
    asked.values.push(Value::from(format!("[{}]", list.join(","))));
    let mut query = sql.prepare_cached(&format!(
        "SELECT a.id FROM {UNORDERED} WHERE {} AND a.id IN (SELECT value FROM json_each(?))",
        asked.sql
    ))?;
    let rows = query.query_map(params_from_iter(asked.values), |row| Ok(ArticleId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts what there is, by indexes alone.
pub(super) fn tally(sql: &Connection, today: Date) -> Result<Tally, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT (SELECT count(*) FROM article),
                (SELECT count(*) FROM article WHERE state = 'new')
                + (SELECT count(*) FROM article a WHERE state = 'later' AND until <= ?1 AND NOT EXISTS
                   (SELECT 1 FROM seen WHERE article = a.id AND day >= a.until)),
                (SELECT count(*) FROM desk WHERE shortlist),
                (SELECT count(*) FROM desk WHERE verify),
                (SELECT count(*) FROM (
                    SELECT 1 FROM step s WHERE act = 'do'
                      AND coalesce((SELECT m.act FROM step m WHERE m.target = s.id
                                    ORDER BY m.id DESC LIMIT 1), 'redo') = 'redo' LIMIT 999))",
    )?;
    let tally = query.query_row([today.to_string()], |row| {
        let count = |column| row.get(column).map(codec::size);
        Ok(Tally {
            all: count(0)?,
            new: count(1)?,
            shortlist: count(2)?,
            verify: count(3)?,
            undo: count(4)?,
        })
    })?;
    Ok(tally)
}

/// The newest texts are only looked at where somebody asks for them: the database leaves a join out
/// that nothing refers to.
const UNORDERED: &str = "article a LEFT JOIN revision r ON r.id = a.revision";

/// The tables of an order, the one first whose index has it, and the order in SQL; equals stand
/// newest first.
const fn order(order: Order) -> (&'static str, &'static str) {
    const BY_REVISION: &str = "revision r CROSS JOIN article a ON a.revision = r.id";
    match order {
        Order::Newest => (UNORDERED, "a.key DESC"),
        Order::Oldest => (UNORDERED, "a.key"),
        Order::Title => (BY_REVISION, "r.title COLLATE NOCASE, r.id DESC"),
        Order::Site => (BY_REVISION, "coalesce(r.site, '') COLLATE NOCASE, r.id DESC"),
        Order::Claims => (UNORDERED, "a.claims DESC, a.key DESC"),
        Order::Denials => (UNORDERED, "a.denials DESC, a.key DESC"),
        Order::Unread => (UNORDERED, "a.state NOT IN ('new', 'open'), a.key DESC"),
        Order::Added => (UNORDERED, "a.id DESC"),
    }
}

/// Counts what the analyst did in a brief.
fn count_marks(sql: &Connection, brief: &mut Brief) -> Result<(), Failure> {
    brief.reviewed = marks::reviewed_of(sql, brief.id)?.min(brief.claims);
    brief.marks = marks::marked_of(sql, brief.id)?;
    Ok(())
}

/// Reads a row of the list, without its counts.
fn row(row: &Row<'_>) -> rusqlite::Result<Brief> {
    let title: String = row.get(1)?;
    let path: String = row.get(2)?;
    let published: Option<String> = row.get(4)?;
    let triage: String = row.get(7)?;
    let later: Option<String> = row.get(8)?;
    let tags: String = row.get(11)?;
    let seen: Option<String> = row.get(12)?;
    Ok(Brief {
        id: ArticleId(row.get(0)?),
        title: if title.is_empty() { file_name(&path) } else { title },
        site: row.get(3)?,
        published: published.as_deref().map(codec::date).transpose()?,
        triage: read_triage(&triage, later.as_deref())?,
        seen: seen.as_deref().map(codec::date).transpose()?,
        shortlist: row.get(9)?,
        verify: row.get(10)?,
        tags: codec::read_lines(&tags),
        sample: row.get(5)?,
        claims: codec::size(row.get(6)?),
        reviewed: 0,
        marks: 0,
    })
}

/// The last part of a path or address.
fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).find(|it| !it.is_empty()).unwrap_or(path).to_owned()
}

/// A triage state out of its columns.
fn read_triage(state: &str, later: Option<&str>) -> rusqlite::Result<Triage> {
    Ok(match state {
        "new" => Triage::New,
        "open" => Triage::Open,
        "read" => Triage::Read,
        "dropped" => Triage::Dropped,
        other => {
            let until = later.filter(|_| other == "later");
            Triage::Later(codec::date(codec::known(until, "triage state", other)?)?)
        }
    })
}
