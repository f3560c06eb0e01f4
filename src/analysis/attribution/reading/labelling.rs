//! Sources and contents that a cue may have: the best labellings of its window, and near ones.

use std::ops::Range;

use crate::analysis::attribution::network::{
    chain::{Chain, Marginals},
    window::{LABELS, Window},
};

/// What is added to the first label of a content and of a source, to find other labellings.
const BIASES: [(f32, f32); 6] =
    [(0.0, 0.0), (0.0, 2.0), (0.0, -2.0), (2.0, 0.0), (-2.0, 0.0), (4.0, 2.0)];

/// The probability over which a content may begin or end elsewhere.
const EDGE: f32 = 0.06;

/// Other ends that are tried.
const OTHER_ENDS: usize = 2;

/// A labelling of a window.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its labels.
    pub labels: Vec<u8>,
    /// The logarithm of its share among all labellings.
    pub log_share: f32,
}

/// What is added to the first label of a source where there is to be none.
const NO_SOURCE: f32 = -40.0;

/// The labellings with a content, the best one first; without a source where it is not `sourced`.
pub fn candidates(
    chain: &Chain<LABELS>,
    window: &Window,
    marginals: &Marginals<LABELS>,
    sourced: bool,
) -> Vec<Candidate> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    let mut add = |labels: Vec<u8>| {
        if !found.contains(&labels) {
            found.push(labels);
        }
    };
    let mut labels = Vec::new();
    for (content, source) in BIASES {
        let source = if sourced { source } else { NO_SOURCE };
        chain.best(&window.scores, &[0.0, source, 0.0, content, 0.0], &mut labels);
        if labels.iter().any(|it| *it >= 3) {
            add(labels.clone());
        }
    }
    if let Some(best) = found.first().cloned() {
        let others = other_ends(&best, marginals).chain(other_starts(&best, marginals));
        for labels in others {
            if !found.contains(&labels) {
                found.push(labels);
            }
        }
    }
    found
        .into_iter()
        .map(|labels| {
            let log_share = chain.score(&window.scores, &labels) - marginals.log_sum;
            Candidate { labels, log_share }
        })
        .collect()
}

/// Runs of labels between `from` and `to`, in order.
pub fn parts(labels: &[u8], from: u8, to: u8) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if !(from..=to).contains(label) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// How likely a span whose labels are `first` and the next one ends at each token.
pub fn ends_at(labels: &[[f32; LABELS]], at: usize, first: usize) -> f32 {
    let after = labels.get(at + 1).map_or(0.0, |it| it[first + 1]);
    labels[at][first] + labels[at][first + 1] - after
}

/// The best labelling with its last content ending elsewhere.
fn other_ends<'a>(
    best: &'a [u8],
    marginals: &'a Marginals<LABELS>,
) -> impl Iterator<Item = Vec<u8>> + 'a {
    let last = parts(best, 3, 4).pop().unwrap_or_default();
    let share = |at: usize| ends_at(&marginals.labels, at, 3);
    let others = likeliest(last.start..best.len(), last.end.wrapping_sub(1), share);
    others.into_iter().take(OTHER_ENDS).filter_map(move |at| {
        let mut labels = best.to_vec();
        if at < last.end {
            labels[at + 1..last.end].fill(0);
        } else {
            let added = &mut labels[last.end..=at];
            if added.iter().any(|it| *it > 0) {
                return None;
            }
            added.fill(4);
        }
        Some(labels)
    })
}

/// The best labelling with its first content beginning elsewhere.
fn other_starts<'a>(
    best: &'a [u8],
    marginals: &'a Marginals<LABELS>,
) -> impl Iterator<Item = Vec<u8>> + 'a {
    let first = parts(best, 3, 4).into_iter().next().unwrap_or_default();
    let others = likeliest(0..first.end, first.start, |at| marginals.labels[at][3]);
    others.into_iter().take(1).filter_map(move |at| {
        let mut labels = best.to_vec();
        if at > first.start {
            labels[first.start..at].fill(0);
        } else {
            let added = &mut labels[at..first.start];
            if added.iter().any(|it| *it > 0) {
                return None;
            }
            added.fill(4);
            labels[first.start] = 4;
        }
        labels[at] = 3;
        Some(labels)
    })
}

/// The places other than `own` with a share over the edge, the likeliest first.
fn likeliest(places: Range<usize>, own: usize, share: impl Fn(usize) -> f32) -> Vec<usize> {
    let mut found: Vec<usize> = places.filter(|at| *at != own && share(*at) > EDGE).collect();
    found.sort_by(|a, b| share(*b).total_cmp(&share(*a)).then(a.cmp(b)));
    found
}
