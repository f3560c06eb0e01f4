//! What of the brief shows: folded sections, what was removed, numbers, highlights.

use crate::tui::{
    action::Action,
    page::{Furniture, Numbers},
    pane::Pane,
    state::{Highlights, State},
    update::{Effect, motion, travel::problem},
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::ToggleHighlights => {
            state.highlights = match state.highlights {
                Highlights::Shown => Highlights::Hidden,
                Highlights::Hidden => Highlights::Shown,
            };
        }
        Action::ToggleRemoved
            if state.opened.as_ref().is_none_or(|it| it.article.removed.is_empty()) =>
        {
            problem(state, "nothing was removed from this brief");
        }
        Action::ToggleRemoved => {
            state.look.furniture = match state.look.furniture {
                Furniture::Counted => Furniture::Listed,
                Furniture::Listed => Furniture::Counted,
            };
        }
        Action::ToggleNumbers => {
            state.look.numbers = match state.look.numbers {
                Numbers::Hidden => Numbers::Shown,
                Numbers::Shown => Numbers::Hidden,
            };
        }
        Action::FoldToggle | Action::FoldOpen | Action::FoldClose => fold(state, action),
        Action::FoldsOpen => state.look.folded.clear(),
        Action::FoldsClose => {
            let count = state.opened.as_ref().map_or(0, |it| it.analysis.sections.len());
            state.look.folded = (0..count).collect();
            to_stop(state);
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Folds the section under the cursor, or shows it again.
fn fold(state: &mut State, action: Action) {
    let Some(section) = state.related().sections.first().copied() else {
        return problem(state, "no section here");
    };
    let folded = &mut state.look.folded;
    let there = folded.contains(&section);
    match action {
        Action::FoldClose => drop(folded.insert(section)),
        Action::FoldToggle if !there => drop(folded.insert(section)),
        _ => drop(folded.remove(&section)),
    }
    to_stop(state);
}

/// Has the cursor of the text stand where it shows.
fn to_stop(state: &mut State) {
    state.select = None;
    state.refresh_page();
    let cursor = state.list(Pane::Text).scroll.cursor;
    let stop = state.page.stops.get(state.page.stop_at(cursor)).copied();
    motion::to(state, Pane::Text, stop.unwrap_or_default());
}

/// Unfolds the section that the cursor has come to by other ways than step by step.
pub fn unfold(state: &mut State) {
    let Some(cursor) = state.under(Pane::Text) else { return };
    if state.look.folded.is_empty() || state.page.stops.contains(&cursor) {
        return;
    }
    let start = state.page.sentences.get(cursor).map_or(0, |it| it.start);
    let sections = state.opened.as_ref().map(|it| it.analysis.sections.as_slice());
    let section = sections.and_then(|all| all.iter().position(|it| it.span.covers(start)));
    if let Some(section) = section {
        state.look.folded.remove(&section);
        state.refresh_page();
    }
}
