//! The texts of a brief side by side, and marks put where they belong by the analyst's decision.

use crate::{
    library::Change,
    tui::{
        action::Action,
        layer::{Layer, compare::Compare},
        pane::Pane,
        relate::anchored,
        state::State,
        update::{Effect, refuse, stacked::scrolled, verdict::apply},
        worker::{Request, Versions},
    },
};

/// Asks for the texts of the open brief: for the mark under the cursor, where that lost its place.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    if action != Action::Compare {
        return None;
    }
    let Some(opened) = &state.opened else {
        return Some(refuse(state, "no brief is open"));
    };
    let lost = (state.focus() == Pane::Notes)
        .then(|| opened.marks.get(state.under(Pane::Notes)?))
        .flatten()
        .filter(|it| it.anchor.is_some() && anchored(opened, it).is_none());
    Some(vec![Effect::Ask(Request::Versions(opened.brief.id, lost.map(|it| it.id)))])
}

/// Shows what was asked for.
pub fn show(state: &mut State, versions: &Versions) -> Vec<Effect> {
    let placing = versions.mark.as_ref().and_then(|it| Compare::placing(&versions.all, it));
    match placing.or_else(|| Compare::versions(&versions.all)) {
        Some(compare) => state.layers.push(Layer::Compare(Box::new(compare))),
        None => return refuse(state, "there is one text of this brief, and no other"),
    }
    Vec::new()
}

/// A key while they stand side by side.
pub fn choose(state: &mut State, mut compare: Box<Compare>, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::Clear | Action::Compare => return Vec::new(),
        Action::Quit => return vec![Effect::Quit],
        Action::NextMatch => compare.step(false),
        Action::PreviousMatch => compare.step(true),
        Action::Accept if compare.placing.is_some() => match compare.chosen() {
            Some((mark, place)) => {
                return apply("placed 1 mark", vec![Change::Place(mark, place)]);
            }
            None => drop(refuse(state, "no words of this text are like it: x takes it away")),
        },
        Action::Wrong => {
            if let Some(placing) = &compare.placing {
                return apply("took away 1 orphan", vec![Change::Unmark(placing.mark)]);
            }
        }
        _ => compare.top = scrolled(state, compare.top, action),
    }
    state.layers.push(Layer::Compare(compare));
    Vec::new()
}
