//! The word lists of the stances, read once.
//!
//! A cue is found in any of its forms: the list has dictionary forms, endings are taken off here.
//! `stance` relies on it.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{analysis::stance::pattern::Pattern, model::Stance};

const CUES: &str = include_str!("../../../assets/lexicon/stance_cues.tsv");
const WORDS: &str = include_str!("../../../assets/lexicon/stance_words.txt");
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
    /// Where the speaker is the one who acts.
    Own,
    /// Where a hostile act is laid to somebody else.
    Other,
}

/// Words that make a stance.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where they count.
    pub scope: Scope,
    /// What they make.
    pub stance: Stance,
    /// The words.
    pub pattern: Pattern,
}

static CUE_TABLE: LazyLock<BTreeMap<&str, Stance>> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let (cue, stance) = line.split_once('\t')?;
        Some((cue, Stance::from_code(stance)?))
    };
    CUES.lines().filter_map(entry).collect()
});
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| lines(WORDS).filter_map(rule).collect());
static HOSTILE_ACTS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| lines(HOSTILE).map(Pattern::new).collect());
static POSSIBLE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("could/may/might/possibly/perhaps/reportedly/allegedly"));
static NEGATED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("not/never/didn't/doesn't/don't/isn't/wasn't/weren't/won't/no"));

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn rule(line: &str) -> Option<Rule> {
    let mut fields = line.split('|').map(str::trim);
    let scope = match fields.next()? {
        "start" => Scope::Start,
        "self" => Scope::Own,
        "other" => Scope::Other,
        _ => Scope::Any,
    };
    let stance = Stance::from_code(fields.next()?)?;
    Some(Rule { scope, stance, pattern: Pattern::new(fields.next()?) })
}

/// The rules on the words of a statement, first things first.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// Whether the words tell of an act that nobody owns gladly.
pub fn hostile(words: &[String]) -> bool {
    HOSTILE_ACTS.iter().any(|it| it.found_in(words))
}

/// Whether the words leave it open.
pub fn possible(words: &[String]) -> bool {
    POSSIBLE.found_in(words)
}

/// Whether the words say that something is not so.
pub fn negated(words: &[String]) -> bool {
    NEGATED.found_in(words)
}

/// What a cue does: the longest entry that its words hold, the last of several. An entry may go on
/// into the first words of what was said ("called | for talks").
pub fn cue_stance(cue: &[String], told: &[String]) -> Option<Stance> {
    let words: Vec<&str> = cue.iter().chain(told.iter().take(2)).map(String::as_str).collect();
    (1..=4usize).rev().find_map(|len| {
        (0..cue.len()).rev().find_map(|at| {
            let (first, rest) = words.get(at..at + len)?.split_first()?;
            forms(first).into_iter().find_map(|form| {
                let key: Vec<&str> =
                    std::iter::once(form.as_str()).chain(rest.iter().copied()).collect();
                CUE_TABLE.get(key.join(" ").as_str()).copied()
            })
        })
    })
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
