//! What a user types, read as a [`Query`]: one language for list, filter, view, bulk verb, export
//! and command line.
//!
//! Reading is pure; relative days are counted from the day that is handed in. An error names the
//! place and, where it can, what was meant.
//!
//! ```text
//! words and "phrases" export*       full text
//! /regular.expression/              in the text
//! field:value  field:a,b            one of both
//! and  or  not  ( )                 side by side is "and"; - before a condition is "not"
//! ```
//!
//! * `lexer`: typed characters to tokens with their places
//! * `parser`: tokens to a query
//! * `field`: the fields, what each takes, and words about it (help is read off this table)
//! * `days`: dates, ranges and "2w"
//! * `complete`: what may stand at the cursor

mod complete;
mod days;
mod field;
mod lexer;
mod parser;

use crate::model::{Date, Query, Span};

pub use self::{
    complete::{Completion, Values, complete},
    field::{Field, Takes},
};

/// Why what was typed is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where, in bytes of what was typed.
    pub span: Span,
    /// What is wrong there, without a full stop.
    pub cause: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.hint {
            Some(hint) => write!(f, "{}; {hint}", self.cause),
            None => f.write_str(&self.cause),
        }
    }
}

impl std::error::Error for Error {}

/// Reads what was typed. `today` is what `older:2w` counts from; `topics` are the ids that the
/// taxonomy has.
pub fn parse(typed: &str, today: Date, topics: &[&str]) -> Result<Query, Error> {
    parser::parse(typed, today, topics)
}
