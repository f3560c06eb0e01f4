//! Who says what: source, cue and content of every attribution, as spans.

use crate::model::{Article, Ground, Quotation, Span};

/// How an attribution came about; it decides how its source is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A cue in running text: "Kim said that ...".
    Cue,
    /// A turn of a transcript: "MR. KIRBY: ...".
    Turn,
    /// A sentence of a press statement, spoken by its issuer.
    Issued,
    /// Stated by the narrator, with no attribution.
    Narrated,
}

/// One attribution in the text: spans only; who the source is comes later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// How it came about.
    pub manner: Manner,
    /// The mention of the source that stands at it.
    pub source: Option<Span>,
    /// The attribution whose source this one inherits ("adding that", a turn's later paragraphs):
    /// an index into the list, always an earlier or enclosing one.
    pub inherits: Option<usize>,
    /// The cue.
    pub cue: Option<Span>,
    /// The content, in one or more parts.
    pub content: Vec<Span>,
    /// The clauses of the content, one or more.
    pub statements: Vec<Span>,
    /// How it is quoted.
    pub quotation: Quotation,
    /// The attribution in whose content it is reported.
    pub inside: Option<usize>,
    /// In a transcript, the question that it answers.
    pub answers: Option<usize>,
    /// Why.
    pub ground: Ground,
}

/// The attributions of `article`, by the place of their first word.
pub fn attributions(_article: &Article) -> Vec<Attribution> {
    Vec::new()
}
