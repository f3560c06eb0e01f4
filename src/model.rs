//! The nouns: plain data that every other module speaks.
//!
//! Nothing here reads a file, a clock or a database, and nothing here can fail but parsing a word.
//! Nothing here derives serde: the JSON we promise is a struct of its own in `export`, so that a
//! rename inside is not a change outside.
//!
//! * `span`: where in a text something stands
//! * `date`: a civil date
//! * `article`: one brief, cleaned
//! * `topic`: what a section can be about
//! * `code`: the closed code lists of the field
//! * `finding`: what the analyzers say of an article
//! * `mark`: what the analyst says of it
//! * `grade`: how firmly the analyst trusts it
//! * `query`: which briefs are meant
//! * `record`: all of that of one brief, as it leaves and comes back

mod article;
mod code;
mod date;
mod finding;
mod grade;
mod mark;
mod query;
mod record;
mod span;
mod topic;

pub use self::{
    article::{Article, ArticleId, Origin, Removed},
    code::{Basis, Factuality, Flag, Quotation, Relation, SourceClass, Stance, TimexKind},
    date::{Date, Weekday},
    finding::{
        Analysis, Claim, Ground, Pair, Period, Section, Source, Statement, TimelineEntry, Timex,
        TopicScore,
    },
    grade::{Credibility, Grade, Likelihood, Reliability, Yardstick},
    mark::{
        Anchor, Colour, Correction, CorrectionId, Fix, Item, Mark, MarkId, Review, Triage, Verdict,
    },
    query::{ClaimTest, Days, Has, Is, Match, Order, Precision, Query, Sort, Test, Words},
    record::{Judgement, Record, Revision},
    span::Span,
    topic::Topic,
};
