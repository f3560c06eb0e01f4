//! What stands over a word: negation, modality, time to come, condition, and the word that governs it.
//!
//! No parser: auxiliaries and "to" are read off the words before, the governor is the nearest word
//! of a known class, and no rule looks further than `REACH` words, so that a long sentence costs no
//! more than its length. `stance` takes the values of its statements from here, `event` those of
//! single words.

use crate::{
    analysis::stance::{
        lexicon::{self, Class},
        pattern,
    },
    model::Span,
    text::tokens::{Kind, tokens_in},
};

/// Words that are looked at on either side.
const REACH: usize = 24;

/// Words between a governor and what it governs, at most.
const GOVERNED: usize = 6;

/// A word or a mark, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, with a straight apostrophe.
    pub lower: String,
    /// Where it stands in the text.
    pub span: Span,
}

impl Word {
    fn is(&self, any: &[&str]) -> bool {
        any.contains(&self.lower.as_str())
    }

    /// Whether it is a word and no mark.
    pub fn is_word(&self) -> bool {
        self.lower.starts_with(|it: char| it.is_alphanumeric() || it == '\'')
    }
}

/// The words and marks of a part of `text`, without quotation marks.
pub fn words(text: &str, part: Span) -> Vec<Word> {
    let kept = tokens_in(text, part).into_iter().filter(|it| it.kind != Kind::Quote);
    let word = |(place, span): (usize, Span)| Word {
        lower: pattern::lower(place == 0, span.slice(text)).replace('’', "'"),
        span,
    };
    kept.map(|it| it.span).enumerate().map(word).collect()
}

/// How an act is put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// As a fact.
    #[default]
    Plain,
    /// "likely to", "is expected to", "must have".
    Probable,
    /// "could", "may".
    Possible,
    /// "will", "plans to".
    Future,
    /// "would".
    Would,
    /// "should", "must", "need to".
    Duty,
    /// "can".
    Ability,
}

impl Modality {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Future => "future",
            Self::Would => "would",
            Self::Duty => "duty",
            Self::Ability => "ability",
        }
    }
}

/// What stands over one word of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Whether it is negated, by an auxiliary, a determiner or a governor ("failed to").
    pub negated: bool,
    /// How it is put.
    pub modality: Modality,
    /// After "to".
    pub infinitive: bool,
    /// Where its auxiliaries begin: an index into the words.
    pub from: usize,
    /// The word that governs it, an index into the words: "refused" in "refused to go".
    pub governor: Option<usize>,
}

const NEGATIONS: &[&str] = &[
    "not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none", "nothing",
    "cannot", "hardly", "barely",
];

const AUXILIARIES: &[&str] = &[
    "am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m", "have", "has",
    "had", "having", "'ve", "'d", "do", "does", "did", "will", "'ll", "would", "can", "could",
    "may", "might", "must", "shall", "should", "ought", "need", "wo", "ca", "sha", "not", "n't",
    "never", "cannot", "get", "got", "going", "used", "able", "about",
];

/// Adverbs that do not end in "-ly".
const ADVERBS: &[&str] = &[
    "also", "still", "already", "just", "now", "even", "ever", "perhaps", "maybe", "always",
    "often", "soon", "yet", "again", "then", "so", "further", "ever", "once", "all", "both",
    "either", "only", "likely", "most", "more", "almost", "much", "better", "well", "long",
    "first", "instead", "too",
];

const CONJUNCTIONS: &[&str] = &[
    "that", "if", "whether", "unless", "until", "when", "while", "because", "before", "after",
    "since", "although", "though", "who", "which", "what", "where", "how", "why", "as", "than",
    "in case",
];

const PRONOUNS: &[&str] = &[
    "i", "we", "you", "he", "she", "it", "they", "the", "a", "an", "this", "these", "those", "his",
    "her", "its", "our", "their", "my", "your", "in", "on", "at", "for", "of", "to", "but", "and",
    "or", "there", "some", "any", "please", "by", "with", "from", "let",
];

/// Whether the word at `at` can stand between a subject and its verb.
pub fn is_auxiliary(word: &Word) -> bool {
    word.is(AUXILIARIES)
}

/// Whether it is one of the words that a sentence is held together with.
pub fn is_function_word(word: &Word) -> bool {
    is_auxiliary(word)
        || is_adverb(word)
        || word.is(CONJUNCTIONS)
        || word.is(NEGATIONS)
        || word.is(PRONOUNS)
}

fn is_adverb(word: &Word) -> bool {
    word.lower.len() > 4 && word.lower.ends_with("ly") || word.is(ADVERBS)
}

/// What stands over the word at `at`; the empty scope where there is no such word.
pub fn over(words: &[Word], at: usize) -> Scope {
    let mut scope = Scope { from: at, ..Scope::default() };
    if at >= words.len() {
        return scope;
    }
    let mut to = None;
    while scope.from > 0 && at - scope.from < REACH {
        let before = &words[scope.from - 1];
        if before.lower == "to" {
            to = Some(scope.from - 1);
            scope.infinitive = true;
        } else if !(is_auxiliary(before) || is_adverb(before)) || to.is_some() {
            break;
        }
        scope.from -= 1;
    }
    // "not to go": the negation stands before "to".
    if to.is_some() && scope.from > 0 && words[scope.from - 1].is(&["not", "never"]) {
        scope.from -= 1;
    }
    let run = &words[scope.from..at];
    let not_only = run.last().is_some_and(|it| it.lower == "only");
    scope.negated = !not_only && run.iter().any(|it| it.is(NEGATIONS));
    scope.modality = modality(run);
    scope.governor = governor(words, scope.from, to.is_some());
    scope.negated ^= determined_by_no(words, scope.from, at);
    if let Some(class) = scope.governor.map(|it| lexicon::class(&words[it].lower)) {
        let over =
            &words[scope.governor.unwrap_or(0).saturating_sub(3)..scope.governor.unwrap_or(0)];
        let negated = over.iter().any(|it| it.is(&["not", "n't", "never", "no"]));
        // Without "to", only what stands at the verb is governed as its act: "stopped selling".
        let near = scope.governor.is_some_and(|it| scope.from - it <= 2);
        let act = scope.infinitive || near && words[at].lower.ends_with("ing");
        match class {
            Some(Class::Fails) if act => scope.negated ^= !negated,
            Some(Class::Manages) if act => scope.negated ^= negated,
            Some(Class::Wants | Class::Plans) if scope.modality == Modality::Plain => {
                scope.modality = Modality::Future;
            }
            Some(Class::Expects) if scope.modality == Modality::Plain => {
                scope.modality = Modality::Probable;
            }
            Some(Class::Tries | Class::May) if scope.modality == Modality::Plain => {
                scope.modality = Modality::Possible;
            }
            Some(Class::Orders) if scope.modality == Modality::Plain => {
                scope.modality = Modality::Duty;
            }
            _ => (),
        }
    }
    scope
}

/// What stands over a clause with its verb at `at`; "there are no ships" negates it too.
pub fn over_clause(words: &[Word], at: usize) -> Scope {
    let mut scope = over(words, at);
    let object = words.iter().skip(at).take(2);
    scope.negated |= object.into_iter().any(|it| it.is(&["no", "nothing", "nobody", "none"]));
    scope
}

fn modality(run: &[Word]) -> Modality {
    let has = |any: &[&str]| run.iter().any(|it| it.is(any));
    if has(&["could", "may", "might", "possibly", "perhaps", "maybe"]) {
        Modality::Possible
    } else if has(&["will", "'ll", "wo", "shall", "going"]) {
        Modality::Future
    } else if has(&["likely", "probably", "apparently", "reportedly", "allegedly"])
        || has(&["must"]) && has(&["have"])
    {
        Modality::Probable
    } else if has(&["would", "'d"]) {
        Modality::Would
    } else if has(&["should", "must", "ought", "need"]) {
        Modality::Duty
    } else if has(&["can", "ca", "able", "cannot"]) {
        Modality::Ability
    } else {
        Modality::Plain
    }
}

/// The nearest word to the left of `from` that governs what follows it: of a known class, or, where
/// "to" stands between, the word before.
fn governor(words: &[Word], from: usize, infinitive: bool) -> Option<usize> {
    let low = from.saturating_sub(GOVERNED);
    let known = (low..from)
        .rev()
        .take_while(|it| !words[*it].is(&[".", ";", ":", "?", "!"]))
        .find(|it| lexicon::class(&words[*it].lower).is_some_and(|it| it != Class::Says));
    known.or_else(|| (infinitive && from > 0).then(|| from - 1))
}

/// "no plans", "any", "neither side": a negation before a noun, or before the subject.
fn determined_by_no(words: &[Word], from: usize, at: usize) -> bool {
    let low = from.saturating_sub(3);
    words[low..from.min(at)]
        .iter()
        .rev()
        .take_while(|it| it.is_word())
        .any(|it| it.is(&["no", "neither", "without", "nobody", "none", "nothing", "nor"]))
}

/// The conjunction of the clause of a word with its auxiliaries at `from`: "that", "if".
pub fn conjunction(words: &[Word], from: usize) -> Option<usize> {
    (from.saturating_sub(REACH)..from).rev().find(|it| words[*it].is(CONJUNCTIONS))
}

/// The word that says so: the nearest before, else the nearest after.
pub fn report(words: &[Word], from: usize, at: usize) -> Option<usize> {
    let says = |it: &usize| lexicon::class(&words[*it].lower) == Some(Class::Says);
    let low = from.saturating_sub(REACH);
    (low..from).rev().find(says).or_else(|| (at + 1..(at + REACH).min(words.len())).find(says))
}

impl Scope {
    /// The names of what is in force, for the regression of `event`.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = vec![format!("modality={}", self.modality.name())];
        if self.negated {
            names.push("negated".to_owned());
            names.push(format!("negated {}", self.modality.name()));
        }
        if self.infinitive {
            names.push("infinitive".to_owned());
            names.push(format!("infinitive {}", self.modality.name()));
        }
        names
    }
}
