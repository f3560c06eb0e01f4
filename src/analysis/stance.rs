//! What is done by saying so (the 15 stances), and how firmly (`FactBank`'s values).
//!
//! A cue that says it all ("denied", "urged") decides; after one that only tells that something was
//! said, the statement's own words do. The words stand in `assets/lexicon/stance_*`; `sources` asks
//! for each statement once its speaker is known.

pub mod lexicon;
pub mod pattern;

use crate::{
    analysis::attribution::{Attribution, Manner},
    analysis::sources::country,
    model::{Factuality, Span, Stance, Statement},
};

use self::{
    lexicon::{Rule, Scope},
    pattern::words,
};

/// One statement of `attribution`, read with the country of its speaker in mind.
pub fn read(text: &str, attribution: &Attribution, span: Span, speaker: Option<&str>) -> Statement {
    let cue = attribution.cue.map(|cue| cue.slice(text)).unwrap_or_default();
    let stance = stance(cue, span.slice(text), speaker);
    let factuality = factuality(stance, span.slice(text));
    let author_factuality = match attribution.manner {
        Manner::Narrated => factuality,
        Manner::Cue | Manner::Turn | Manner::Issued => Factuality::Unknown,
    };
    Statement { span, stance, factuality, author_factuality }
}

/// The stance that the reader must not miss among those of `statements`.
pub fn foremost(statements: &[Statement]) -> Stance {
    statements.iter().map(|it| it.stance).min().unwrap_or(Stance::Asserts)
}

/// The stance of words said with a cue by somebody who speaks for the country `speaker`.
pub fn stance(cue: &str, statement: &str, speaker: Option<&str>) -> Stance {
    let cue_words = words(cue);
    let told = words(statement);
    let by_cue = lexicon::cue_stance(&cue_words, &told);
    if asks_to_act(&cue_words, &told) {
        return Stance::Demands;
    }
    if let Some(stance) = by_cue.filter(|it| says_it_all(*it)) {
        return stance;
    }
    if statement.trim_end_matches(['"', '”', '’', ' ']).ends_with('?') {
        return Stance::Questions;
    }
    let own = acts_itself(statement, &told, speaker);
    let other = !own && is_laid_to_another(statement, speaker);
    // Further on, the subject is somebody else's.
    let near_head = &told[..told.len().min(9)];
    let fits = |rule: &&Rule| match rule.scope {
        Scope::Any => rule.pattern.found_in(&told),
        Scope::Start => rule.pattern.begins(&told),
        Scope::Own => own && rule.pattern.found_in(near_head),
        Scope::Other => other && lexicon::hostile(&told),
    };
    let by_words = lexicon::rules().iter().find(fits).map(|rule| rule.stance);
    match (by_words, by_cue) {
        (Some(words), _) => words,
        // One who "claims" something of himself lays it to nobody.
        (None, Some(Stance::Alleges)) if own => Stance::Asserts,
        (None, cue) => cue.unwrap_or(Stance::Asserts),
    }
}

/// Whether a cue of this stance leaves nothing to the words of the statement.
const fn says_it_all(stance: Stance) -> bool {
    !matches!(stance, Stance::Asserts | Stance::Alleges | Stance::Assesses | Stance::Hedges)
}

/// "Told the company to leave": telling with an infinitive.
fn asks_to_act(cue: &[String], told: &[String]) -> bool {
    let tells =
        cue.last().is_some_and(|it| matches!(it.as_str(), "tell" | "tells" | "told" | "telling"));
    let to = told.iter().take(6).position(|it| it == "to");
    let finite =
        |it: &String| matches!(it.as_str(), "that" | "was" | "is" | "had" | "has" | "were" | "are");
    tells && to.is_some_and(|to| to > 0 && !told[..to].iter().any(finite))
}

/// Whether the speaker is the one who acts in the statement.
fn acts_itself(statement: &str, told: &[String], speaker: Option<&str>) -> bool {
    let first_person = |it: &String| {
        matches!(
            it.as_str(),
            "i" | "we" | "our" | "my" | "i'm" | "we're" | "we've" | "i've" | "we'll" | "i'll"
        )
    };
    if told.iter().take(8).any(first_person) {
        return true;
    }
    let head = told.iter().find(|it| !matches!(it.as_str(), "that" | "and" | "but" | "because"));
    let pronoun = head.is_some_and(|it| matches!(it.as_str(), "it" | "he" | "she" | "they"));
    let named = country::first_in(head_of(statement)).filter(|it| Some(*it) == speaker);
    pronoun && speaker.is_some() && country::first_in(statement).is_none() || named.is_some()
}

/// The first words of a statement, where its subject stands.
fn head_of(statement: &str) -> &str {
    let end = statement.match_indices(' ').nth(3).map_or(statement.len(), |(at, _)| at);
    &statement[..end]
}

/// Whether the statement names a country that is not the speaker's, or points at one.
fn is_laid_to_another(statement: &str, speaker: Option<&str>) -> bool {
    let pointed = words(statement).iter().any(|it| {
        matches!(
            it.as_str(),
            "they"
                | "their"
                | "it"
                | "you"
                | "your"
                | "regime"
                | "country"
                | "forces"
                | "government"
                | "those"
                | "rebels"
                | "militants"
        )
    });
    pointed || country::all_in(statement).into_iter().any(|it| Some(it) != speaker)
}

/// How firmly the source holds it.
fn factuality(stance: Stance, statement: &str) -> Factuality {
    let told = words(statement);
    match stance {
        Stance::Denies => Factuality::CertainMinus,
        Stance::Demands | Stance::Questions | Stance::Declines | Stance::Condemns => {
            Factuality::Unknown
        }
        Stance::Hedges if lexicon::possible(&told) => Factuality::PossiblePlus,
        Stance::Hedges => Factuality::Unknown,
        Stance::Assesses => Factuality::ProbablePlus,
        _ if lexicon::negated(&told) => Factuality::CertainMinus,
        _ => Factuality::CertainPlus,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../assets/lexicon/stance_words.txt");

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lexicon::rules().len(), lines);
    }

    #[test]
    fn cue_and_words_decide_the_stance() {
        let cases = "
            denied | shelling the port | denies
            said | we have never sold drones to anyone | denies
            described | the report as “baseless” | denies
            said | there was no evidence that the convoy had crossed | hedges
            said | Spain did not recognise the ruling | rejects
            called | the treaty “null and void” | rejects
            told | the ambassador to leave | demands
            said | Ankara must withdraw its ships | demands
            said | “We strongly condemn the raid” | condemns
            warned | of a wider war | warns
            said | Chad could close the border | hedges
            say | the fleet is likely to sail | assesses
            clarified | the earlier remarks | qualifies
            said | Iran was smuggling weapons to Yemen | alleges
            said | I would refer you to the ministry | declines
            said | the talks took place in Oslo | asserts
            has slammed | the vote | condemns
            thanked | the hosts | supports
             | We welcome the truce | supports
             | “Why did the navy turn back?” | questions
            pledged | to open the corridor | commits
        ";
        for case in cases.lines().filter(|line| line.contains('|')) {
            let mut fields = case.split('|').map(str::trim);
            let (cue, told) = (fields.next().unwrap(), fields.next().unwrap());
            assert_eq!(stance(cue, told, Some("ESP")).code(), fields.next().unwrap(), "{case}");
        }
    }
}
