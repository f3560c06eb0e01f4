//! Linear chains over labels: what is likely at each token, and the best labellings.
//!
//! Labels are 0 for outside, then pairs: odd begins a span, the even one after it goes on with it.
//! A label that goes on stands after its own pair only. The sums are worked out as probabilities
//! that are scaled at each token, without logarithms inside the loop.

use super::{
    curves::{exp, ln},
    weights::Weights,
};

/// Less than any score, and still a number.
const NEVER: f32 = -1e4;

/// How far a score may lie under the best one of its token; keeps the sums from vanishing.
const LOWEST: f32 = -60.0;

/// Scores of one label after another, and of the first.
#[derive(Clone, Debug)]
pub struct Chain<const N: usize> {
    /// Before, after.
    next: [[f32; N]; N],
    first: [f32; N],
    /// `next` as factors.
    factors: [[f32; N]; N],
}

/// What is likely under a chain.
#[derive(Clone, Debug, Default)]
pub struct Marginals<const N: usize> {
    /// The probability of each label at each token.
    pub labels: Vec<[f32; N]>,
    /// The logarithm of the sum over all labellings.
    pub log_sum: f32,
}

impl<const N: usize> Chain<N> {
    /// The chain under `name` in `weights`, with what may not follow forbidden.
    pub fn read(weights: &Weights<'_>, name: &str) -> Option<Self> {
        let next = weights.floats(&format!("{name}.transitions"))?.values;
        let first = weights.floats(&format!("{name}.starts"))?.values;
        let (rows, rest) = next.as_chunks::<N>();
        let next: [[f32; N]; N] = rows.try_into().ok().filter(|_| rest.is_empty())?;
        Some(Self::new(next, first.try_into().ok()?))
    }

    /// From learnt scores.
    fn new(mut next: [[f32; N]; N], mut first: [f32; N]) -> Self {
        for going_on in (2..N).step_by(2) {
            first[going_on] = NEVER;
            for (before, row) in next.iter_mut().enumerate() {
                if before != going_on && before + 1 != going_on {
                    row[going_on] = NEVER;
                }
            }
        }
        let factors = next.map(|row| row.map(|it| if it <= NEVER { 0.0 } else { exp(it) }));
        Self { next, first, factors }
    }

    /// The probability of each label at each token.
    pub fn marginals(&self, scores: &[[f32; N]]) -> Marginals<N> {
        let mut ahead: Vec<[f32; N]> = Vec::with_capacity(scores.len());
        let mut weights: Vec<[f32; N]> = Vec::with_capacity(scores.len());
        let mut log_sum = 0.0;
        for (at, scores) in scores.iter().enumerate() {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let weight = scores.map(|it| exp((it - most).max(LOWEST)));
            let mut sums = if at == 0 {
                self.first.map(|it| if it <= NEVER { 0.0 } else { exp(it) })
            } else {
                forward(&ahead[at - 1], &self.factors)
            };
            multiply(&mut sums, &weight);
            let total = sum(&sums);
            scale(&mut sums, 1.0 / total);
            log_sum += most + ln(total);
            ahead.push(sums);
            // The factor that undoes the scaling on the way back rides on the weights.
            weights.push(weight.map(|it| it / total));
        }
        let mut back = [1.0; N];
        for at in (0..scores.len()).rev() {
            let mut weighted = weights[at];
            multiply(&mut weighted, &back);
            multiply(&mut ahead[at], &back);
            let total = sum(&ahead[at]);
            scale(&mut ahead[at], 1.0 / total);
            back = backward(&weighted, &self.factors);
        }
        Marginals { labels: ahead, log_sum }
    }

    /// The best labelling where `bias` is added to the first label of spans, and to it alone.
    ///
    /// The lower label wins a tie.
    pub fn best(&self, scores: &[[f32; N]], bias: &[f32; N], labels: &mut Vec<u8>) {
        labels.clear();
        let mut from: Vec<[u8; N]> = Vec::with_capacity(scores.len());
        let mut best = self.first;
        for (at, scores) in scores.iter().enumerate() {
            let mut origin = [0; N];
            if at > 0 {
                let mut through = [f32::MIN; N];
                for (before, row) in (0_u8..).zip(&self.next) {
                    let base = best[usize::from(before)];
                    for label in 0..N {
                        let score = base + row[label];
                        if score > through[label] {
                            through[label] = score;
                            origin[label] = before;
                        }
                    }
                }
                best = through;
            }
            for label in 0..N {
                best[label] += scores[label] + bias[label];
            }
            from.push(origin);
        }
        let mut label = 0_u8;
        for (candidate, score) in (0_u8..).zip(&best) {
            if *score > best[usize::from(label)] {
                label = candidate;
            }
        }
        for origin in from.iter().rev() {
            labels.push(label);
            label = origin[usize::from(label)];
        }
        labels.reverse();
    }

    /// The score of a labelling.
    pub fn score(&self, scores: &[[f32; N]], labels: &[u8]) -> f32 {
        let mut total = 0.0;
        let mut before: Option<usize> = None;
        for (scores, label) in scores.iter().zip(labels) {
            let label = usize::from(*label).min(N - 1);
            total += scores[label] + before.map_or(self.first[label], |it| self.next[it][label]);
            before = Some(label);
        }
        total
    }
}

#[inline(always)]
fn forward<const N: usize>(before: &[f32; N], factors: &[[f32; N]; N]) -> [f32; N] {
    let mut sums = [0.0; N];
    for (weight, row) in before.iter().zip(factors) {
        for label in 0..N {
            sums[label] += weight * row[label];
        }
    }
    sums
}

#[inline(always)]
fn backward<const N: usize>(after: &[f32; N], factors: &[[f32; N]; N]) -> [f32; N] {
    factors.map(|row| (0..N).fold(0.0, |total, label| total + row[label] * after[label]))
}

#[inline(always)]
fn multiply<const N: usize>(these: &mut [f32; N], by: &[f32; N]) {
    for (it, by) in these.iter_mut().zip(by) {
        *it *= by;
    }
}

#[inline(always)]
fn scale<const N: usize>(these: &mut [f32; N], by: f32) {
    for it in these {
        *it *= by;
    }
}

#[inline(always)]
fn sum<const N: usize>(these: &[f32; N]) -> f32 {
    these.iter().fold(0.0, |total, it| total + it)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORES: [[f32; 3]; 3] = [[0.3, 1.1, 0.9], [0.2, -0.4, 0.8], [0.5, 0.1, -0.2]];

    fn chain() -> Chain<3> {
        Chain::new([[0.1, -0.3, 0.2], [0.4, 0.0, 0.7], [-0.2, 0.3, 0.5]], [0.2, -0.1, 0.6])
    }

    /// All labellings that may be, with their scores.
    fn all() -> Vec<(Vec<u8>, f32)> {
        let labellings = (0..27).map(|it| vec![it / 9, it / 3 % 3, it % 3]);
        let scored = labellings.map(|it| {
            let score = chain().score(&SCORES, &it);
            (it, score)
        });
        scored.filter(|it| it.1 > NEVER / 2.0).collect()
    }

    #[test]
    fn the_sums_are_those_over_all_labellings() {
        let total: f32 = all().iter().map(|it| it.1.exp()).sum();
        let marginals = chain().marginals(&SCORES);
        assert!((marginals.log_sum - total.ln()).abs() < 1e-5);
        for at in 0..3 {
            for label in 0..3_u8 {
                let having = all().into_iter().filter(|it| it.0[at] == label);
                let share = having.map(|it| it.1.exp()).sum::<f32>() / total;
                assert!((marginals.labels[at][usize::from(label)] - share).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn the_best_is_the_best_of_all() {
        let best = all().into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        let mut labels = Vec::new();
        chain().best(&SCORES, &[0.0; 3], &mut labels);
        assert_eq!(labels, best.0);
        chain().best(&SCORES, &[0.0, -9.0, 0.0], &mut labels);
        assert_eq!(labels, [0, 0, 0]);
        assert!(chain().marginals(&[]).labels.is_empty());
    }
}
