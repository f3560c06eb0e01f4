//! Where a block changes its topic.
//!
//! [`cut`] is a shortest path over the units (Viterbi): staying with a topic is free, changing it
//! costs, and each unit pays by what it says for the topic it is given. One paragraph on arms in
//! the middle of a dispute about arms so stays in the dispute.

/// What a change of topic costs in a text that no editor has parted, in the weights of terms.
const CHANGE: i64 = 50;

/// What it costs before the first subhead of a text that has some.
const CHANGE_BEFORE: i64 = 60;

/// What it costs under a subhead.
const CHANGE_UNDER: i64 = 140;

/// What a unit that says little of anything yields to the state without a topic.
const SILENT: i64 = 12;

/// Where a block stands: an editor who sets subheads has already cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a text without subheads.
    Open,
    /// Before the first subhead.
    BeforeHeading,
    /// Under a subhead.
    UnderHeading,
}

/// The indexes of the units that begin a section, the first included; `scores` holds, for every
/// unit, what it says for every topic.
pub(super) fn cut(scores: &[Vec<u32>], place: Place) -> Vec<usize> {
    let path = best_path(scores, place);
    let changes = path.windows(2).enumerate().filter(|(_, pair)| pair[0] != pair[1]);
    std::iter::once(0).chain(changes.map(|(index, _)| index + 1)).collect()
}

/// The state of every unit: an index into the topics, or their number for none.
fn best_path(scores: &[Vec<u32>], place: Place) -> Vec<usize> {
    let states = scores.first().map_or(0, Vec::len) + 1;
    let change = match place {
        Place::Open => CHANGE,
        Place::BeforeHeading => CHANGE_BEFORE,
        Place::UnderHeading => CHANGE_UNDER,
    };
    let mut totals = vec![0_i64; states];
    let mut came: Vec<Vec<usize>> = Vec::with_capacity(scores.len());
    for unit in scores {
        let (best, most) = first_max(&totals);
        // Where both cost the same, the change comes late: what says nothing stays with what was.
        let from: Vec<usize> =
            (0..states).map(|it| if totals[it] > most - change { it } else { best }).collect();
        totals = (0..states)
            .map(|it| {
                let before = totals[it].max(most - change);
                before + unit.get(it).map_or(SILENT, |score| i64::from(*score))
            })
            .collect();
        came.push(from);
    }
    let mut state = first_max(&totals).0;
    let mut path = vec![state; scores.len()];
    for (index, from) in came.iter().enumerate().rev() {
        path[index] = state;
        state = from[state];
    }
    path
}

/// The first of the greatest, so that ties fall the same way everywhere.
fn first_max(totals: &[i64]) -> (usize, i64) {
    let best = (0..totals.len()).rev().max_by_key(|it| totals[*it]).unwrap_or(0);
    (best, totals.get(best).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stray_paragraph_does_not_part_a_section() {
        let scores = [vec![80, 10], vec![30, 50], vec![60, 0], vec![40, 30]];
        assert_eq!(cut(&scores, Place::Open), [0]);
    }

    #[test]
    fn a_topic_that_stays_begins_a_section_and_silence_joins_what_stood_before() {
        let scores = [vec![90, 0], vec![10, 0], vec![0, 80], vec![0, 60]];
        assert_eq!(cut(&scores, Place::Open), [0, 2]);
        assert_eq!(cut(&[], Place::Open), [0]);
    }

    #[test]
    fn under_a_subhead_a_change_asks_for_more() {
        let scores = [vec![90, 0], vec![0, 80]];
        assert_eq!(cut(&scores, Place::Open), [0, 1]);
        assert_eq!(cut(&scores, Place::BeforeHeading), [0, 1]);
        assert_eq!(cut(&scores, Place::UnderHeading), [0]);
    }
}
