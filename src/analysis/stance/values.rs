//! `FactBank`'s values (Saurí & Pustejovsky 2009): how firmly source and author hold a statement.
//!
//! Certain, probable or possible by what stands over the first verb, plus or minus by its negation; a
//! stance that commits nobody to a fact has none. `stance` relies on it.

use crate::{
    analysis::stance::{
        decide::Clause,
        lexicon::{self, Act},
        scope::Modality,
    },
    model::{Factuality, Stance},
};

/// How firmly the source holds a statement of this stance.
pub(super) fn of_source(stance: Stance, clause: &Clause<'_>) -> Factuality {
    let minus = clause.scope.negated;
    match stance {
        Stance::Denies | Stance::Rejects => Factuality::CertainMinus,
        Stance::Demands | Stance::Questions | Stance::Declines | Stance::Condemns => {
            Factuality::Unknown
        }
        Stance::Commits | Stance::Warns => Factuality::CertainUnknown,
        Stance::Qualifies => probable(minus),
        Stance::Assesses => {
            probable(minus || clause.cue_negated || says(clause, &["unlikely", "improbable"]))
        }
        Stance::Hedges if !clause.question.is_empty() && clause.told.len() <= 3 => {
            Factuality::Unknown
        }
        Stance::Hedges if clause.cue_negated || lexicon::tells_of(Act::Unproved, clause.told) => {
            Factuality::Unknown
        }
        Stance::Hedges => possible(minus),
        Stance::Asserts if clause.cue_negated => Factuality::Unknown,
        Stance::Confirms | Stance::Alleges | Stance::Supports | Stance::Asserts => {
            match clause.scope.modality {
                Modality::Possible => possible(minus),
                Modality::Probable | Modality::Would => probable(minus),
                _ if says(clause, &["if", "unless"])
                    && clause.scope.modality != Modality::Plain =>
                {
                    Factuality::Unknown
                }
                _ if minus => Factuality::CertainMinus,
                _ => Factuality::CertainPlus,
            }
        }
    }
}

/// What the author makes of it: with a factive cue the source's value, with most others nothing.
pub(super) fn of_author(
    cue: Option<Factuality>,
    source: Factuality,
    words: &[String],
) -> Factuality {
    if words.iter().any(|it| matches!(it.as_str(), "falsely" | "wrongly" | "untruthfully" | "lied"))
    {
        return Factuality::CertainMinus;
    }
    match cue {
        Some(Factuality::CertainPlus) => source,
        Some(value) => value,
        None => Factuality::Unknown,
    }
}

const fn probable(minus: bool) -> Factuality {
    if minus { Factuality::ProbableMinus } else { Factuality::ProbablePlus }
}

const fn possible(minus: bool) -> Factuality {
    if minus { Factuality::PossibleMinus } else { Factuality::PossiblePlus }
}

fn says(clause: &Clause<'_>, any: &[&str]) -> bool {
    clause.told.iter().any(|it| any.contains(&it.as_str()))
}
