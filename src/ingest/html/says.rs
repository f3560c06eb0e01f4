//! What an element's name and a block's words say that they are: evidence for the judge.
//!
//! The groups and their words are `page_marks.txt`, `page_words.txt` and `page_facts.txt` in
//! `assets/lexicon`.

use std::sync::LazyLock;

use crate::ingest::patterns::{Patterns, Place};

/// A longer block is not what its first words say.
const HEADS_WITHIN: usize = 160;

/// The groups of a lexicon, each with its words.
struct Groups {
    names: Vec<&'static str>,
    /// The group of each of the words, and where they stand.
    of: Vec<(usize, Place)>,
    words: Patterns,
}

static MARKS: LazyLock<Groups> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/page_marks.txt"), mark));

static WORDS: LazyLock<Groups> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/page_words.txt"), words));

static FACTS: LazyLock<Groups> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/page_facts.txt"), telling));

/// Whether words of this group stand in a name or beside a date.
pub fn fact(group: &str, text: &str) -> bool {
    let group = FACTS.names.iter().position(|it| *it == group);
    group.is_some_and(|it| FACTS.found(&text.to_lowercase(), |_| true) >> it & 1 == 1)
}

/// The groups of what elements say, in their order.
pub fn mark_groups() -> &'static [&'static str] {
    &MARKS.names
}

/// The groups of what words say, in their order.
pub fn word_groups() -> &'static [&'static str] {
    &WORDS.names
}

/// The groups, one bit each, that the marks of an element (lower case) belong to.
pub fn of_marks(marks: &str) -> u32 {
    if marks.trim().is_empty() {
        return 0;
    }
    MARKS.found(&format!(" {marks} "), |_| true)
}

/// The groups, one bit each, that the words of a block belong to.
pub fn of_words(text: &str) -> u32 {
    let text = format!(" {} ", text.to_lowercase());
    let short = text.trim().len() <= HEADS_WITHIN;
    WORDS.found(&text, |place| short || place != Place::Head)
}

impl Groups {
    /// The groups of the words that stand in a line, one bit each.
    fn found(&self, line: &str, counts: impl Fn(Place) -> bool) -> u32 {
        let found = self.words.found(line).map(|it| self.of[it]);
        found.filter(|it| counts(it.1)).fold(0, |all, (group, _)| all | 1 << group)
    }
}

/// `=nav` is a name of its own, anything else a part of one.
fn mark(word: &str) -> (Place, String) {
    let name = word.strip_prefix('=').map(|it| format!(" {it} "));
    (Place::Part, name.unwrap_or_else(|| word.to_owned()))
}

fn words(words: &str) -> (Place, String) {
    let (place, words) = Place::written(words);
    (place, words.to_owned())
}

/// Words that a fact is told by, wherever they stand.
fn telling(words: &str) -> (Place, String) {
    (Place::Part, Place::written(words).1.to_owned())
}

fn read(lexicon: &'static str, pattern: fn(&str) -> (Place, String)) -> Groups {
    let (mut names, mut of, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for (name, words) in lexicon.lines().filter_map(|line| line.split_once('\t')) {
        let known = names.iter().position(|it| *it == name);
        let group = known.unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        let (place, words) = pattern(words);
        of.push((group, place));
        all.push((place, words));
    }
    Groups { names, of, words: Patterns::new(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(found: u32, names: &[&'static str]) -> Vec<&'static str> {
        (0..names.len()).filter(|it| found >> it & 1 == 1).map(|it| names[it]).collect()
    }

    #[test]
    fn names_of_elements_say_what_they_are_for() {
        let marks = |text: &str| named(of_marks(text), mark_groups());
        assert_eq!(marks("entry-comments"), ["comments", "article"]);
        assert_eq!(marks("nav wide"), ["navigation"]);
        assert!(marks("unavailable").is_empty());
        assert!(marks("  ").is_empty());
    }

    #[test]
    fn words_say_it_whole_at_the_head_or_anywhere() {
        let words = |text: &str| named(of_words(text), word_groups());
        assert_eq!(words("Share"), ["share"]);
        assert_eq!(words("Lesen Sie auch: Neue Gespräche"), ["related"]);
        assert_eq!(words("The minister said the talks went on."), ["said"]);
        assert!(words("Adverse weather held up the convoy.").is_empty());
    }
}
