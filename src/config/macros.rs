//! `[macros]`: keys and commands in a row, as words; the screen gives them meaning.

use crate::config::{Place, Setting, Value};

/// One line of `[macros]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// The key that runs it.
    pub name: String,
    /// Chords, and commands after a colon.
    pub steps: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

/// A macro: a list of steps, or one.
pub(super) fn sequence(setting: &Setting) -> Option<Macro> {
    let [table, name] = setting.path.as_slice() else { return None };
    let steps = match &setting.value {
        Value::Text(step) => vec![step.clone()],
        Value::List(steps) => steps.clone(),
        _ => return None,
    };
    let (name, place) = (name.clone(), setting.place.clone());
    (table == "macros").then_some(Macro { name, steps, place })
}
