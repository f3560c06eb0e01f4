//! Full text over titles, texts (and so the claims in them), notes and their tags.
//!
//! Hits come newest first straight from the index, whose rowid is the key of the list; so many of
//! them are ranked at most that the cost does not grow with the library.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{
    model::{Article, ArticleId, Span},
    store::{articles, codec, desk::Hit, error::Failure, listing, marks},
    text::{fold::fold, stems},
};

/// How many characters of surroundings a snippet has on each side.
const CONTEXT: usize = 60;

/// Articles that are to go into the index, in this order.
///
/// `SQLite` has an index of FTS5 write out what it gathers at each statement that may have to be taken
/// back. So articles go in after all else of a transaction: else each would be a piece of its own, to
/// be merged with the others.
#[derive(Default)]
pub(super) struct Indexing<'a>(Vec<Entry<'a>>);

struct Entry<'a> {
    /// The key under which the brief stands in the index until then.
    old: Option<i64>,
    key: i64,
    article: &'a Article,
}

impl<'a> Indexing<'a> {
    /// An article that is new.
    pub fn add(&mut self, key: i64, article: &'a Article) {
        self.0.push(Entry { old: None, key, article });
    }

    /// An article in the place of its former revision.
    pub fn replace(&mut self, old: i64, key: i64, article: &'a Article) {
        self.0.push(Entry { old: Some(old), key, article });
    }

    /// Does the work that stores articles, and then puts them into the index.
    pub fn after<T>(
        sql: &Transaction<'_>,
        work: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut words = Self::default();
        let done = work(&mut words)?;
        words.write(sql)?;
        Ok(done)
    }

    fn write(self, sql: &Transaction<'_>) -> Result<(), Failure> {
        let mut words =
            sql.prepare_cached("INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)")?;
        let mut letters = sql.prepare_cached(
            "INSERT INTO letters (rowid, title, site, byline) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let folded = |it: &Option<String>| it.as_deref().map(fold);
        for Entry { old, key, article: it } in self.0 {
            if let Some(old) = old {
                sql.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([old])?;
                sql.prepare_cached("DELETE FROM letters WHERE rowid = ?1")?.execute([old])?;
            }
            words.execute(params![key, it.title, it.text])?;
            letters.execute(params![key, fold(&it.title), folded(&it.site), folded(&it.byline)])?;
        }
        Ok(())
    }
}

/// What an index of letters is asked for texts that have these words in them; none where it cannot
/// say, since it knows letters by threes. `column` is one of its own.
pub(super) fn letters(column: &str, words: &str) -> Option<String> {
    let words = fold(words);
    let told = words.chars().count() > 2 && !words.contains('\0');
    told.then(|| format!("{column} : \"{}\"", words.replace('"', "\"\"")))
}

/// Speakers in whose names such letters stand: the `?` is what [`letters`] gives of `name`.
pub(super) const SPEAKERS: &str =
    "id IN (SELECT rowid FROM speaker_letters WHERE speaker_letters MATCH ?)";

/// Hits that are ranked: of words that stand in more briefs, those in the newest.
const RANKED: usize = 5_000;

/// How much more a word in the headline weighs than one in the text.
const HEADLINE: f64 = 5.0;

/// Briefs that have all of these words, the best first: by Okapi BM25 (Robertson et al. 1994) with
/// k1 = 1.2 and b = 0.75 as `FTS5` computes it, a note added to its brief; equals newest first.
pub(super) fn search(sql: &Connection, words: &str, limit: usize) -> Result<Vec<Hit>, Failure> {
    let terms = terms(words);
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let query = expression(&terms);
    let mut scores: BTreeMap<i64, f64> = BTreeMap::new();
    let mut of_texts = sql.prepare_cached(
        "SELECT rowid, bm25(words, ?2, 1.0) FROM words WHERE words MATCH ?1
         ORDER BY rowid DESC LIMIT ?3",
    )?;
    let mut rows = of_texts.query(params![query, HEADLINE, codec::int(RANKED)])?;
    while let Some(row) = rows.next()? {
        scores.insert(row.get(0)?, row.get(1)?);
    }
    let mut of_notes = sql.prepare_cached(
        "SELECT a.key, n.score FROM (
            SELECT rowid AS id, bm25(note_words) AS score FROM note_words
            WHERE note_words MATCH ?1 LIMIT ?2) n
         JOIN mark m ON m.id = n.id JOIN article a ON a.id = m.article",
    )?;
    let mut rows = of_notes.query(params![query, codec::int(RANKED)])?;
    while let Some(row) = rows.next()? {
        let score: f64 = row.get(1)?;
        *scores.entry(row.get(0)?).or_default() += score;
    }
    // The less, the better; the newest has the greatest key.
    let mut found: Vec<(i64, f64)> = scores.into_iter().collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    found.truncate(limit);
    let stems = stems::stems(words);
    let mut id = sql.prepare_cached("SELECT id FROM article WHERE key = ?1")?;
    let mut hits = Vec::new();
    for (key, _) in found {
        let Some(id) = id.query_row([key], |row| row.get(0)).optional()? else { continue };
        hits.extend(hit(sql, ArticleId(id), &stems)?);
    }
    Ok(hits)
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

/// A hit, with the words around the place where most of what was looked for stands together.
fn hit(sql: &Connection, id: ArticleId, stems: &[String]) -> Result<Option<Hit>, Failure> {
    let Some(brief) = listing::brief(sql, id)? else { return Ok(None) };
    let (article, revision) = articles::newest(sql, id)?;
    let told = |snippet: String| {
        let lit = stems::places(&snippet, stems).into_iter().map(|it| it.0).collect();
        Hit { brief: brief.clone(), snippet, lit }
    };
    if let Some(span) = densest(&article.text, stems) {
        return Ok(Some(told(around(&article.text, span))));
    }
    let notes = marks::of(sql, id, &article.text, &revision)?;
    let snippet = notes
        .iter()
        .filter_map(|it| it.note.as_deref())
        .find_map(|note| densest(note, stems).map(|span| around(note, span)));
    Ok(Some(told(snippet.unwrap_or_else(|| around(&article.text, Span::default())))))
}

/// The word from which on most of the stems stand close together; the first of equals.
fn densest(text: &str, stems: &[String]) -> Option<Span> {
    let places = stems::places(text, stems);
    let mut best: Option<(usize, Span)> = None;
    for (at, (span, _)) in places.iter().enumerate() {
        let near = places[at..].iter().take_while(|it| it.0.end <= span.start + 2 * CONTEXT);
        let distinct = near.map(|it| it.1).collect::<BTreeSet<_>>().len();
        if best.is_none_or(|(most, _)| distinct > most) {
            best = Some((distinct, *span));
        }
    }
    best.map(|it| it.1)
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
    fn a_snippet_is_where_most_of_the_words_stand_together() {
        let text = "Ships sailed on Monday, nobody knows why, and the harbour was closed for the whole \
                    of the week by order of the port, which gave no reason. Ships with arms sailed.";
        let span = densest(text, &stems::stems("ships arms")).unwrap();
        assert_eq!(span.start, text.rfind("Ships").unwrap());
    }

    #[test]
    fn snippets_stand_on_one_line_and_keep_whole_words() {
        let text = "First paragraph.\n\nSeoul denied the report.";
        let span = densest(text, &stems::stems("deny")).unwrap();
        assert_eq!(span.slice(text), "denied");
        assert_eq!(around(text, span), "First paragraph. Seoul denied the report.");
    }
}
