//! What well-kept extractors hold for the article: the votes that the judge weighs.

use dom_smoothie::{Config, Readability, TextMode};
use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};

use super::{blocks, forest::small, weights::Gear};

/// Who votes, in the order of the votes.
pub const VOTERS: [&str; 4] = ["trafilatura", "precise", "readable", "linked"];

/// So many of them, the first, are dearer than all else together: the quick gear does not ask them.
const DEAR: usize = 2;

/// Shingles of so many words say whether a long block is in a text.
const SHINGLE: usize = 4;

/// A block of fewer words has to be a whole line of a text: two words are found anywhere.
const SHORT: usize = 8;

/// A short block of so many letters is one of a script without spaces.
const DENSE: usize = 40;

/// The text that one voter holds for the article.
#[derive(Clone, Debug, Default)]
pub struct Vote {
    /// Sorted, as are the lines.
    shingles: Vec<u64>,
    lines: Vec<u64>,
    /// How many words it has.
    pub words: usize,
}

/// The words of a block, as votes compare them.
#[derive(Debug)]
pub struct Words {
    /// One number for each word.
    pub all: Vec<u64>,
    letters: usize,
}

/// What the voters hold for the article.
pub type Votes = [Vote; VOTERS.len()];

/// The votes on a page: trafilatura, its precise mode, readability, and `articleBody` of JSON-LD. In
/// the quick gear those that are not asked hold nothing.
pub fn votes(page: &str, body: &str, gear: Gear) -> Votes {
    let options = || {
        Options::default()
            .with_fallback(true)
            .with_exclude_comments(true)
            .with_html_date_mode(HtmlDateMode::Disabled)
    };
    let by = |options: &Options| {
        extract(page, options).map(|it| blocks::lines(&it.content_html)).unwrap_or_default()
    };
    let precise = options().with_focus(ExtractionFocus::FavorPrecision);
    let dear: [Vote; DEAR] = match gear {
        Gear::Thorough => [options(), precise].map(|it| Vote::new(&by(&it))),
        Gear::Quick => Default::default(),
    };
    let [plain, precise] = dear;
    [plain, precise, Vote::new(&readable(page)), Vote::new(body)]
}

/// The votes of the quick gear, of all of them.
pub fn quick(votes: &Votes) -> Votes {
    let mut votes = votes.clone();
    votes[..DEAR].fill_with(Vote::default);
    votes
}

fn readable(page: &str) -> String {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    Readability::new(page, None, Some(config))
        .and_then(|mut it| it.parse())
        .map(|it| it.text_content.to_string())
        .unwrap_or_default()
}

impl Vote {
    /// The vote that a text is.
    pub fn new(text: &str) -> Self {
        let words = Words::of(text);
        let shingles = (1..=SHINGLE).flat_map(|size| words.all.windows(size).map(together));
        let lines = text.lines().map(|line| together(&Words::of(line).all));
        Self { shingles: sorted(shingles), lines: sorted(lines), words: words.all.len() }
    }

    /// The share of a block that is in the text, from 0 to 1.
    pub fn share(&self, words: &Words) -> f32 {
        if words.all.len() >= SHORT {
            return self.covered(&words.all, SHINGLE);
        }
        if self.has_line(words) {
            return 1.0;
        }
        if words.letters >= DENSE { self.covered(&words.all, 1) } else { 0.0 }
    }

    /// Whether the block is a whole line of the text.
    pub fn has_line(&self, words: &Words) -> bool {
        !words.all.is_empty() && self.lines.binary_search(&together(&words.all)).is_ok()
    }

    /// The share of the shingles of this size that are in the text.
    pub fn covered(&self, words: &[u64], size: usize) -> f32 {
        share_of_runs(words, size, |run| self.shingles.binary_search(&together(run)).is_ok())
    }
}

impl Words {
    /// The words of a text: runs of letters and digits, whatever their case.
    pub fn of(text: &str) -> Self {
        let is_word = |it: char| it.is_alphanumeric() || it == '_';
        let all: Vec<u64> = text
            .split(|it: char| !is_word(it))
            .filter(|it| !it.is_empty())
            .map(|word| {
                let letters = word.chars().flat_map(char::to_lowercase);
                letters.fold(START, |sum, it| mixed(sum, u64::from(u32::from(it))))
            })
            .collect();
        Self { all, letters: text.chars().filter(|it| is_word(*it)).count() }
    }

    /// The share of runs of so many words that stand in other words too, from 0 to 1.
    pub fn shared(&self, other: &Self, size: usize) -> f32 {
        share_of_runs(&self.all, size, |run| other.all.windows(run.len()).any(|it| it == run))
    }

    /// One number for each few words in a row.
    pub fn shingles(&self) -> Vec<u64> {
        self.all.windows(SHINGLE).map(together).collect()
    }
}

/// The share of the runs of so many words, or of all where there are fewer, that are in something.
fn share_of_runs(words: &[u64], size: usize, has: impl Fn(&[u64]) -> bool) -> f32 {
    let size = size.min(words.len());
    if size == 0 {
        return 0.0;
    }
    let found = words.windows(size).filter(|run| has(run)).count();
    small(found) / small(words.len() + 1 - size)
}

fn sorted(all: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut all: Vec<u64> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// FNV-1a: the same on every machine.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn mixed(sum: u64, value: u64) -> u64 {
    (sum ^ value).wrapping_mul(0x0100_0000_01b3)
}

/// One number for several words in a row.
pub fn together(words: &[u64]) -> u64 {
    words.iter().fold(START, |sum, it| mixed(sum.rotate_left(23), *it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_block_counts_by_its_shingles_and_a_short_one_as_a_line() {
        let vote = Vote::new("The port denied that arms had passed through it.\nRead on");
        let share = |text: &str| vote.share(&Words::of(text));
        assert!((share("the port denied that arms had passed through it") - 1.0).abs() < 0.01);
        assert!(share("the port denied that arms had gone somewhere else") < 0.6);
        assert!((share("READ ON") - 1.0).abs() < 0.01);
        assert!(share("arms had passed") < 0.01);
    }
}
