//! From tokens to states: embeddings, then a bidirectional LSTM over the paragraph.
//!
//! States lie between -1 and 1 and are kept as whole numbers, [`ONE`] for 1, which is how all that
//! reads them multiplies.

use crate::analysis::attribution::features::LETTERS;

use super::{
    curves::{nearest, sigmoid, tanh},
    matrix::{BLOCK, Lanes, Matrix, Pair, Pass, quantised},
    weights::{Floats, Table, Weights},
};

/// A state of 1.
pub const ONE: f32 = 16_384.0;

/// Tokens whose share of the input is worked out at once.
const STRETCH: usize = 16;

/// Texts that are read side by side: each weight of the LSTM is fetched once for all of them, which is
/// most of the time that a step takes.
const SIDE_BY_SIDE: usize = 4;

/// What the encoder is told of a token.
#[derive(Clone, Copy, Debug)]
pub struct TokenFeatures {
    /// Its row in the table of words.
    pub word: usize,
    /// Its rows in the table of letters; 0 is none.
    pub letters: [u16; LETTERS],
    /// Its shape.
    pub shape: u8,
    /// Its state of quotation.
    pub quotation: u8,
    /// Its place.
    pub place: u8,
}

/// What it makes of the tokens.
#[derive(Debug, Default)]
pub struct States {
    /// Inputs of all tokens, a row each.
    pub inputs: Vec<Pair>,
    /// The factor of each row of inputs.
    pub factors: Vec<f32>,
    /// States of all tokens: forward, then backward.
    pub states: Vec<Pair>,
}

/// The layers.
#[derive(Debug)]
pub struct Encoder {
    word: Table,
    letters: Table,
    shape: Floats,
    quotation: Floats,
    place: Floats,
    forward: Direction,
    backward: Direction,
    inputs: usize,
}

/// One direction of the LSTM; gates in torch's order: in, forget, new, out.
#[derive(Debug)]
struct Direction {
    input: Matrix,
    recurrent: Matrix,
    bias: Vec<f32>,
    hidden: usize,
}

impl Encoder {
    /// The layers in `weights`; none where one is missing or does not fit the others.
    pub fn read(weights: &Weights<'_>) -> Option<Self> {
        let (word, letters) = (weights.table("word.weight")?, weights.table("ngram.weight")?);
        let (shape, quotation) = (weights.floats("shape.weight")?, weights.floats("quote.weight")?);
        let place = weights.floats("place.weight")?;
        let inputs = word.width() + letters.width() + shape.width + quotation.width + place.width;
        let forward = Direction::read(weights, "", inputs)?;
        let backward = Direction::read(weights, "_reverse", inputs)?;
        (forward.hidden == backward.hidden).then_some(Self {
            word,
            letters,
            shape,
            quotation,
            place,
            forward,
            backward,
            inputs,
        })
    }

    /// The length of a token's input.
    pub const fn inputs(&self) -> usize {
        self.inputs
    }

    /// The length of a token's states, both directions.
    pub const fn states(&self) -> usize {
        2 * self.forward.hidden
    }

    /// The work of encoding some texts.
    pub const fn pass<'a>(&'a self, texts: &'a [&'a [TokenFeatures]]) -> Encode<'a> {
        Encode { encoder: self, texts }
    }

    /// The inputs of all tokens, as whole numbers.
    #[inline(always)]
    fn embed(&self, tokens: &[TokenFeatures]) -> (Vec<Pair>, Vec<f32>) {
        let width = self.inputs.next_multiple_of(2);
        let mut inputs = vec![0; tokens.len() * width];
        let mut row = vec![0.0; width];
        let factors = tokens
            .iter()
            .zip(inputs.chunks_exact_mut(width))
            .map(|(token, out)| {
                self.look_up(token, &mut row);
                quantised(&row, out)
            })
            .collect();
        (inputs.as_chunks::<2>().0.to_vec(), factors)
    }

    #[inline(always)]
    fn look_up(&self, token: &TokenFeatures, row: &mut [f32]) {
        row.fill(0.0);
        let (word, rest) = row.split_at_mut(self.word.width());
        self.word.add(token.word, 1.0, word);
        let (letters, rest) = rest.split_at_mut(self.letters.width());
        let known = token.letters.iter().filter(|it| **it > 0);
        let count = known.clone().fold(0.0, |sum, _| sum + 1.0);
        for letter in known {
            self.letters.add(usize::from(*letter), 1.0 / count, letters);
        }
        let small = self.shape.row(usize::from(token.shape)).iter();
        let small = small.chain(self.quotation.row(usize::from(token.quotation)));
        let small = small.chain(self.place.row(usize::from(token.place)));
        for (out, value) in rest.iter_mut().zip(small) {
            *out = *value;
        }
    }
}

/// The work of encoding some texts.
pub struct Encode<'a> {
    encoder: &'a Encoder,
    texts: &'a [&'a [TokenFeatures]],
}

impl Pass for Encode<'_> {
    type Output = Vec<States>;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Vec<States> {
        let Encode { encoder, texts } = self;
        let mut all: Vec<States> = Vec::with_capacity(texts.len());
        for tokens in texts {
            let (inputs, factors) = encoder.embed(tokens);
            let states = vec![[0; 2]; tokens.len() * encoder.forward.hidden];
            all.push(States { inputs, factors, states });
        }
        // Those of like length go together, so that few wait for the longest.
        let mut order: Vec<&mut States> = all.iter_mut().collect();
        order.sort_by_key(|it| std::cmp::Reverse(it.factors.len()));
        for some in order.chunks_mut(SIDE_BY_SIDE) {
            encoder.forward.read_through(lanes, false, some);
            encoder.backward.read_through(lanes, true, some);
        }
        all
    }
}

impl Direction {
    fn read(weights: &Weights<'_>, suffix: &str, inputs: usize) -> Option<Self> {
        let input = weights.matrix(&format!("lstm.weight_ih_l0{suffix}"))?;
        let recurrent = weights.matrix(&format!("lstm.weight_hh_l0{suffix}"))?;
        let bias = weights.floats(&format!("lstm.bias_l0{suffix}"))?.values;
        let hidden = recurrent.rows() / 4;
        // Whole blocks of gates keep the four of a unit a fixed way apart.
        let fits = recurrent.rows() == 4 * hidden
            && recurrent.rows() == input.rows()
            && recurrent.rows().is_multiple_of(BLOCK)
            && bias.len() == input.rows()
            && hidden == 2 * recurrent.pairs()
            && input.pairs() == inputs.div_ceil(2);
        fits.then_some(Self { input, recurrent, bias, hidden })
    }

    /// Reads all tokens of at most [`SIDE_BY_SIDE`] texts, the longest first, and writes this
    /// direction's half of their states.
    #[inline(always)]
    fn read_through<L: Lanes>(&self, lanes: L, backward: bool, texts: &mut [&mut States]) {
        let (gates, half) = (self.input.height(), self.hidden / 2);
        let shift = if backward { half } else { 0 };
        let longest = texts.first().map_or(0, |it| it.factors.len());
        let place = |count: usize, step: usize| if backward { count - 1 - step } else { step };
        let mut ahead = vec![0.0; SIDE_BY_SIDE * STRETCH * gates];
        let mut recurrent = vec![0.0; SIDE_BY_SIDE * gates];
        let mut cells = vec![0.0; SIDE_BY_SIDE * self.hidden];
        let mut states = vec![[0; 2]; SIDE_BY_SIDE * half];
        for start in (0..longest).step_by(STRETCH) {
            for (text, ahead) in texts.iter().zip(ahead.chunks_exact_mut(STRETCH * gates)) {
                self.read_ahead(lanes, backward, text, start, ahead);
            }
            for step in start..longest.min(start + STRETCH) {
                let reading = texts.iter().take_while(|it| it.factors.len() > step).count();
                // One that has come to its end keeps its state; nobody looks at what follows.
                let state = |it: usize| &states[it * half..][..half];
                if reading > 1 {
                    let four = [state(0), state(1), state(2), state(3)];
                    self.recurrent.times(lanes, four, [1.0 / ONE; 4], &mut recurrent);
                } else {
                    self.recurrent.times(lanes, [state(0)], [1.0 / ONE], &mut recurrent);
                }
                for (it, text) in texts.iter_mut().enumerate().take(reading) {
                    let ahead = &ahead[(it * STRETCH + step - start) * gates..][..gates];
                    let cell = &mut cells[it * self.hidden..][..self.hidden];
                    let state = &mut states[it * half..][..half];
                    let recurrent = &recurrent[it * gates..][..gates];
                    self.step(ahead, recurrent, cell, state.as_flattened_mut());
                    let row = place(text.factors.len(), step) * 2 * half + shift;
                    text.states[row..][..half].copy_from_slice(state);
                }
            }
        }
    }

    /// The share of the input of the tokens that are read from step `start` on.
    #[inline(always)]
    fn read_ahead<L: Lanes>(
        &self,
        lanes: L,
        backward: bool,
        text: &States,
        start: usize,
        ahead: &mut [f32],
    ) {
        let (pairs, gates) = (self.input.pairs(), self.input.height());
        let count = text.factors.len();
        let steps = count.saturating_sub(start).min(STRETCH);
        for at in (0..steps).step_by(4) {
            let (mut rows, mut factors) = ([&text.inputs[..0]; 4], [0.0; 4]);
            for it in 0..4 {
                // Past the last token the last is read again, and not used.
                let step = (start + at + it).min(count - 1);
                let token = if backward { count - 1 - step } else { step };
                rows[it] = &text.inputs[token * pairs..][..pairs];
                factors[it] = text.factors[token];
            }
            self.input.times(lanes, rows, factors, &mut ahead[at * gates..]);
        }
    }

    /// One step of the LSTM.
    #[inline(always)]
    fn step(&self, ahead: &[f32], recurrent: &[f32], cell: &mut [f32], state: &mut [i16]) {
        let hidden = self.hidden;
        let gate = |number: usize| {
            let range = number * hidden..(number + 1) * hidden;
            (&ahead[range.clone()], &recurrent[range.clone()], &self.bias[range])
        };
        let (input, forget, new, out) = (gate(0), gate(1), gate(2), gate(3));
        let (cell, state) = (&mut cell[..hidden], &mut state[..hidden]);
        for k in 0..hidden {
            let sum = |gate: (&[f32], &[f32], &[f32])| gate.0[k] + gate.1[k] + gate.2[k];
            let kept = sigmoid(sum(forget)) * cell[k];
            cell[k] = kept + sigmoid(sum(input)) * tanh(sum(new));
            state[k] = nearest(sigmoid(sum(out)) * tanh(cell[k]) * ONE);
        }
    }
}
