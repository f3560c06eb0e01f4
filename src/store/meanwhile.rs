//! Whether another window changed the same since this one looked.
//!
//! The log says what every step changed, field by field, and in which window. Changes of different
//! fields of one row get on with each other; two changes of the same field do not, and the second is
//! told instead of done.

use rusqlite::{Connection, params};

use crate::store::{
    error::{Error, Failure},
    history::{By, Touched},
    rows::Place,
};

/// What a row says where there is none.
const fn blank(place: Place) -> &'static str {
    match place {
        Place::Desk => {
            r#"{"triage": "new", "later": null, "shortlist": 0, "verify": 0, "tags": ""}"#
        }
        Place::Verdict => r#"{"review": "unreviewed", "verify": 0}"#,
        // Every mark has its own number, and so has every correction.
        Place::Mark | Place::Correction => "{}",
    }
}

/// The steps of other windows that this one has not seen, with the rows of the same things, and
/// whether a field changed in both.
///
/// `?1`: the newest step seen; `?2`: this window; `?3`, `?4`: brief and place; `?5`, `?6`: the row
/// before and after; `?7`: a blank row.
const CLASH: &str = "
    SELECT s.label, s.at
    FROM step s JOIN change c ON c.step = coalesce(s.target, s.id)
    WHERE s.id > ?1 AND s.window <> ?2 AND c.article = ?3 AND c.place = ?4
      AND NOT EXISTS (
          SELECT 1 FROM json_each(coalesce(c.after, c.before)) theirs
          JOIN json_each(coalesce(?6, ?5)) mine ON mine.key = theirs.key
          WHERE mine.key IN ('id', 'kind', 'name', 'revision', 'first', 'past')
            AND mine.value IS NOT theirs.value)
      AND EXISTS (
          SELECT 1
          FROM json_each(coalesce(c.before, ?7)) a JOIN json_each(coalesce(c.after, ?7)) b
              ON b.key = a.key AND b.value IS NOT a.value
          JOIN json_each(coalesce(?5, ?7)) x ON x.key = a.key
          JOIN json_each(coalesce(?6, ?7)) y ON y.key = a.key AND y.value IS NOT x.value)
    ORDER BY s.id DESC LIMIT 1";

/// Refuses a change of what another window changed since this one looked.
pub(super) fn check(sql: &Connection, by: By, touched: &[Touched]) -> Result<(), Failure> {
    let Some(seen) = by.seen else { return Ok(()) };
    let mut strange =
        sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM step WHERE id > ?1 AND window <> ?2)")?;
    if !strange.query_row(params![seen.0, by.window], |row| row.get::<_, bool>(0))? {
        return Ok(());
    }
    let mut clash = sql.prepare_cached(CLASH)?;
    for it in touched.iter().filter(|it| it.before != it.after) {
        let place = it.place.code();
        let key =
            params![seen.0, by.window, it.article.0, place, it.before, it.after, blank(it.place)];
        let mut found = clash.query(key)?;
        if let Some(row) = found.next()? {
            return Err(Error::Meanwhile(row.get(0)?, row.get(1)?).into());
        }
    }
    Ok(())
}
