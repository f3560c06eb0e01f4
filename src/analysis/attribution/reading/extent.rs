//! Where a cue may begin and end.

use std::ops::Range;

use crate::analysis::attribution::network::TOKEN_LABELS;

/// The probability over which a token may belong to a cue.
const POSSIBLE: f32 = 0.10;

/// Probabilities over which a surer part of a cue stands alone.
const SURER: [f32; 2] = [0.35, 0.6];

/// The probability over which a neighbour may lengthen a cue.
const LONGER: f32 = 0.03;

/// Of so many tokens one may begin a cue; the likeliest are kept where there are more.
const SHARE: usize = 4;

/// The probability of each label at each token.
pub type Labels = [[f32; TOKEN_LABELS]];

/// How likely a token belongs to a cue.
#[inline]
pub fn cue(labels: &[f32; TOKEN_LABELS]) -> f32 {
    labels[3] + labels[4]
}

/// Whether a new cue begins at a token rather than one going on.
fn begins(labels: &[f32; TOKEN_LABELS]) -> bool {
    labels[3] > labels[4]
}

/// The runs of tokens that may be cues, in order.
pub fn runs(labels: &Labels) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        if cue(&labels[start]) <= POSSIBLE {
            continue;
        }
        while at < labels.len() && cue(&labels[at]) > POSSIBLE && !begins(&labels[at]) {
            at += 1;
        }
        found.push(start..at);
    }
    let most = labels.len() / SHARE + 2;
    if found.len() > most {
        let best = |run: &Range<usize>| labels[run.clone()].iter().map(cue).fold(0.0, f32::max);
        found.sort_by(|a, b| best(b).total_cmp(&best(a)).then(a.start.cmp(&b.start)));
        found.truncate(most);
        found.sort_by_key(|it| it.start);
    }
    found
}

/// The run itself, its surer parts around its likeliest token, and a longer one.
pub fn extents(labels: &Labels, run: &Range<usize>) -> Vec<Range<usize>> {
    let share = |at: usize| cue(&labels[at]);
    let mut found = vec![run.clone()];
    let mut add = |extent: Range<usize>| {
        if !found.contains(&extent) {
            found.push(extent);
        }
    };
    let best =
        run.clone().fold(run.start, |best, at| if share(at) > share(best) { at } else { best });
    for threshold in SURER {
        if share(best) <= threshold {
            continue;
        }
        let (mut start, mut end) = (best, best + 1);
        while start > run.start && share(start - 1) > threshold {
            start -= 1;
        }
        while end < run.end && share(end) > threshold {
            end += 1;
        }
        add(start..end);
    }
    let (mut start, mut end) = (run.start, run.end);
    while start > 0 && share(start - 1) > LONGER && !begins(&labels[start]) {
        start -= 1;
    }
    while end < labels.len() && share(end) > LONGER && !begins(&labels[end]) {
        end += 1;
    }
    add(start..end);
    found
}
