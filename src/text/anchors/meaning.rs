//! Whether two wordings say something else: a number, a name, a date, a negation or a doubt came,
//! went or was replaced.

use std::{collections::BTreeSet, sync::OnceLock};

/// The words that change what a sentence says.
fn bearing() -> &'static BTreeSet<&'static str> {
    static WORDS: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        include_str!("../../../assets/lexicon/anchor_meaning.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect()
    })
}

/// Whether the words by which `old` and `new` differ change what is said.
///
/// The words are compared as a bag: an order that changed alone is a change of wording. A word at
/// an end that is only cut (`Rus` of `Russia`) is no difference.
pub fn changes_meaning(old: &str, new: &str) -> bool {
    let (old_words, new_words) = (words(old), words(new));
    differ(&old_words, &new_words, new) || differ(&new_words, &old_words, old)
}

/// Whether `some` has a bearing word that `others` lack.
fn differ(some: &[&str], others: &[&str], whole: &str) -> bool {
    let mut left: Vec<&str> = others.to_vec();
    some.iter().enumerate().any(|(index, word)| {
        if let Some(at) = left.iter().position(|it| it.to_lowercase() == word.to_lowercase()) {
            left.swap_remove(at);
            return false;
        }
        let cut = (index == 0 && others.iter().any(|it| it.ends_with(word) || word.ends_with(it)))
            || (index + 1 == some.len()
                && others.iter().any(|it| it.starts_with(word) || word.starts_with(it)));
        !(cut || whole.contains(word)) && bears(word)
    })
}

/// Words that begin a sentence with a capital letter and are no names.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "the", "to",
    "when", "while", "with",
];

/// A number, a name, or a word of the list.
fn bears(word: &str) -> bool {
    let lower = word.to_lowercase();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    word.chars().any(char::is_numeric)
        || (capital && !SMALL.contains(&lower.as_str()))
        || lower.ends_with("n't")
        || bearing().contains(lower.as_str())
}

/// The words, without the marks around them.
fn words(text: &str) -> Vec<&str> {
    let joins = |it: char| it.is_alphanumeric() || it == '\'';
    text.split(|it: char| !joins(it))
        .map(|it| it.trim_matches('\''))
        .filter(|it| !it.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::changes_meaning;

    #[test]
    fn numbers_names_negations_and_doubts_bear_meaning() {
        let table = [
            ("it sold 20 shells", "it sold 30 shells", true),
            ("it has sold shells", "it has never sold shells", true),
            ("Team Alpha won", "Team Beta won", true),
            ("it sold shells", "it allegedly sold shells", true),
            ("on Monday it sold", "on Tuesday it sold", true),
            ("it sold the shells", "it has sold shells", false),
            ("sold shells to Russia", "to Russia sold shells", false),
            ("sold shells to Rus", "sold shells to Russia", false),
            ("a spokesman said", "In a short note, a spokesman said", false),
        ];
        for (old, new, changed) in table {
            assert_eq!(changes_meaning(old, new), changed, "{old} > {new}");
        }
    }
}
