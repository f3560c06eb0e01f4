//! Saved views, the end of a visit, and the values that a field has in the library.

use rusqlite::{Connection, Transaction, params, params_from_iter, types::Value};

use crate::{
    model::{Order, Sort},
    store::{Error, Store, codec, desk::View, error::Failure, search},
    text::fold::fold,
};

impl Store {
    /// The views that were saved, by name.
    pub fn views(&self) -> Result<Vec<View>, Error> {
        self.read(all)
    }

    /// Saves a view, in place of one of the same name.
    pub fn save_view(&mut self, view: &View) -> Result<(), Error> {
        self.write(|it| save(it, view))
    }

    /// Takes a saved view away; whether there was one.
    pub fn drop_view(&mut self, name: &str) -> Result<bool, Error> {
        self.write(|it| remove(it, name))
    }

    /// Notes the end of a visit: what comes from now on is fresh to the next.
    pub fn leave(&mut self) -> Result<(), Error> {
        self.write(leave)
    }

    /// Values of a column in which a word begins as asked, at most so many.
    pub fn values(&self, of: Column, begins: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.read(|it| values(it, of, begins, limit))
    }
}

/// The views that were saved, by name.
fn all(sql: &Connection) -> Result<Vec<View>, Failure> {
    let mut query = sql.prepare_cached("SELECT name, query, sort FROM view ORDER BY name")?;
    let rows = query.query_map((), |row| {
        let sort: String = row.get(2)?;
        let sort = codec::known(read_sort(&sort), "order", &sort)?;
        Ok(View { name: row.get(0)?, query: row.get(1)?, sort })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Saves a view, in place of one of the same name.
fn save(sql: &Transaction<'_>, view: &View) -> Result<(), Failure> {
    let turned = if view.sort.reversed { "-" } else { "" };
    let sort = format!("{turned}{}", view.sort.order.code());
    sql.prepare_cached("INSERT OR REPLACE INTO view (name, query, sort) VALUES (?1, ?2, ?3)")?
        .execute(params![view.name, view.query, sort])?;
    Ok(())
}

/// Takes a saved view away; whether there was one.
fn remove(sql: &Transaction<'_>, name: &str) -> Result<bool, Failure> {
    Ok(sql.prepare_cached("DELETE FROM view WHERE name = ?1")?.execute([name])? > 0)
}

fn read_sort(code: &str) -> Option<Sort> {
    let (order, reversed) = code.strip_prefix('-').map_or((code, false), |it| (it, true));
    Some(Sort { order: Order::from_code(order)?, reversed })
}

/// Notes that the reader was closed: what comes from now on is new to the next visit. Only the last
/// visit counts.
fn leave(sql: &Transaction<'_>) -> Result<(), Failure> {
    sql.execute("DELETE FROM visit", ())?;
    sql.execute("INSERT INTO visit (last) SELECT coalesce(max(id), 0) FROM article", ())?;
    Ok(())
}

/// Where the values of a field are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Names of sources.
    Source,
    /// Words that claims are made by.
    Verb,
    /// Outlets.
    Site,
    /// Bylines.
    Author,
    /// Languages.
    Language,
    /// The analyst's tags.
    Tag,
}

/// Values in which a word begins as asked, at most so many, in alphabetical order.
fn values(
    sql: &Connection,
    column: Column,
    begins: &str,
    limit: usize,
) -> Result<Vec<String>, Failure> {
    let from = match column {
        Column::Source => "SELECT name AS value FROM speaker",
        Column::Verb => "SELECT cue AS value FROM verb",
        Column::Site => "SELECT DISTINCT coalesce(site, '') COLLATE NOCASE AS value FROM revision",
        Column::Author => "SELECT DISTINCT byline AS value FROM revision WHERE byline <> ''",
        Column::Language => "SELECT DISTINCT language AS value FROM revision",
        Column::Tag => "SELECT DISTINCT tags AS value FROM desk WHERE tags <> ''",
    };
    let letters = search::letters("name", begins).filter(|_| column == Column::Source);
    let among = letters.as_ref().map_or(String::new(), |_| format!(" WHERE {}", search::SPEAKERS));
    let begins = fold(begins);
    let mut query = sql.prepare_cached(&format!(
        "SELECT value FROM ({from}{among}) WHERE value <> '' AND begins(value, ?)
         ORDER BY value LIMIT ?"
    ))?;
    let mut asked: Vec<Value> = letters.map(Value::from).into_iter().collect();
    asked.extend([Value::from(begins.clone()), Value::from(codec::int(limit))]);
    let rows = query.query_map(params_from_iter(asked), |row| row.get(0))?;
    let mut found: Vec<String> = rows.collect::<Result<_, _>>()?;
    if column == Column::Tag {
        let lines = found.iter().flat_map(|it| codec::read_lines(it));
        found = lines.filter(|it| fold(it).starts_with(&begins)).collect();
        found.sort();
        found.dedup();
    }
    Ok(found)
}
