//! The word lists of the stances, read once.
//!
//! A cue is found in any of its forms: the list has dictionary forms, endings are taken off here.
//! `stance` relies on it.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    analysis::stance::pattern::Pattern,
    model::{Factuality, Stance},
};

const CUES: &str = include_str!("../../../assets/lexicon/stance_cues.txt");
const WORDS: &str = include_str!("../../../assets/lexicon/stance_words.txt");
const GRAVE: &str = include_str!("../../../assets/lexicon/stance_grave.txt");
const ACT_LIST: &str = include_str!("../../../assets/lexicon/stance_acts.txt");
const NAME_LIST: &str = include_str!("../../../assets/lexicon/stance_names.txt");
const GOVERNOR_LIST: &str = include_str!("../../../assets/lexicon/stance_governors.txt");
const HOSTILE: &str = include_str!("../../../assets/lexicon/stance_hostile.txt");

/// Endings, and what a dictionary form has in their place.
const ENDINGS: [(&str, &str); 9] = [
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ying", "ie"),
];

/// Where a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anywhere in the statement.
    Any,
    /// At its head.
    Start,
    /// Where the speaker or his side is the one who acts.
    Own,
    /// Where somebody else is.
    Other,
    /// Where it is not the speaker's side.
    NotOwn,
    /// Where it is not somebody else.
    NotOther,
    /// Where the speaker's side is named, whoever acts.
    Named,
}

/// Words that make a stance.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where they count.
    pub scope: Scope,
    /// Whether the first of all such rules to fit decides, and not the first in the list.
    pub races: bool,
    /// What they make.
    pub stance: Stance,
    /// The stance that another reader could give.
    pub second: Option<Stance>,
    /// Why, in words for a reader.
    pub reason: &'static str,
    patterns: Vec<Pattern>,
}

impl Rule {
    /// The first word at which it fits.
    pub fn place_in(&self, words: &[String]) -> Option<usize> {
        if self.scope == Scope::Start {
            return self.patterns.iter().any(|it| it.begins(words)).then_some(0);
        }
        self.patterns.iter().filter_map(|it| it.place_in(words)).min()
    }
}

/// How much a cue says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It decides.
    Hard,
    /// What the statement does comes first.
    Soft,
    /// Only the statement counts.
    Plain,
    /// The name that is given decides.
    Calls,
}

/// What a cue does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its stance.
    pub stance: Stance,
    /// How much that counts.
    pub weight: Weight,
    /// The stance that another reader could give.
    pub second: Option<Stance>,
    /// `FactBank`'s value for the author, where the cue gives one.
    pub author: Option<Factuality>,
}

static CUE_TABLE: LazyLock<BTreeMap<&str, Cue>> =
    LazyLock::new(|| lines(CUES).filter_map(cue).filter(|it| !it.0.ends_with('*')).collect());
static FAMILIES: LazyLock<Vec<(&str, Cue)>> = LazyLock::new(|| {
    let family = |(key, cue): (&'static str, Cue)| Some((key.strip_suffix('*')?, cue));
    lines(CUES).filter_map(cue).filter_map(family).collect()
});
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| lines(WORDS).filter_map(rule).collect());

fn cue(line: &'static str) -> Option<(&'static str, Cue)> {
    let fields: Vec<&str> = line.split(" | ").collect();
    let [key, stance, weight, second, author] = fields.as_slice() else { return None };
    let weight = match *weight {
        "hard" => Weight::Hard,
        "soft" => Weight::Soft,
        "calls" => Weight::Calls,
        _ => Weight::Plain,
    };
    let second = Stance::from_code(second);
    let author = Factuality::from_code(author);
    Some((key, Cue { stance: Stance::from_code(stance)?, weight, second, author }))
}

fn rule(line: &'static str) -> Option<Rule> {
    let fields: Vec<&'static str> = line.split(" | ").map(str::trim).collect();
    let [scope, stance, words, reason] = fields.as_slice() else { return None };
    let (races, scope) = scope.strip_prefix("first ").map_or((false, *scope), |it| (true, it));
    let scope = match scope {
        "start" => Scope::Start,
        "own" => Scope::Own,
        "other" => Scope::Other,
        "not own" => Scope::NotOwn,
        "not other" => Scope::NotOther,
        "named" => Scope::Named,
        _ => Scope::Any,
    };
    let (stance, second) = stance.split_once(' ').unwrap_or((stance, ""));
    let second = Stance::from_code(second.trim_matches(['(', ')']));
    let patterns = match *words {
        "@hostile" => lines(HOSTILE).map(Pattern::new).collect(),
        "@grave" => lines(GRAVE).map(Pattern::new).collect(),
        _ => vec![Pattern::new(words)],
    };
    Some(Rule { scope, races, stance: Stance::from_code(stance)?, second, reason, patterns })
}

/// The rules on the words of a statement, first things first.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rules on what a thing is called, first things first.
pub fn named_as() -> &'static [Rule] {
    &NAMES
}

/// Whether the words name a charge, or an act that is one.
pub fn charged(words: &[String]) -> bool {
    hostile(words) || RETURNED.found_in(words)
}

static RETURNED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("retaliat*/reprisal*/revenge/coup/threat"));

/// What a verb tells of a side's act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// With "will not": refused.
    Refuses,
    /// With "did not": an answer to a charge.
    Deniable,
    /// With "will": a threat.
    Strikes,
    /// Of one's own side: owned.
    Owned,
    /// Denied to somebody: withheld, not denied.
    Withheld,
    /// Done against a misdeed.
    Counters,
    /// What one recognises without granting a charge.
    Valued,
    /// Of what is not known.
    Unproved,
    /// Declined by one who does not do it.
    Answers,
}

/// Whether one of the words is of this class.
pub fn tells_of(act: Act, words: &[String]) -> bool {
    ACTS.get(&act).is_some_and(|it| it.found_in(words))
}

/// Whether the words tell of an act that nobody owns gladly.
pub fn hostile(words: &[String]) -> bool {
    HOSTILE_ACTS.iter().any(|it| it.found_in(words))
}

static NAMES: LazyLock<Vec<Rule>> = LazyLock::new(|| lines(NAME_LIST).filter_map(rule).collect());
static ACTS: LazyLock<BTreeMap<Act, Pattern>> = LazyLock::new(|| {
    let names = [
        ("refuses", Act::Refuses),
        ("deniable", Act::Deniable),
        ("strikes", Act::Strikes),
        ("owned", Act::Owned),
        ("withheld", Act::Withheld),
        ("counters", Act::Counters),
        ("valued", Act::Valued),
        ("unproved", Act::Unproved),
        ("answers", Act::Answers),
    ];
    let class = |line: &str| {
        let (name, words) = line.split_once(": ")?;
        let act = names.iter().find(|it| it.0 == name)?.1;
        Some((act, Pattern::new(&words.replace(' ', "/"))))
    };
    lines(ACT_LIST).filter_map(class).collect()
});
static HOSTILE_ACTS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| lines(HOSTILE).map(Pattern::new).collect());

/// What a cue does: the longest entry that its words hold, the last of several. An entry may go on
/// into the first words of what was said ("called | for talks").
pub fn cue_in(cue: &[String], told: &[String]) -> Option<Cue> {
    let words: Vec<&str> = cue.iter().chain(told.iter().take(2)).map(String::as_str).collect();
    let listed = (1..=4usize).rev().find_map(|len| {
        (0..cue.len()).rev().find_map(|at| {
            let (first, rest) = words.get(at..at + len)?.split_first()?;
            forms(first).into_iter().find_map(|form| {
                let key: Vec<&str> =
                    std::iter::once(form.as_str()).chain(rest.iter().copied()).collect();
                CUE_TABLE.get(key.join(" ").as_str()).copied()
            })
        })
    });
    let family = |word: &String| FAMILIES.iter().find(|it| word.starts_with(it.0)).map(|it| it.1);
    listed.or_else(|| cue.iter().rev().find_map(family))
}

/// What a word says of what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Reports it.
    Says,
    /// Takes it as so.
    Knows,
    /// It came about.
    Manages,
    /// It is under way.
    Begins,
    /// It did not come about.
    Fails,
    /// It is being tried.
    Tries,
    /// It is possible.
    May,
    /// It is wanted.
    Wants,
    /// It is meant to be.
    Plans,
    /// It is held probable.
    Expects,
    /// It is asked of somebody.
    Orders,
}

const CLASSES: [(&str, Class); 11] = [
    ("says", Class::Says),
    ("knows", Class::Knows),
    ("manages", Class::Manages),
    ("begins", Class::Begins),
    ("fails", Class::Fails),
    ("tries", Class::Tries),
    ("may", Class::May),
    ("wants", Class::Wants),
    ("plans", Class::Plans),
    ("expects", Class::Expects),
    ("orders", Class::Orders),
];

static GOVERNORS: LazyLock<BTreeMap<&str, Class>> = LazyLock::new(|| {
    let mut governors = BTreeMap::new();
    for line in lines(GOVERNOR_LIST) {
        let (name, words) = line.split_once(':').unwrap_or_default();
        let Some((_, class)) = CLASSES.iter().find(|it| it.0 == name) else { continue };
        for word in words.split_whitespace() {
            governors.entry(word).or_insert(*class);
        }
    }
    governors
});

/// The class of a word in any of its forms, for what it governs.
pub fn class(word: &str) -> Option<Class> {
    GOVERNORS
        .get(word)
        .copied()
        .or_else(|| forms(word).into_iter().find_map(|form| GOVERNORS.get(form.as_str()).copied()))
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The dictionary forms that a word could be a form of, itself first.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    for (ending, instead) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        forms.push(format!("{stem}{instead}"));
        let mut last = stem.chars().rev();
        let (a, b) = (last.next(), last.next());
        if let Some(doubled) = a.filter(|_| a == b && instead.is_empty()) {
            forms.push(stem[..stem.len() - doubled.len_utf8()].to_owned());
        }
    }
    forms
}
