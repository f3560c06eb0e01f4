//! Notes that are being written: what is left of them when the program ends in the middle.

use rusqlite::{Connection, Transaction, params};

use crate::{
    model::{ArticleId, Item, MarkId},
    store::{articles, codec, desk::Draft, error::Failure, marks},
};

/// Puts a draft in the place of the one on the same thing; without words there is none any longer.
pub(super) fn put(sql: &Transaction<'_>, it: &Draft) -> Result<(), Failure> {
    let (_, revision) = articles::newest(sql, it.brief)?;
    let item = marks::span(&it.item).map(codec::span).unwrap_or_default();
    let span = it.span.map(codec::span).unwrap_or_default();
    let mark = it.mark.map_or(0, |it| it.0);
    let key = params![it.brief.0, marks::kind(&it.item), marks::name(&it.item), item, span, mark];
    if it.text.is_empty() {
        sql.prepare_cached(
            "DELETE FROM draft WHERE article = ?1 AND kind = ?2 AND name = ?3 AND item = ?4
             AND span = ?5 AND mark = ?6",
        )?
        .execute(key)?;
        return Ok(());
    }
    sql.prepare_cached(
        "INSERT OR REPLACE INTO draft (article, kind, name, item, span, mark, revision, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        it.brief.0,
        marks::kind(&it.item),
        marks::name(&it.item),
        item,
        span,
        mark,
        revision,
        it.text
    ])?;
    Ok(())
}

/// Every draft. One on words of an older text is on the brief from now on: its place is unsure, its
/// words are not.
pub(super) fn all(sql: &Connection) -> Result<Vec<Draft>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT d.article, d.kind, d.name, d.item, d.span, d.mark, d.text, d.revision = r.sha256
         FROM draft d JOIN article a ON a.id = d.article JOIN revision r ON r.id = a.revision
         ORDER BY d.article, d.text",
    )?;
    let rows = query.query_map((), |row| {
        let (kind, item, span): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(4)?);
        let mark: i64 = row.get(5)?;
        let read = |it: &str| (!it.is_empty()).then(|| codec::read_span(it)).transpose();
        let here: bool = row.get(7)?;
        let there = Draft {
            brief: ArticleId(row.get(0)?),
            item: marks::item(&kind, row.get(2)?, read(&item)?)?,
            span: read(&span)?,
            mark: (mark != 0).then_some(MarkId(mark)),
            text: row.get(6)?,
        };
        let placed = here || there.mark.is_some();
        Ok(if placed { there } else { Draft { item: Item::Brief, span: None, ..there } })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
