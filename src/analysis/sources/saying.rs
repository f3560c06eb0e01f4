//! Words of saying: the table of `assets/lexicon/sources_saying.txt`.

use std::{collections::BTreeSet, sync::LazyLock};

const SAYING: &str = include_str!("../../../assets/lexicon/sources_saying.txt");

static FORMS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    SAYING.lines().filter(|it| !it.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Any form of a verb of saying, in lower case.
pub fn is_verb(word: &str) -> bool {
    FORMS.contains(word)
}

/// A form that a subject stands before.
pub fn is_finite(word: &str) -> bool {
    is_verb(word) && !word.ends_with("ing")
}

/// "saying".
pub fn is_participle(word: &str) -> bool {
    is_verb(word) && word.ends_with("ing")
}

/// "Mori's remarks": whose they are, speaks.
pub fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "statements"
            | "remarks"
            | "comments"
            | "comment"
            | "claim"
            | "claims"
            | "words"
            | "speech"
            | "assertion"
            | "allegation"
            | "allegations"
            | "announcement"
            | "denial"
            | "warning"
            | "tweet"
            | "tweets"
            | "account"
            | "testimony"
    )
}

/// A word that follows a subject: an auxiliary or a verb of saying.
pub fn follows_subject(word: &str) -> bool {
    is_finite(word)
        || matches!(
            word,
            "is" | "was"
                | "has"
                | "had"
                | "have"
                | "will"
                | "would"
                | "could"
                | "should"
                | "can"
                | "may"
                | "might"
                | "must"
                | "did"
                | "does"
                | "were"
                | "are"
                | "over"
                | "also"
                | "who"
                | "which"
                | "and"
                | "but"
        )
        || word.ends_with("ed") && word.len() > 4
}
