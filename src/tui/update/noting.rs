//! The highlights and notes of all briefs: found by their words, each a key away from its place.

use crate::tui::{
    action::Action,
    layer::{
        Layer,
        noted::{MOST, Marks},
    },
    state::{State, Then},
    update::{Effect, jumps, shelf},
    worker::Request,
};

/// Lists them.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    if action != Action::AllNotes {
        return None;
    }
    let mut marks = Marks::default();
    let effects = look(&mut marks);
    state.layers.push(Layer::Marks(Box::new(marks)));
    Some(effects)
}

/// Asks for those in which what is written stands.
pub fn look(marks: &mut Marks) -> Vec<Effect> {
    let (number, words) = marks.question();
    vec![Effect::Ask(Request::Noted(number, words, MOST))]
}

/// An action while they are listed.
pub fn choose(state: &mut State, mut marks: Box<Marks>, action: Action) -> Vec<Effect> {
    let last = marks.rows.len().saturating_sub(1);
    let page = usize::from(state.size.height / 3).max(1);
    let mut effects = Vec::new();
    match action {
        Action::Close => return Vec::new(),
        Action::Accept => {
            let Some(chosen) = marks.rows.get(marks.cursor) else { return Vec::new() };
            jumps::remember(state);
            return shelf::open(state, chosen.article, Then::Mark(chosen.mark));
        }
        Action::Down => marks.cursor = (marks.cursor + 1).min(last),
        Action::Up => marks.cursor = marks.cursor.saturating_sub(1),
        Action::PageDown => marks.cursor = (marks.cursor + page).min(last),
        Action::PageUp => marks.cursor = marks.cursor.saturating_sub(page),
        _ => {
            marks.line.act(action);
            effects = look(&mut marks);
        }
    }
    state.layers.push(Layer::Marks(marks));
    effects
}
