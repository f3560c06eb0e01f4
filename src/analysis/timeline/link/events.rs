//! How likely a word names an event: a table of common words, and endings for the rest.

use std::sync::LazyLock;

use crate::analysis::timeline::words::{Buffer, Class, Table, Word, lowered};

static TABLE: &str = include_str!("../../../../assets/lexicon/timeline_events.txt");

static WORDS: LazyLock<Table<i32>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (word, tenths) = line.split_once(' ')?;
            Some((word, tenths.parse().ok()?))
        })
        .collect()
});

/// Endings and how often, in tenths, a word so ending names an event; the first that fits.
const ENDINGS: &[(&str, i32)] =
    &[("ed", 7), ("ing", 5), ("tion", 2), ("sion", 4), ("ment", 2), ("ance", 1), ("ence", 2)];

/// The likelihood in tenths; from [`LIKELY`] on it is taken for one.
pub fn likelihood(word: &Word<'_>) -> i32 {
    if !word.is_word() {
        return 0;
    }
    let mut buffer = Buffer::default();
    if let Some(tenths) = lowered(word.text, &mut buffer).and_then(|it| WORDS.get(it)) {
        return *tenths;
    }
    if word.class == Class::PastTense {
        return 6;
    }
    let ending = ENDINGS
        .iter()
        .find(|(ending, _)| word.text.len() > ending.len() + 2 && word.text.ends_with(ending));
    ending.map_or(1, |it| it.1)
}

/// What counts as an event word.
pub const LIKELY: i32 = 3;
