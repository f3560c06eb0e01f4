//! Candidates for whoever looks for something by its name: headlines, sources, claims, notes in which
//! words begin as asked. Who ranks them is not here.

use rusqlite::{Connection, params, params_from_iter};

use crate::{
    model::ArticleId,
    store::{articles, codec, desk::Named, error::Failure, findings, search},
    text::fold::fold,
};

/// Briefs whose claims are looked through: the newest that have the words.
const CLAIMS_OF: usize = 20;

/// What is looked for: of each word, the ways in which it may be written. All words must be there.
pub(super) type Wanted = [Vec<String>];

/// Headlines, newest first.
pub(super) fn titles(sql: &Connection, of: &Wanted, most: usize) -> Result<Vec<Named>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT a.id, r.title FROM (
            SELECT rowid AS key FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2) w
         JOIN article a ON a.key = w.key JOIN revision r ON r.id = a.revision ORDER BY a.key DESC",
    )?;
    let asked = format!("title : ({})", expression(of));
    let rows = query.query_map(params![asked, codec::int(most)], |row| {
        Ok(Named::Brief(ArticleId(row.get(0)?), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Names of sources.
pub(super) fn speakers(sql: &Connection, of: &Wanted, most: usize) -> Result<Vec<Named>, Failure> {
    let mut values = Vec::new();
    let mut begins = |way: &String| {
        let letters = search::letters("name", way);
        let among = letters.as_ref().map_or("1", |_| search::SPEAKERS);
        values.extend(letters.into_iter().chain([fold(way)]));
        format!("({among} AND begins(name, ?))")
    };
    let any = |ways: &Vec<String>| {
        let ways: Vec<String> = ways.iter().map(&mut begins).collect();
        format!("({})", ways.join(" OR "))
    };
    let all: Vec<String> = of.iter().map(any).collect();
    let mut query = sql.prepare_cached(&format!(
        "SELECT name FROM speaker WHERE {} LIMIT {most}",
        all.join(" AND ")
    ))?;
    let rows = query.query_map(params_from_iter(values), |row| Ok(Named::Speaker(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes, with their briefs.
pub(super) fn notes(sql: &Connection, of: &Wanted, most: usize) -> Result<Vec<Named>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT m.article, m.note FROM (
            SELECT rowid AS id FROM note_words WHERE note_words MATCH ?1
            ORDER BY rowid DESC LIMIT ?2) n
         JOIN mark m ON m.id = n.id WHERE m.note <> ''",
    )?;
    let rows = query.query_map(params![expression(of), codec::int(most)], |row| {
        Ok(Named::Note(ArticleId(row.get(0)?), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Claims of the newest briefs that have the words, each with who says it.
pub(super) fn claims(sql: &Connection, of: &Wanted, most: usize) -> Result<Vec<Named>, Failure> {
    let ids: Vec<i64> = sql
        .prepare_cached(
            "SELECT a.id FROM (
                SELECT rowid AS key FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2) w
             JOIN article a ON a.key = w.key ORDER BY a.key DESC",
        )?
        .query_map(params![expression(of), codec::int(CLAIMS_OF)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for id in ids.into_iter().map(ArticleId) {
        let (article, _) = articles::newest(sql, id)?;
        let analysis = findings::read(sql, id)?;
        for (at, claim) in analysis.claims.iter().enumerate() {
            let who = claim.source.and_then(|it| analysis.sources.get(it));
            let who = who.map_or("", |it| it.name.as_str());
            let words = claim.extent().slice(&article.text);
            let told = fold(&format!("{who} {words}"));
            let all = of.iter().all(|ways| ways.iter().any(|way| told.contains(&fold(way))));
            if all {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let stance = claim.stance.code();
                found.push(Named::Claim(id, at, format!("{who} {stance} {words}")));
            }
            if found.len() >= most {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// In the language of the index: the beginning of one way of each word.
fn expression(of: &Wanted) -> String {
    let any = |ways: &Vec<String>| {
        let ways: Vec<String> =
            ways.iter().map(|it| format!("\"{}\" *", it.replace('"', " "))).collect();
        format!("({})", ways.join(" OR "))
    };
    of.iter().map(any).collect::<Vec<_>>().join(" AND ")
}
