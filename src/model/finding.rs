//! What the analyzers say of an article: proposals, each with its ground.
//!
//! The vocabulary is the field's: attribution (source, cue, content) as in PARC and `PolNeAR`, values
//! of `FactBank` for factuality, TIMEX3 for time. Findings refer to each other by index into the
//! vectors of one [`Analysis`].

use crate::model::{
    Basis, Date, Factuality, Flag, Quotation, Relation, SourceClass, Span, Stance, TimexKind,
};

/// All that was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sections; they partition the text, in order.
    pub sections: Vec<Section>,
    /// Claims, by the place of their first word.
    pub claims: Vec<Claim>,
    /// Sources, by the place of their first mention; those without mentions come last.
    pub sources: Vec<Source>,
    /// Temporal expressions, in the order of the text.
    pub timeline: Vec<TimelineEntry>,
    /// Relations between claims; `library` has `compare` fill them in.
    pub pairs: Vec<Pair>,
}

/// Why we say so: the words that a finding went by, and the rule that went by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The words in the text.
    pub cue: Span,
    /// The rule or model, in a few words that a reader of the program's screen understands.
    pub rule: &'static str,
}

impl Ground {
    /// The rule of what the analyst put in the place of a finding.
    pub const ANALYST: &'static str = "the analyst";

    /// Whether the analyst says so, and no rule.
    pub fn is_analysts(&self) -> bool {
        self.rule == Self::ANALYST
    }
}

/// A run of paragraphs with one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The subhead, where the text has one; it lies within `span`.
    pub heading: Option<Span>,
    /// Topics, best first; empty where none fits (`background`).
    pub topics: Vec<TopicScore>,
    /// All of it.
    pub span: Span,
    /// The terms that decided.
    pub ground: Ground,
}

impl Eq for Section {}

/// A topic with its share of the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicScore {
    /// The topic's id, as in the taxonomy.
    pub id: String,
    /// 0 to 1, rounded to two digits so that it prints the same everywhere.
    pub score: f32,
}

/// Something that somebody is on record as holding, or that the narrator states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The section it stands in: an index into [`Analysis::sections`].
    pub section: usize,
    /// Who: an index into [`Analysis::sources`]; none where the text does not say.
    pub source: Option<usize>,
    /// The mention that stands at this claim.
    pub source_span: Option<Span>,
    /// The words by which the text says that somebody says so.
    pub cue: Option<Span>,
    /// What is said, in one or more parts; quotation marks inside, final punctuation outside.
    pub content: Vec<Span>,
    /// How it is quoted.
    pub quotation: Quotation,
    /// The stance of the statement that the reader must not miss.
    pub stance: Stance,
    /// As the source has it.
    pub factuality: Factuality,
    /// As the author has it.
    pub author_factuality: Factuality,
    /// The claim whose content this one is reported in: an index into [`Analysis::claims`].
    pub inside: Option<usize>,
    /// In a transcript or an interview, the question that this answers: an index as above.
    pub answers: Option<usize>,
    /// The clauses of the content, each with its own stance; one or more.
    pub statements: Vec<Statement>,
    /// Why.
    pub ground: Ground,
}

impl Claim {
    /// From the first word of the content to the last.
    pub fn extent(&self) -> Span {
        let mut parts = self.content.iter().copied();
        let first = parts.next().unwrap_or_default();
        parts.fold(first, Span::join)
    }

    /// All of it: source, cue and content.
    pub fn whole(&self) -> Span {
        [self.source_span, self.cue].into_iter().flatten().fold(self.extent(), Span::join)
    }
}

/// One clause of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its words.
    pub span: Span,
    /// What the source does by it.
    pub stance: Stance,
    /// As the source has it.
    pub factuality: Factuality,
    /// As the author has it.
    pub author_factuality: Factuality,
}

/// Somebody who answers for words in this article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The fullest name that the text gives.
    pub name: String,
    /// Its class.
    pub class: SourceClass,
    /// What else there is to know, sorted.
    pub flags: Vec<Flag>,
    /// ISO 3166-1 alpha-3, `PRK`.
    pub country: Option<&'static str>,
    /// The body it speaks for: an index into [`Analysis::sources`].
    pub affiliation: Option<usize>,
    /// Who carried its words (speaker > via > outlet): an index into [`Analysis::sources`].
    pub via: Option<usize>,
    /// Its mentions, in the order of the text; may be empty (the issuer of a statement).
    pub mentions: Vec<Span>,
    /// Why these are one.
    pub ground: Ground,
}

/// A temporal expression, as in TIMEX3 of `TimeML`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its words.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// `2022-09-22`, `2022-W37`, `P1W`, `PAST_REF`; none where it cannot be resolved.
    pub value: Option<String>,
    /// `START`, `APPROX`, `BEFORE`, ...
    pub modifier: Option<&'static str>,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
}

/// A date that the text gives, and what it dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The expression.
    pub when: Timex,
    /// The phrase of the event that it dates.
    pub event: Option<Span>,
    /// The days it covers; "in March" is the 1st to the 31st.
    pub period: Option<Period>,
    /// By what it was resolved.
    pub basis: Basis,
    /// The claims it stands in: indexes into [`Analysis::claims`].
    pub claims: Vec<usize>,
    /// Why.
    pub ground: Ground,
}

/// A relation between two claims of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which.
    pub relation: Relation,
    /// The claim that answers: an index into [`Analysis::claims`].
    pub a: usize,
    /// The claim that is answered.
    pub b: usize,
    /// Both cannot hold.
    pub strict: bool,
    /// Why.
    pub ground: Ground,
}
