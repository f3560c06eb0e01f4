//! From cue, words and subject to a stance, with the rule that decided.
//!
//! The order: what the cue leaves no doubt of; what is the same whoever says it ("no comment", "no
//! evidence"); what the speaker does by his own verb; what he denies, owns or will do; then the first
//! of chance, blame, misdeed and praise in the words; then what is left of the cue. `stance` asks.

use crate::{
    analysis::stance::{
        cue::{announced, asks_to_act, by_cue, denies_a_claim, left_of},
        lexicon::{self, Act, Rule, Weight},
        scope::{Modality, Scope, Word},
        subject::{self, Side, Subject},
    },
    model::Stance,
};

/// A stance and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The stance.
    pub stance: Stance,
    /// The one that another reader could give.
    pub second: Option<Stance>,
    /// Why, in words for a reader.
    pub rule: &'static str,
}

/// What is known of a statement.
pub struct Clause<'a> {
    /// Its words as the patterns have them.
    pub told: &'a [String],
    /// The same with marks.
    pub words: &'a [Word],
    /// Those in lower case, one for each of `words`.
    pub lower: &'a [String],
    /// A negation stands in the cue.
    pub cue_negated: bool,
    /// Told in the narrator's person, one tense back: "would" is "will".
    pub indirect: bool,
    /// The question before it, in a transcript.
    pub question: &'a [String],
    /// Its words end in a question mark.
    pub asks: bool,
    /// Whose act.
    pub subject: Subject,
    /// What stands over its first verb.
    pub scope: Scope,
}

impl Clause<'_> {
    /// Whether its act is still to come.
    fn is_to_come(&self) -> bool {
        let modality = self.scope.modality;
        modality == Modality::Future || modality == Modality::Would && self.indirect
    }
}

#[allow(clippy::unnecessary_wraps, reason = "a rule gives a verdict or none")]
pub(super) const fn verdict(
    stance: Stance,
    second: Option<Stance>,
    rule: &'static str,
) -> Option<Verdict> {
    Some(Verdict { stance, second, rule })
}

/// The stance of a clause said with `cue`.
pub fn decide(cue_words: &[String], clause: &Clause<'_>) -> Verdict {
    let cue = lexicon::cue_in(cue_words, clause.told);
    let by_cue = cue.and_then(|cue| by_cue(cue_words, cue, clause));
    by_cue
        .or_else(|| asks_to_act(cue_words, clause.told))
        .or_else(|| short_answer(clause))
        .or_else(|| by_question(clause))
        .or_else(|| announced(cue_words, clause))
        .or_else(|| before_all(clause))
        .or_else(|| performed(clause))
        .or_else(|| own_act(clause))
        .or_else(|| listed(clause, true))
        .or_else(|| cue.and_then(|cue| left_of(cue, clause)))
        .or_else(|| negative(clause))
        .or_else(|| foretold(clause))
        .unwrap_or(match cue {
            Some(_) => Verdict { stance: Stance::Asserts, second: None, rule: "said as so" },
            None if cue_words.is_empty() => {
                Verdict { stance: Stance::Asserts, second: None, rule: "stated as so" }
            }
            None => {
                Verdict { stance: Stance::Asserts, second: None, rule: "a cue not in the list" }
            }
        })
}

/// The first rule of the list that fits, among those that race or those before.
fn listed(clause: &Clause<'_>, races: bool) -> Option<Verdict> {
    let side = clause.subject.side;
    let place = |rule: &Rule| {
        let fits = match rule.scope {
            lexicon::Scope::Any | lexicon::Scope::Start => true,
            lexicon::Scope::Own => side == Side::Own,
            lexicon::Scope::Other => side == Side::Other,
            lexicon::Scope::NotOwn => side != Side::Own,
            lexicon::Scope::NotOther => side != Side::Other,
            lexicon::Scope::Named => clause.subject.named,
        };
        let at = fits.then(|| rule.place_in(clause.told))??;
        let near = &clause.told[at.saturating_sub(5)..clause.told.len().min(at + 2)];
        let before = &clause.told[at.saturating_sub(5)..at];
        let countered = rule.stance == Stance::Alleges && lexicon::tells_of(Act::Counters, before);
        let denied = races
            && (countered
                || near.iter().any(|it| is_negation(it)) && !is_negation(&clause.told[at]));
        (!denied).then_some(at)
    };
    let mut fitting = lexicon::rules()
        .iter()
        .filter(|it| it.races == races)
        .filter_map(|it| Some((place(it)?, it)));
    let (_, rule) = if races { fitting.min_by_key(|it| it.0)? } else { fitting.next()? };
    verdict(rule.stance, rule.second, rule.reason)
}

/// Whether a word negates.
pub fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "without" | "nor" | "neither" | "cannot")
        || word.ends_with("n't")
}

/// The rules that hold whoever acts; what "we" do by our own verb comes before what we call untrue.
fn before_all(clause: &Clause<'_>) -> Option<Verdict> {
    let found = listed(clause, false)?;
    let performed = || performed(clause).filter(|_| clause.subject.first_person);
    let own = if found.stance == Stance::Denies { performed() } else { None };
    own.map(|it| Verdict { second: it.second.or(Some(found.stance)), ..it }).or(Some(found))
}

/// "No." and "Yes." take their stance from the question.
fn short_answer(clause: &Clause<'_>) -> Option<Verdict> {
    let said = clause.told.first().filter(|_| clause.told.len() <= 3)?;
    let asked = clause.question;
    let asks_for = |any: &[&str]| asked.iter().any(|it| any.contains(&it.as_str()));
    match said.as_str() {
        "no" if asked.is_empty() => None,
        "no" if asks_for(&["aware", "seen", "heard", "know", "evidence", "indication"]) => {
            verdict(Stance::Hedges, Some(Stance::Denies), "does not know, asked whether")
        }
        "no" if asks_for(&["say", "tell", "comment", "elaborate", "details", "timeline"]) => {
            verdict(Stance::Declines, None, "will not say, asked to")
        }
        "no" => verdict(Stance::Denies, Some(Stance::Asserts), "denies what was asked"),
        "yes" | "correct" | "right" if !asked.is_empty() => {
            verdict(Stance::Confirms, Some(Stance::Asserts), "grants what was asked")
        }
        _ => None,
    }
}

fn by_question(clause: &Clause<'_>) -> Option<Verdict> {
    if !clause.asks {
        return None;
    }
    verdict(Stance::Questions, None, "a question that puts it")
}

/// What the speaker does by his own verb: "we condemn", "I welcome".
fn performed(clause: &Clause<'_>) -> Option<Verdict> {
    let verb = clause.subject.verb.filter(|_| clause.subject.side == Side::Own)?;
    let cue = subject::performed(clause.words, verb)?;
    if clause.scope.negated {
        return match cue.stance {
            Stance::Confirms if cue.weight == Weight::Hard => None,
            Stance::Supports | Stance::Confirms => {
                verdict(Stance::Rejects, None, "does not accept it")
            }
            Stance::Assesses => {
                verdict(Stance::Assesses, Some(Stance::Denies), "does not hold it so")
            }
            _ => None,
        };
    }
    let own = clause.subject.first_person
        || matches!(clause.scope.modality, Modality::Plain | Modality::Ability);
    match cue.stance {
        Stance::Commits
            if clause.words[verb].lower.ends_with("ed")
                && !clause.told.iter().any(|it| it == "to") =>
        {
            None
        }
        Stance::Denies
            if !denies_a_claim(
                &["deny".to_owned()],
                &clause.lower[(verb + 1).min(clause.lower.len())..],
            ) =>
        {
            None
        }
        Stance::Confirms
            if cue.weight == Weight::Soft && !clause.told.iter().any(|it| it == "that") =>
        {
            verdict(Stance::Supports, Some(Stance::Asserts), "recognises it")
        }
        Stance::Confirms if lexicon::tells_of(Act::Valued, clause.told) => None,
        Stance::Qualifies if !clause.subject.first_person => None,
        // A side that is told of in the third person takes part; only "we" and "I" perform.
        _ if !own => None,
        Stance::Asserts | Stance::Alleges | Stance::Hedges => None,
        Stance::Commits | Stance::Supports if clause.scope.modality == Modality::Future => {
            verdict(Stance::Commits, None, "says what it will do")
        }
        stance => verdict(stance, cue.second, "the speaker's own verb"),
    }
}

/// What the speaker's side did not do, did, or will do.
fn own_act(clause: &Clause<'_>) -> Option<Verdict> {
    if clause.subject.side != Side::Own {
        return None;
    }
    let told = clause.told;
    let verb = clause.subject.verb.map(|it| std::slice::from_ref(&clause.lower[it]));
    let is = |act| verb.is_some_and(|it| lexicon::tells_of(act, it));
    let to_come = clause.is_to_come();
    let able = clause.scope.modality == Modality::Ability;
    let rule = "its own side will not do it";
    match (clause.scope.negated, to_come) {
        (true, _) if clause.scope.modality == Modality::Duty => None,
        (true, _) if (to_come || able) && lexicon::tells_of(Act::Refuses, told) => {
            verdict(Stance::Rejects, Some(Stance::Warns), "refuses it")
        }
        (true, true) if lexicon::hostile(told) || is(Act::Deniable) => {
            verdict(Stance::Denies, Some(Stance::Commits), rule)
        }
        (true, true) => verdict(Stance::Commits, Some(Stance::Rejects), rule),
        (true, false) if !able && (is(Act::Deniable) || lexicon::hostile(told)) => {
            verdict(Stance::Denies, Some(Stance::Asserts), "its own side did not do it")
        }
        (false, true) if is(Act::Strikes) => {
            verdict(Stance::Warns, Some(Stance::Commits), "says what it will do to others")
        }
        (false, true) => verdict(Stance::Commits, None, "says what it will do"),
        (false, false) if clause.scope.modality == Modality::Plain && owns(clause) => {
            verdict(Stance::Confirms, Some(Stance::Asserts), "owns the act")
        }
        (_, false) => None,
    }
}

/// Whether the speaker's side did by its first verb what others lay to somebody.
fn owns(clause: &Clause<'_>) -> bool {
    let Some(verb) = clause.subject.verb else { return false };
    let next = clause.words.get(verb + 1).map_or("", |it| it.lower.as_str());
    match clause.lower[verb].as_str() {
        "carried" => next == "out",
        "shot" => next != "at",
        _ => lexicon::tells_of(Act::Owned, std::slice::from_ref(&clause.lower[verb])),
    }
}

/// A plain negative: of a misdeed, or one that answers nobody.
fn negative(clause: &Clause<'_>) -> Option<Verdict> {
    let told = clause.told;
    if told.first().is_some_and(|it| it == "no") && clause.scope.modality == Modality::Ability {
        return verdict(Stance::Rejects, Some(Stance::Warns), "will have none of it");
    }
    if !clause.scope.negated {
        return None;
    }
    // "This is no retaliation": the word that names the charge is negated.
    let pointed =
        told.iter().take(2).any(|it| matches!(it.as_str(), "this" | "that" | "it" | "there"));
    if pointed
        && clause.subject.side != Side::Other
        && lexicon::charged(&told[..told.len().min(10)])
    {
        return verdict(Stance::Denies, Some(Stance::Asserts), "the misdeed did not happen");
    }
    verdict(Stance::Asserts, Some(Stance::Denies), "a plain negative")
}

/// What others will do.
fn foretold(clause: &Clause<'_>) -> Option<Verdict> {
    let to_come = clause.is_to_come();
    let others = clause.subject.side != Side::Own;
    (to_come && others)
        .then_some(())
        .and_then(|()| verdict(Stance::Assesses, Some(Stance::Asserts), "foretells"))
}
