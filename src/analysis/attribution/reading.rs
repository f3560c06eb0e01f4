//! Readings: what a stretch of text may say, cue by cue, each with the evidence for it.
//!
//! A cue is proposed on little probability, in several extents, and each with several labellings of
//! what surrounds it; `choice` decides which reading holds, if any. Proposals are bounded, so that
//! time grows with the text and with nothing else.
//!
//! * `extent`: where a cue may begin and end
//! * `labelling`: sources and contents that it may have
//! * `scene`: the stretch, made ready for questions
//! * `evidence`: the numbers that speak for or against a reading
//! * `choice`: from readings to claims

pub mod choice;
pub mod evidence;
pub mod extent;
pub mod labelling;
pub mod scene;

use std::ops::Range;

use self::{
    evidence::{Item, Labelled, evidence},
    labelling::{Candidate, candidates},
    scene::Scene,
};
use super::{
    lexicon::Proposal,
    network::{Encoded, Network},
};

/// One way to read a cue; tokens are those of the stretch.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The source, in parts; empty where none is named.
    pub source: Vec<Range<usize>>,
    /// The cue.
    pub cue: Range<usize>,
    /// The content, in parts; never empty.
    pub content: Vec<Range<usize>>,
    /// How likely the network takes the cue's tokens to be one.
    pub cue_share: f32,
    /// What proposed its cue, where it was not the network.
    pub proposal: Option<Proposal>,
    /// What speaks for and against it.
    pub evidence: Vec<Item>,
}

impl Reading {
    /// Moves it right by `tokens`.
    pub fn shift(&mut self, tokens: usize) {
        let parts = self.source.iter_mut().chain(&mut self.content);
        for part in parts.chain([&mut self.cue]) {
            *part = part.start + tokens..part.end + tokens;
        }
    }
}

/// The readings of the cues in a stretch: those of the network that are `asked` for, by their
/// tokens and how likely they are, and others.
pub fn readings(
    network: &Network,
    encoded: &mut Encoded,
    scene: &Scene,
    others: &[Proposal],
    asked: impl Fn(&Range<usize>, f32) -> bool,
) -> Vec<Reading> {
    let mut found = Vec::new();
    for (run, _) in scene.cues.iter().filter(|(run, share)| asked(run, *share)) {
        for cue in extent::extents(&scene.labels, run) {
            of_cue(network, encoded, scene, run, &cue, None, &mut found);
        }
    }
    for proposal in others {
        let cue = proposal.token..proposal.token + 1;
        of_cue(network, encoded, scene, &cue, &cue, Some(*proposal), &mut found);
    }
    nested(&mut found);
    found
}

/// The readings of one cue, which is an extent of `run`.
fn of_cue(
    network: &Network,
    encoded: &mut Encoded,
    scene: &Scene,
    run: &Range<usize>,
    cue: &Range<usize>,
    proposal: Option<Proposal>,
    found: &mut Vec<Reading>,
) {
    let window = network.window(encoded, cue.clone());
    let marginals = network.marginals(&window);
    let sourced = !proposal.is_some_and(|it| it.unnamed);
    let candidates = candidates(network.span_chain(), &window, &marginals, sourced);
    let best = candidates.iter().map(|it| it.log_share).fold(f32::MIN, f32::max);
    for (number, Candidate { labels, log_share }) in candidates.iter().enumerate() {
        let labelled = Labelled {
            cue: cue.clone(),
            run: run.clone(),
            first: window.tokens.start,
            labels,
            marginals: &marginals.labels,
            log_share: *log_share,
            behind: log_share - best,
            foremost: number == 0,
        };
        let (source, content) = labelled.parts();
        let evidence = evidence(scene, &labelled, &source, &content);
        let cue_share = scene.cue_share(cue);
        found.push(Reading { source, cue: cue.clone(), content, cue_share, proposal, evidence });
    }
}

/// Adds to each reading the likeliest cue whose content it lies in, and that lies in its own.
fn nested(found: &mut [Reading]) {
    let inside = |inner: &Reading, outer: &Reading| {
        let apart = inner.cue.end <= outer.cue.start || outer.cue.end <= inner.cue.start;
        let within = |at: usize| outer.content.iter().any(|part| part.contains(&at));
        apart && within(inner.cue.start) && within(inner.cue.end - 1)
    };
    for at in 0..found.len() {
        let (mut lies_in, mut holds) = (0.0_f32, 0.0_f32);
        for other in found.iter() {
            if inside(&found[at], other) {
                lies_in = lies_in.max(other.cue_share);
            }
            if inside(other, &found[at]) {
                holds = holds.max(other.cue_share);
            }
        }
        found[at].evidence.extend([("inside", lies_in), ("holds", holds)]);
    }
}
