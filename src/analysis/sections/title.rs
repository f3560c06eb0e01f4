//! What a section is called on the screen.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    analysis::Taxonomy,
    model::{Article, Section, Span},
};

/// The topic whose sections are named by the two countries that they are about.
const BILATERAL: &str = "bilateral";

/// A line a country: ISO 3166-1 alpha-3, short name, and the names it goes by.
const COUNTRIES: &str = include_str!("../../../assets/lexicon/sections_countries.txt");

/// Names to short names, and how many words the longest has.
static NAMES: LazyLock<(BTreeMap<String, &str>, usize)> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('|').map(str::trim).skip(1);
        let short = fields.next().unwrap_or_default();
        let all = fields.flat_map(|field| field.split(", "));
        names.extend(all.map(|name| (words(name).join(" "), short)));
    }
    let longest = names.keys().map(|name| name.split(' ').count()).max().unwrap_or(1);
    (names, longest)
});

/// The name of a section for people: its topic's label, or, where two countries are what it is
/// about, `Russia-DPRK relations`. A section without a topic goes by its subhead.
pub fn title(article: &Article, section: &Section, taxonomy: &Taxonomy) -> String {
    let text = article.text.as_str();
    let topic = section.topics.first();
    if topic.is_some_and(|topic| topic.id == BILATERAL)
        && let Some((a, b)) = most_named(text, section.span)
    {
        return format!("{a}-{b} relations");
    }
    let label = topic.and_then(|topic| taxonomy.topics().iter().find(|it| it.id == topic.id));
    match (label, section.heading) {
        (Some(topic), _) => topic.label.clone(),
        (None, Some(heading)) => heading.slice(text).to_owned(),
        (None, None) => "Background".to_owned(),
    }
}

/// The two countries that a part of the text names most, in the order in which it names them.
fn most_named(text: &str, part: Span) -> Option<(&'static str, &'static str)> {
    let mut named: Vec<(&str, usize)> = Vec::new();
    for country in countries(text, part) {
        match named.iter_mut().find(|(name, _)| *name == country) {
            Some((_, count)) => *count += 1,
            None => named.push((country, 1)),
        }
    }
    let mut order: Vec<usize> = (0..named.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(named[index].1));
    let (&first, &second) = (order.first()?, order.get(1)?);
    let (a, b) = (first.min(second), first.max(second));
    Some((named[a].0, named[b].0))
}

/// The short name of every country named, in the order of the text; the longest name counts.
pub(super) fn countries(text: &str, part: Span) -> Vec<&'static str> {
    let words = words(part.slice(text));
    let (names, longest) = &*NAMES;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = (*longest).min(words.len() - at);
        let hit = (1..=most).rev().find_map(|len| {
            names.get(words[at..at + len].join(" ").as_str()).map(|short| (len, *short))
        });
        found.extend(hit.map(|(_, short)| short));
        at += hit.map_or(1, |(len, _)| len);
    }
    found
}

/// The words of a text as names are compared: hyphens part them, a genitive is left out.
fn words(text: &str) -> Vec<&str> {
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

    fn named(text: &str) -> Option<(&str, &str)> {
        most_named(text, Span::new(0, text.len()))
    }

    #[test]
    fn a_country_goes_by_its_names_its_people_and_its_capital() {
        let text = "Ankara and Athens: Turkish ships left Greek waters, Italy said.";
        assert_eq!(named(text), Some(("Turkey", "Greece")));
        assert_eq!(named("The French-German axis"), Some(("France", "Germany")));
    }

    #[test]
    fn the_longest_name_counts() {
        assert_eq!(named("South Korean and North Korean envoys"), Some(("South Korea", "DPRK")));
        let official = "the Democratic People’s Republic of Korea and the U.K.";
        assert_eq!(named(official), Some(("DPRK", "UK")));
        assert_eq!(countries("South Sudan", Span::new(0, 11)), ["South Sudan"]);
    }

    #[test]
    fn one_country_is_no_pair() {
        assert_eq!(named("Kenya’s president; the Kenyan president; us"), None);
    }
}
