//! The trained engine: network and choice together, from a paragraph to its claims.
//!
//! A paragraph is read in stretches that overlap, so that neither time nor memory grows faster
//! than the text; a claim belongs to the stretch in whose middle its cue stands.

use std::{ops::Range, sync::OnceLock};

use crate::text::tokens::Kind;

use super::{
    lexicon::Proposal,
    network::{Encoded, Network, Stretch, weights::Weights},
    paragraph::Paragraph,
    reading::{
        Reading,
        choice::{Choice, Chosen},
        readings,
        scene::Scene,
    },
};

/// Tokens of the longest stretch.
const LONGEST: usize = 512;

/// Tokens by which stretches overlap.
const OVERLAP: usize = 128;

/// Network and choice.
#[derive(Debug)]
pub struct Engine {
    network: Network,
    choice: Option<Choice>,
}

/// Words by which the language of a paragraph is told.
const SAMPLE: usize = 40;

/// Words of a line that is too short to tell its language by.
const FEW: usize = 4;

impl Engine {
    /// The engine that comes with the program; a test holds that there is one.
    pub fn shared() -> Option<&'static Self> {
        static ENGINE: OnceLock<Option<Engine>> = OnceLock::new();
        let read = || {
            Self::read(
                include_bytes!("../../../assets/models/attribution.safetensors"),
                include_str!("../../../assets/models/attribution_words.txt"),
            )
        };
        ENGINE.get_or_init(read).as_ref()
    }

    /// Whether a paragraph is in the language that the engine knows: most of its words are.
    pub fn can_read(&self, text: &str, paragraph: &Paragraph) -> bool {
        let tokens = paragraph.tokens.iter().filter(|it| it.kind == Kind::Word).take(SAMPLE);
        let (mut known, mut count) = (0, 0);
        for token in tokens {
            count += 1;
            known += usize::from(self.network.knows(token.span.slice(text)));
        }
        count > 0 && (count <= FEW || known * 2 > count)
    }

    /// From a file of weights and its vocabulary, a word a line; none where they do not fit.
    pub fn read(weights: &[u8], words: &str) -> Option<Self> {
        let network = Network::read(weights, words)?;
        Some(Self { network, choice: Choice::read(&Weights::read(weights)?) })
    }

    /// What the network makes of paragraphs before they are asked for, side by side; of a long one,
    /// which is read in stretches, nothing.
    pub fn ahead(&self, text: &str, paragraphs: &[(&Paragraph, bool)]) -> Vec<Option<Encoded>> {
        let short =
            |it: &Paragraph| (1..=LONGEST).contains(&it.tokens.len()) && self.can_read(text, it);
        let known: Vec<bool> = paragraphs.iter().map(|it| short(it.0)).collect();
        let all = paragraphs.iter().zip(&known).filter(|it| *it.1);
        let stretches: Vec<Stretch<'_>> = all
            .map(|((paragraph, opens_article), _)| Stretch {
                paragraph,
                opens_article: *opens_article,
                tokens: 0..paragraph.tokens.len(),
            })
            .collect();
        let mut encoded = self.network.encode_all(text, &stretches).into_iter();
        known.into_iter().map(|it| if it { encoded.next() } else { None }).collect()
    }

    /// All readings of a paragraph, in tokens of it; `ahead` is what the network made of it, where it
    /// was asked before; cues `others` are read as well as those that
    /// the network proposes, of which `asked` takes those to read, by their tokens and
    /// how likely they are.
    pub fn readings(
        &self,
        text: &str,
        paragraph: &Paragraph,
        opens_article: bool,
        mut ahead: Option<Encoded>,
        others: &[Proposal],
        asked: impl Fn(&Range<usize>, f32) -> bool,
    ) -> Vec<Reading> {
        let stretches = stretches(paragraph.tokens.len()).into_iter();
        stretches
            .flat_map(|(tokens, own)| {
                let stretch = Stretch { paragraph, opens_article, tokens: tokens.clone() };
                let mut encoded =
                    ahead.take().unwrap_or_else(|| self.network.encode(text, stretch));
                let scene = Scene::new(&self.network, &encoded, opens_article);
                let proposed: Vec<Proposal> = others
                    .iter()
                    .filter(|it| own.contains(&it.token))
                    .map(|it| Proposal { token: it.token - tokens.start, ..*it })
                    .collect();
                let asked = |run: &Range<usize>, share| {
                    asked(&(run.start + tokens.start..run.end + tokens.start), share)
                };
                let mut found = readings(&self.network, &mut encoded, &scene, &proposed, asked);
                for one in &mut found {
                    one.shift(tokens.start);
                }
                found.retain(|it| own.contains(&it.cue.start));
                found
            })
            .collect()
    }

    /// The claims of a paragraph, in the order of their cues; `ahead`, `others` and `asked` as above.
    pub fn claims(
        &self,
        text: &str,
        paragraph: &Paragraph,
        opens_article: bool,
        ahead: Option<Encoded>,
        others: &[Proposal],
        asked: impl Fn(&Range<usize>, f32) -> bool,
    ) -> Vec<Chosen> {
        let Some(choice) = &self.choice else { return Vec::new() };
        choice.choose(self.readings(text, paragraph, opens_article, ahead, others, asked))
    }
}

/// The stretches of a paragraph of `count` tokens: what is read, and whose cues count.
fn stretches(count: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut own = 0;
    while own < count {
        let end = (start + LONGEST).min(count);
        let last = end == count;
        let own_end = if last { count } else { end - OVERLAP / 2 };
        found.push((start..end, own..own_end));
        own = own_end;
        start = end.saturating_sub(OVERLAP);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_one_stretch_s_own() {
        for count in [0, 1, 512, 513, 700, 5000] {
            let mut next = 0;
            for (tokens, own) in stretches(count) {
                assert!(own.start == next && tokens.start <= own.start && own.end <= tokens.end);
                assert!(tokens.len() <= LONGEST);
                next = own.end;
            }
            assert_eq!(next, count);
        }
    }
}
