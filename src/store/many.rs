//! One thing done to many briefs at once: a few statements, however many they are.

use std::collections::BTreeSet;

use rusqlite::{
    Connection, Transaction, functions::FunctionFlags, params, params_from_iter, types::Value,
};

use crate::{
    model::{ArticleId, Date, Query},
    store::{
        codec,
        condition::{self, Condition},
        desk::Deed,
        error::Failure,
        history::{self, By},
        marks,
        rows::{Place, run},
    },
};

/// Which briefs are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    /// These.
    These(Vec<ArticleId>),
    /// All that a query means, as of a day.
    Meant(Query, Date),
}

/// Teaches a connection `retagged(tags, added, taken)`: tags as they stand in the column, and so
/// changed.
pub(super) fn teach(connection: &Connection) -> Result<(), Failure> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("retagged", 3, flags, |call| {
        let (tags, add, take): (String, String, String) =
            (call.get(0)?, call.get(1)?, call.get(2)?);
        let mut found: BTreeSet<String> = codec::read_lines(&tags).into_iter().collect();
        found.extend(codec::read_lines(&add));
        let take = codec::read_lines(&take);
        found.retain(|it| !take.contains(it));
        Ok(codec::lines(&found.into_iter().collect::<Vec<_>>()))
    })?;
    Ok(())
}

/// What a deed sets in the desk row, as SQL.
pub(super) fn assignment(deed: &Deed) -> Condition {
    let (sql, values) = columns(deed);
    let sets: Vec<String> =
        sql.iter().map(|(column, value)| format!("{column} = {value}")).collect();
    Condition { sql: sets.join(", "), values, ..Condition::default() }
}

/// The columns that a deed sets, each with its value in SQL, and the values of the question marks.
fn columns(deed: &Deed) -> (Vec<(&'static str, &'static str)>, Vec<Value>) {
    let tags = |it: &[String]| Value::from(codec::lines(&codec::tidy_tags(it)));
    match deed {
        Deed::Triage(triage) => {
            let (state, until) = marks::triage_columns(*triage);
            let until = until.map_or(Value::Null, Value::from);
            (vec![("triage", "?"), ("later", "?")], vec![Value::from(state.to_owned()), until])
        }
        Deed::Shortlist(on) => (vec![("shortlist", "?")], vec![Value::from(*on)]),
        Deed::Verify(on) => (vec![("verify", "?")], vec![Value::from(*on)]),
        Deed::Tags(all) => (vec![("tags", "?")], vec![tags(all)]),
        Deed::Retag { add, take } => {
            (vec![("tags", "retagged(tags, ?, ?)")], vec![tags(add), tags(take)])
        }
    }
}

/// Whether a deed would change the desk row `d`, which may not be there.
fn differs(deed: &Deed) -> Condition {
    let (columns, values) = columns(deed);
    let one = |(column, value): &(&str, &str)| {
        let blank = match *column {
            "triage" => "'new'",
            "later" => "NULL",
            "tags" => "''",
            _ => "0",
        };
        let is = format!("iif(d.article IS NULL, {blank}, d.{column})");
        format!("{is} IS NOT {}", value.replace("tags", &is))
    };
    let sql: Vec<String> = columns.iter().map(one).collect();
    Condition { sql: sql.join(" OR "), values, ..Condition::default() }
}

/// Does all of `deeds` to each of the briefs, as one step; gives how many it changed.
pub(super) fn apply(
    sql: &Transaction<'_>,
    by: By,
    label: &dyn Fn(usize) -> String,
    deeds: &[Deed],
    among: &Among,
) -> Result<usize, Failure> {
    choose(sql, deeds, among)?;
    let chosen: i64 = sql.query_row("SELECT count(*) FROM chosen", (), |row| row.get(0))?;
    let changed = codec::size(chosen);
    if changed == 0 {
        return Ok(0);
    }
    let desk = Place::Desk.row();
    run(
        sql,
        "INSERT INTO desk (article, triage, later, shortlist, verify, tags)
         SELECT article, 'new', NULL, 0, 0, '' FROM chosen WHERE before IS NULL",
        (),
    )?;
    let mut sets: Vec<String> = Vec::new();
    let mut values = Vec::new();
    for set in deeds.iter().map(assignment) {
        sets.push(set.sql);
        values.extend(set.values);
    }
    let sets = sets.join(", ");
    let query = format!("UPDATE desk SET {sets} WHERE article IN (SELECT article FROM chosen)");
    run(sql, &query, params_from_iter(values))?;
    let step = history::begin(sql, by, &label(changed))?;
    let query = format!(
        "INSERT INTO change (step, seq, article, place, before, after)
         SELECT ?1, row_number() OVER (ORDER BY c.article) - 1, c.article, 'desk', c.before,
                (SELECT {desk} WHERE article = c.article)
         FROM chosen c",
    );
    run(sql, &query, params![step])?;
    run(sql, "DELETE FROM chosen", ())?;
    Ok(changed)
}

/// Fills the table `chosen` with the briefs that are meant and would be changed, and their desk rows.
fn choose(sql: &Transaction<'_>, deeds: &[Deed], among: &Among) -> Result<(), Failure> {
    sql.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS chosen (article INTEGER PRIMARY KEY, before TEXT);
         CREATE TEMP TABLE IF NOT EXISTS named (article INTEGER PRIMARY KEY);
         DELETE FROM chosen;
         DELETE FROM named;",
    )?;
    let mut asked = match among {
        Among::Meant(query, today) => condition::condition(query, *today),
        Among::These(ids) => {
            let mut name =
                sql.prepare_cached("INSERT OR IGNORE INTO named (article) VALUES (?1)")?;
            for id in ids {
                name.execute([id.0])?;
            }
            let sql = "a.id IN (SELECT article FROM named)".to_owned();
            Condition { sql, ..Condition::default() }
        }
    };
    let mut effective = Vec::new();
    for it in deeds.iter().map(differs) {
        effective.push(it.sql);
        asked.values.extend(it.values);
    }
    let query = format!(
        "INSERT INTO chosen (article, before)
         SELECT a.id, (SELECT {} WHERE article = a.id)
         FROM article a LEFT JOIN revision r ON r.id = a.revision
         LEFT JOIN desk d ON d.article = a.id
         WHERE ({}) AND ({})",
        Place::Desk.row(),
        asked.sql,
        effective.join(" OR ")
    );
    sql.prepare_cached(&query)?.execute(params_from_iter(asked.values))?;
    Ok(())
}
