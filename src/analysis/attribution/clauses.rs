//! The statements of a content: clauses that each take a position of their own.
//!
//! A content is cut at its sentences, at semicolons and dashes, and before a conjunction that begins
//! a finite clause: with a subject of its own, with "that", with an auxiliary or with a verb that
//! performs ("and call on"). What stands in brackets is left whole. Each word of a content that is
//! not a conjunction or a mark between statements lies in exactly one statement.

use crate::{
    model::Span,
    text::{sentences, tokens::is_quote},
};

/// Words that begin a clause of its own after ", and" or ", but".
const SUBJECTS: &[&str] = &[
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
    "you",
    "no",
    "not",
    "never",
    "its",
    "our",
    "their",
    "these",
    "those",
    "his",
    "her",
    "my",
    "your",
    "what",
    "who",
    "nobody",
    "everyone",
    "it's",
    "we're",
    "we've",
    "we'll",
    "i'm",
    "i've",
    "i'll",
    "they're",
    "that's",
    "there's",
    "he's",
    "she's",
];

/// Auxiliaries that begin a clause with the subject of the one before.
const AUXILIARIES: &[&str] = &[
    "is", "was", "are", "were", "has", "have", "had", "will", "would", "could", "can", "cannot",
    "should", "must", "may", "might", "did", "does", "do", "didn't", "doesn't", "don't", "won't",
    "isn't", "wasn't", "aren't", "weren't", "hasn't", "haven't", "hadn't", "can't", "couldn't",
    "wouldn't",
];

/// Verbs by which something is done in saying so; they begin a clause of their own.
const PERFORMING: &[&str] = &[
    "call",
    "calls",
    "called",
    "condemn",
    "condemns",
    "condemned",
    "demand",
    "demands",
    "demanded",
    "deny",
    "denies",
    "denied",
    "reject",
    "rejects",
    "rejected",
    "urge",
    "urges",
    "urged",
    "warn",
    "warns",
    "warned",
    "welcome",
    "welcomes",
    "welcomed",
    "pledge",
    "pledges",
    "pledged",
    "vow",
    "vows",
    "vowed",
    "accuse",
    "accuses",
    "accused",
    "reaffirm",
    "reiterate",
    "express",
    "deplore",
    "regret",
    "request",
    "thank",
    "commend",
    "support",
    "oppose",
];

/// Bytes that a clause has at least.
const SHORTEST: usize = 16;

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

/// Cuts a sentence where a clause of its own begins.
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
        if depth > 0 || !(it == ' ' || it == ';') || at < start {
            continue;
        }
        let Some(begin) = clause_after(words, at) else { continue };
        let long = at - start >= SHORTEST && words.len() - begin >= SHORTEST;
        if long && has_verb(&words[start..at]) {
            push(text, Span::new(start, at).shift(sentence.start), out);
            start = begin;
        }
    }
    push(text, Span::new(start, words.len()).shift(sentence.start), out);
}

/// Where the clause begins that the mark or the conjunction at `at` opens, if it opens one.
fn clause_after(words: &str, at: usize) -> Option<usize> {
    let rest = &words[at..];
    if let Some(after) = rest.strip_prefix("; ") {
        let conjunction = ["and ", "but "].iter().find(|it| after.starts_with(**it));
        return Some(at + 2 + conjunction.map_or(0, |it| it.len()));
    }
    let rest = rest.strip_prefix(' ')?;
    let conjunction = ["and ", "but "].iter().find(|it| rest.starts_with(**it))?;
    let begin = at + 1 + conjunction.len();
    let lower = |word: &str| word.replace('’', "'").to_lowercase();
    let mut following = words[begin..].split_whitespace();
    let quoted = words[begin..].starts_with(['“', '"']);
    let next = lower(following.next()?.trim_start_matches(is_quote));
    let second = lower(following.next().unwrap_or_default());
    let comma = words[..at].ends_with([',', '”', '"']);
    let but = *conjunction == "but ";
    let subject = SUBJECTS.contains(&next.as_str());
    let auxiliary = AUXILIARIES.contains(&next.as_str());
    let absence = next == "certainly" || next == "no" && !but;
    let performing = PERFORMING.contains(&next.as_str());
    let opens = absence
        || next == "that" && second != "of"
        || subject
            && (comma
                || but
                || AUXILIARIES.contains(&second.as_str())
                || PERSONAL.contains(&next.as_str()))
        || auxiliary
        || performing && (comma || second == "on" || second == "for" || second == "that")
        || quoted && next.ends_with('s') && !next.ends_with("ss")
        || comma && AUXILIARIES.contains(&second.as_str());
    opens.then_some(begin)
}

/// Pronouns that are subjects wherever they stand.
const PERSONAL: &[&str] =
    &["he", "i", "she", "they", "we", "we'll", "we're", "we've", "i'm", "i've"];

/// Whether a stretch of words can be a clause: a personal subject, an auxiliary, or a word in "-ed" or
/// "-s" in it.
fn has_verb(words: &str) -> bool {
    let bare = words.trim_start_matches(is_quote).to_lowercase();
    if bare.split_whitespace().take(2).any(|it| PERSONAL.contains(&it)) {
        return true;
    }
    words.split_whitespace().skip(1).any(|word| {
        let word = word
            .trim_matches(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’')
            .to_lowercase();
        AUXILIARIES.contains(&word.as_str())
            || PERFORMING.contains(&word.as_str())
            || word.contains(['\'', '’'])
            || word.len() > 3
                && (word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss"))
    })
}

/// Keeps a clause without the marks and the punctuation around it.
fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    let span = span.trim(text);
    let words = span.slice(text);
    let head = words.trim_start_matches(|it: char| is_quote(it) || it == ' ');
    let tail =
        head.trim_end_matches(|it: char| is_quote(it) || matches!(it, ',' | ';' | ' ' | '–' | '—'));
    let start = span.end - head.len();
    let clause = Span::new(start, start + tail.len());
    if clause.slice(text).chars().any(char::is_alphanumeric) {
        out.push(clause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let parts = statements(text, &[Span::new(0, text.len())]);
        parts.into_iter().map(|it| it.slice(text)).collect()
    }

    #[test]
    fn a_content_is_cut_where_a_clause_of_its_own_begins() {
        let cases = "
            that the bridge was shut and that the ferry had sailed | that the bridge was shut / that the ferry had sailed
            We never sold the boats, and we will not lend them | We never sold the boats / we will not lend them
            “We condemn the raid on the mill. It was a crime.” | We condemn the raid on the mill. / It was a crime.
            the mill was burnt; nobody has been charged so far | the mill was burnt / nobody has been charged so far
            We object to the toll and will take it to court | We object to the toll / will take it to court
            They threaten the village, and call on the guards to leave | They threaten the village / call on the guards to leave
            there was no sign of the boat and certainly no sign of its crew | there was no sign of the boat / certainly no sign of its crew
            the pact was “void” and “breaches the rights of the isles” | the pact was “void / breaches the rights of the isles
        ";
        for case in cases.lines().filter(|line| line.contains('|')) {
            let (text, parts) = case.trim().split_once(" | ").unwrap();
            assert_eq!(cut(text), parts.split(" / ").collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn nouns_and_verbs_that_are_only_joined_are_not_cut() {
        let whole = [
            "the boats and the nets that were lost in the storm",
            "Kenya does not own or run any mill and any dam there",
            "the mayor (who is ill, and will not return) met the crew",
            "the guards and their families were moved to the hills",
        ];
        for text in whole {
            assert_eq!(cut(text), [text]);
        }
    }
}
