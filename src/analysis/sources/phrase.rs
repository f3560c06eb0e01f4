//! The words of a mention, divided: what follows the noun phrase, the sides of a joint subject,
//! appositions, and what each word is.
//!
//! A mention may come longer than its noun phrase ("Kim, the leader of X, who"); `mention` relies on
//! getting no more than the phrase.

mod part;
mod sides;

use crate::{
    analysis::sources::{class::Kind, saying},
    model::Span,
};

pub use self::{
    part::{Part, is_article, is_preposition, last_phrase},
    sides::sides,
};

/// Where a noun phrase is over.
const ENDS: &[&str] = &[
    ", who",
    ", which",
    ", whom",
    ", whose",
    ", citing",
    ", adding",
    ", saying",
    ", speaking",
    ", including",
    " including ",
    " such as ",
    ", such as",
    " as a ",
    " as the ",
    ", while",
    ", when",
    ", where",
    ", in a ",
    ", on ",
    ", said",
    ", has",
    ", was",
    ", is",
    " who ",
    " which ",
    " whom ",
    " whose ",
    " citing ",
    " saying ",
    " that ",
    " have ",
    " has ",
    " had ",
    " was ",
    " is ",
    " were ",
    " are ",
    " said ",
    " told ",
    " reportedly",
    " also",
    " themselves",
    ": ",
    "; ",
    " — ",
    " – ",
];

/// What may stand before a noun phrase and is no part of it.
const BEGINS: &[&str] = &[
    "according to ",
    "and ",
    "but ",
    "by ",
    "from ",
    "with ",
    "while ",
    "when ",
    "where ",
    "that ",
    "as ",
    "however, ",
    "even ",
    "also ",
];

/// The noun phrase of a mention.
pub fn core(text: &str) -> &str {
    let mut text = text.trim_matches(|it: char| !it.is_alphanumeric() && it != '.');
    while let Some(rest) = BEGINS.iter().find_map(|it| strip_start(text, it)) {
        text = rest;
    }
    let text = behind_time(text);
    let end = ENDS.iter().filter_map(|it| text.find(it).filter(|at| *at > 0)).min();
    let text = &text[..end.unwrap_or(text.len())];
    let text = before_saying(text);
    let text = text.strip_suffix(" who").or(text.strip_suffix(", which")).unwrap_or(text);
    without_day(text).trim_end_matches(|it: char| !it.is_alphanumeric() && it != '.' && it != ')')
}

/// "For several days Iran", "The previous day, the broadcaster": without the time.
fn behind_time(text: &str) -> &str {
    let part = Part::read(text);
    let first = part.words.first().copied().unwrap_or_default();
    let open = is_preposition(first)
        || part.text.starts_with("The previous ")
        || part.text.starts_with("Later ");
    let time = part.classes.iter().find(|it| it.kind == Kind::Nobody && it.at < 5);
    let rest = time.filter(|it| open && it.end() < part.words.len());
    rest.map_or(text, |it| part.slice(it.end(), part.words.len()))
}

/// "The minister underscored a need": without the verb and what follows it.
fn before_saying(text: &str) -> &str {
    let mut before = "the";
    for word in text.split(' ') {
        let past = word.ends_with("ed") || matches!(word, "said" | "told" | "wrote" | "spoke");
        if past && saying::is_finite(word) && !is_article(before) {
            let at = Span::of(text, word).map_or(0, |it| it.start);
            return text[..at].trim_end();
        }
        before = word;
    }
    text
}

fn strip_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let head = text.get(..start.len())?;
    head.eq_ignore_ascii_case(start).then(|| &text[start.len()..])
}

/// "Germany on Monday": the day is not hers.
fn without_day(text: &str) -> &str {
    let day = |at: usize, before: &str| {
        let after = &text[at + before.len()..];
        let first = after.split_whitespace().next().unwrap_or_default();
        let part = Part::read(first);
        part.classes.first().is_some_and(|it| it.kind == Kind::Nobody)
    };
    [" on ", " in ", " late ", " early "]
        .iter()
        .filter_map(|it| text.rfind(it).filter(|at| day(*at, it)))
        .min()
        .map_or(text, |at| &text[..at])
}

/// The stretches between commas and brackets, the first being what the others are said of.
pub fn segments(text: &str) -> Vec<&str> {
    text.split([',', '(', ')']).map(str::trim).filter(|it| !it.is_empty()).collect()
}
