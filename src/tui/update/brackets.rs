//! The brackets: the next and the previous section, claim, source, date, note, and what waits for the
//! analyst.

use crate::{
    model::Review,
    tui::{
        action::Action,
        pane::{self, Pane},
        relate::{anchored, conflicts, item, place},
        state::{Direction, State},
        update::{
            Effect, jumps, motion, shelf,
            travel::{problem, show},
        },
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    use Direction::{Back, Forward};
    let times = count.unwrap_or(1).max(1);
    match action {
        Action::NextSection => bracket(state, Pane::Sections, Forward, times),
        Action::PreviousSection => bracket(state, Pane::Sections, Back, times),
        Action::NextClaim => bracket(state, Pane::Claims, Forward, times),
        Action::PreviousClaim => bracket(state, Pane::Claims, Back, times),
        Action::NextSource => bracket(state, Pane::Sources, Forward, times),
        Action::PreviousSource => bracket(state, Pane::Sources, Back, times),
        Action::NextDate => bracket(state, Pane::Timeline, Forward, times),
        Action::PreviousDate => bracket(state, Pane::Timeline, Back, times),
        Action::NextNote => bracket(state, Pane::Notes, Forward, times),
        Action::PreviousNote => bracket(state, Pane::Notes, Back, times),
        Action::NextUnreviewed | Action::PreviousUnreviewed if state.focus() == Pane::Briefs => {
            let back = action == Action::PreviousUnreviewed;
            return Some(shelf::seek(state, if back { Back } else { Forward }));
        }
        Action::NextUnreviewed => unreviewed(state, Forward),
        Action::PreviousUnreviewed => unreviewed(state, Back),
        Action::NextConflict => conflict(state, Forward),
        Action::PreviousConflict => conflict(state, Back),
        Action::NextOrphan => orphan(state, Forward),
        Action::PreviousOrphan => orphan(state, Back),
        _ => return None,
    }
    Some(Vec::new())
}

/// The next or previous thing of a kind, in the order of the text; in its own pane, of the list.
fn bracket(state: &mut State, pane: Pane, direction: Direction, times: usize) {
    if state.focus() == pane {
        jumps::remember(state);
        return motion::step(state, direction, times);
    }
    let Some(opened) = &state.opened else { return };
    let sentences = &state.page.sentences;
    let here = place(opened, sentences, state.finding()).map_or(0, |it| it.start);
    let now = state.page.sentence_at(here);
    let mut places: Vec<usize> = match pane {
        Pane::Sources => {
            let mentions = opened.analysis.sources.iter().flat_map(|it| &it.mentions);
            mentions.map(|it| it.start).collect()
        }
        _ => (0..count_of(state, pane))
            .filter_map(|at| place(opened, sentences, pane::finding(pane, at)))
            .map(|it| it.start)
            .collect(),
    };
    places.sort_unstable();
    let mut stops: Vec<usize> = places.into_iter().map(|it| state.page.sentence_at(it)).collect();
    stops.dedup();
    let stop = match direction {
        Direction::Forward => stops.iter().filter(|it| **it > now).nth(times - 1),
        Direction::Back => stops.iter().rev().filter(|it| **it < now).nth(times - 1),
    };
    match stop.copied() {
        Some(stop) => {
            jumps::remember(state);
            show(state, Pane::Text, stop);
            state.direction = direction;
        }
        None => problem(state, &format!("no other {}", pane.thing())),
    }
}

/// How many things the open brief has for a pane.
fn count_of(state: &State, pane: Pane) -> usize {
    let Some(opened) = &state.opened else { return 0 };
    match pane {
        Pane::Briefs => state.briefs.total,
        Pane::Text => state.page.sentences.len(),
        Pane::Sections => opened.analysis.sections.len(),
        Pane::Claims => opened.analysis.claims.len(),
        Pane::Sources => opened.analysis.sources.len(),
        Pane::Timeline => opened.analysis.timeline.len(),
        Pane::Notes => opened.marks.len(),
    }
}

/// The next row without a verdict; from the text, the next claim without one.
fn unreviewed(state: &mut State, direction: Direction) {
    let pane = match state.focus() {
        Pane::Text | Pane::Sections | Pane::Notes => Pane::Claims,
        pane => pane,
    };
    let open = |index: &usize| {
        let item = state.opened.as_ref().and_then(|it| item(it, pane::finding(pane, *index)));
        let verdict = item.and_then(|item| state.verdict(&item));
        verdict.is_none_or(|it| it.review == Review::Unreviewed)
    };
    let found = stop(state, pane, direction, |index| open(&index));
    match found {
        Some(index) => go(state, pane, index, direction),
        None => problem(state, "all have a verdict"),
    }
}

/// The next row of a list for which `wanted` holds, seen from the cursor; from another pane, the one
/// under the cursor of the list counts too.
fn stop(
    state: &State,
    pane: Pane,
    direction: Direction,
    wanted: impl Fn(usize) -> bool,
) -> Option<usize> {
    let shown = &state.list(pane).shown;
    let here = state.list(pane).scroll.cursor;
    let found = match direction {
        Direction::Forward => {
            let from = if state.focus() == pane { here + 1 } else { here };
            (from..shown.len()).find(|at| wanted(shown[*at]))
        }
        Direction::Back => (0..here.min(shown.len())).rev().find(|at| wanted(shown[*at])),
    };
    found.map(|at| shown[at])
}

/// The next claim that is in conflict with another. In the text, its sentence.
fn conflict(state: &mut State, direction: Direction) {
    let Some(opened) = &state.opened else { return };
    let paired = |at: usize| !conflicts(&opened.analysis, at).is_empty();
    if state.focus() != Pane::Text {
        return match stop(state, Pane::Claims, direction, paired) {
            Some(claim) => go(state, Pane::Claims, claim, direction),
            None => problem(state, "no other claim in conflict"),
        };
    }
    let now = state.under(Pane::Text).unwrap_or(0);
    let claims = opened.analysis.claims.iter().enumerate().filter(|(at, _)| paired(*at));
    let places = claims.map(|(_, claim)| state.page.sentence_at(claim.extent().start));
    let next = match direction {
        Direction::Forward => places.filter(|it| *it > now).min(),
        Direction::Back => places.filter(|it| *it < now).max(),
    };
    match next {
        Some(sentence) => go(state, Pane::Text, sentence, direction),
        None => problem(state, "no other claim in conflict"),
    }
}

/// The next mark that has lost its place in the text.
fn orphan(state: &mut State, direction: Direction) {
    let Some(opened) = &state.opened else { return };
    let lost = |at: usize| {
        let mark = opened.marks.get(at);
        mark.is_none_or(|it| it.anchor.is_some() && anchored(opened, it).is_none())
    };
    match stop(state, Pane::Notes, direction, lost) {
        Some(mark) => go(state, Pane::Notes, mark, direction),
        None => problem(state, "nothing else has lost its place"),
    }
}

fn go(state: &mut State, pane: Pane, index: usize, direction: Direction) {
    jumps::remember(state);
    show(state, pane, index);
    state.direction = direction;
}

impl Pane {
    /// What one of its things is called.
    const fn thing(self) -> &'static str {
        match self {
            Self::Briefs => "brief",
            Self::Sections => "section",
            Self::Text => "sentence",
            Self::Claims => "claim",
            Self::Sources => "mention of a source",
            Self::Timeline => "date",
            Self::Notes => "note",
        }
    }
}
