//! Who a word makes a source: the table of `assets/lexicon/sources_classes.txt`.
//!
//! `sources` relies on it.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{analysis::sources::country, model::SourceClass};

const CLASSES: &str = include_str!("../../../assets/lexicon/sources_classes.txt");

/// What a word of the table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// All else is a class of its own.
    Class(SourceClass),
}

/// An entry of the table as it stands in a text.
#[derive(Clone, Debug)]
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

type Entry = (&'static str, Kind, Option<&'static str>);

static TABLE: LazyLock<(BTreeMap<String, Entry>, usize)> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for line in CLASSES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('|');
        let entry = fields.next().unwrap_or_default();
        let Some(kind) = fields.next().and_then(kind) else { continue };
        table.insert(country::words(entry).join(" "), (entry, kind, fields.next()));
    }
    let longest = table.keys().map(|key| key.split(' ').count()).max().unwrap_or(1);
    (table, longest)
});

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "official" => Kind::Official,
        "heads" => Kind::Heads,
        "title" => Kind::Title,
        "person" => Kind::Person,
        "former_official" => Kind::Former,
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
        let most = (*longest).min(lower.len() - at);
        let hit = (1..=most).rev().find_map(|len| {
            let (entry, kind, country) = *table.get(lower[at..at + len].join(" ").as_str())?;
            Some(Hit { at, len, kind, entry, country })
        });
        at += hit.as_ref().map_or(1, |hit| hit.len);
        hits.extend(hit);
    }
    hits
}
