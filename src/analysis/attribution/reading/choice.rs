//! From readings to claims: a small classifier says how likely a reading is right in all its parts.
//!
//! Of readings that share a word of their cues the likeliest holds, if it is likely enough.

use std::ops::Range;

use crate::analysis::attribution::network::{
    curves::{sigmoid, tanh},
    weights::Weights,
};

use super::Reading;

/// How far a number may lie from its mean, in deviations.
const FARTHEST: f32 = 6.0;

/// The classifier: a few networks of one hidden layer, averaged.
#[derive(Debug)]
pub struct Choice {
    mean: Vec<f32>,
    scale: Vec<f32>,
    members: Vec<Member>,
    threshold: f32,
}

#[derive(Debug)]
struct Member {
    /// Of each hidden unit the weights.
    hidden: Vec<f32>,
    bias: Vec<f32>,
    out: Vec<f32>,
    out_bias: f32,
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
        let member = |number: usize| {
            let part = |name: &str| floats(&format!("decision.{number}.{name}"));
            let (hidden, bias) = (part("hidden.weight")?, part("hidden.bias")?);
            let out = part("out.weight")?;
            let out_bias = part("out.bias")?.first().copied()?;
            let fits = hidden.len() == bias.len() * mean.len() && out.len() == bias.len();
            fits.then_some(Member { hidden, bias, out, out_bias })
        };
        let members: Vec<Member> = (0..).map_while(member).collect();
        let fits = !members.is_empty() && scale.len() == mean.len();
        fits.then_some(Self { mean, scale, members, threshold })
    }

    /// How many numbers it weighs.
    pub fn inputs(&self) -> usize {
        self.mean.len()
    }

    /// How likely a reading is right in all its parts.
    pub fn share(&self, reading: &Reading) -> f32 {
        let standard: Vec<f32> = reading
            .evidence
            .iter()
            .zip(self.mean.iter().zip(&self.scale))
            .map(|((_, value), (mean, scale))| ((value - mean) * scale).clamp(-FARTHEST, FARTHEST))
            .collect();
        let sum = self.members.iter().fold(0.0, |sum, it| sum + it.share(&standard));
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let count = self.members.len() as f32;
        sum / count
    }

    /// The readings that hold, in the order of their cues.
    pub fn choose(&self, readings: Vec<Reading>) -> Vec<Chosen> {
        let mut scored: Vec<Chosen> = readings
            .into_iter()
            .map(|reading| Chosen { share: self.share(&reading), reading })
            .filter(|it| it.share >= self.threshold)
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

impl Member {
    fn share(&self, standard: &[f32]) -> f32 {
        let mut sum = self.out_bias;
        let units = self.hidden.chunks_exact(standard.len()).zip(self.bias.iter().zip(&self.out));
        for (weights, (bias, out)) in units {
            let input = weights.iter().zip(standard).fold(*bias, |sum, (w, x)| sum + w * x);
            sum += tanh(input) * out;
        }
        sigmoid(sum)
    }
}
