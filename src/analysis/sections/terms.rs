//! The terms of a taxonomy, found in a text.
//!
//! Words are compared in lower case; `export*` matches words that begin so; a phrase matches whole
//! and takes its words from shorter terms of every topic, so that a "human rights council" says
//! nothing of human rights. [`Matcher::hits`] is all that sections ask of it.

use std::collections::HashMap;

use crate::{
    model::{Span, Topic},
    text::tokens::tokens_in,
};

/// How much a term says: decisive, strong, weak.
const WEIGHTS: [u32; 3] = [40, 20, 10];

/// Every term of a taxonomy, ready for matching.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    terms: Vec<Term>,
    /// Terms by how their first word begins.
    by_first: HashMap<Beginning, Vec<usize>>,
    longest: usize,
}

/// The first two bytes of a word; the second is 0 where it has one.
type Beginning = [u8; 2];

/// A term of a topic.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// An index into the topics of the taxonomy.
    pub topic: usize,
    /// What it says for the topic.
    pub weight: u32,
    words: Vec<Pattern>,
}

impl Term {
    /// Whether it decides alone.
    pub(super) const fn is_decisive(&self) -> bool {
        self.weight == WEIGHTS[0]
    }
}

/// One word of a term.
#[derive(Clone, Debug)]
struct Pattern {
    stem: String,
    open: bool,
}

impl Pattern {
    fn fits(&self, word: &str) -> bool {
        if self.open { word.starts_with(&self.stem) } else { word == self.stem }
    }
}

/// A place where a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The term.
    pub term: usize,
    /// Its words in the text.
    pub span: Span,
}

impl Matcher {
    /// A matcher for the terms of these topics.
    pub(super) fn new(topics: &[Topic]) -> Self {
        let mut matcher = Self::default();
        for (index, topic) in topics.iter().enumerate() {
            let tiers = [&topic.decisive, &topic.strong, &topic.weak];
            for (tier, weight) in tiers.into_iter().zip(WEIGHTS) {
                for term in tier {
                    matcher.add(index, weight, term);
                }
            }
        }
        matcher
    }

    fn add(&mut self, topic: usize, weight: u32, term: &str) {
        let words: Vec<Pattern> = term.split_whitespace().flat_map(patterns).collect();
        let Some(first) = words.first() else { return };
        let Some(beginning) = beginnings(&first.stem).last() else { return };
        self.by_first.entry(beginning).or_default().push(self.terms.len());
        self.longest = self.longest.max(words.len());
        self.terms.push(Term { topic, weight, words });
    }

    /// The term with this index.
    pub(super) fn term(&self, index: usize) -> &Term {
        &self.terms[index]
    }

    /// The terms that stand in a part of `text`, in the order of the text.
    pub(super) fn hits(&self, text: &str, part: Span) -> Vec<Hit> {
        let words: Vec<(Span, String)> = tokens_in(text, part)
            .into_iter()
            .map(|token| (token.span, fold(token.span.slice(text))))
            .collect();
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for start in 0..words.len() {
            found.extend(self.at(&words[start..]).map(|(len, term)| (start, start + len, term)));
        }
        let kept = found.iter().filter(|it| {
            // Only what begins at most the longest term before can cover it.
            let from = found.partition_point(|by| by.0 + self.longest < it.0);
            let near = found[from..].iter().take_while(|by| by.0 <= it.0);
            !near.into_iter().any(|by| self.is_taken(**it, *by))
        });
        kept.map(|&(start, end, term)| Hit { term, span: words[start].0.join(words[end - 1].0) })
            .collect()
    }

    /// The terms that begin at the first of `words`, each with its length.
    fn at<'a>(&'a self, words: &'a [(Span, String)]) -> impl Iterator<Item = (usize, usize)> + 'a {
        let first = words.first().map_or("", |(_, word)| word.as_str());
        let near = beginnings(first).filter_map(|it| self.by_first.get(&it)).flatten();
        near.filter_map(move |&index| {
            let term = &self.terms[index];
            let fits = term.words.len() <= words.len()
                && term.words.iter().zip(words).all(|(it, (_, word))| it.fits(word));
            fits.then_some((term.words.len(), index))
        })
    }

    /// Whether a find loses its words to another: a longer one, or a heavier one of its own topic.
    fn is_taken(&self, it: (usize, usize, usize), by: (usize, usize, usize)) -> bool {
        let within = by.0 <= it.0 && it.1 <= by.1;
        let longer = by.1 - by.0 > it.1 - it.0;
        let (mine, its) = (&self.terms[it.2], &self.terms[by.2]);
        let heavier = (its.weight, it.2) > (mine.weight, by.2);
        within && (longer || (it.2 != by.2 && mine.topic == its.topic && heavier))
    }
}

/// The patterns of one word of a term; `people's` is two tokens, as it is in the text.
fn patterns(word: &str) -> Vec<Pattern> {
    let (bare, open) = word.strip_suffix('*').map_or((word, false), |bare| (bare, true));
    let tokens = tokens_in(bare, Span::new(0, bare.len()));
    let last = tokens.len().saturating_sub(1);
    let pattern = |(index, span): (usize, Span)| Pattern {
        stem: fold(span.slice(bare)),
        open: open && index == last,
    };
    tokens.into_iter().map(|token| token.span).enumerate().map(pattern).collect()
}

/// How a word begins: as one of a single byte, and as a longer one.
fn beginnings(word: &str) -> impl Iterator<Item = Beginning> {
    let short = word.as_bytes().first().map(|it| [*it, 0]);
    let long = word.as_bytes().first_chunk::<2>().copied();
    short.into_iter().chain(long)
}

/// A word as terms are compared: lower case, apostrophes straight.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().replace('’', "'").replace('‑', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(decisive: &[&str], weak: &[&str], text: &str) -> Vec<String> {
        let own = |terms: &[&str]| terms.iter().map(|&it| it.to_owned()).collect();
        let topics = [
            Topic { decisive: own(decisive), ..Topic::default() },
            Topic { weak: own(weak), ..Topic::default() },
        ];
        let hits = Matcher::new(&topics).hits(text, Span::new(0, text.len()));
        hits.into_iter().map(|hit| hit.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn a_star_matches_the_beginning_of_a_word_and_a_phrase_matches_whole() {
        assert_eq!(found(&["arms deal*"], &[], "An Arms deal; arms, deals."), ["Arms deal"]);
        assert_eq!(found(&["ship* weapons"], &[], "It shipped weapons."), ["shipped weapons"]);
        assert_eq!(found(&["war"], &[], "Warsaw at war"), ["war"]);
    }

    #[test]
    fn a_phrase_takes_its_words_from_shorter_terms() {
        let text = "The Human Rights Council heard of human rights.";
        let found = found(&["human rights council"], &["human rights"], text);
        assert_eq!(found, ["Human Rights Council", "human rights"]);
    }

    #[test]
    fn a_clitic_in_a_term_is_the_one_in_the_text() {
        assert_eq!(
            found(&["people's republic"], &[], "the People’s Republic"),
            ["People’s Republic"]
        );
    }

    #[test]
    fn an_empty_term_matches_nothing() {
        assert!(found(&["", "*"], &[" "], "a * b").is_empty());
    }
}
