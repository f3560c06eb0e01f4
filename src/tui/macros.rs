//! Macros: keys and commands in a row, by one character.

use crate::{
    config::{self, Problem},
    tui::key::Key,
};

/// A macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// The character that runs it.
    pub name: char,
    /// What it does, as it is written.
    pub words: String,
    /// That, step by step.
    pub steps: Vec<Step>,
}

/// A step of a macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A key is pressed.
    Key(Key),
    /// A command is run, without its colon.
    Command(String),
}

/// More steps than anybody means: a macro that runs itself ends there.
pub const MOST: usize = 1_000;

/// Reads a macro; what is wrong with it goes to `problems`.
pub fn read(written: &config::Macro, problems: &mut Vec<Problem>) -> Option<Macro> {
    let mut wrong = |cause: String, hint: &str| {
        let hint = Some(hint.to_owned());
        problems.push(Problem { place: written.place.clone(), cause, hint });
    };
    let mut characters = written.name.chars();
    let (Some(name), None) = (characters.next(), characters.next()) else {
        let cause = format!("\"{}\" is not one character", written.name);
        wrong(cause, "a macro is run by `,` and one character");
        return None;
    };
    let mut steps = Vec::new();
    for step in &written.steps {
        if let Some(command) = step.strip_prefix(':').filter(|it| !it.is_empty()) {
            steps.push(Step::Command(command.trim().to_owned()));
            continue;
        }
        for key in step.split(' ').filter(|it| !it.is_empty()) {
            let Ok(key) = key.parse() else {
                let cause = format!("\"{key}\" in \"{step}\" is not the name of a key");
                wrong(cause, "write keys as in [keys.global], and commands after a colon");
                return None;
            };
            steps.push(Step::Key(key));
        }
    }
    Some(Macro { name, words: written.steps.join("  "), steps })
}
