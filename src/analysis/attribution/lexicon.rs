//! Words that propose a cue where the network was not taught to see one.

use std::{collections::HashMap, sync::LazyLock};

use crate::analysis::attribution::paragraph::Paragraph;

/// What kind of word proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Verb,
    Noun,
    Adverb,
}

static FORMS: LazyLock<HashMap<String, Kind>> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/attribution_cues.txt")));

/// Whether this word, in lower case, can tell that somebody says or holds something.
pub fn attributes(word: &str) -> bool {
    FORMS.contains_key(word)
}

/// A token that the engine is to be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its place among the tokens of the paragraph.
    pub token: usize,
    /// It lays what it stands in to people whom it does not name.
    pub unnamed: bool,
}

/// Tokens of the longest name before a colon.
const NAME: usize = 6;

/// The proposals of a paragraph: adverbs that lay a sentence to others, nouns before a "that", and
/// a colon behind a name that begins the paragraph.
pub fn proposals(text: &str, paragraph: &Paragraph) -> Vec<Proposal> {
    let named = paragraph.word(text, 0).starts_with(char::is_uppercase);
    let propose = |token: usize| match FORMS.get(&paragraph.lower(text, token)) {
        Some(Kind::Adverb) => Some(Proposal { token, unnamed: true }),
        Some(Kind::Noun) if paragraph.word(text, token + 1) == "that" => {
            Some(Proposal { token, unnamed: false })
        }
        None if named && (1..=NAME).contains(&token) && paragraph.word(text, token) == ":" => {
            Some(Proposal { token, unnamed: false })
        }
        _ => None,
    };
    (0..paragraph.tokens.len()).filter_map(propose).collect()
}

/// All forms of the words of a list.
fn read(list: &str) -> HashMap<String, Kind> {
    let mut forms = HashMap::new();
    let mut kind = Kind::Adverb;
    for line in list.lines() {
        if let Some(header) = line.strip_prefix("# ") {
            kind = match header.split(':').next() {
                Some("verbs") => Kind::Verb,
                Some("nouns") => Kind::Noun,
                _ => Kind::Adverb,
            };
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        forms.extend(words.iter().map(|it| ((*it).to_owned(), kind)));
        let Some(base) = words.first() else { continue };
        match kind {
            Kind::Verb => forms.extend(inflected(base).map(|it| (it, kind))),
            Kind::Noun => forms.extend([(format!("{base}s"), kind)]),
            Kind::Adverb => (),
        }
    }
    forms
}

/// The regular forms of a verb; of an irregular one they do no harm.
fn inflected(base: &str) -> [String; 3] {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let ing = format!("{stem}ing");
    if let Some(stem) = base.strip_suffix('y').filter(|it| !it.ends_with(['a', 'e', 'o', 'u'])) {
        return [format!("{stem}ies"), format!("{stem}ied"), ing];
    }
    let hisses = ["s", "x", "z", "sh", "ch"].iter().any(|it| base.ends_with(it));
    [format!("{base}{}", if hisses { "es" } else { "s" }), format!("{stem}ed"), ing]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_proposes() {
        for word in
            ["said", "denying", "denies", "denied", "urges", "wrote", "claims", "reportedly"]
        {
            assert!(attributes(word), "{word}");
        }
        assert!(!attributes("ship"));
    }
}
