//! Countries by their names, peoples and capitals, as ISO 3166-1 alpha-3.
//!
//! The longest name counts, and capitals count: "us" is a pronoun, "US" a state. `sources` and
//! `stance` rely on it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

const COUNTRIES: &str = include_str!("../../../assets/lexicon/sections_countries.txt");

struct Names {
    codes: BTreeMap<String, Name>,
    short: BTreeMap<&'static str, &'static str>,
    /// How many words the names have at most that begin with a word.
    longest: HashMap<String, usize>,
}

#[derive(Clone, Copy)]
struct Name {
    code: &'static str,
    people: bool,
}

/// A country named among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The first of its words.
    pub at: usize,
    /// How many words it has.
    pub len: usize,
    /// ISO 3166-1 alpha-3.
    pub code: &'static str,
    /// Named by its people ("Russian", "Russians"), which is an adjective too.
    pub people: bool,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names =
        Names { codes: BTreeMap::new(), short: BTreeMap::new(), longest: HashMap::new() };
    for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('|').map(str::trim);
        let code = fields.next().unwrap_or_default();
        let short = fields.next().unwrap_or_default();
        names.short.insert(code, short);
        let all: Vec<&str> = fields.flat_map(|field| field.split(", ")).collect();
        for name in std::iter::once(&short).chain(&all) {
            let people = *name != short && is_people(name, &all);
            let words = words(name);
            let first = words.first().copied().unwrap_or_default();
            let most = names.longest.entry(first.to_owned()).or_default();
            *most = words.len().max(*most);
            names.codes.insert(words.join(" "), Name { code, people });
        }
    }
    names
});

/// A name that has a plural beside it, or is one, or ends as adjectives of peoples do.
fn is_people(name: &str, all: &[&str]) -> bool {
    let plural = format!("{name}s");
    let singular = name.strip_suffix('s').unwrap_or(name);
    all.contains(&plural.as_str())
        || singular != name && all.contains(&singular)
        || ["ese", "ish", "iss", "ian", "ean", "ican", "French", "Dutch", "Czech", "Greek"]
            .iter()
            .any(|it| name.ends_with(it))
}

/// The short name of a country: `DPRK`.
pub fn short_name(code: &str) -> Option<&'static str> {
    NAMES.short.get(code).copied()
}

/// The names of a country that are no adjectives, its capital among them.
pub fn names(code: &str) -> Vec<String> {
    let names = NAMES.codes.iter().filter(|(_, it)| it.code == code && !it.people);
    names.map(|it| it.0.clone()).collect()
}

/// The first country that `text` names.
pub fn first_in(text: &str) -> Option<&'static str> {
    all_in(text).into_iter().next()
}

/// The countries that `text` names, in its order, each as often as it is named.
pub fn all_in(text: &str) -> Vec<&'static str> {
    hits(&words(text)).into_iter().map(|it| it.code).collect()
}

/// The countries among `words`, in order, the longest name at each place.
pub fn hits(words: &[&str]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = hit(words, at);
        at += hit.map_or(1, |it| it.len);
        hits.extend(hit);
    }
    hits
}

/// The country whose name begins with the word at `at`.
pub fn hit(words: &[&str], at: usize) -> Option<Hit> {
    if !words[at].starts_with(char::is_uppercase) {
        return None;
    }
    let most = NAMES.longest.get(words[at])?.min(&(words.len() - at)).to_owned();
    (1..=most).rev().find_map(|len| {
        let name = NAMES.codes.get(words[at..at + len].join(" ").as_str())?;
        Some(Hit { at, len, code: name.code, people: name.people })
    })
}

/// The words of a text as names are compared: hyphens part them, a genitive is left out.
pub fn words(text: &str) -> Vec<&str> {
    text.split(|it: char| !(it.is_alphanumeric() || matches!(it, '.' | '\'' | '’')))
        .map(|word| word.trim_matches(['\'', '’']))
        .map(|word| word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word))
        .map(|word| match word.strip_suffix('.') {
            Some(bare) if !bare.contains('.') => bare,
            _ => word,
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_people_is_told_from_its_state_and_a_pronoun_from_both() {
        let people = |text| hits(&words(text)).first().map(|it| it.people);
        for name in ["Iran", "Japan", "the US", "Pyongyang", "Fiji", "Oman", "Tehran", "Nairobi"] {
            assert_eq!(people(name), Some(false), "{name}");
        }
        for name in ["Iranians", "Japanese", "American", "Turkish", "Bahraini", "Swiss", "Greek"] {
            assert_eq!(people(name), Some(true), "{name}");
        }
        assert_eq!(people("told us so"), None);
    }
}
