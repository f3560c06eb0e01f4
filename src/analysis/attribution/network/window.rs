//! The second head: given a cue, which tokens around it are its source and its content.
//!
//! Each token of the window is seen with the cue and with what lies between the two; two
//! convolutions, the second over every other token, let neighbours agree.

use std::ops::Range;

use super::{
    encoder::{ONE, States},
    matrix::{BLOCK, Lanes, Matrix, Pair, Pass, quantised, rows},
    weights::{Floats, Weights},
};
use crate::analysis::attribution::network::curves::nearest;

/// Labels: outside, first and further of the source, first and further of the content.
pub const LABELS: usize = 5;

/// Tokens seen before a cue.
const BEFORE: usize = 80;

/// Tokens seen after a cue.
const AFTER: usize = 100;

/// Tokens of nothing on both sides of a window.
const MARGIN: usize = 2;

/// The layers.
#[derive(Debug)]
pub struct Head {
    here: Matrix,
    here_bias: Vec<f32>,
    cue: Matrix,
    near: Floats,
    between: Floats,
    narrow: Matrix,
    narrow_bias: Vec<f32>,
    wide: Matrix,
    wide_bias: Vec<f32>,
    span: Matrix,
    span_bias: Vec<f32>,
    width: usize,
}

/// What the head is told of a paragraph beside its states.
#[derive(Debug, Default)]
pub struct Layout {
    /// The sentence of each token.
    pub sentence: Vec<usize>,
    /// Whether each token is quoted.
    pub quoted: Vec<bool>,
    /// Commas before each token, and at the end before none.
    pub commas: Vec<usize>,
    /// Marks that open or close a quotation before each token.
    pub marks: Vec<usize>,
}

/// The scores of a window.
#[derive(Debug)]
pub struct Window {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The scores of their labels.
    pub scores: Vec<[f32; LABELS]>,
}

impl Head {
    /// The layers in `weights`; none where one is missing or does not fit the others.
    pub fn read(weights: &Weights<'_>, states: usize) -> Option<Self> {
        let here = weights.matrix("here.weight")?;
        let width = here.rows();
        let floats = |name: &str| Some(weights.floats(name)?.values);
        let head = Self {
            here_bias: floats("here.bias")?,
            cue: weights.matrix("cue.weight")?,
            near: weights.floats("near.weight")?,
            between: weights.floats("between.weight")?,
            narrow: weights.matrix("narrow.weight")?,
            narrow_bias: floats("narrow.bias")?,
            wide: weights.matrix("wide.weight")?,
            wide_bias: floats("wide.bias")?,
            span: weights.matrix("span.weight")?,
            span_bias: floats("span.bias")?,
            here,
            width,
        };
        let convolves = |it: &Matrix| it.rows() == width && 2 * it.pairs() == 3 * width;
        let fits = width.is_multiple_of(BLOCK)
            && 2 * head.here.pairs() == states
            && head.cue.rows() == width
            && 2 * head.cue.pairs() == 2 * states
            && head.near.width == width
            && head.between.width == width
            && convolves(&head.narrow)
            && convolves(&head.wide)
            && 2 * head.span.pairs() == width
            && head.span.rows() == LABELS
            && [&head.here_bias, &head.narrow_bias, &head.wide_bias]
                .iter()
                .all(|it| it.len() == width)
            && head.span_bias.len() == LABELS;
        fits.then_some(head)
    }

    /// The work that is done once for all cues of a paragraph.
    pub const fn prepare<'a>(&'a self, states: &'a States) -> Prepare<'a> {
        Prepare { head: self, states }
    }

    /// The work of scoring the window of one cue.
    pub const fn pass<'a>(
        &'a self,
        states: &'a States,
        here: &'a [f32],
        layout: &'a Layout,
        cue: Range<usize>,
    ) -> Score<'a> {
        Score { head: self, states, here, layout, cue }
    }
}

/// Work once a paragraph: each token's own share.
pub struct Prepare<'a> {
    head: &'a Head,
    states: &'a States,
}

impl Pass for Prepare<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Vec<f32> {
        let (matrix, count) = (&self.head.here, self.states.factors.len());
        let mut out = vec![0.0; count.next_multiple_of(4) * matrix.height()];
        for at in (0..count).step_by(4) {
            let four = rows(&self.states.states, matrix.pairs(), at);
            matrix.times(lanes, four, [1.0 / ONE; 4], &mut out[at * matrix.height()..]);
        }
        out
    }
}

/// The work of scoring a window.
pub struct Score<'a> {
    head: &'a Head,
    states: &'a States,
    here: &'a [f32],
    layout: &'a Layout,
    cue: Range<usize>,
}

impl Pass for Score<'_> {
    type Output = Window;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Window {
        let Self { head, layout, .. } = self;
        let count = self.states.factors.len();
        let tokens = self.cue.start.saturating_sub(BEFORE)..(self.cue.end + AFTER).min(count);
        let width = head.width;
        let share = self.cue_share(lanes);
        let mut rows = vec![0.0; tokens.len() * width];
        for (at, row) in tokens.clone().zip(rows.chunks_exact_mut(width)) {
            let (near, between) = layout.relation(&self.cue, at);
            let (near, between) = (head.near.row(near), head.between.row(between));
            let here = &self.here[at * width..][..width];
            for k in 0..width.min(near.len()).min(between.len()) {
                row[k] = (here[k] + share[k] + near[k] + between[k]).max(0.0);
            }
        }
        let mut whole = vec![0; (tokens.len() + 2 * MARGIN + 4) * width];
        convolve(lanes, &head.narrow, &head.narrow_bias, 1, &mut rows, &mut whole);
        convolve(lanes, &head.wide, &head.wide_bias, 2, &mut rows, &mut whole);
        let scores = self.label(lanes, &rows, &mut whole);
        Window { tokens, scores }
    }
}

impl Score<'_> {
    /// The share of the cue: the mean of its states, and the last.
    #[inline(always)]
    fn cue_share<L: Lanes>(&self, lanes: L) -> Vec<f32> {
        let head = self.head;
        let pairs = head.here.pairs();
        let states = self.states.states.as_flattened();
        let width = 2 * pairs;
        let mut input = vec![0; 2 * width];
        let rows = &states[self.cue.start * width..self.cue.end * width];
        #[expect(clippy::cast_precision_loss, reason = "tokens of a cue")]
        let count = self.cue.len() as f32;
        for k in 0..width {
            let sum = rows[k..].iter().step_by(width).fold(0, |sum, it| sum + i32::from(*it));
            #[expect(clippy::cast_precision_loss, reason = "the mean is rounded anyway")]
            let mean = sum as f32 / count;
            input[k] = nearest(mean);
        }
        input[width..].copy_from_slice(&rows[rows.len() - width..]);
        let mut out = vec![0.0; head.cue.height()];
        head.cue.times(lanes, [input.as_chunks::<2>().0], [1.0 / ONE], &mut out);
        for (out, bias) in out.iter_mut().zip(&head.here_bias) {
            *out += bias;
        }
        out
    }

    #[inline(always)]
    fn label<L: Lanes>(&self, lanes: L, seen: &[f32], whole: &mut [i16]) -> Vec<[f32; LABELS]> {
        let head = self.head;
        let width = head.width;
        let count = seen.len() / width;
        let whole = &mut whole[..seen.len()];
        let factor = quantised(seen, whole);
        let mut out = [0.0; 4 * BLOCK];
        let mut scores = Vec::with_capacity(count);
        for at in (0..count).step_by(4) {
            let four = rows(pairs(whole), width / 2, at);
            head.span.times(lanes, four, [factor; 4], &mut out);
            for row in out.chunks_exact(BLOCK).take(count - at) {
                let mut score = [0.0; LABELS];
                for label in 0..LABELS {
                    score[label] = row[label] + head.span_bias[label];
                }
                scores.push(score);
            }
        }
        scores
    }
}

#[inline(always)]
fn pairs(values: &[i16]) -> &[Pair] {
    values.as_chunks::<2>().0
}

/// Adds to each row what a convolution over it and its neighbours, `apart` away, gives.
#[inline(always)]
fn convolve<L: Lanes>(
    lanes: L,
    matrix: &Matrix,
    bias: &[f32],
    apart: usize,
    rows: &mut [f32],
    whole: &mut [i16],
) {
    let width = bias.len();
    let count = rows.len() / width;
    let (margin, rest) = whole.split_at_mut(MARGIN * width);
    margin.fill(0);
    let factor = quantised(rows, &mut rest[..rows.len()]);
    rest[rows.len()..].fill(0);
    let mut inputs = vec![0; 4 * 3 * width];
    let mut out = vec![0.0; 4 * width];
    for at in (0..count).step_by(4) {
        for (it, input) in inputs.chunks_exact_mut(3 * width).enumerate() {
            for (tap, input) in input.chunks_exact_mut(width).enumerate() {
                let row = at + it + MARGIN + tap * apart - apart;
                input.copy_from_slice(&whole[row * width..][..width]);
            }
        }
        let four = self::rows(pairs(&inputs), 3 * width / 2, 0);
        matrix.times(lanes, four, [factor; 4], &mut out);
        let reached = rows[at * width..].chunks_exact_mut(width).take(4);
        for (row, out) in reached.zip(out.chunks_exact(width)) {
            for k in 0..width {
                row[k] += (out[k] + bias[k]).max(0.0);
            }
        }
    }
}

impl Layout {
    /// The rows of the two tables for a token and a cue: how far apart they are, and what lies
    /// between them.
    #[inline(always)]
    fn relation(&self, cue: &Range<usize>, at: usize) -> (usize, usize) {
        let before = at < cue.start;
        let (side, distance, from, to) = if before {
            (0, cue.start - at, at, cue.start)
        } else if at < cue.end {
            (1, 0, cue.end, cue.end)
        } else {
            (2, at + 1 - cue.end, cue.end, at)
        };
        let apart = self.sentence[at].abs_diff(self.sentence[cue.start]).min(2);
        let near = (side * 3 + apart) * 11 + bucket(distance);
        let commas = (self.commas[to] - self.commas[from]).min(3);
        let marks = (self.marks[to] - self.marks[from]).min(3);
        let quoted = usize::from(self.quoted[at]) + usize::from(self.quoted[cue.start]);
        (near, ((usize::from(before) * 4 + commas) * 4 + marks) * 3 + quoted)
    }
}

/// Distances in eleven steps.
#[inline(always)]
const fn bucket(distance: usize) -> usize {
    match distance {
        0..=4 => distance,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}
