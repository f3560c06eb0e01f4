//! The words of a lexicon, looked for in a line all at once.

use aho_corasick::AhoCorasick;

/// Where in a line words have to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// They are the line.
    Whole,
    /// It begins with them.
    Head,
    /// It ends with them.
    Tail,
    /// Anywhere.
    Part,
}

impl Place {
    /// The place and the words of a pattern as lexicons write it: `words` alone for a whole line,
    /// `words*`, `*words`, `*words*`.
    pub fn written(pattern: &str) -> (Self, &str) {
        match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            (Some(part), Some(_)) => (Self::Part, part.trim_end_matches('*')),
            (Some(tail), None) => (Self::Tail, tail),
            (None, Some(head)) => (Self::Head, head),
            (None, None) => (Self::Whole, pattern),
        }
    }
}

/// Words, each with its place.
#[derive(Debug)]
pub struct Patterns {
    places: Vec<Place>,
    /// None where nothing can be found.
    words: Option<AhoCorasick>,
}

impl Patterns {
    /// Words to be looked for; they are known by their places in this list.
    pub fn new(all: impl IntoIterator<Item = (Place, impl AsRef<[u8]>)>) -> Self {
        let (places, words): (Vec<Place>, Vec<_>) = all.into_iter().unzip();
        Self { places, words: AhoCorasick::new(words).ok() }
    }

    /// Where in a text words end, wherever they stand, with which they are.
    pub fn ends(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let all = self.words.iter().flat_map(move |it| it.find_overlapping_iter(text));
        all.map(|it| (it.pattern().as_usize(), it.end()))
    }

    /// The words that stand in a line, where they have to. A space before and one after the line may
    /// be part of words that stand anywhere.
    pub fn found(&self, line: &str) -> impl Iterator<Item = usize> {
        let (start, end) = (line.len() - line.trim_start().len(), line.trim_end().len());
        let all = self.words.iter().flat_map(move |it| it.find_overlapping_iter(line));
        let stands = move |place: Place, from: usize, to: usize| match place {
            Place::Whole => from == start && to == end,
            Place::Head => from == start,
            Place::Tail => to == end,
            Place::Part => true,
        };
        all.filter_map(move |it| {
            let at = it.pattern().as_usize();
            stands(self.places[at], it.start(), it.end()).then_some(at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_have_to_stand() {
        let all = ["share", "read*", "*more", "*by the*", "* port *"].map(Place::written);
        let patterns = Patterns::new(all);
        let found = |line: &str| {
            let mut found: Vec<usize> = patterns.found(line).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found(" share "), [0]);
        assert!(found("share this").is_empty());
        assert_eq!(found("read on for more"), [1, 2]);
        assert_eq!(found("written by the readmore staff"), [3]);
        assert_eq!(found(" port "), [4]);
        assert!(found("port").is_empty());
        assert_eq!(patterns.ends("share, share").collect::<Vec<_>>(), [(0, 5), (0, 12)]);
    }
}
