//! From readings to claims: a small classifier says how likely a reading is right in all its parts.
//!
//! Of readings that share a word of their cues the likeliest holds, if it is likely enough.

use std::ops::Range;

use crate::analysis::attribution::network::{
    curves::{sigmoid, tanh},
    matrix::{Lanes, Pass, dispatch},
    weights::Weights,
};

use super::{Proposal, Reading};

/// How far a number may lie from its mean, in deviations.
const FARTHEST: f32 = 6.0;

/// The probability over which a reading holds whose cue the lexicon proposed.
///
/// The classifier has seen few such cues hold, so it gives them little; of 0.1 and 0.2 the better one
/// on the development texts of the program's own domain.
const PROPOSED: f32 = 0.2;

/// The classifier: a few networks of one hidden layer, averaged; their hidden units stand side by
/// side.
#[derive(Debug)]
pub struct Choice {
    mean: Vec<f32>,
    scale: Vec<f32>,
    /// For each number the weights of all hidden units.
    hidden: Vec<f32>,
    bias: Vec<f32>,
    out: Vec<f32>,
    /// Of each network what is added at the end.
    out_bias: Vec<f32>,
    threshold: f32,
}

/// A reading that holds, with its probability.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The reading.
    pub reading: Reading,
    /// How likely it is right in all its parts.
    pub share: f32,
}

impl Choice {
    /// The classifier in `weights`; none where there is none or its parts do not fit.
    pub fn read(weights: &Weights<'_>) -> Option<Self> {
        let floats = |name: &str| Some(weights.floats(name)?.values);
        let mean = floats("decision.mean")?;
        let scale = floats("decision.scale")?;
        let threshold = floats("decision.threshold")?.first().copied()?;
        let mut choice = Self {
            hidden: Vec::new(),
            bias: Vec::new(),
            out: Vec::new(),
            out_bias: Vec::new(),
            threshold,
            mean,
            scale,
        };
        let mut rows = Vec::new();
        for number in 0.. {
            let part = |name: &str| floats(&format!("decision.{number}.{name}"));
            let Some(weights) = part("hidden.weight") else { break };
            rows.extend(weights);
            choice.bias.extend(part("hidden.bias")?);
            choice.out.extend(part("out.weight")?);
            choice.out_bias.extend(part("out.bias")?);
        }
        let (inputs, units) = (choice.mean.len(), choice.bias.len());
        let fits = units > 0
            && choice.scale.len() == inputs
            && rows.len() == units * inputs
            && choice.out.len() == units
            && units.is_multiple_of(choice.out_bias.len());
        choice.hidden = (0..rows.len()).map(|at| rows[at % units * inputs + at / units]).collect();
        fits.then_some(choice)
    }

    /// How likely a reading is right in all its parts.
    pub fn share(&self, reading: &Reading) -> f32 {
        dispatch(Weigh { choice: self, reading })
    }

    /// The probability over which a reading holds.
    const fn least(&self, reading: &Reading) -> f32 {
        match reading.proposal {
            None => self.threshold,
            Some(Proposal { unnamed: false, .. }) => PROPOSED,
            // An adverb leaves no doubt; what is asked is only what it belongs to.
            Some(Proposal { unnamed: true, .. }) => 0.0,
        }
    }

    /// The readings that hold, in the order of their cues.
    pub fn choose(&self, readings: Vec<Reading>) -> Vec<Chosen> {
        let mut scored: Vec<Chosen> = readings
            .into_iter()
            .map(|reading| Chosen { share: self.share(&reading), reading })
            .filter(|it| it.share >= self.least(&it.reading))
            .collect();
        scored.sort_by(|a, b| b.share.total_cmp(&a.share));
        let mut kept: Vec<Chosen> = Vec::new();
        for one in scored {
            let shares_a_word = |other: &Range<usize>| {
                other.start < one.reading.cue.end && one.reading.cue.start < other.end
            };
            if !kept.iter().any(|it| shares_a_word(&it.reading.cue)) {
                kept.push(one);
            }
        }
        kept.sort_by_key(|it| it.reading.cue.start);
        kept
    }
}

/// The work of weighing one reading.
struct Weigh<'a> {
    choice: &'a Choice,
    reading: &'a Reading,
}

impl Pass for Weigh<'_> {
    type Output = f32;

    #[expect(clippy::inline_always, reason = "compiled for every width of vectors")]
    #[inline(always)]
    fn run<L: Lanes>(self, _: L) -> f32 {
        let Choice { mean, scale, hidden, bias, out, out_bias, .. } = self.choice;
        let mut units = bias.clone();
        let standards = mean.iter().zip(scale).zip(hidden.chunks_exact(bias.len()));
        for ((_, value), ((mean, scale), weights)) in self.reading.evidence.iter().zip(standards) {
            let standard = ((value - mean) * scale).clamp(-FARTHEST, FARTHEST);
            for (unit, weight) in units.iter_mut().zip(weights) {
                *unit += weight * standard;
            }
        }
        for (unit, out) in units.iter_mut().zip(out) {
            *unit = tanh(*unit) * out;
        }
        let each = units.chunks_exact(units.len() / out_bias.len()).zip(out_bias);
        let sum = each.fold(0.0, |sum, (units, bias)| {
            sum + sigmoid(units.iter().fold(*bias, |sum, it| sum + it))
        });
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let count = out_bias.len() as f32;
        sum / count
    }
}
