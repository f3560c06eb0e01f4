//! Words as the full-text index has them, roughly: enough to show where a hit is, and no more.

use crate::{
    model::Span,
    text::{
        fold::fold,
        tokens::{Kind, tokens},
    },
};

/// The stems of what a user looks for: each word in lower case, without marks on its letters and
/// without the endings that the index takes off.
pub fn stems(typed: &str) -> Vec<String> {
    let words = typed.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let mut stems: Vec<String> = words.map(stem).collect();
    stems.sort();
    stems.dedup();
    stems
}

/// The words of `text` that begin with one of the stems, each with the number of its stem.
pub fn places(text: &str, stems: &[String]) -> Vec<(Span, usize)> {
    let words = tokens(text).into_iter().filter(|it| matches!(it.kind, Kind::Word | Kind::Number));
    let found = words.filter_map(|it| {
        let word = fold(it.span.slice(text));
        let stem = stems.iter().position(|stem| word.starts_with(stem.as_str()))?;
        Some((it.span, stem))
    });
    found.collect()
}

/// A word without its ending.
fn stem(word: &str) -> String {
    let word = fold(word);
    let ending = ["ations", "ation", "ings", "ies", "ied", "ing", "ed", "es", "ly", "s", "y", "e"]
        .into_iter()
        .find(|ending| word.ends_with(ending) && word.len() >= ending.len() + 3);
    ending.map_or(word.as_str(), |ending| &word[..word.len() - ending.len()]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_stem_are_found() {
        let text = "He denies it, they denied it; Çelik’s denial stands.";
        let found = |typed: &str| -> Vec<&str> {
            places(text, &stems(typed)).into_iter().map(|(span, _)| span.slice(text)).collect()
        };
        assert_eq!(found("deny"), ["denies", "denied", "denial"]);
        assert_eq!(found("celik \"stand\""), ["Çelik", "stands"]);
        assert_eq!(found("- *"), [""; 0]);
    }
}
