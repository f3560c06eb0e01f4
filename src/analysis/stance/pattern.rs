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
    Word(Alternatives),
    Gap,
}

/// Words of which one is wanted.
#[derive(Clone, Debug)]
struct Alternatives {
    /// A bit for each first letter that one of them has: most words are refused by it.
    letters: u32,
    /// Each with whether it only begins the word.
    words: Vec<(String, bool)>,
}

impl Alternatives {
    fn new(list: &str) -> Self {
        let words: Vec<(String, bool)> = list
            .split('/')
            .map(|it| (it.trim_end_matches('*').to_owned(), it.ends_with('*')))
            .collect();
        Self { letters: words.iter().fold(0, |bits, it| bits | letter(&it.0)), words }
    }

    fn hold(&self, word: &str) -> bool {
        let wanted = |(it, open): &(String, bool)| {
            if *open { word.starts_with(it.as_str()) } else { it == word }
        };
        self.letters & letter(word) != 0 && self.words.iter().any(wanted)
    }
}

/// The bit of a word's first letter.
fn letter(word: &str) -> u32 {
    word.bytes().next().map_or(0, |it| 1 << (it & 31))
}

/// A sequence of words, each with its alternatives.
#[derive(Clone, Debug)]
pub struct Pattern(Vec<Step>);

impl Pattern {
    /// From its line: `a/b` is either, `x*` begins a word, `..` is a gap.
    pub fn new(line: &str) -> Self {
        let step = |word: &str| match word {
            ".." => Step::Gap,
            _ => Step::Word(Alternatives::new(word)),
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
        [Step::Word(any), rest @ ..] => {
            words.split_first().is_some_and(|(word, after)| any.hold(word) && fits(rest, after))
        }
    }
}
