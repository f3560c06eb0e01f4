//! The palette: what is typed finds actions, briefs, speakers, claims; choosing goes there.

use crate::tui::{
    action::Action,
    keymap::Keymap,
    layer::{
        Layer,
        palette::{Palette, Target},
    },
    pane::Pane,
    relate::Finding,
    state::{Notice, State, Then},
    update::{self, Effect, jumps, shelf, travel, viewing},
    worker::Request,
};

/// What an action does in it.
pub fn act(
    state: &mut State,
    keymap: &Keymap,
    mut palette: Palette,
    action: Action,
) -> Vec<Effect> {
    let last = palette.found.len().saturating_sub(1);
    match action {
        Action::Close => return Vec::new(),
        Action::Accept => {
            let target = palette.chosen().map(|it| it.target.clone());
            let Some(target) = target else { return Vec::new() };
            return choose(state, keymap, target);
        }
        Action::Down => palette.cursor = (palette.cursor + 1).min(last),
        Action::Up => palette.cursor = palette.cursor.saturating_sub(1),
        Action::PageDown => palette.cursor = (palette.cursor + 10).min(last),
        Action::PageUp => palette.cursor = palette.cursor.saturating_sub(10),
        _ => {
            palette.line.act(action);
            let effects = look(&mut palette);
            state.layers.push(Layer::Palette(palette));
            return effects;
        }
    }
    state.layers.push(Layer::Palette(palette));
    Vec::new()
}

/// Matches what the screen knows itself, and asks the library for the rest.
pub fn look(palette: &mut Palette) -> Vec<Effect> {
    palette.entries.truncate(palette.own);
    palette.match_anew();
    let question = palette.question().into_iter();
    question.map(|(number, typed)| Effect::Ask(Request::Look(number, typed))).collect()
}

fn choose(state: &mut State, keymap: &Keymap, target: Target) -> Vec<Effect> {
    match target {
        Target::Brief(id) => {
            jumps::remember(state);
            shelf::open(state, id, Then::Text)
        }
        Target::Claim(id, at) => {
            jumps::remember(state);
            shelf::open(state, id, Then::Claim(at))
        }
        Target::Speaker(name) => {
            let typed = format!("speaker:\"{}\"", name.replace('"', " "));
            update::arranging::focus(state, Pane::Briefs);
            match viewing::read(state, &typed) {
                Ok(query) => viewing::filter(state, Pane::Briefs, &typed, query),
                Err(error) => {
                    state.notice = Some(Notice::Problem(error.to_string()));
                    Vec::new()
                }
            }
        }
        Target::Finding(finding) => {
            let (Finding::Claim(index) | Finding::Source(index)) = finding else {
                return Vec::new();
            };
            jumps::remember(state);
            travel::show(state, finding.pane(), index);
            Vec::new()
        }
        Target::Action(action) => update::act(state, keymap, action, None),
    }
}
