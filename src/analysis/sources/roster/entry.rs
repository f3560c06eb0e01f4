//! One source with all that its mentions said of it.
//!
//! `roster` files them; whether a description fits one is asked here.

use crate::{
    analysis::sources::mention::{Gender, Mention, Number},
    model::{Source, SourceClass, Span},
};

/// A place where a source is mentioned, and why it is taken for that source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// Why.
    pub rule: &'static str,
}

/// One source with all that its mentions said of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As it will leave.
    pub source: Source,
    /// A person's name.
    pub person: Vec<String>,
    /// The words for what it is.
    pub heads: Vec<String>,
    /// The words that tell it from others.
    pub modifiers: Vec<String>,
    /// It is a state.
    pub state: bool,
    /// How many it is.
    pub number: Number,
    /// It speaks under a label of a transcript.
    pub labelled: bool,
    /// What is known of a person.
    pub gender: Option<Gender>,
    /// The body that it speaks for, as its mentions call it.
    pub body: Option<String>,
    /// The short names it was called by.
    pub aliases: Vec<String>,
    /// Its mentions.
    pub marks: Vec<Mark>,
}

impl Entry {
    /// A single person.
    pub fn is_person(&self) -> bool {
        is_person(self.source.class) && self.number == Number::One
    }

    /// Neither a person nor several.
    pub fn is_body(&self) -> bool {
        !is_person(self.source.class) && self.number == Number::One
    }
}

/// Whether a description fits an entry.
pub fn describes(mention: &Mention, it: &Entry) -> bool {
    let agree = mention.country.is_none()
        || it.source.country.is_none()
        || mention.country == it.source.country;
    if !agree || mention.is_new() || it.number != mention.number || it.state {
        return false;
    }
    let known = |word: &String| {
        it.modifiers.contains(word)
            || it.heads.contains(word)
            || it.source.name.to_lowercase().contains(word.as_str())
            || it.body.as_ref().is_some_and(|it| it.to_lowercase().contains(word.as_str()))
    };
    let narrower = mention.modifiers.iter().all(known);
    let wider = it.modifiers.iter().all(|word| mention.modifiers.contains(word));
    if is_person(it.source.class) {
        // One man may be "the diplomat", "the envoy", "the Chilean diplomat"; of several, those of
        // one place and kind are the same.
        return if it.number == Number::Several {
            narrower || wider
        } else {
            is_person(mention.class)
        };
    }
    narrower || wider && it.modifiers.len() == mention.modifiers.len()
}

/// Classes of people, as opposed to bodies and things.
pub const fn is_person(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::NamedPerson
            | SourceClass::NamedOfficial
            | SourceClass::UnnamedOfficial
            | SourceClass::FormerOfficial
            | SourceClass::Journalist
            | SourceClass::ExpertsNamed
            | SourceClass::ExpertsUnnamed
            | SourceClass::Witness
            | SourceClass::HeadsOfStateUnnamed
            | SourceClass::OfficialsJoint
    )
}

/// Classes whose plural says that nobody knows how many and who.
pub const fn is_unnamed(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::UnnamedOfficial
            | SourceClass::ExpertsUnnamed
            | SourceClass::Witness
            | SourceClass::Journalist
            | SourceClass::Unspecified
            | SourceClass::Ngo
            | SourceClass::FormerOfficial
    )
}

/// Whether a source is news that others' words pass through.
pub const fn is_news(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::NewsAgency
            | SourceClass::NewsOutlet
            | SourceClass::StateMedia
            | SourceClass::Journalist
    )
}
