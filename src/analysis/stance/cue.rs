//! What a cue decides by itself: "denied", "told them to", "called it", and what is left of it where
//! the words of the statement say no more. `decide` asks before and after it looks at the words.

use crate::{
    analysis::stance::{
        decide::{Clause, Verdict, verdict},
        lexicon::{self, Act, Cue, Weight},
        scope::Modality,
        subject::Side,
    },
    model::Stance,
};

/// What a cue decides before the words are looked at.
pub(super) fn by_cue(cue_words: &[String], cue: Cue, clause: &Clause<'_>) -> Option<Verdict> {
    if let Some(verdict) = negated_cue(cue_words, cue) {
        return Some(verdict);
    }
    match (cue.weight, cue.stance) {
        (Weight::Hard, Stance::Denies) if !denies_a_claim(cue_words, clause.told) => {
            verdict(Stance::Rejects, Some(Stance::Commits), "denies a thing, not a claim")
        }
        (Weight::Hard, Stance::Demands) if clause.asks || asks(cue_words, clause.told) => {
            verdict(Stance::Questions, None, "asks whether")
        }
        (Weight::Hard, Stance::Warns)
            if clause.scope.modality == Modality::Future && clause.subject.side == Side::Own =>
        {
            verdict(Stance::Warns, Some(Stance::Commits), "the cue threatens")
        }
        (_, Stance::Confirms)
            if lexicon::tells_of(Act::Valued, &clause.told[..clause.told.len().min(4)]) =>
        {
            verdict(Stance::Asserts, Some(Stance::Supports), "recognises a value, not a charge")
        }
        (Weight::Hard, stance) => verdict(stance, cue.second, "the cue decides"),
        (Weight::Calls, _) => called(clause),
        (Weight::Soft, Stance::Alleges)
            if clause.told.iter().take(3).any(|it| it == "responsibility") =>
        {
            verdict(Stance::Confirms, None, "claims responsibility")
        }
        (Weight::Soft, Stance::Assesses) if foresees(cue_words, clause.told) => {
            verdict(Stance::Assesses, Some(Stance::Alleges), "foresees what another will do")
        }
        (Weight::Soft | Weight::Plain, _) => None,
    }
}

/// "Expects the army to go on": whatever its words call that, it is a forecast.
fn foresees(cue_words: &[String], told: &[String]) -> bool {
    let expects = |it: &String| it.starts_with("expect") || it.starts_with("anticipat");
    let finite = |it: &String| matches!(it.as_str(), "that" | "will" | "would" | "is" | "are");
    let to = told.iter().take(8).position(|it| it == "to");
    cue_words.iter().any(expects) && to.is_some_and(|at| at > 0 && !told[..at].iter().any(finite))
}

/// "did not say", "would not confirm", "has not denied".
fn negated_cue(cue_words: &[String], cue: Cue) -> Option<Verdict> {
    let not = |it: &String| {
        it == "not" || it == "never" || it.ends_with("n't") || it == "without" || it == "nor"
    };
    let at = cue_words.iter().position(not)?;
    if at + 1 >= cue_words.len() {
        return None;
    }
    match cue.stance {
        Stance::Declines => verdict(Stance::Declines, Some(Stance::Hedges), "will not say so"),
        Stance::Asserts | Stance::Confirms if lexicon::tells_of(Act::Answers, cue_words) => {
            verdict(Stance::Declines, Some(Stance::Hedges), "will not say so")
        }
        Stance::Asserts | Stance::Confirms | Stance::Alleges => {
            verdict(Stance::Asserts, Some(Stance::Denies), "does not say so")
        }
        Stance::Denies => verdict(Stance::Hedges, Some(Stance::Declines), "does not deny it"),
        Stance::Supports | Stance::Commits => {
            verdict(Stance::Rejects, None, "does not agree to it")
        }
        Stance::Assesses => verdict(Stance::Assesses, Some(Stance::Denies), "does not hold it so"),
        _ => None,
    }
}

/// Whether what is denied was claimed: a clause, an act in "-ing", or a thing that nobody asks to be
/// given; "denied them entry" withholds.
pub(super) fn denies_a_claim(cue_words: &[String], told: &[String]) -> bool {
    if told.is_empty() || !cue_words.iter().any(|it| it.starts_with("den")) {
        return true;
    }
    let clausal = told[..told.len().min(4)].iter().any(|it| {
        matches!(
            it.as_str(),
            "was"
                | "were"
                | "is"
                | "are"
                | "had"
                | "has"
                | "have"
                | "having"
                | "been"
                | "any"
                | "all"
        ) || it.len() > 5 && it.ends_with("ing") && it != "funding"
    });
    clausal || !lexicon::tells_of(Act::Withheld, &told[..told.len().min(6)])
}

/// Asking with a question: "asked whether".
fn asks(cue_words: &[String], told: &[String]) -> bool {
    let asks = cue_words.iter().any(|it| it.starts_with("ask"));
    let wh = |it: &String| {
        matches!(
            it.as_str(),
            "whether" | "if" | "why" | "how" | "what" | "who" | "when" | "where" | "about"
        )
    };
    asks && told.iter().take(4).any(wh)
}

/// "Told the company to leave": telling with an infinitive.
pub(super) fn asks_to_act(cue: &[String], told: &[String]) -> Option<Verdict> {
    let tells =
        cue.last().is_some_and(|it| matches!(it.as_str(), "tell" | "tells" | "told" | "telling"));
    let to = told.iter().take(6).position(|it| it == "to").filter(|it| tells && *it > 0)?;
    let finite =
        |it: &String| matches!(it.as_str(), "that" | "was" | "is" | "had" | "has" | "were" | "are");
    if told[..to].iter().any(finite) {
        return None;
    }
    verdict(Stance::Demands, None, "tells somebody to act")
}

/// What a name does that somebody is called by.
fn called(clause: &Clause<'_>) -> Option<Verdict> {
    if clause.told.first().is_some_and(|it| it == "for" || it == "on") {
        return verdict(Stance::Demands, None, "calls for it");
    }
    let found = lexicon::named_as().iter().find(|it| it.place_in(clause.told).is_some())?;
    verdict(found.stance, found.second, found.reason)
}

/// "Announced a withdrawal", "announced that it will leave": a step of one's own to come.
pub(super) fn announced(cue_words: &[String], clause: &Clause<'_>) -> Option<Verdict> {
    let announces = cue_words.iter().any(|it| it.starts_with("announc"));
    let thing = clause.told.first().is_some_and(|it| {
        matches!(
            it.as_str(),
            "a" | "an" | "its" | "his" | "her" | "their" | "new" | "further" | "more" | "plans"
        )
    });
    let step = thing && clause.subject.verb.is_none();
    let will = clause.scope.modality == Modality::Future && clause.subject.side != Side::Other;
    if announces && (step || will) && !clause.scope.negated {
        return verdict(Stance::Commits, Some(Stance::Asserts), "announces a step of its own");
    }
    None
}

/// What is left of a cue whose statement does nothing by itself.
pub(super) fn left_of(cue: Cue, clause: &Clause<'_>) -> Option<Verdict> {
    match (cue.weight, cue.stance) {
        (Weight::Plain | Weight::Calls, _) => None,
        (Weight::Soft, Stance::Alleges) if clause.subject.side == Side::Own => {
            verdict(Stance::Asserts, Some(Stance::Alleges), "claims it of itself")
        }
        (_, stance) => verdict(stance, cue.second, "the cue, where the words say no more"),
    }
}
