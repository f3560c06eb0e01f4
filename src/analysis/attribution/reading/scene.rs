//! A stretch of text made ready for questions about its words.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use crate::analysis::attribution::network::{Encoded, Network, TOKEN_LABELS};

use super::extent;

/// Classes of function words and endings, a bit each.
pub type Classes = u32;

/// Forms of "be", clitic ones included.
pub const BE: Classes = 1;
/// Personal pronouns and "who".
pub const PRONOUN: Classes = 1 << 1;
/// "I", "we", "you".
pub const PARTY: Classes = 1 << 2;
/// Modal auxiliaries.
pub const MODAL: Classes = 1 << 3;
/// Negations.
pub const NEGATION: Classes = 1 << 4;
/// Articles, possessives, demonstratives.
pub const DETERMINER: Classes = 1 << 5;
/// Words that begin an indirect question.
pub const QUESTION: Classes = 1 << 6;
/// "and", "but", "or".
pub const CONJUNCTION: Classes = 1 << 7;
/// Words that begin a clause that depends.
pub const SUBORDINATE: Classes = 1 << 8;
/// Prepositions that attach to what is near.
pub const PREPOSITION: Classes = 1 << 9;
/// Ends in -ly.
pub const LY: Classes = 1 << 10;
/// Ends in -ing.
pub const ING: Classes = 1 << 11;
/// Ends in -ed.
pub const ED: Classes = 1 << 12;
/// Ends in -en.
pub const EN: Classes = 1 << 13;
/// Marks that end or close.
pub const CLOSING: Classes = 1 << 14;
/// "it", "there".
pub const IMPERSONAL: Classes = 1 << 15;
/// "who", "which", "that".
pub const RELATIVE: Classes = 1 << 16;

const LISTS: &[(Classes, &[&str])] = &[
    (BE, &["be", "is", "are", "was", "were", "been", "being", "'s", "'re"]),
    (PRONOUN, &["he", "she", "they", "it", "we", "i", "you", "who"]),
    (PARTY, &["i", "we", "you"]),
    (MODAL, &["would", "could", "should", "may", "might", "will", "can", "must", "'ll", "'d"]),
    (NEGATION, &["not", "n't", "never", "no"]),
    (
        DETERMINER,
        &[
            "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "this", "that",
            "these", "'s", "any", "no", "some",
        ],
    ),
    (QUESTION, &["what", "how", "why", "whether", "if", "who", "when", "where", "which"]),
    (CONJUNCTION, &["and", "but", "or"]),
    (
        SUBORDINATE,
        &[
            "as", "after", "before", "because", "while", "when", "although", "though", "since",
            "if", "which", "who", "where",
        ],
    ),
    (PREPOSITION, &["in", "on", "at", "by", "with", "from", "during", "for", "of", "about"]),
    (CLOSING, &[".", "”", "\"", "''", "?", "!"]),
    (IMPERSONAL, &["it", "there"]),
    (RELATIVE, &["who", "which", "that"]),
];

const ENDINGS: &[(Classes, &str)] = &[(LY, "ly"), (ING, "ing"), (ED, "ed"), (EN, "en")];

/// A stretch of text.
#[derive(Debug)]
pub struct Scene {
    /// The probability of each label at each token.
    pub labels: Vec<[f32; TOKEN_LABELS]>,
    /// The words as the vocabulary has them.
    pub words: Vec<String>,
    /// The classes of each word.
    pub classes: Vec<Classes>,
    /// The shape of each word.
    pub shapes: Vec<u8>,
    /// 1 where a token opens a quotation, -1 where it closes one.
    pub marks: Vec<i8>,
    /// Whether each token is quoted.
    pub quoted: Vec<bool>,
    /// The sentence of each token.
    pub sentence: Vec<usize>,
    /// For each token the bounds of its sentence.
    pub bounds: Vec<Range<usize>>,
    /// How often each word is a cue in the texts of training, 0 to 8.
    pub prior: Vec<u8>,
    /// The cues that may be, with their probability.
    pub cues: Vec<(Range<usize>, f32)>,
    /// Whether it stands in the first paragraph.
    pub opens_article: bool,
}

impl Scene {
    /// The scene of a stretch, with the cues that the network proposes.
    pub fn new(network: &Network, encoded: &Encoded, opens_article: bool) -> Self {
        let features = &encoded.features;
        let mark = |quotation: u8| match quotation % 3 {
            1 => 1,
            2 => -1,
            _ => 0,
        };
        let mut scene = Self {
            labels: encoded.labels.clone(),
            classes: encoded.words.iter().map(|it| classes(it)).collect(),
            words: encoded.words.clone(),
            shapes: features.iter().map(|it| it.shape).collect(),
            marks: features.iter().map(|it| mark(it.quotation)).collect(),
            quoted: encoded.layout.quoted.clone(),
            sentence: encoded.layout.sentence.clone(),
            bounds: bounds(&encoded.layout.sentence),
            prior: features.iter().map(|it| network.prior(it.word)).collect(),
            cues: Vec::new(),
            opens_article,
        };
        let runs = extent::runs(&scene.labels);
        scene.cues = runs.into_iter().map(|it| (it.clone(), scene.cue_share(&it))).collect();
        scene
    }

    /// How likely a token belongs to a cue; nothing where there is none.
    pub fn cue_at(&self, at: usize) -> f32 {
        self.labels.get(at).map_or(0.0, extent::cue)
    }

    /// The mean of that over the tokens of a cue.
    pub fn cue_share(&self, cue: &Range<usize>) -> f32 {
        mean(cue.clone(), |at| self.cue_at(at))
    }

    /// Whether the word at `at` is of one of these classes.
    pub fn is(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|it| it & classes != 0)
    }

    /// The word at `at`; nothing where there is none.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }
}

/// The mean of `value` over `places`; 0 over none.
pub fn mean(places: impl Iterator<Item = usize>, value: impl Fn(usize) -> f32) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for at in places {
        sum += value(at);
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

fn classes(word: &str) -> Classes {
    static OF_WORDS: LazyLock<HashMap<&str, Classes>> = LazyLock::new(|| {
        let mut of_words = HashMap::new();
        for (class, list) in LISTS {
            for word in *list {
                *of_words.entry(*word).or_default() |= class;
            }
        }
        of_words
    });
    let mut found = OF_WORDS.get(word).copied().unwrap_or_default();
    for (class, ending) in ENDINGS {
        if word.ends_with(ending) {
            found |= class;
        }
    }
    found
}

/// For each token the bounds of its sentence.
fn bounds(sentence: &[usize]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(sentence.len());
    for run in sentence.chunk_by(|a, b| a == b) {
        let start = found.len();
        found.extend(std::iter::repeat_n(start..start + run.len(), run.len()));
    }
    found
}
