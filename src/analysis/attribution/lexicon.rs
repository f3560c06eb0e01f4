//! Words that propose a cue where the network was not taught to see one.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::analysis::attribution::paragraph::Paragraph;

/// What kind of word proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Verb,
    Noun,
    Adverb,
}

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/attribution_cues.txt")));

/// The words of the list in all their forms.
#[derive(Debug, Default)]
struct Lists {
    cues: HashMap<String, Kind>,
    performatives: HashSet<String>,
    labels: HashSet<String>,
    mute: HashSet<String>,
}

/// Whether this word, in lower case, can tell that somebody says or holds something.
pub fn attributes(word: &str) -> bool {
    LISTS.cues.contains_key(word)
}

/// Whether a press statement does something by this word, in lower case.
pub fn performs(word: &str) -> bool {
    LISTS.performatives.contains(word)
}

/// Words behind which a noun phrase goes on without its head.
const BEHIND_HEAD: &[&str] = &["at", "by", "for", "from", "in", "near", "of", "on", "that", "with"];

/// Whether a noun phrase can name somebody who speaks: no weapon does, no address, no number, no day.
pub fn can_speak(phrase: &str) -> bool {
    let lower = phrase.to_lowercase();
    if lower.contains('@') || lower.contains("://") || lower.contains("www.") {
        return false;
    }
    let words: Vec<&str> = phrase
        .split(',')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .take_while(|it| !BEHIND_HEAD.contains(it))
        .collect();
    // With a capital it is a name: Shell speaks.
    let head = words.last().map_or("", |it| it.trim_matches(|it: char| !it.is_alphanumeric()));
    let numbered = words.first().is_some_and(|it| it.starts_with(char::is_numeric));
    // "on, I believe it was, May 3rd said": the day stands beside the verb, and says nothing.
    let month = words.first().is_some_and(|it| MONTHS.contains(it));
    let day = month && words.get(1).is_some_and(|it| it.starts_with(char::is_numeric));
    let day = day || numbered && words.len() == 1;
    let street = numbered && STREETS.contains(&head.to_lowercase().as_str());
    !(LISTS.mute.contains(head) || street || day)
}

/// Months, as a day is written with them.
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words with which the name of a street ends.
const STREETS: &[&str] = &["avenue", "boulevard", "floor", "lane", "road", "square", "street"];

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
    let named = paragraph.word(text, 0).starts_with(char::is_uppercase)
        && !LISTS.labels.contains(&paragraph.lower(text, 0));
    let propose = |token: usize| match LISTS.cues.get(&paragraph.lower(text, token)) {
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

fn read(list: &str) -> Lists {
    let mut lists = Lists::default();
    let mut section = "";
    for line in list.lines() {
        if let Some(header) = line.strip_prefix("# ") {
            section = header.split(':').next().unwrap_or_default();
            continue;
        }
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let Some(base) = words.first().cloned() else { continue };
        let mut cues = |forms: Vec<String>, kind| {
            lists.cues.extend(forms.into_iter().map(|it| (it, kind)));
        };
        match section {
            "verbs" => cues(words.into_iter().chain(inflected(&base)).collect(), Kind::Verb),
            "nouns" => cues(vec![base.clone(), base + "s"], Kind::Noun),
            "adverbs" => cues(vec![base], Kind::Adverb),
            "performatives" => lists.performatives.extend([third_person(&base), base]),
            "labels" => lists.labels.extend([base]),
            "mute" => lists.mute.extend([base.clone() + "s", base]),
            _ => (),
        }
    }
    lists
}

/// The regular forms of a verb; of an irregular one they do no harm.
fn inflected(base: &str) -> [String; 3] {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let past = stem_in_y(base).map_or_else(|| format!("{stem}ed"), |stem| format!("{stem}ied"));
    [third_person(base), past, format!("{stem}ing")]
}

/// "says", "denies", "stresses".
fn third_person(base: &str) -> String {
    if let Some(stem) = stem_in_y(base) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "sh", "ch"].iter().any(|it| base.ends_with(it));
    format!("{base}{}", if hisses { "es" } else { "s" })
}

/// What stands before a y that changes.
fn stem_in_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|it| !it.ends_with(['a', 'e', 'o', 'u']))
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
        assert!(
            can_speak("the missile maker")
                && can_speak("Shell")
                && can_speak("two of the drone pilots")
        );
        for mute in ["Artillery shells from the north", "12 Harbour Street, Oslo", "a@b.example"] {
            assert!(!can_speak(mute), "{mute}");
        }
        assert!(!attributes("ship") && performs("condemns") && !performs("said"));
    }
}
