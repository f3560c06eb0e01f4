//! The marks of all briefs, as far as one line tells of them: no text is read for it.

use std::cmp::Reverse;

use rusqlite::{Connection, Row};

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
    let words: Vec<String> =
        words.split_whitespace().map(|it| fold(it.trim_start_matches('#'))).collect();
    // One look at every mark says which and how many; the rows of those that show are few.
    let mut all = sql.prepare_cached(
        "SELECT a.key, m.first, m.id, m.quote, m.name, m.note, m.tags, m.colour, r.title
         FROM mark m JOIN article a ON a.id = m.article JOIN revision r ON r.id = a.revision",
    )?;
    let mut rows = all.query(())?;
    let mut found: Vec<(Reverse<i64>, Option<i64>, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        if words.is_empty() || says(row, &words)? {
            found.push((Reverse(row.get(0)?), row.get(1)?, row.get(2)?));
        }
    }
    found.sort_unstable();
    let mut one = sql.prepare_cached(
        "SELECT m.id, m.article, coalesce(nullif(r.title, ''), r.path), r.published, m.kind, m.name,
                m.quote, m.colour, m.note, m.tags
         FROM mark m JOIN article a ON a.id = m.article JOIN revision r ON r.id = a.revision
         WHERE m.id = ?1",
    )?;
    let shown = found.iter().take(most).map(|it| one.query_row([it.2], row));
    Ok((shown.collect::<Result<_, _>>()?, found.len()))
}

/// Whether all of these words stand in the columns of a mark.
fn says(row: &Row<'_>, words: &[String]) -> rusqlite::Result<bool> {
    const FIRST: usize = 3;
    const PAST: usize = 9;
    let mut told = String::new();
    for column in FIRST..PAST {
        told.push_str(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default());
        told.push(' ');
    }
    let told = fold(&told);
    Ok(words.iter().all(|it| told.contains(it.as_str())))
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
