//! Where a text names people in full: from a surname to the places where first names stand before it.
//!
//! One pass, a few places a surname; `roster` relies on it to tell who "Mori" is.

use std::collections::HashMap;

use crate::{analysis::sources::name, model::Span};

/// Places kept for each surname.
const KEPT: usize = 6;

/// The full names of a text, by surname.
pub struct People {
    ends: HashMap<String, Vec<usize>>,
}

impl People {
    /// Reads the text once.
    pub fn of(text: &str) -> Self {
        let mut ends: HashMap<String, Vec<usize>> = HashMap::new();
        let mut before: Option<usize> = None;
        for word in text.split([' ', '\n', '\u{a0}']) {
            let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
            let span = Span::of(text, bare).unwrap_or_default();
            let capital = bare.starts_with(char::is_uppercase);
            if capital && before.is_some_and(|end| end + 1 == span.start) {
                let known = ends.entry(name::folded(bare)).or_default();
                if known.len() < KEPT {
                    known.push(span.end);
                }
            }
            before = (capital && bare.len() == word.len()).then_some(span.end);
        }
        Self { ends }
    }

    /// The places where full names with this surname end.
    pub fn called(&self, surname: &str) -> &[usize] {
        self.ends.get(&name::folded(surname)).map_or(&[], Vec::as_slice)
    }
}
