//! The statements of a content: clauses that each take a position of their own.

use crate::{
    model::Span,
    text::{sentences, tokens::is_quote},
};

/// Words that begin a clause of its own after ", and" or ", but".
const BEGINNERS: &[&str] = &[
    "certainly",
    "he",
    "i",
    "it",
    "she",
    "that",
    "the",
    "there",
    "they",
    "this",
    "we",
    "will",
    "would",
    "you",
    "no",
    "not",
    "never",
    "its",
    "our",
    "their",
];

/// The statements of a content; one or more where it has any words.
pub fn statements(text: &str, content: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for part in content {
        for sentence in sentences::sentences_in(text, *part) {
            clauses(text, sentence, &mut found);
        }
    }
    if found.is_empty() {
        found.extend(content.first().copied());
    }
    found
}

/// Cuts a sentence before each conjunction that begins a clause with a subject of its own.
fn clauses(text: &str, sentence: Span, out: &mut Vec<Span>) {
    let words = sentence.slice(text);
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, it) in words.char_indices() {
        match it {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => (),
        }
        if depth > 0 || it != ' ' {
            continue;
        }
        let rest = &words[at + 1..];
        let Some(conjunction) = ["and ", "but "].iter().find(|word| rest.starts_with(**word))
        else {
            continue;
        };
        let after = &rest[conjunction.len()..];
        let mut following = after.split_whitespace();
        let next = following.next().unwrap_or_default().to_lowercase();
        let second = following.next().unwrap_or_default();
        let comma = words[..at].ends_with([',', ';', '”']);
        let long = at - start >= 20 && rest.len() >= 20;
        let absence = next == "certainly" || next == "no";
        let opens = BEGINNERS.contains(&next.as_str()) && (comma || absence)
            || comma
                && matches!(
                    second,
                    "is" | "was" | "has" | "have" | "had" | "will" | "are" | "were"
                );
        if long && opens {
            push(text, Span::new(start, at).shift(sentence.start), out);
            start = at + 1 + conjunction.len();
        }
    }
    push(text, Span::new(start, words.len()).shift(sentence.start), out);
}

/// Keeps a clause without the marks and the punctuation around it.
fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    let span = span.trim(text);
    let words = span.slice(text);
    let head = words.trim_start_matches(|it: char| is_quote(it) || it == ' ');
    let tail = head.trim_end_matches(|it: char| is_quote(it) || matches!(it, ',' | ';' | ' '));
    let start = span.end - head.len();
    let clause = Span::new(start, start + tail.len());
    if clause.slice(text).chars().any(char::is_alphanumeric) {
        out.push(clause);
    }
}
