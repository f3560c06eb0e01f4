//! What is wrong with a user's file: every place at once, each with its line.
//!
//! The faces print these as they are; the screen's keymap and themes add their own.

use std::{fmt, path::PathBuf};

pub use crate::text::nearest::nearest;

/// A line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file; none for the defaults that are compiled in.
    pub file: Option<PathBuf>,
    /// The line, from 1; 0 where it is the file as a whole.
    pub line: usize,
}

/// One thing that attache cannot follow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong there, without a full stop.
    pub cause: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}

/// The configuration cannot be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Error {
    /// All that is wrong, in the order of the file; at least one.
    pub problems: Vec<Problem>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(place: &Place, cause: impl Into<String>) -> Self {
        Self { place: place.clone(), cause: cause.into(), hint: None }
    }

    /// A word that none of `known` is; the nearest is proposed.
    pub fn unknown<'a>(
        place: &Place,
        kind: &str,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let hint = nearest(word, known).map(|it| format!("did you mean \"{it}\"?"));
        Self { place: place.clone(), cause: format!("no {kind} is named \"{word}\""), hint }
    }
}

impl Error {
    /// Nothing, or all these problems.
    pub fn check(mut problems: Vec<Problem>) -> Result<(), Self> {
        problems.sort();
        problems.dedup();
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}", file.display())?,
            None => f.write_str("config.example.toml")?,
        }
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.cause)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Error {
    /// One line a problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
