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
const STRETCH: usize = 32;

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

    /// The work of encoding `tokens`.
    pub const fn pass<'a>(&'a self, tokens: &'a [TokenFeatures]) -> Encode<'a> {
        Encode { encoder: self, tokens }
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

/// The work of encoding a paragraph.
pub struct Encode<'a> {
    encoder: &'a Encoder,
    tokens: &'a [TokenFeatures],
}

impl Pass for Encode<'_> {
    type Output = States;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> States {
        let Encode { encoder, tokens } = self;
        let (inputs, factors) = encoder.embed(tokens);
        let mut states = vec![[0; 2]; tokens.len() * encoder.forward.hidden];
        let forward = &encoder.forward;
        forward.read_through(lanes, &inputs, &factors, false, &mut states);
        encoder.backward.read_through(lanes, &inputs, &factors, true, &mut states);
        States { inputs, factors, states }
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

    /// Reads all tokens and writes this direction's half of their states.
    #[inline(always)]
    fn read_through<L: Lanes>(
        &self,
        lanes: L,
        inputs: &[Pair],
        factors: &[f32],
        backward: bool,
        states: &mut [Pair],
    ) {
        let (pairs, gates) = (self.input.pairs(), self.input.height());
        let count = factors.len();
        let half = self.hidden / 2;
        let shift = if backward { half } else { 0 };
        let place = |step: usize| if backward { count - 1 - step } else { step };
        let mut ahead = vec![0.0; STRETCH * gates];
        let mut recurrent = vec![0.0; gates];
        let mut cell = vec![0.0; self.hidden];
        let mut state = vec![[0; 2]; half];
        for start in (0..count).step_by(STRETCH) {
            let steps = STRETCH.min(count - start);
            for at in (0..steps).step_by(4) {
                // Past the last token the last is read again, and not used.
                let four = [0, 1, 2, 3].map(|it| place((start + at + it).min(count - 1)));
                let rows = four.map(|it| &inputs[it * pairs..][..pairs]);
                self.input.times(lanes, rows, four.map(|it| factors[it]), &mut ahead[at * gates..]);
            }
            for step in 0..steps {
                self.recurrent.times(lanes, [&state], [1.0 / ONE], &mut recurrent);
                let ahead = &ahead[step * gates..][..gates];
                self.step(ahead, &recurrent, &mut cell, state.as_flattened_mut());
                let row = place(start + step) * 2 * half + shift;
                states[row..][..half].copy_from_slice(&state);
            }
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
