//! The list of briefs: all of them, or a page of those that a query means.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value};

use crate::{
    model::{ArticleId, Date, Order, Query, Triage},
    store::{
        codec, condition,
        desk::{Brief, Page},
        error::Failure,
        marks,
    },
};

/// What a row of the list needs; `row` reads it.
const ROW: &str = "
    SELECT a.id, r.title, r.path, r.site, r.published, a.sample, a.claims,
           coalesce(nullif(d.triage, 'new'), iif(s.day IS NULL, 'new', 'open')), d.later,
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

/// A page of the briefs that a query means.
pub(super) fn find(
    sql: &Connection,
    query: &Query,
    today: Date,
    page: Page,
) -> Result<Vec<Brief>, Failure> {
    let mut asked = condition::condition(query, today);
    asked.values.push(Value::from(codec::int(page.limit)));
    asked.values.push(Value::from(codec::int(page.skip)));
    let order = order(page.order);
    let mut query = sql
        .prepare_cached(&format!("{ROW} WHERE {} ORDER BY {order} LIMIT ? OFFSET ?", asked.sql))?;
    let mut briefs: Vec<Brief> =
        query.query_map(params_from_iter(asked.values), row)?.collect::<Result<_, _>>()?;
    for brief in &mut briefs {
        count_marks(sql, brief)?;
    }
    Ok(briefs)
}

/// How many briefs a query means.
pub(super) fn count(sql: &Connection, query: &Query, today: Date) -> Result<usize, Failure> {
    let asked = condition::condition(query, today);
    let query = format!("SELECT count(*) FROM ({ROW} WHERE {})", asked.sql);
    let count =
        sql.prepare_cached(&query)?.query_row(params_from_iter(asked.values), |row| row.get(0))?;
    Ok(codec::size(count))
}

/// An order in SQL; equals stand newest first.
const fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "a.key DESC",
        Order::Oldest => "a.key",
        Order::Title => "r.title COLLATE NOCASE, a.key DESC",
        Order::Site => "coalesce(r.site, '') COLLATE NOCASE, a.key DESC",
        Order::Claims => "a.claims DESC, a.key DESC",
        Order::Added => "a.id DESC",
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
