//! The noun phrase that a verb of attribution has as its subject.

use crate::{
    analysis::attribution::{
        lexicon::{ADVERBIAL, BETWEEN, FINITE, OPENERS, PRONOUNS},
        paragraph::Paragraph,
    },
    model::Span,
};

/// Tokens that a subject spans at most, appositions included.
const LONGEST: usize = 34;

/// Where the verb group that ends with token `verb` begins: auxiliaries and adverbs belong to it.
pub fn group_start(text: &str, paragraph: &Paragraph, verb: usize, floor: usize) -> usize {
    let mut start = verb;
    while start > floor {
        let word = paragraph.lower(text, start - 1);
        if paragraph.tokens[start - 1].span.end > paragraph.tokens[start].span.start {
            break;
        }
        let adverb =
            word.ends_with("ly") && word.len() > 4 && paragraph.word(text, start - 1) == word;
        if !(BETWEEN.contains(&word.as_str()) || adverb) {
            break;
        }
        start -= 1;
    }
    start
}

/// The subject that ends before token `end`, not reaching left of token `floor`.
pub fn before(text: &str, paragraph: &Paragraph, floor: usize, end: usize) -> Option<Span> {
    let mut end = end;
    // "He, however, stressed": what stands between the commas is no part of it.
    if end > floor + 2
        && paragraph.word(text, end - 1) == ","
        && paragraph.word(text, end - 3) == ","
        && BETWEEN.contains(&paragraph.lower(text, end - 2).as_str())
    {
        end -= 3;
    }
    if end <= floor {
        return None;
    }
    if PRONOUNS.contains(&paragraph.lower(text, end - 1).as_str()) {
        return Some(paragraph.tokens[end - 1].span);
    }
    let mut start = end;
    while start > floor && end - start < LONGEST {
        let word = paragraph.lower(text, start - 1);
        let stop = matches!(word.as_str(), ";" | ":" | "—" | "–" | "--" | "(" | "“" | "”" | "\"")
            || OPENERS.contains(&word.as_str())
            || FINITE.contains(&word.as_str())
            || is_clause(text, paragraph, floor, start - 1);
        if stop {
            break;
        }
        start -= 1;
    }
    // An adverbial at the head of the sentence ends with its comma.
    while start < end {
        let word = paragraph.lower(text, start);
        if matches!(word.as_str(), "," | "and" | "but") {
            start += 1;
            continue;
        }
        let comma = (start + 1..end - 1).find(|it| paragraph.word(text, *it) == ",");
        match comma {
            Some(comma) if ADVERBIAL.contains(&word.as_str()) || word.ends_with("ly") => {
                start = comma + 1;
            }
            _ => break,
        }
    }
    if start >= end {
        return None;
    }
    let span = Span::new(paragraph.tokens[start].span.start, paragraph.tokens[end - 1].span.end);
    let words = span.slice(text);
    words.chars().any(char::is_alphabetic).then_some(span)
}

/// Whether the "and" at token `at` joins clauses rather than names.
fn is_clause(text: &str, paragraph: &Paragraph, floor: usize, at: usize) -> bool {
    let word = paragraph.word(text, at);
    if word != "and" {
        return false;
    }
    let left = (floor..at).rev().take(12);
    left.into_iter().any(|it| {
        let word = paragraph.lower(text, it);
        FINITE.contains(&word.as_str()) || word.len() > 5 && word.ends_with("ed")
    })
}

/// The name after an inverted verb ("said Kim, the minister"), from token `start`.
pub fn after(text: &str, paragraph: &Paragraph, start: usize, end: usize) -> Option<Span> {
    let mut stop = start;
    while stop < end {
        let word = paragraph.lower(text, stop);
        if matches!(
            word.as_str(),
            "." | ";" | ":" | "“" | "\"" | "that" | "—" | "on" | "during" | "while"
        ) {
            break;
        }
        if word == "," {
            let next = paragraph.lower(text, stop + 1);
            let apposed = matches!(next.as_str(), "the" | "a" | "an" | "who" | "his" | "her")
                || next.ends_with("er")
                || next.ends_with("or");
            if !apposed {
                break;
            }
        }
        stop += 1;
    }
    (stop > start)
        .then(|| Span::new(paragraph.tokens[start].span.start, paragraph.tokens[stop - 1].span.end))
}
