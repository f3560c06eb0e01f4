//! What a stretch of text speaks of, as keys that can be laid beside another's.
//!
//! Countries fold to their code (`Pyongyang` is `PRK`), words that tell one event from its sides to
//! one class (`purchase` and `export` are one trade), the rest to a stem. The pairs rely on two
//! propositions being alike only where an event or a thing is shared, never countries alone.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::{
    model::Span,
    text::tokens::{Kind, tokens_in},
};

const COUNTRIES: &str = include_str!("../../../assets/lexicon/sections_countries.txt");
const CONVERSES: &str = include_str!("../../../assets/lexicon/pairs_converses.txt");
const STOPWORDS: &str = include_str!("../../../assets/lexicon/pairs_stopwords.txt");

/// Countries by their names, in lower case but for names in capitals (`US` is not `us`).
static NAMES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let rows = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    let of_row = |line: &'static str| {
        let mut fields = line.split('|').map(str::trim);
        let code = fields.next().unwrap_or_default();
        let names = fields.skip(1).flat_map(|field| field.split(", "));
        names.map(move |name| (words_of(name).join(" "), code))
    };
    rows.flat_map(of_row).collect()
});

/// How many words the names have at most that begin with a word.
static LONGEST: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let mut longest: HashMap<&str, usize> = HashMap::new();
    for name in NAMES.keys() {
        let most = longest.entry(name.split(' ').next().unwrap_or_default()).or_default();
        *most = name.split(' ').count().max(*most);
    }
    longest
});

/// Words to the class of their event, by their first byte; those that end in `*` by their beginning.
static CLASSES: LazyLock<HashMap<u8, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let rows = CONVERSES.lines().filter(|line| !line.starts_with('#'));
    let of_row = |line: &'static str| {
        let (class, words) = line.split_once(':').unwrap_or_default();
        words.split_whitespace().map(move |word| (word, class))
    };
    let mut classes: HashMap<u8, Vec<(&str, &str)>> = HashMap::new();
    for (word, class) in rows.flat_map(of_row) {
        classes.entry(word.bytes().next().unwrap_or_default()).or_default().push((word, class));
    }
    classes
});

static STOPS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOPWORDS.split_whitespace().collect());

/// A key of a proposition: its sort in the highest bits, below them a hash of its word, so that two
/// are compared in one step (every claim is laid beside every other). Countries come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

/// Sorts of keys.
#[derive(Clone, Copy)]
enum Sort {
    /// ISO 3166-1 alpha-3.
    Country,
    /// A class of `pairs_converses.txt`.
    Event,
    /// The stem of any other word.
    Word,
}

/// Keys in order, each once.
#[derive(Clone, Debug, Default)]
struct Keys(Vec<Key>);

/// What a stretch of text speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Proposition {
    keys: Keys,
    /// Those that it points back to: `such weapons`, `these attacks`.
    pointed: Keys,
    /// Where each first stands, in the order of the text.
    places: Vec<(Key, Span)>,
    /// Its words in lower case, between blanks, for rules on wording.
    pub wording: String,
}

/// How far two propositions are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness {
    /// What they share, countries counting half.
    pub shared: usize,
    /// How much of the smaller one that is, countries left out, in percent.
    pub cover: usize,
    /// How much of the larger one, likewise.
    pub of_larger: usize,
    /// How many countries both name.
    pub countries: usize,
}

impl Proposition {
    /// Reads parts of a text; `we` is the country `own`, where the speaker has one.
    pub(super) fn read(text: &str, parts: &[Span], own: Option<&'static str>) -> Self {
        let mut read = Self { wording: " ".to_owned(), ..Self::default() };
        for part in parts {
            read.add(text, *part, own);
        }
        read
    }

    fn add(&mut self, text: &str, part: Span, own: Option<&'static str>) {
        let tokens = tokens_in(text, part).into_iter().filter(|it| it.kind != Kind::Quote);
        let places: Vec<Span> = tokens.map(|it| it.span).collect();
        let spoken: Vec<&str> = places.iter().map(|it| it.slice(text)).collect();
        let mut at = 0;
        let mut pointing = false;
        while at < spoken.len() {
            let lower = spoken[at].to_lowercase().replace('’', "'");
            let country = country_at(&spoken[at..]);
            let len = country.map_or(1, |(len, _)| len);
            let key = match country {
                Some((_, code)) => Some(Key::country(code)),
                None if matches!(lower.as_str(), "we" | "our" | "us") => own.map(Key::country),
                None => word_key(&lower),
            };
            self.wording.push_str(&lower);
            self.wording.push(' ');
            if let Some(key) = key {
                if pointing {
                    self.pointed.insert(key);
                }
                if self.keys.insert(key) {
                    self.places.push((key, places[at].join(places[at + len - 1])));
                }
                pointing = false;
            }
            pointing |= matches!(lower.as_str(), "such" | "these" | "those" | "this");
            at += len;
        }
    }

    /// Adds the country that the words leave out: of him who denies an act of his own.
    pub(super) fn with_country(mut self, code: Option<&'static str>) -> Self {
        if let Some(code) = code {
            self.keys.insert(Key::country(code));
        }
        self
    }

    /// Whether it names this country.
    pub(super) fn names(&self, code: &'static str) -> bool {
        self.keys.contains(Key::country(code))
    }

    /// Whether it names a country at all.
    pub(super) fn names_any(&self) -> bool {
        self.keys.0.first().is_some_and(|it| it.is_country())
    }

    /// Whether one of these phrases stands in it; each is in lower case.
    pub(super) fn says(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| {
            let open = phrase.strip_suffix('*');
            let wanted =
                format!(" {}{}", open.unwrap_or(phrase), if open.is_some() { "" } else { " " });
            self.wording.contains(&wanted)
        })
    }

    /// How much it is one with another.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        let (mut both, mut said, mut pointed) = (0, 0, 0);
        for key in self.keys.shared(&other.keys) {
            both += 1;
            said += usize::from(!key.is_country());
            pointed += usize::from(self.pointed.contains(key));
        }
        let least = self.spoken().min(other.spoken()).max(1);
        let least_cover = if pointed > 0 { 50 } else { 0 };
        let cover = (said * 100 / least).max(least_cover);
        let most = self.spoken().max(other.spoken()).max(1);
        let of_larger = said * 100 / most;
        Likeness { of_larger, shared: both + said + 2 * pointed, cover, countries: both - said }
    }

    /// From the first word that both share to the last, in this one: what a pair goes by.
    pub(super) fn words_shared(&self, other: &Self) -> Option<Span> {
        let shared = self.places.iter().filter(|it| other.keys.contains(it.0));
        shared.map(|it| it.1).reduce(Span::join)
    }

    /// Whether it points back: "this mistake", "such acts".
    pub(super) fn points(&self) -> bool {
        !self.pointed.0.is_empty()
    }

    /// Adds what another speaks of: `them` and `so` stand for it.
    pub(super) fn inherit(&mut self, other: &Self) {
        for key in &other.keys.0 {
            self.keys.insert(*key);
        }
    }

    /// Whether it leaves its object to what was said before.
    pub(super) fn is_open(&self) -> bool {
        self.says(&["them", "so", "that .", "it .", "do it", "do this", "do that"])
    }

    /// Whether they speak of one kind of event.
    pub(super) fn shares_event(&self, other: &Self) -> bool {
        self.keys.shared(&other.keys).any(Key::is_event)
    }

    /// Things and events in it, countries left out.
    pub(super) fn spoken(&self) -> usize {
        self.keys.0.len() - self.keys.0.partition_point(|it| it.is_country())
    }
}

impl Key {
    /// Where the sort stands.
    const SHIFT: u32 = 62;

    /// A hash by Fowler, Noll and Vo (FNV-1a) of the word, below its sort.
    fn new(sort: Sort, word: &str) -> Self {
        let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self((sort as u64) << Self::SHIFT | hash >> 2)
    }

    fn country(code: &str) -> Self {
        Self::new(Sort::Country, code)
    }

    const fn is_country(self) -> bool {
        self.0 >> Self::SHIFT == Sort::Country as u64
    }

    const fn is_event(self) -> bool {
        self.0 >> Self::SHIFT == Sort::Event as u64
    }
}

impl Keys {
    /// Puts a key in; whether it was not there.
    fn insert(&mut self, key: Key) -> bool {
        let place = self.0.binary_search(&key);
        if let Err(at) = place {
            self.0.insert(at, key);
        }
        place.is_err()
    }

    fn contains(&self, key: Key) -> bool {
        self.0.binary_search(&key).is_ok()
    }

    /// Those that both have.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Key> + 'a {
        let mut rest = other.0.as_slice();
        self.0.iter().copied().filter(move |key| {
            while let [first, after @ ..] = rest
                && first < key
            {
                rest = after;
            }
            rest.first() == Some(key)
        })
    }
}

impl Likeness {
    /// One proposition, told in other words.
    pub(super) const fn is_same(self) -> bool {
        self.shared >= 4 && self.cover >= 50 && self.of_larger >= 12
    }

    /// One proposition, and nearly all of it.
    pub(super) const fn is_close(self) -> bool {
        self.shared >= 5 && self.cover >= 75 && self.of_larger >= 25
    }
}

/// The country that the words begin with, and how many words its name has.
fn country_at(words: &[&str]) -> Option<(usize, &'static str)> {
    let first = words.first()?.replace('’', "'");
    let most = LONGEST.get(first.as_str())?.to_owned();
    (1..=most.min(words.len())).rev().find_map(|len| {
        let name = words[..len].join(" ").replace('’', "'");
        NAMES.get(&name).map(|code| (len, *code))
    })
}

fn words_of(name: &str) -> Vec<&str> {
    let tokens = tokens_in(name, Span::new(0, name.len()));
    tokens.into_iter().map(|token| token.span.slice(name)).collect()
}

/// The key of a word that is no country: its class, or its stem; none for a stop word.
fn word_key(word: &str) -> Option<Key> {
    let first = word.chars().next()?;
    if !first.is_alphabetic() || word.chars().count() < 3 || STOPS.contains(word) {
        return None;
    }
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    };
    let classes = CLASSES.get(&word.as_bytes()[0]).map_or(&[][..], Vec::as_slice);
    match classes.iter().find(|(pattern, _)| fits(pattern)) {
        Some((_, class)) => Some(Key::new(Sort::Event, class)),
        None => Some(Key::new(Sort::Word, stem(word))),
    }
}

/// A word without its ending, crudely; both sides of a comparison are cut alike.
fn stem(word: &str) -> &str {
    let endings =
        ["ations", "ation", "ings", "ing", "ions", "ion", "ies", "ied", "ed", "es", "ly", "s", "e"];
    let cut = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4));
    cut.unwrap_or(word).trim_end_matches('y')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Proposition {
        Proposition::read(text, &[Span::new(0, text.len())], Some("BLR"))
    }

    #[test]
    fn one_trade_from_two_sides_is_one_proposition() {
        let seller = read("We never exported drones to Syria");
        let buyer = read("Damascus was buying hundreds of rockets from Minsk");
        assert!(seller.likeness(&buyer).is_same());
    }

    #[test]
    fn countries_alone_are_no_proposition() {
        let a = read("Russia thanked China and Iran");
        let b = read("Iran, China and Russia hold elections");
        assert!(!a.likeness(&b).is_same());
    }

    #[test]
    fn such_and_these_point_back() {
        let claim = read("that Kenya stored chemical weapons");
        assert!(read("it does not possess such weapons anywhere").likeness(&claim).is_same());
        assert!(!read("it does not possess weapons anywhere").likeness(&claim).is_same());
    }

    #[test]
    fn endings_are_cut_alike() {
        assert_eq!(stem("conducting"), stem("conducted"));
        assert_eq!(stem("activities"), stem("activity"));
    }
}
