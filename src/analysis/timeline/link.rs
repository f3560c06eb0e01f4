//! Linking: the phrase of the event that an expression dates.
//!
//! The sentence is cut into clauses; in the clause of the expression the nearest likely event word is
//! taken, one on the left before one on the right unless the expression opens the clause or stands
//! before a noun ("Friday's ceremony"); the phrase is that word with what belongs to it on both sides.

mod events;

use crate::model::{Span, TimelineEntry};

use self::events::{LIKELY, likelihood};
use super::words::{Class, Mark, Word};

/// Where an expression stands: its words and those of its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// First word.
    pub start: usize,
    /// The word after it.
    pub end: usize,
    /// First word and the word after the sentence.
    pub sentence: (usize, usize),
    /// The first word of the document that it is the year of.
    pub document: Option<usize>,
    /// "came two weeks after the vote": its day is that of what follows "after".
    pub other: bool,
}

/// Words that a phrase takes on the right of its event word, and on the left.
const AFTER: usize = 9;
const BEFORE: usize = 5;

/// From this likelihood on a neighbour is an event of its own, at which the phrase ends.
const OTHER: i32 = 6;

/// How far an event word is looked for, in words; it keeps the search linear in a text that is one
/// long sentence.
const REACH: usize = 60;

/// What an event before which an expression stands as an attribute is nearer by.
const ATTRIBUTE: i32 = 30;

/// Gives each entry its event.
pub fn link(words: &[Word<'_>], places: &[Place], entries: &mut [TimelineEntry]) {
    for (place, entry) in places.iter().zip(entries) {
        entry.event = event(words, places, *place);
    }
}

/// The phrase of the event that the expression at `place` dates.
fn event(words: &[Word<'_>], places: &[Place], place: Place) -> Option<Span> {
    if let Some(first) = place.document {
        return Some(words[first].span.join(words[place.start - 2].span));
    }
    let rest = (place.end + 1, place.sentence.1);
    if place.other
        && let Some(best) = nearest(words, places, place, rest, likelihood)
    {
        return Some(phrase(words, places, rest, best));
    }
    let clause = clause(words, place);
    if is_adverb(words, place) {
        return Some(phrase(words, places, clause, place.end));
    }
    if opens_sentence(words, place, clause)
        && let Some(best) = nearest(words, places, place, (place.end, clause.1), likelihood)
    {
        return Some(phrase(words, places, (place.end, clause.1), best));
    }
    let (limits, best) = nearest(words, places, place, clause, likelihood)
        .map(|it| (clause, it))
        .or_else(|| Some((clause, nearest(words, places, place, clause, state)?)))
        .or_else(|| {
            Some((place.sentence, nearest(words, places, place, place.sentence, likelihood)?))
        })
        .or_else(|| Some((clause, nearest(words, places, place, clause, present)?)))?;
    Some(phrase(words, places, limits, best))
}

/// "the group now holds", "it currently expects": between subject and verb.
fn is_adverb(words: &[Word<'_>], place: Place) -> bool {
    let reference = matches!(words[place.start].class, Class::Reference(_));
    let Some(before) = place.start.checked_sub(1) else { return false };
    let auxiliary =
        &["is", "are", "was", "were", "be", "been", "has", "have", "had", "and", "said"];
    let subject = words[before].is_word() && !any(words, before, auxiliary);
    let verb = words.get(place.end).is_some_and(|it| {
        it.class == Class::PastTense
            || it.text.starts_with(char::is_lowercase)
                && (it.text.ends_with("ed") || it.text.ends_with('s') && !it.text.ends_with("ss"))
    });
    reference && place.end == place.start + 1 && subject && verb
}

/// "In composite trading on Friday, shares fell": the verb comes after what opens the sentence.
fn opens_sentence(words: &[Word<'_>], place: Place, clause: (usize, usize)) -> bool {
    let first = (clause.0..place.start).find(|it| words[*it].is_word());
    let prepared = first.is_some_and(|it| {
        words[it].capital() && (marked(words, it, Mark::Preposition) || any(words, it, &["after"]))
    });
    let verb = |it: &Word<'_>| {
        it.class == Class::PastTense
            || it.text.len() > 4 && it.text.ends_with("ed") && !it.marked(Mark::NotPast)
    };
    prepared && any(words, place.end, &[","]) && !words[clause.0..place.start].iter().any(verb)
}

/// "was" and "has" stand for the event where no other word does.
fn state(word: &Word<'_>) -> i32 {
    let states =
        ["is", "are", "was", "were", "be", "been", "has", "have", "had", "does", "did", "do"];
    if states.iter().any(|it| word.is(it)) { LIKELY } else { 0 }
}

/// "returns", "signs": where nothing else is likely, a word in -s that can be a verb.
fn present(word: &Word<'_>) -> i32 {
    let fits = word.text.len() > 3
        && word.text.ends_with('s')
        && word.text.bytes().all(|it| it.is_ascii_lowercase());
    if fits { LIKELY } else { 0 }
}

/// The clause that holds the expression, within its sentence.
fn clause(words: &[Word<'_>], place: Place) -> (usize, usize) {
    let first = place.sentence.0.max(place.start.saturating_sub(REACH));
    let last = place.sentence.1.min(place.end + REACH);
    let attribute = is_attribute(words, place);
    let said = |at: usize| {
        let report = any(words, at - 1, &["said", "says"]);
        report && !attribute && (at..at + 2).contains(&place.start)
    };
    let from = (first + 1..=place.start).rev().find(|at| cuts(words, *at) && !said(*at));
    let to = (place.end..last).find(|at| cuts(words, *at));
    let (from, to) = (from.unwrap_or(first), to.unwrap_or(last));
    (from, to)
}

fn any(words: &[Word<'_>], at: usize, list: &[&str]) -> bool {
    words.get(at).is_some_and(|word| list.iter().any(|it| word.is(it)))
}

fn marked(words: &[Word<'_>], at: usize, mark: Mark) -> bool {
    words.get(at).is_some_and(|word| word.marked(mark))
}

/// Whether a clause begins at this word.
fn cuts(words: &[Word<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let subject =
        |it: usize| marked(words, it, Mark::Subject) || words.get(it).is_some_and(Word::capital);
    if any(words, before, &[";", ":", "--", "—", "–"]) && !words[at].glued {
        return true;
    }
    let openers = &[
        "and",
        "but",
        "or",
        "who",
        "which",
        "where",
        "while",
        "when",
        "after",
        "before",
        "although",
        "though",
        "because",
        "as",
        "if",
        "whose",
        "saying",
        "adding",
        "including",
        "with",
    ];
    if any(words, before, &[","]) && (any(words, at, openers) || words[at].text.ends_with("ing")) {
        return true;
    }
    if any(words, at, &["who", "which", "while", "although", "because", "whether"]) {
        return true;
    }
    if any(words, before, &["said", "says"]) && words[at].is_word() {
        return true;
    }
    if any(words, before, &["that"]) {
        return subject(at);
    }
    if any(words, before, &["and", "but"]) {
        let verbs = &[
            "he", "she", "it", "they", "we", "i", "will", "would", "has", "had", "have", "is",
            "was", "were", "are", "said",
        ];
        return any(words, at, verbs)
            || words[at].text.ends_with("ed")
            || words[at].class == Class::PastTense;
    }
    any(words, at, &["after", "before", "when"])
        && (subject(at + 1) || words.get(at + 1).is_some_and(|it| it.text.ends_with("ing")))
}

/// Whether a word is part of an expression.
fn is_timex(places: &[Place], at: usize) -> bool {
    let next = places.partition_point(|it| it.end <= at);
    places.get(next).is_some_and(|it| it.start <= at)
}

/// "ended" and "ending" between "the quarter" and its last day date nothing else.
fn is_bound(words: &[Word<'_>], places: &[Place], at: usize) -> bool {
    any(words, at, &["ended", "ending", "dated"])
        && (is_timex(places, at + 1) || any(words, at + 1, &["on"]))
}

/// The event word of least cost within `limits`: near, no comma between, likely.
fn nearest(
    words: &[Word<'_>],
    places: &[Place],
    place: Place,
    limits: (usize, usize),
    likely: impl Fn(&Word<'_>) -> i32,
) -> Option<usize> {
    let right = right_cost(words, place, limits.0);
    let gap = |from: usize, to: usize| -> i32 {
        words
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|it| match it.text {
                "," => 40,
                _ if it.is_word() || it.text.starts_with(|it: char| it.is_ascii_digit()) => 10,
                _ => 0,
            })
            .sum()
    };
    let from = limits.0.max(place.start.saturating_sub(REACH));
    let to = limits.1.min(place.end + REACH);
    (from..to)
        .filter(|at| !is_timex(places, *at) && !is_bound(words, places, *at))
        .map(|at| (likely(&words[at]), at))
        .filter(|(likely, _)| *likely >= LIKELY)
        .map(|(likely, at)| {
            let distance = if at < place.start {
                gap(at + 1, place.start)
            } else {
                gap(place.end, at) + right
            };
            (distance - 4 * likely, at)
        })
        .min()
        .map(|it| it.1)
}

/// What it costs an event to stand on the right.
fn right_cost(words: &[Word<'_>], place: Place, clause: usize) -> i32 {
    if is_attribute(words, place) {
        return -ATTRIBUTE;
    }
    if any(words, place.end, &["to"]) || follows_participle(words, place.end) {
        return 30;
    }
    let lead = &[
        "on",
        "in",
        "since",
        "by",
        "late",
        "early",
        "until",
        "from",
        "during",
        "at",
        "after",
        "last",
        "but",
        "and",
        "also",
        "the",
        "for",
        "meanwhile",
    ];
    let opens = place.start - clause.min(place.start) <= 4
        && (clause..place.start).all(|it| any(words, it, lead) || !words[it].is_word());
    if opens { 0 } else { 15 }
}

/// "Friday's ceremony", "the 1959 embargo", "third-quarter profit": it stands before its event.
fn is_attribute(words: &[Word<'_>], place: Place) -> bool {
    let next = words.get(place.end);
    let possessive = any(words, place.end, &["'s", "’s", "'", "’"]);
    let noun = next.is_some_and(|it| it.text.starts_with(char::is_lowercase))
        && !marked(words, place.end, Mark::AfterDate);
    let determined = place
        .start
        .checked_sub(1)
        .is_some_and(|it| any(words, it, &["the", "its", "his", "their", "a", "her", "'s", "’s"]));
    let hyphened = words[place.start..place.end].iter().any(|it| it.text == "-");
    possessive || noun && (determined || hyphened)
}

fn follows_participle(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|it| it.text.len() > 4 && it.text.ends_with("ing"))
}

/// Between a subject and its verb.
const AUXILIARIES: &[&str] = &[
    "was", "were", "is", "are", "has", "have", "had", "been", "be", "being", "will", "would",
    "did", "does", "do", "can", "could", "may", "might", "should", "must", "not", "n't", "n’t",
    "also", "already",
];

/// The event word with its neighbours, up to commas, quotation marks and other expressions.
fn phrase(words: &[Word<'_>], places: &[Place], limits: (usize, usize), at: usize) -> Span {
    let stops = |it: usize| {
        matches!(
            words[it].text,
            "," | ";" | ":" | "\"" | "“" | "”" | "''" | "``" | "--" | "—" | "(" | ")"
        ) || is_timex(places, it)
    };
    // "self-declared" is one word.
    let other = |it: usize| !words[it].glued && likelihood(&words[it]) >= OTHER;
    // "launched an attack": the object belongs to its verb.
    let object = |it: usize| {
        it - at <= 3 && (at + 1..it).all(|it| marked(words, it, Mark::Determiner) || it == at + 2)
    };
    // "the ceremony was canceled": the verb belongs to its subject.
    let predicate = |it: usize| {
        (at + 1..it).all(|it| any(words, it, AUXILIARIES)) && words[at + 1..it].len() <= 3
    };
    let mut to = at + 1;
    while to < limits.1
        && to - at < AFTER
        && !stops(to)
        && (!other(to) || object(to) || predicate(to))
    {
        to += 1;
    }
    let mut from = at;
    while from > limits.0 && at - from < BEFORE && !stops(from - 1) {
        from -= 1;
    }
    while from > limits.0 && words[from].glued && !stops(from - 1) {
        from -= 1;
    }
    while from < at && words[from].is_dash() {
        from += 1;
    }
    let trailing = &[
        "on", "in", "since", "by", "late", "early", "until", "from", "during", "at", "after", "of",
        "the", "a", "and", "to", "for", ".", "!", "?", "but", "or", "with", "before", "as", "that",
    ];
    while to > at + 1 && any(words, to - 1, trailing) {
        to -= 1;
    }
    while from < at
        && any(words, from, &["and", "but", "or", ".", "that", "as", "of", "'s", "’s", ")"])
    {
        from += 1;
    }
    words[from].span.join(words[to - 1].span)
}
