//! The last thing again, and macros: steps that are made one after the other, each when what the one
//! before asked of the library is answered.

use crate::{
    model::Colour,
    tui::{
        action::Action,
        keymap::Keymap,
        layer::{Layer, confirm::Confirm, prompt::Ask},
        macros::{MOST, Step},
        state::{Notice, State},
        update::{self, Effect, marking, on_key, prompting},
    },
};

/// Something that can be done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// An action, on as many things.
    Action(Action, Option<usize>),
    /// What was written at a prompt.
    Answer(Ask, String),
    /// A highlight in this colour.
    Highlight(Colour),
    /// The macro of this name.
    Macro(char),
}

/// The steps of a macro that are still to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The steps, the next one last.
    pub rest: Vec<Step>,
    /// How many were made since the user pressed a key; a macro that runs itself does not begin anew.
    pub made: usize,
    /// Questions to the library that are not answered yet.
    pub waiting: usize,
}

/// Does the last thing again; a count takes the place of the one it had.
pub fn again(state: &mut State, keymap: &Keymap, count: Option<usize>) -> Vec<Effect> {
    match state.repeat.clone() {
        None => Vec::new(),
        Some(Repeat::Action(action, before)) => {
            update::act(state, keymap, action, count.or(before))
        }
        Some(Repeat::Answer(ask, words)) => prompting::answer(state, keymap, ask, &words),
        Some(Repeat::Highlight(colour)) => marking::highlight(state, colour),
        Some(Repeat::Macro(name)) => run(state, keymap, name),
    }
}

/// Asks which macro to run.
pub fn ask(state: &mut State, keymap: &Keymap) -> Vec<Effect> {
    if keymap.macros().is_empty() {
        let words = "no macros yet: write some under [macros] in the configuration";
        state.notice = Some(Notice::Problem(words.to_owned()));
        return Vec::new();
    }
    state.layers.push(Layer::Confirm(Confirm::macros(keymap.macros())));
    Vec::new()
}

/// Puts the steps of a macro before those that are still to be made.
pub fn run(state: &mut State, keymap: &Keymap, name: char) -> Vec<Effect> {
    let Some(found) = keymap.macros().iter().find(|it| it.name == name) else { return Vec::new() };
    if state.run.made == 0 {
        state.repeat = Some(Repeat::Macro(name));
    }
    state.run.rest.extend(found.steps.iter().rev().cloned());
    Vec::new()
}

/// Makes the steps that can be made now. One that cannot be done is the last.
pub fn go_on(state: &mut State, keymap: &Keymap) -> Vec<Effect> {
    let mut effects = Vec::new();
    while state.run.waiting == 0
        && let Some(step) = state.run.rest.pop()
    {
        state.run.made += 1;
        if state.run.made > MOST {
            state.run.rest.clear();
            let words = format!("stopped after {MOST} steps: the macro runs itself");
            state.notice = Some(Notice::Problem(words));
            break;
        }
        let kept = state.repeat.clone();
        let done = match step {
            Step::Key(key) => on_key(state, keymap, key.into()),
            Step::Command(words) => prompting::answer(state, keymap, Ask::Command, &words),
        };
        // The macro is what is repeated, not its last step.
        state.repeat = kept;
        state.run.waiting += asked(&done);
        effects.extend(done);
        if matches!(state.notice, Some(Notice::Problem(_))) {
            state.run.rest.clear();
        }
    }
    effects
}

/// How many of them are questions to the library whose answers are waited for.
pub fn asked(effects: &[Effect]) -> usize {
    effects.iter().filter(|it| matches!(it, Effect::Ask(asked) if asked.is_awaited())).count()
}
