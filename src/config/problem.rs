//! What is wrong with a user's file: every place at once, each with its line.
//!
//! The faces print these as they are; the screen's keymap and themes add their own.

use std::{fmt, path::PathBuf};

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

/// The word of `known` that `word` was most likely meant to be, if any is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|it| (distance(word, it), it))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, it)| it)
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_proposed_and_a_far_one_is_not() {
        let known = ["page-down", "page-up", "down", "quit"];
        assert_eq!(nearest("pagedown", known), Some("page-down"));
        assert_eq!(nearest("qiut", known), Some("quit"));
        assert_eq!(nearest("open", known), None);
        assert_eq!(nearest("", known), None);
    }
}
