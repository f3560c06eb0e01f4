//! Words looked for in a pane, without regard to case.

use crate::{model::Span, text::stems, tui::state::Search};

impl Search {
    /// Where it stands in `text`.
    pub fn places(&self, text: &str) -> Vec<Span> {
        if self.stems.is_empty() {
            return matches(text, &self.words);
        }
        stems::places(text, &self.stems).into_iter().map(|it| it.0).collect()
    }
}

/// Where `words` (in lower case) stand in `text`.
pub fn matches(text: &str, words: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if words.is_empty() {
        return found;
    }
    let mut free = 0;
    for (at, _) in text.char_indices() {
        if at < free {
            continue;
        }
        if let Some(len) = begins(&text[at..], words) {
            free = at + len;
            found.push(Span::new(at, free));
        }
    }
    found
}

/// How many bytes of the beginning of `text` say `words`, if they do.
fn begins(text: &str, words: &str) -> Option<usize> {
    let mut wanted = words.chars();
    let mut next = wanted.next();
    for (at, it) in text.char_indices() {
        if next.is_none() {
            return Some(at);
        }
        for lower in it.to_lowercase() {
            if next != Some(lower) {
                return None;
            }
            next = wanted.next();
        }
    }
    next.is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count_and_matches_do_not_overlap() {
        let spans = |text, words| -> Vec<_> {
            matches(text, words).into_iter().map(|it| (it.start, it.end)).collect()
        };
        assert_eq!(spans("Kim, KIM and kim", "kim"), [(0, 3), (5, 8), (13, 16)]);
        assert_eq!(spans("aaaa", "aa"), [(0, 2), (2, 4)]);
        assert_eq!(spans("Élysée", "é"), [(0, 2), (5, 7)]);
        assert_eq!(spans("short", "shorter"), []);
        assert_eq!(spans("anything", ""), []);
    }
}
