//! The trained network: which tokens are sources, cues and contents, and which belong to one cue.
//!
//! One bidirectional LSTM reads a stretch of a paragraph; a first head labels its tokens, a second
//! labels the window around one cue. Sums are whole numbers and curves are our own, so that the
//! same weights give the same bits on every machine.
//!
//! * `weights`: the file
//! * `matrix`: products, at the width of the machine
//! * `curves`: exponential, logarithm, sigmoid, tangent
//! * `encoder`: embeddings and the LSTM
//! * `window`: the head that is asked about one cue
//! * `chain`: label after label: marginals and best labellings

#![expect(clippy::inline_always, reason = "one body of code, compiled for every width of vectors")]

pub mod chain;
pub mod curves;
pub mod encoder;
pub mod matrix;
pub mod weights;
pub mod window;

use std::{collections::HashMap, ops::Range};

use self::{
    chain::{Chain, Marginals},
    encoder::{Encoder, ONE, States, TokenFeatures},
    matrix::{BLOCK, Lanes, Matrix, Pass, dispatch, rows},
    weights::Weights,
    window::{Head, Layout, Window},
};
use super::{features, paragraph::Paragraph, quoting::Mark};

/// Labels of the first head: outside, first and further of source, cue and content.
pub const TOKEN_LABELS: usize = 7;

/// Row of the table of words for one that it does not hold.
const UNKNOWN: usize = 1;

/// The network with its vocabulary.
#[derive(Debug)]
pub struct Network {
    words: HashMap<Box<str>, usize>,
    prior: Vec<u8>,
    encoder: Encoder,
    by_state: Matrix,
    by_input: Matrix,
    bias: Vec<f32>,
    head: Head,
    token_chain: Chain<TOKEN_LABELS>,
    span_chain: Chain<{ window::LABELS }>,
}

/// Tokens of a paragraph that are read at once.
#[derive(Clone, Debug)]
pub struct Stretch<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// Whether that is the first of its article.
    pub opens_article: bool,
    /// Which of its tokens.
    pub tokens: Range<usize>,
}

/// A stretch of a paragraph as the network sees it.
#[derive(Debug)]
pub struct Encoded {
    /// Its tokens, of the paragraph's.
    pub tokens: Range<usize>,
    /// The probability of each label at each token.
    pub labels: Vec<[f32; TOKEN_LABELS]>,
    /// The words as the vocabulary has them.
    pub words: Vec<String>,
    /// What the network was told of each token.
    pub features: Vec<TokenFeatures>,
    /// Sentences and quotation.
    pub layout: Layout,
    states: States,
    here: Vec<f32>,
}

impl Network {
    /// From a file of weights and its vocabulary, a word a line; none where they do not fit.
    pub fn read(weights: &[u8], words: &str) -> Option<Self> {
        let weights = Weights::read(weights)?;
        let encoder = Encoder::read(&weights)?;
        let (by_state, by_input) = weights.parted("token.weight", encoder.states())?;
        let bias = weights.floats("token.bias")?.values;
        let fits = by_state.rows() == TOKEN_LABELS
            && bias.len() == TOKEN_LABELS
            && 2 * by_input.pairs() == encoder.inputs().next_multiple_of(2);
        let head = Head::read(&weights, encoder.states())?;
        let token_chain = Chain::read(&weights, "token_crf")?;
        let span_chain = Chain::read(&weights, "span_crf")?;
        // Row 0 is padding.
        let words = words.lines().zip(UNKNOWN + 1..).map(|(word, row)| (word.into(), row));
        fits.then(|| Self {
            words: words.collect(),
            prior: weights.counts("prior").unwrap_or_default(),
            encoder,
            by_state,
            by_input,
            bias,
            head,
            token_chain,
            span_chain,
        })
    }

    /// Reads a stretch of a paragraph.
    pub fn encode(&self, text: &str, stretch: Stretch<'_>) -> Encoded {
        let mut one = self.encode_all(text, &[stretch]);
        one.swap_remove(0)
    }

    /// Reads some stretches side by side, which is quicker than one after the other.
    pub fn encode_all(&self, text: &str, stretches: &[Stretch<'_>]) -> Vec<Encoded> {
        let told: Vec<(Vec<String>, Vec<TokenFeatures>)> = stretches
            .iter()
            .map(|it| it.tokens.clone().map(|at| self.token_features(text, it, at)).unzip())
            .collect();
        let features: Vec<&[TokenFeatures]> = told.iter().map(|it| it.1.as_slice()).collect();
        let states = dispatch(self.encoder.pass(&features));
        let all = stretches.iter().zip(told).zip(states);
        all.map(|((it, (words, features)), states)| {
            let scores = dispatch(Label { network: self, states: &states });
            let labels = self.token_chain.marginals(&scores).labels;
            let layout = layout(text, it.paragraph, it.tokens.clone());
            let (tokens, here) = (it.tokens.clone(), Vec::new());
            Encoded { tokens, labels, words, features, layout, states, here }
        })
        .collect()
    }

    /// The scores of the window around the cue `cue`, tokens of the stretch.
    pub fn window(&self, encoded: &mut Encoded, cue: Range<usize>) -> Window {
        if encoded.here.is_empty() {
            encoded.here = dispatch(self.head.prepare(&encoded.states));
        }
        dispatch(self.head.pass(&encoded.states, &encoded.here, &encoded.layout, cue))
    }

    /// The probabilities of a window's labels.
    pub fn marginals(&self, window: &Window) -> Marginals<{ window::LABELS }> {
        self.span_chain.marginals(&window.scores)
    }

    /// How often the words of a row are cues in the texts of training: 0 unknown, 1 seldom, 8 mostly.
    pub fn prior(&self, row: usize) -> u8 {
        self.prior.get(row).copied().unwrap_or_default()
    }

    /// The chain of a window's labels.
    pub const fn span_chain(&self) -> &Chain<{ window::LABELS }> {
        &self.span_chain
    }

    /// Whether the vocabulary has a word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains_key(features::normal(word).as_str())
    }

    fn token_features(
        &self,
        text: &str,
        stretch: &Stretch<'_>,
        at: usize,
    ) -> (String, TokenFeatures) {
        let Stretch { paragraph, opens_article, .. } = *stretch;
        let word = paragraph.word(text, at);
        let normal = features::normal(word);
        let features = TokenFeatures {
            word: self.words.get(normal.as_str()).copied().unwrap_or(UNKNOWN),
            letters: features::letters(&normal),
            shape: features::shape(word),
            quotation: features::quotation(paragraph.quoting[at]),
            place: features::place(paragraph, at, opens_article),
        };
        (normal, features)
    }
}

fn layout(text: &str, paragraph: &Paragraph, tokens: Range<usize>) -> Layout {
    let mut layout = Layout::default();
    let (mut commas, mut marks) = (0, 0);
    layout.commas.push(0);
    layout.marks.push(0);
    for at in tokens {
        let state = paragraph.quoting[at];
        commas += usize::from(paragraph.word(text, at) == ",");
        marks += usize::from(state.mark != Mark::None);
        layout.sentence.push(paragraph.sentence_of[at]);
        layout.quoted.push(state.inside);
        layout.commas.push(commas);
        layout.marks.push(marks);
    }
    layout
}

/// The scores of the first head.
struct Label<'a> {
    network: &'a Network,
    states: &'a States,
}

impl Pass for Label<'_> {
    type Output = Vec<[f32; TOKEN_LABELS]>;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Self::Output {
        let Network { by_state, by_input, bias, .. } = self.network;
        let (width, length) = (by_state.pairs(), by_input.pairs());
        let States { inputs, factors, states } = self.states;
        let count = factors.len();
        let (mut one, mut two) = ([0.0; 4 * BLOCK], [0.0; 4 * BLOCK]);
        let mut scores = Vec::with_capacity(count);
        for at in (0..count).step_by(4) {
            by_state.times(lanes, rows(states, width, at), [1.0 / ONE; 4], &mut one);
            let mut four = [0.0; 4];
            for it in 0..4 {
                four[it] = factors[(at + it).min(count - 1)];
            }
            by_input.times(lanes, rows(inputs, length, at), four, &mut two);
            let both = one.chunks_exact(BLOCK).zip(two.chunks_exact(BLOCK));
            for (one, two) in both.take(count - at) {
                let mut score = [0.0; TOKEN_LABELS];
                for label in 0..TOKEN_LABELS {
                    score[label] = one[label] + two[label] + bias[label];
                }
                scores.push(score);
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::attribution::network::matrix::Plain, model::Span};

    #[test]
    fn every_width_gives_the_same_bits_through_all_layers() {
        let network = Network::read(
            include_bytes!("../../../assets/models/attribution.safetensors"),
            include_str!("../../../assets/models/attribution_words.txt"),
        )
        .unwrap();
        let text =
            "“The crane stays,” the yard said on Monday. Its owner, who had left, denied it.";
        let paragraph = Paragraph::new(text, Span::new(0, text.len()));
        let count = paragraph.tokens.len();
        let stretch = |tokens| Stretch { paragraph: &paragraph, opens_article: true, tokens };
        let encoded = network.encode(text, stretch(0..count));
        let states = network.encoder.pass(&[&encoded.features]).run(Plain).swap_remove(0);
        assert_eq!(states.states, encoded.states.states);
        // Beside others, in whatever order, each is read as if it were alone.
        let many = [0..3, 0..count, 2..7, 0..0, 4..count, 1..2];
        let together = network.encode_all(text, &many.clone().map(stretch));
        for (tokens, together) in many.into_iter().zip(&together) {
            let alone = network.encode(text, stretch(tokens));
            assert_eq!(alone.states.states, together.states.states);
            assert_eq!(alone.labels, together.labels);
        }
        let (wide, plain) =
            (dispatch(network.head.prepare(&states)), network.head.prepare(&states).run(Plain));
        assert_eq!(wide, plain);
        let pass = || network.head.pass(&states, &wide, &encoded.layout, 8..9);
        assert_eq!(dispatch(pass()).scores, pass().run(Plain).scores);
        let label = || Label { network: &network, states: &states };
        assert_eq!(dispatch(label()), label().run(Plain));
    }
}
