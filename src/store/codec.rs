//! Spans, lists and codes as they stand in a column: short, readable, and read back exactly.
//!
//! `10-14` is a span; several are parted by spaces; records within a column by line breaks.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use rusqlite::types::Type;

use crate::model::{Date, Factuality, Flag, Span, Stance, Statement, TopicScore};

/// A number for a column.
pub(super) fn int(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number out of a column.
pub(super) fn size(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// A column that cannot be read.
fn unreadable(what: &str, text: &str) -> rusqlite::Error {
    let message = format!("`{text}` is no {what}");
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, message.into())
}

/// What a column says, or an error that names it.
pub(super) fn known<T>(value: Option<T>, what: &str, text: &str) -> rusqlite::Result<T> {
    value.ok_or_else(|| unreadable(what, text))
}

/// A date of a column.
pub(super) fn date(text: &str) -> rusqlite::Result<Date> {
    known(text.parse().ok(), "date", text)
}

/// Writes a span.
pub(super) fn span(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

/// Reads a span.
pub(super) fn read_span(text: &str) -> rusqlite::Result<Span> {
    let read = || {
        let (start, end) = text.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    known(read(), "span", text)
}

/// Writes spans.
pub(super) fn spans(spans: &[Span]) -> String {
    joined(spans.iter().map(|it| span(*it)), " ")
}

/// Reads spans.
pub(super) fn read_spans(text: &str) -> rusqlite::Result<Vec<Span>> {
    text.split_whitespace().map(read_span).collect()
}

/// Writes numbers.
pub(super) fn numbers(numbers: &[usize]) -> String {
    joined(numbers.iter().map(ToString::to_string), " ")
}

/// Reads numbers.
pub(super) fn read_numbers(text: &str) -> rusqlite::Result<Vec<usize>> {
    text.split_whitespace().map(|it| known(it.parse().ok(), "number", it)).collect()
}

/// Writes flags.
pub(super) fn flags(flags: &[Flag]) -> String {
    joined(flags.iter().map(|it| it.code().to_owned()), " ")
}

/// Reads flags.
pub(super) fn read_flags(text: &str) -> rusqlite::Result<Vec<Flag>> {
    text.split_whitespace().map(|it| known(Flag::from_code(it), "flag", it)).collect()
}

/// Writes topics with their scores.
pub(super) fn topics(topics: &[TopicScore]) -> String {
    joined(topics.iter().map(|it| format!("{}\t{}", it.id, it.score)), "\n")
}

/// Reads topics.
pub(super) fn read_topics(text: &str) -> rusqlite::Result<Vec<TopicScore>> {
    let read = |line: &str| {
        let (id, score) = line.split_once('\t')?;
        Some(TopicScore { id: id.to_owned(), score: score.parse().ok()? })
    };
    text.lines().map(|line| known(read(line), "topic", line)).collect()
}

/// Writes the clauses of a content.
pub(super) fn statements(statements: &[Statement]) -> String {
    let line = |it: &Statement| {
        let codes = [it.stance.code(), it.factuality.code(), it.author_factuality.code()];
        format!("{} {}", span(it.span), codes.join(" "))
    };
    joined(statements.iter().map(line), "\n")
}

/// Reads clauses.
pub(super) fn read_statements(text: &str) -> rusqlite::Result<Vec<Statement>> {
    let read = |line: &str| {
        let mut fields = line.split(' ');
        Some(Statement {
            span: read_span(fields.next()?).ok()?,
            stance: Stance::from_code(fields.next()?)?,
            factuality: Factuality::from_code(fields.next()?)?,
            author_factuality: Factuality::from_code(fields.next()?)?,
        })
    };
    text.lines().map(|line| known(read(line), "statement", line)).collect()
}

/// Writes lines: tags, warnings.
pub(super) fn lines(lines: &[String]) -> String {
    lines.join("\n")
}

/// Reads lines.
pub(super) fn read_lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Tags as they are kept: without white space at the ends or line breaks, sorted, each once.
pub(super) fn tidy_tags(tags: &[String]) -> Vec<String> {
    let words = |tag: &String| tag.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy: BTreeSet<String> = tags.iter().map(words).filter(|it| !it.is_empty()).collect();
    tidy.into_iter().collect()
}

/// A word of the program that comes back from the file: a rule, a country, a reason.
///
/// The nouns hold these as `&'static str`, because there are few and all stand in the source. Each
/// is leaked once; a file with thousands of invented ones does not fill the memory.
pub(super) fn word(text: &str) -> &'static str {
    const MOST: usize = 4_096;
    static WORDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = words.get(text) {
        return known;
    }
    if words.len() >= MOST || text.len() > 256 {
        return "unknown";
    }
    let leaked: &'static str = Box::leak(text.to_owned().into_boxed_str());
    words.insert(leaked);
    leaked
}

/// The pieces with `part` between them.
fn joined(pieces: impl Iterator<Item = String>, part: &str) -> String {
    pieces.collect::<Vec<_>>().join(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let list = [Span::new(0, 4), Span::new(10, 14)];
        assert_eq!(read_spans(&spans(&list)).unwrap(), list);
        let scores = [TopicScore { id: "denial".into(), score: 0.81 }];
        assert_eq!(read_topics(&topics(&scores)).unwrap(), scores);
        let flagged = [Flag::CarrierOnly, Flag::Translation];
        assert_eq!(read_flags(&flags(&flagged)).unwrap(), flagged);
    }

    #[test]
    fn what_is_unreadable_is_named() {
        let error = read_spans("10-14 x").unwrap_err().to_string();
        assert!(error.contains("`x` is no span"), "{error}");
    }

    #[test]
    fn tags_are_tidied() {
        let tags = [" arms ".to_owned(), "a\nb".to_owned(), "arms".to_owned(), " ".to_owned()];
        assert_eq!(tidy_tags(&tags), ["a b", "arms"]);
    }
}
