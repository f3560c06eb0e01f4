//! For whom a source speaks: its country, or the body at the end of its affiliations.

use crate::model::{Source, SourceClass};

/// A party, as far as the text lets us tell parties apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// A state and all that speaks for it.
    Country(&'static str),
    /// A body or person without a state: an index into the sources.
    Source(usize),
    /// The text does not say who.
    Unknown,
}

/// Affiliations that are followed at most, so that a circle ends.
const STEPS: usize = 8;

impl Side {
    /// The side of a source, or of a claim without one.
    pub(super) fn of(source: Option<usize>, sources: &[Source]) -> Self {
        let Some(first) = source else { return Self::Unknown };
        let mut at = first;
        for _ in 0..STEPS {
            let Some(source) = sources.get(at) else { return Self::Unknown };
            if matches!(source.class, SourceClass::Unspecified | SourceClass::Narrator) {
                return Self::Unknown;
            }
            // Who speaks for a movement or a firm does not speak for its country.
            let body = source.affiliation.and_then(|it| sources.get(it));
            if let Some(next) =
                source.affiliation.filter(|_| body.is_some_and(|it| is_no_state(it.class)))
            {
                return Self::Source(next);
            }
            if let Some(code) = source.country.filter(|_| speaks_for_a_state(source.class)) {
                return Self::Country(code);
            }
            match source.affiliation {
                Some(next) => at = next,
                None => break,
            }
        }
        Self::Source(at)
    }

    /// Its country.
    pub(super) const fn country(self) -> Option<&'static str> {
        match self {
            Self::Country(code) => Some(code),
            Self::Source(_) | Self::Unknown => None,
        }
    }

    /// Whether it is known that these are one.
    pub(super) fn is(self, other: Self) -> bool {
        self == other && self != Self::Unknown
    }

    /// Whether these can answer each other: somebody known, and not the other himself.
    pub(super) fn answers(self, other: Self) -> bool {
        self != Self::Unknown && self != other
    }
}

/// Whether a source of this class has its country's side; an expert or a paper has not.
const fn speaks_for_a_state(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::NamedOfficial
            | SourceClass::UnnamedOfficial
            | SourceClass::StateActor
            | SourceClass::StateMedia
            | SourceClass::HeadsOfStateUnnamed
            | SourceClass::Organisation
            | SourceClass::Document
    )
}

/// Whether a body of this class stands apart from the state that it is in.
const fn is_no_state(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::ArmedGroup | SourceClass::Party | SourceClass::Company | SourceClass::Ngo
    )
}
