//! Countries by their names, peoples and capitals, as ISO 3166-1 alpha-3.
//!
//! The longest name counts. `sources` and `stance` rely on it.

use std::{collections::BTreeMap, sync::LazyLock};

const COUNTRIES: &str = include_str!("../../../assets/lexicon/sections_countries.txt");

struct Names {
    codes: BTreeMap<String, &'static str>,
    short: BTreeMap<&'static str, &'static str>,
    longest: usize,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { codes: BTreeMap::new(), short: BTreeMap::new(), longest: 1 };
    for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('|').map(str::trim);
        let code = fields.next().unwrap_or_default();
        names.short.insert(code, fields.next().unwrap_or_default());
        for name in fields.flat_map(|field| field.split(", ")) {
            let words = words(name);
            names.longest = names.longest.max(words.len());
            names.codes.insert(words.join(" "), code);
        }
    }
    names
});

/// The short name of a country: `DPRK`.
pub fn short_name(code: &str) -> Option<&'static str> {
    NAMES.short.get(code).copied()
}

/// The first country that `text` names.
pub fn first_in(text: &str) -> Option<&'static str> {
    all_in(text).into_iter().next()
}

/// The countries that `text` names, in its order, each as often as it is named.
pub fn all_in(text: &str) -> Vec<&'static str> {
    read(text).0
}

/// The words of `text` that name no country.
pub fn without(text: &str) -> Vec<&str> {
    read(text).1
}

fn read(text: &str) -> (Vec<&'static str>, Vec<&str>) {
    let words = words(text);
    let (mut codes, mut others) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let most = NAMES.longest.min(words.len() - at);
        let hit = (1..=most).rev().find_map(|len| {
            NAMES.codes.get(words[at..at + len].join(" ").as_str()).map(|code| (len, *code))
        });
        match hit {
            Some((_, code)) => codes.push(code),
            None => others.push(words[at]),
        }
        at += hit.map_or(1, |(len, _)| len);
    }
    (codes, others)
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
