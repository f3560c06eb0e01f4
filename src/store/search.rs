//! Full text over titles, texts (and so the claims in them), notes and their tags.
//!
//! Hits come newest first straight from the index, whose rowid is the key of the list; so the cost
//! does not grow with the number of hits.

use rusqlite::{Connection, Transaction, params};

use crate::{
    model::{Article, ArticleId, Span},
    store::{articles, codec, desk::Hit, error::Failure, listing, marks},
    text::tokens::tokens,
};

/// How many characters of surroundings a snippet has on each side.
const CONTEXT: usize = 60;

/// Puts an article into the index in place of its former revision.
pub(super) fn index(
    sql: &Transaction<'_>,
    old: i64,
    key: i64,
    article: &Article,
) -> Result<(), Failure> {
    sql.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([old])?;
    sql.prepare_cached("INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![key, article.title, article.text])?;
    Ok(())
}

/// Briefs that have all of these words, newest first.
pub(super) fn search(sql: &Connection, words: &str, limit: usize) -> Result<Vec<Hit>, Failure> {
    let terms = terms(words);
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let query = expression(&terms);
    let in_texts = keys(
        sql,
        "SELECT w.rowid, a.id FROM words w JOIN article a ON a.key = w.rowid
         WHERE w.rowid IN (SELECT rowid FROM words WHERE words MATCH ?1
                           ORDER BY rowid DESC LIMIT ?2)",
        &query,
        limit,
    )?;
    let in_notes = keys(
        sql,
        "SELECT DISTINCT a.key, a.id FROM article a JOIN mark m ON m.article = a.id
         WHERE m.id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?1)
         ORDER BY a.key DESC LIMIT ?2",
        &query,
        limit,
    )?;
    let mut found: Vec<(i64, i64)> = in_texts.into_iter().chain(in_notes).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup();
    found.truncate(limit);
    found.into_iter().filter_map(|it| hit(sql, ArticleId(it.1), &terms).transpose()).collect()
}

/// The keys and ids that a query finds.
fn keys(
    sql: &Connection,
    query: &str,
    words: &str,
    limit: usize,
) -> Result<Vec<(i64, i64)>, Failure> {
    let mut query = sql.prepare_cached(query)?;
    let rows =
        query.query_map(params![words, codec::int(limit)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is looked for: a word, the beginning of one (`export*`), or words in a row (`"no plan"`).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    words: String,
    beginning: bool,
}

/// The terms of what the user typed. Anything may be typed: there is no syntax to get wrong.
fn terms(typed: &str) -> Vec<Term> {
    let read = |piece: &str| {
        let beginning = piece.ends_with('*');
        let words = piece.trim_matches('*').trim().to_owned();
        let says_something = words.chars().any(char::is_alphanumeric);
        says_something.then_some(Term { words, beginning })
    };
    // Every second piece stood between quotation marks.
    let pieces = typed.split('"').enumerate().flat_map(|(index, piece)| {
        if index % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() }
    });
    pieces.filter_map(read).collect()
}

/// The terms in the language of the index.
fn expression(terms: &[Term]) -> String {
    let one = |term: &Term| {
        // Between quotation marks nothing is syntax; there are none inside, `terms` split at them.
        let star = if term.beginning { " *" } else { "" };
        format!("\"{}\"{star}", term.words)
    };
    terms.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// A hit, with the words around the first term that is found.
fn hit(sql: &Connection, id: ArticleId, terms: &[Term]) -> Result<Option<Hit>, Failure> {
    let Some(brief) = listing::brief(sql, id)? else { return Ok(None) };
    let (article, revision) = articles::newest(sql, id)?;
    if let Some(span) = first(&article.text, terms) {
        return Ok(Some(Hit { brief, snippet: around(&article.text, span) }));
    }
    let notes = marks::of(sql, id, &article.text, &revision)?;
    let snippet = notes
        .iter()
        .filter_map(|it| it.note.as_deref())
        .find_map(|note| first(note, terms).map(|span| around(note, span)));
    let snippet = snippet.unwrap_or_else(|| around(&article.text, Span::default()));
    Ok(Some(Hit { brief, snippet }))
}

/// The first word of `text` that a term means.
fn first(text: &str, terms: &[Term]) -> Option<Span> {
    let stems: Vec<String> = terms
        .iter()
        .filter_map(|it| it.words.split(|it: char| !it.is_alphanumeric()).find(|it| !it.is_empty()))
        .map(stem)
        .collect();
    tokens(text).into_iter().map(|it| it.span).find(|span| {
        let word = fold(span.slice(text));
        stems.iter().any(|stem| word.starts_with(stem.as_str()))
    })
}

/// A word without the endings that the index takes off: roughly, it only places a snippet.
fn stem(word: &str) -> String {
    let word = fold(word);
    let ending = ["ations", "ation", "ings", "ies", "ied", "ing", "ed", "es", "ly", "s", "y", "e"]
        .into_iter()
        .find(|ending| word.ends_with(ending) && word.len() >= ending.len() + 3);
    ending.map_or(word.as_str(), |ending| &word[..word.len() - ending.len()]).to_owned()
}

fn fold(word: &str) -> String {
    word.to_lowercase()
}

/// Some words around a place, on one line.
fn around(text: &str, span: Span) -> String {
    let cut = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let before: Vec<char> = text[..span.start].chars().rev().take(CONTEXT).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[span.start..].chars().take(2 * CONTEXT).collect();
    // Not from the middle of a word.
    let whole = before.len() == span.start;
    let start = if whole { 0 } else { before.find(char::is_whitespace).unwrap_or(0) };
    let left = if whole { "" } else { "…" };
    let end = if span.start + after.len() == text.len() {
        after.len()
    } else {
        after.rfind(char::is_whitespace).unwrap_or(after.len())
    };
    let right = if end == text.len() - span.start { "" } else { "…" };
    format!("{left}{}{right}", cut(&format!("{}{}", &before[start..], &after[..end])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_may_be_typed() {
        assert_eq!(
            expression(&terms("export* \"no plan\" arms")),
            "\"export\" * \"no plan\" \"arms\""
        );
        assert_eq!(
            terms("\" AND ( * - :"),
            [Term { words: "AND ( * - :".into(), beginning: false }]
        );
        assert!(terms("\"\" - *").is_empty());
    }

    #[test]
    fn snippets_stand_on_one_line_and_keep_whole_words() {
        let text = "First paragraph.\n\nSeoul denied the report.";
        let span = first(text, &terms("deny")).unwrap();
        assert_eq!(span.slice(text), "denied");
        assert_eq!(around(text, span), "First paragraph. Seoul denied the report.");
    }
}
