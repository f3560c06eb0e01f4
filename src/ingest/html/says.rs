//! What an element's name and a block's words say that they are: evidence for the judge.
//!
//! The groups and their words are `page_marks.txt`, `page_words.txt` and `page_facts.txt` in
//! `assets/lexicon`.

use std::sync::LazyLock;

/// A longer block is not what its first words say.
const HEADS_WITHIN: usize = 160;

/// How words of a lexicon have to stand.
enum Pattern {
    Whole(&'static str),
    Head(&'static str),
    Part(&'static str),
}

/// The groups of a lexicon, each with its patterns.
struct Groups {
    names: Vec<&'static str>,
    patterns: Vec<(usize, Pattern)>,
}

static MARKS: LazyLock<Groups> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/page_marks.txt"), mark));

static WORDS: LazyLock<Groups> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/page_words.txt"), words));

static FACTS: LazyLock<Groups> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/page_facts.txt"), words));

/// Whether words of this group stand in a name or beside a date.
pub fn fact(group: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let group = FACTS.names.iter().position(|it| *it == group);
    FACTS.patterns.iter().filter(|it| Some(it.0) == group).any(|it| match it.1 {
        Pattern::Whole(words) | Pattern::Head(words) | Pattern::Part(words) => text.contains(words),
    })
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
    let names = |it: &str| marks.split(' ').any(|name| name == it);
    MARKS.found(|pattern| match pattern {
        Pattern::Whole(name) => names(name),
        Pattern::Head(part) | Pattern::Part(part) => marks.contains(part),
    })
}

/// The groups, one bit each, that the words of a block belong to.
pub fn of_words(text: &str) -> u32 {
    let text = format!(" {} ", text.to_lowercase());
    let bare = text.trim();
    let short = bare.len() <= HEADS_WITHIN;
    WORDS.found(|pattern| match pattern {
        Pattern::Whole(words) => bare == *words,
        Pattern::Head(words) => short && bare.starts_with(words),
        Pattern::Part(words) => text.contains(words),
    })
}

impl Groups {
    fn found(&self, fits: impl Fn(&Pattern) -> bool) -> u32 {
        let mut found = 0;
        for (group, pattern) in &self.patterns {
            if found >> group & 1 == 0 && fits(pattern) {
                found |= 1 << group;
            }
        }
        found
    }
}

fn mark(word: &'static str) -> Pattern {
    word.strip_prefix('=').map_or(Pattern::Part(word), Pattern::Whole)
}

fn words(words: &'static str) -> Pattern {
    match (words.strip_prefix('*'), words.strip_suffix('*')) {
        (Some(part), _) => Pattern::Part(part.trim_end_matches('*')),
        (None, Some(head)) => Pattern::Head(head),
        (None, None) => Pattern::Whole(words),
    }
}

fn read(lexicon: &'static str, pattern: fn(&'static str) -> Pattern) -> Groups {
    let mut groups = Groups { names: Vec::new(), patterns: Vec::new() };
    for (name, words) in lexicon.lines().filter_map(|line| line.split_once('\t')) {
        let known = groups.names.iter().position(|it| *it == name);
        let group = known.unwrap_or_else(|| {
            groups.names.push(name);
            groups.names.len() - 1
        });
        groups.patterns.push((group, pattern(words)));
    }
    groups
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
