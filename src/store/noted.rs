//! The marks of all briefs, as far as one line tells of them: no text is read for it.

use rusqlite::{Connection, Row, params_from_iter, types::Value};

use crate::{
    model::{ArticleId, Colour, Date, MarkId},
    store::{Error, Store, codec, error::Failure, marks},
    text::fold::fold,
};

/// A mark, as a list of those of all briefs tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its number.
    pub mark: MarkId,
    /// The brief.
    pub article: ArticleId,
    /// The headline of the brief, or its path.
    pub title: String,
    /// When that was published.
    pub published: Option<Date>,
    /// The words that it is on, letter for letter as they stood; none of a note on the brief or on a
    /// source.
    pub quote: Option<String>,
    /// The name of the source that it is on.
    pub source: Option<String>,
    /// Its colour.
    pub colour: Option<Colour>,
    /// The note.
    pub note: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

impl Store {
    /// The marks in which all of these words stand (in what they are on, their note, their tags, their
    /// colour or the headline), those of the newest briefs first and at most so many; and how many
    /// there are in all.
    pub fn noted(&self, words: &str, most: usize) -> Result<(Vec<Noted>, usize), Error> {
        self.read(|it| noted(it, words, most))
    }
}

fn noted(sql: &Connection, words: &str, most: usize) -> Result<(Vec<Noted>, usize), Failure> {
    const FROM: &str = "
        FROM mark m JOIN article a ON a.id = m.article JOIN revision r ON r.id = a.revision WHERE 1";
    const ALL: &str =
        " AND has(coalesce(m.quote, '') || ' ' || m.name || ' ' || coalesce(m.note, '')
        || ' ' || m.tags || ' ' || coalesce(m.colour, '') || ' ' || r.title, ?)";
    let words: Vec<Value> =
        words.split_whitespace().map(|it| Value::from(fold(it.trim_start_matches('#')))).collect();
    let wanted = format!("{FROM}{}", ALL.repeat(words.len()));
    let mut found = sql.prepare_cached(&format!(
        "SELECT m.id, m.article, coalesce(nullif(r.title, ''), r.path), r.published, m.kind, m.name,
                m.quote, m.colour, m.note, m.tags {wanted} ORDER BY a.key DESC, m.first, m.id LIMIT ?"
    ))?;
    let limited = words.iter().cloned().chain([Value::from(codec::int(most))]);
    let rows: Vec<Noted> =
        found.query_map(params_from_iter(limited), row)?.collect::<Result<_, _>>()?;
    if rows.len() < most {
        let count = rows.len();
        return Ok((rows, count));
    }
    let count = sql
        .prepare_cached(&format!("SELECT count(*) {wanted}"))?
        .query_row(params_from_iter(words), |row| row.get(0))?;
    Ok((rows, codec::size(count)))
}

fn row(row: &Row<'_>) -> rusqlite::Result<Noted> {
    let published: Option<String> = row.get(3)?;
    let (kind, name): (String, String) = (row.get(4)?, row.get(5)?);
    let tags: String = row.get(9)?;
    Ok(Noted {
        mark: MarkId(row.get(0)?),
        article: ArticleId(row.get(1)?),
        title: row.get(2)?,
        published: published.as_deref().map(codec::date).transpose()?,
        quote: row.get(6)?,
        source: (kind == "source").then_some(name),
        colour: marks::colour(row, 7)?,
        note: row.get(8)?,
        tags: codec::read_lines(&tags),
    })
}
