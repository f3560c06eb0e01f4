//! Regular expressions, as a user types them: without regard to case unless they say so, and in time
//! linear in the text.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::model::Span;

/// How large a compiled pattern may become, in bytes.
const MOST: usize = 1 << 20;

/// A regular expression that is ready to be used.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// Why a pattern cannot be used, in a few words without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPattern(pub String);

impl Pattern {
    /// Makes a pattern ready. Capital letters in it make it mind the case (`smartcase`, as in vim).
    pub fn new(pattern: &str) -> Result<Self, NotAPattern> {
        let minds_case = pattern.chars().any(char::is_uppercase);
        RegexBuilder::new(pattern)
            .case_insensitive(!minds_case)
            .size_limit(MOST)
            .build()
            .map(Self)
            .map_err(|error| NotAPattern(cause(&error)))
    }

    /// Whether it is found in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Everywhere it is found in `text`, in order, without overlaps and without empty places.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let span = |Range { start, end }| Span::new(start, end);
        self.0.find_iter(text).map(move |it| span(it.range())).filter(|it| !it.is_empty())
    }
}

/// What is wrong, without the drawing that the crate puts around it.
fn cause(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        other => {
            let words = other.to_string();
            let last = words.lines().rev().find_map(|it| it.strip_prefix("error: "));
            last.unwrap_or("it cannot be read").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_mean_both_and_capitals_themselves() {
        assert!(Pattern::new("kcna").unwrap().is_in("said KCNA"));
        assert!(!Pattern::new("US").unwrap().is_in("told us"));
    }

    #[test]
    fn what_is_wrong_is_said_in_a_few_words() {
        assert_eq!(Pattern::new("a(b").unwrap_err().0, "unclosed group");
        assert_eq!(Pattern::new("(a{1000}){1000}").unwrap_err().0, "it is too large");
    }

    #[test]
    fn places_are_found_in_order() {
        let found: Vec<Span> = Pattern::new("ar*").unwrap().places("arms war").collect();
        assert_eq!(found, [Span::new(0, 2), Span::new(6, 8)]);
    }
}
