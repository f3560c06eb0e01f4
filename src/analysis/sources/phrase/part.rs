//! A stretch of words with what the tables know of them.
//!
//! `phrase`, `name` and `mention` rely on every word having one entry of the tables at most.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::{
    analysis::sources::{class, country, name},
    model::Span,
};

const SMALL: &str = include_str!("../../../../assets/lexicon/sources_small_words.txt");

static SMALL_WORDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| SMALL.lines().filter(|it| !it.starts_with('#')).collect());

/// A stretch of a mention with what the tables know of its words.
pub struct Part<'a> {
    /// Its words as they stand.
    pub text: &'a str,
    /// Its words, without genitives.
    pub words: Vec<&'a str>,
    /// Entries of the table of classes.
    pub classes: Vec<class::Hit>,
    /// Countries, where no entry of the table has the word.
    pub countries: Vec<country::Hit>,
}

impl<'a> Part<'a> {
    /// Reads a stretch.
    pub fn read(text: &'a str) -> Self {
        let words = country::words(text);
        let classes = class::hits(&words);
        let mut countries = country::hits(&words);
        countries.retain(|it| !classes.iter().any(|hit| hit.at <= it.at && it.at < hit.end()));
        let mut part = Self { text, words, classes: Vec::new(), countries };
        // "Man-kei" is no man.
        let hyphened = |hit: &class::Hit| hit.end() < part.words.len() && part.hyphened(hit.end());
        let kept = classes.into_iter().filter(|hit| {
            !(hyphened(hit) && hit.len == 1 && part.words[hit.at].starts_with(char::is_uppercase))
        });
        part.classes = kept.collect();
        part
    }

    /// Whether the word stands in the genitive.
    pub fn genitive(&self, at: usize) -> bool {
        let end = Span::of(self.text, self.words[at]).unwrap_or_default().end;
        let rest = &self.text[end..];
        let rest = rest.strip_prefix(['\'', '’']);
        rest.is_some_and(|it| {
            it.starts_with("s ") || it.starts_with(' ') && self.words[at].ends_with('s')
        })
    }

    /// From the first of some words to the last, as they stand.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        let first = self.words.get(from).and_then(|it| Span::of(self.text, it));
        let last = to.checked_sub(1).and_then(|it| self.words.get(it));
        let last = last.and_then(|it| Span::of(self.text, it));
        first.zip(last).map_or("", |(first, last)| first.join(last).slice(self.text))
    }

    /// The entry of the table of classes that a word belongs to.
    pub fn class_at(&self, at: usize) -> Option<&class::Hit> {
        self.classes.iter().find(|hit| hit.at <= at && at < hit.end())
    }

    /// Whether a word belongs to the name of a country.
    pub fn in_country(&self, at: usize) -> bool {
        self.countries.iter().any(|hit| hit.at <= at && at < hit.at + hit.len)
    }

    /// Whether a word is capitalised and nothing that the tables know.
    pub fn is_name(&self, at: usize) -> bool {
        let word = self.words[at];
        word.starts_with(char::is_uppercase)
            && self.class_at(at).is_none()
            && !self.in_country(at)
            && !is_article(word)
            && !is_preposition(word)
            && !is_small(word)
    }

    /// Whether a word hangs on the one before it: "Hoi-kwan".
    pub fn hyphened(&self, at: usize) -> bool {
        at > 0
            && self.slice(at - 1, at + 1).len()
                == self.words[at - 1].len() + self.words[at].len() + 1
            && self.slice(at - 1, at + 1).contains('-')
    }

    /// The first preposition that is not part of an entry.
    pub fn preposition(&self) -> Option<usize> {
        (0..self.words.len())
            .find(|at| is_preposition(self.words[*at]) && self.class_at(*at).is_none())
    }
}

/// "The", "a", "its".
pub fn is_article(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "both"
    )
}

/// Where the noun phrase begins that a stretch ends with.
pub fn last_phrase(part: &Part<'_>) -> usize {
    const LONGEST: usize = 12;
    let last = part.words.len();
    let mut from = last;
    while from > 0 && last - from < LONGEST && belongs(part, from - 1) {
        from -= 1;
    }
    from
}

/// Whether a word belongs to the noun phrase that goes on behind it.
fn belongs(part: &Part<'_>, at: usize) -> bool {
    let word = part.words[at];
    let small = matches!(word, "the" | "a" | "an" | "of" | "The" | "A" | "An");
    let parted = part.words.get(at + 1).is_some_and(|next| {
        let between = part.slice(at, at + 2);
        between.len() > word.len() + next.len() + 1 && between.contains([',', ';', ':', '"'])
    });
    let capital = word.starts_with(char::is_uppercase) && !is_small(word);
    !parted && (small || capital || name::is_particle(word) || part.class_at(at).is_some())
}

/// Words that a sentence may begin with, capitalised, and that name nobody.
fn is_small(word: &str) -> bool {
    SMALL_WORDS.contains(word.to_lowercase().as_str())
}

/// A preposition that parts a noun from what follows it.
pub fn is_preposition(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "of" | "for"
            | "in"
            | "from"
            | "at"
            | "with"
            | "within"
            | "on"
            | "to"
            | "close"
            | "familiar"
            | "speaking"
            | "by"
            | "inside"
            | "near"
            | "under"
            | "after"
            | "as"
            | "including"
            | "including:"
            | "using"
            | "between"
            | "against"
            | "over"
    )
}
