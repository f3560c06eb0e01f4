//! Who a word makes a source: the table of `assets/lexicon/sources_classes.txt`.
//!
//! The longest entry counts; a name is met with its capitals only, so that "who" is never the
//! health organisation. `sources` relies on it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use crate::{analysis::sources::country, model::SourceClass};

const CLASSES: &str = include_str!("../../../assets/lexicon/sources_classes.txt");

/// What a word of the table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A state by another name, or its government.
    State,
    /// Somebody who speaks for a body.
    Official,
    /// Heads of state or government, in the plural.
    Heads,
    /// A form of address.
    Title,
    /// A person who speaks for nobody else.
    Person,
    /// "Former".
    Former,
    /// What a ministry is for.
    Field,
    /// One of those that make up a body.
    Member,
    /// Words on record.
    Speech,
    /// No source.
    Nobody,
    /// All else is a class of its own.
    Class(SourceClass),
}

impl Kind {
    /// Whether it is said of people.
    pub const fn is_people(self) -> bool {
        matches!(
            self,
            Self::Official
                | Self::Heads
                | Self::Title
                | Self::Person
                | Self::Member
                | Self::Class(
                    SourceClass::Journalist
                        | SourceClass::ExpertsUnnamed
                        | SourceClass::Witness
                        | SourceClass::FormerOfficial
                )
        )
    }

    /// Whether it is said of a body, a state among them.
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::State
                | Self::Class(
                    SourceClass::StateActor
                        | SourceClass::StateMedia
                        | SourceClass::NewsAgency
                        | SourceClass::NewsOutlet
                        | SourceClass::ArmedGroup
                        | SourceClass::Party
                        | SourceClass::Organisation
                        | SourceClass::InternationalOrganisation
                        | SourceClass::Ngo
                        | SourceClass::Company
                )
        )
    }
}

/// An entry of the table as it stands in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The first of its words.
    pub at: usize,
    /// How many words it has.
    pub len: usize,
    /// What it stands for.
    pub kind: Kind,
    /// Its words, as in the table.
    pub entry: &'static str,
    /// The country that it speaks for, where there is but one.
    pub country: Option<&'static str>,
}

impl Hit {
    /// Behind the last of its words.
    pub const fn end(&self) -> usize {
        self.at + self.len
    }
}

type Entry = (&'static str, Kind, Option<&'static str>);

type Table = BTreeMap<String, Vec<Entry>>;

/// Entries by their words in lower case, and how many words those have at most that begin with one;
/// a name and a common noun may share an entry.
static TABLE: LazyLock<(Table, HashMap<String, usize>)> = LazyLock::new(|| {
    let mut table = Table::new();
    for line in CLASSES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('|');
        let entry = fields.next().unwrap_or_default();
        let Some(kind) = fields.next().and_then(kind) else { continue };
        let key = country::words(entry).join(" ").to_lowercase();
        table.entry(key).or_default().push((entry, kind, fields.next()));
    }
    let mut longest: HashMap<String, usize> = HashMap::new();
    for key in table.keys() {
        let first = key.split(' ').next().unwrap_or_default();
        let most = longest.entry(first.to_owned()).or_default();
        *most = key.split(' ').count().max(*most);
    }
    (table, longest)
});

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "state" => Kind::State,
        "official" => Kind::Official,
        "heads" => Kind::Heads,
        "title" => Kind::Title,
        "person" => Kind::Person,
        "former" => Kind::Former,
        "field" => Kind::Field,
        "member" => Kind::Member,
        "speech" => Kind::Speech,
        "none" => Kind::Nobody,
        _ => Kind::Class(SourceClass::from_code(name)?),
    })
}

/// The entries among `words`, in order, the longest at each place.
pub fn hits(words: &[&str]) -> Vec<Hit> {
    let (table, longest) = &*TABLE;
    let lower: Vec<String> = words.iter().map(|it| it.to_lowercase()).collect();
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let most = longest.get(&lower[at]).map_or(0, |it| (*it).min(lower.len() - at));
        let hit = (1..=most).rev().find_map(|len| {
            let entries = table.get(lower[at..at + len].join(" ").as_str())?;
            let met = |it: &&Entry| stands(it.0, &words[at..at + len]);
            let (entry, kind, country) = *entries.iter().find(met)?;
            Some(Hit { at, len, kind, entry, country })
        });
        at += hit.map_or(1, |hit| hit.len);
        hits.extend(hit);
    }
    hits
}

/// A name stands with its capitals; an acronym may not be the shout of a transcript's label.
fn stands(entry: &str, words: &[&str]) -> bool {
    let capital = |it: &str| it.starts_with(char::is_uppercase);
    country::words(entry).iter().zip(words).all(|(entry, word)| {
        let shouted = |it: &str| it.chars().all(|it| !it.is_lowercase());
        !capital(entry) || capital(word) && (shouted(word) || !shouted(entry))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_with_its_capitals_only() {
        let entries = |text| -> Vec<&str> {
            hits(&country::words(text)).into_iter().map(|it| it.entry).collect()
        };
        assert_eq!(entries("the man who left"), ["man"]);
        assert_eq!(entries("the WHO"), ["WHO"]);
        assert_eq!(entries("Foreign Ministry"), ["foreign", "ministry"]);
        assert_eq!(entries("the Human Rights Watch report"), ["Human Rights Watch", "report"]);
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = CLASSES.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let class = line.split('|').nth(1).unwrap_or_default();
            assert!(kind(class).is_some(), "{line}");
        }
    }
}
