//! Sequences of words to look for, as they stand in `assets/lexicon/stance_*`.
//!
//! A pattern fits or it does not; gaps are short, so that a long statement costs no more than its
//! length. `stance` relies on it.

/// How many words a gap may hold.
const GAP: usize = 4;

/// The words of `text`, in lower case and with straight apostrophes.
pub fn words(text: &str) -> Vec<String> {
    text.replace('’', "'")
        .split(|it: char| !(it.is_alphanumeric() || it == '\''))
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .enumerate()
        .map(|(place, word)| lower(place == 0, word))
        .collect()
}

/// A word in lower case; the month of May, told by its capital, is no "may".
pub fn lower(first: bool, word: &str) -> String {
    if word == "May" && !first { "5".to_owned() } else { word.to_lowercase() }
}

/// One thing that a pattern wants next.
#[derive(Clone, Debug)]
enum Step {
    Word(Vec<String>),
    Gap,
}

/// A sequence of words, each with its alternatives.
#[derive(Clone, Debug)]
pub struct Pattern(Vec<Step>);

impl Pattern {
    /// From its line: `a/b` is either, `x*` begins a word, `..` is a gap.
    pub fn new(line: &str) -> Self {
        let step = |word: &str| match word {
            ".." => Step::Gap,
            _ => Step::Word(word.split('/').map(str::to_owned).collect()),
        };
        Self(line.split_whitespace().map(step).collect())
    }

    /// The first word at which it fits.
    pub fn place_in(&self, words: &[String]) -> Option<usize> {
        (0..words.len()).find(|at| fits(&self.0, &words[*at..]))
    }

    /// Whether it fits anywhere.
    pub fn found_in(&self, words: &[String]) -> bool {
        self.place_in(words).is_some()
    }

    /// Whether it fits at the head.
    pub fn begins(&self, words: &[String]) -> bool {
        fits(&self.0, words)
    }
}

fn fits(steps: &[Step], words: &[String]) -> bool {
    match steps {
        [] => true,
        [Step::Gap, rest @ ..] => (0..=GAP.min(words.len())).any(|skip| fits(rest, &words[skip..])),
        [Step::Word(any), rest @ ..] => words
            .split_first()
            .is_some_and(|(word, after)| any.iter().any(|it| is(it, word)) && fits(rest, after)),
    }
}

fn is(wanted: &str, word: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => wanted == word,
    }
}
