//! What is done by saying so (the 15 stances), and how firmly (`FactBank`'s values).
//!
//! A cue that says it all ("denied", "urged") decides; after one that only tells that something was
//! said, the statement's own words do. The words stand in `assets/lexicon/stance_*`; `sources` asks
//! for each statement once its speaker is known. The same words always give the same answer.
//!
//! * `decide`: from cue, words and subject to a stance
//! * `cue`: what a cue decides by itself
//! * `values`: `FactBank`'s values
//! * `subject`: whose act it is
//! * `scope`: negation, modality and governors over a word
//! * `event`: how certain it is that the event at a word happened
//! * `lexicon`, `pattern`: the lists and how they are read

mod cue;
pub mod decide;
pub mod event;
pub mod lexicon;
pub mod pattern;
pub mod scope;
pub mod subject;
mod values;

use crate::{
    analysis::attribution::{Attribution, Manner},
    model::{Factuality, Quotation, Span, Stance, Statement},
};

use self::{
    decide::Clause,
    scope::Scope,
    subject::{Context, Side},
};

/// What a statement does, and how firmly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the source does by it.
    pub stance: Stance,
    /// The stance that another reader could give.
    pub second: Option<Stance>,
    /// As the source has it.
    pub factuality: Factuality,
    /// As the author has it.
    pub author_factuality: Factuality,
    /// Why, in words for a reader.
    pub rule: &'static str,
}

/// One statement of `attribution`, read with the country of its speaker in mind.
pub fn read(text: &str, attribution: &Attribution, span: Span, speaker: Option<&str>) -> Statement {
    let read = reading(text, attribution, span, speaker);
    Statement {
        span,
        stance: read.stance,
        factuality: read.factuality,
        author_factuality: read.author_factuality,
    }
}

/// The stance that the reader must not miss among those of `statements`.
pub fn foremost(statements: &[Statement]) -> Stance {
    statements.iter().map(|it| it.stance).min().unwrap_or(Stance::Asserts)
}

/// A statement with its second stance and the rule that decided.
pub fn reading(
    text: &str,
    attribution: &Attribution,
    span: Span,
    speaker: Option<&str>,
) -> Reading {
    let cue = attribution.cue.map(|cue| cue.slice(text)).unwrap_or_default();
    let cue_words = pattern::words(cue);
    let told = pattern::words(span.slice(text));
    let words = scope::words(text, span);
    let indirect = attribution.manner == Manner::Cue && attribution.quotation != Quotation::Direct;
    let start = attribution.content.first().map_or(span.start, |it| it.start);
    let context = Context::new(text, start, span, speaker, indirect);
    let mut subject = subject::of(text, &words, &context);
    let begins_with_verb = told.first().is_some_and(|it| it.ends_with("ing") || it == "to");
    if indirect && subject.side == Side::Unknown && begins_with_verb {
        subject.side = Side::Own;
    }
    let scope = subject.verb.map_or_else(Scope::default, |it| scope::over_clause(&words, it));
    let asks = span.slice(text).trim_end_matches(['"', '”', '’', ' ']).ends_with('?');
    let lower: Vec<String> = words.iter().map(|it| it.lower.clone()).collect();
    let cue_negated = cue_words.iter().any(|it| decide::is_negation(it));
    let question = match attribution.manner {
        Manner::Turn => pattern::words(subject::question_before(text, span.start)),
        Manner::Cue | Manner::Issued | Manner::Narrated => Vec::new(),
    };
    let clause = Clause {
        indirect,
        told: &told,
        words: &words,
        lower: &lower,
        cue_negated,
        question: &question,
        asks,
        subject,
        scope,
    };
    let verdict = decide::decide(&cue_words, &clause);
    let author = lexicon::cue_in(&cue_words, &told).and_then(|it| it.author);
    let factuality = values::of_source(verdict.stance, &clause);
    let author_factuality = match attribution.manner {
        Manner::Narrated => factuality,
        Manner::Cue => values::of_author(author, factuality, &cue_words),
        Manner::Turn | Manner::Issued => Factuality::Unknown,
    };
    Reading {
        stance: verdict.stance,
        second: verdict.second,
        factuality,
        author_factuality,
        rule: verdict.rule,
    }
}
