//! What lies over the panes, the top one last: each a value with its own state.
//!
//! * `help`: the keys that work here
//! * `prompt`: one line to write; `line` is its editor
//! * `note`: a note to write
//! * `confirm`: a question with a few answers
//! * `noted`: the highlights and notes of all briefs
//! * `palette`: anything by its name
//! * `inspect`: why something was found
//! * `form`: a claim as the analyst has it
//! * `compare`: two texts of a brief side by side
//! * `steps`: what was done
//! * `views`: lists of briefs by name
//! * `hits`: what a search found

pub mod compare;
pub mod confirm;
pub mod form;
pub mod help;
pub mod hits;
pub mod inspect;
pub mod line;
pub mod note;
pub mod noted;
pub mod palette;
pub mod prompt;
pub mod steps;
pub mod views;

use crate::tui::keymap::Context;

/// A layer.
#[derive(Clone, Debug)]
pub enum Layer {
    /// The keys that work here.
    Help(help::Help),
    /// One line to write.
    Prompt(prompt::Prompt),
    /// A note to write.
    Note(Box<note::Note>),
    /// A question with a few answers.
    Confirm(confirm::Confirm),
    /// The highlights and notes of all briefs.
    Marks(Box<noted::Marks>),
    /// Anything by its name.
    Palette(palette::Palette),
    /// Why something was found.
    Inspect(inspect::Inspect),
    /// A claim as the analyst has it.
    Form(Box<form::Form>),
    /// Two texts of a brief side by side.
    Compare(Box<compare::Compare>),
    /// What was done.
    Steps(steps::Steps),
    /// The views to choose from.
    Views(views::Views),
    /// What a search of the library found.
    Hits(hits::Hits),
}

impl Layer {
    /// Where its keys are looked up, the nearest first.
    pub const fn contexts(&self) -> &'static [Context] {
        match self {
            Self::Help(_) | Self::Inspect(_) => &[Context::Popup, Context::Global],
            Self::Confirm(_)
            | Self::Steps(_)
            | Self::Views(_)
            | Self::Hits(_)
            | Self::Compare(_) => &[Context::Menu, Context::Global],
            Self::Prompt(_) | Self::Form(_) => &[Context::Prompt],
            Self::Note(_) => &[Context::Note],
            Self::Palette(_) | Self::Marks(_) => &[Context::Palette],
        }
    }

    /// The word for it in the status line.
    pub const fn mode(&self) -> &'static str {
        match self {
            Self::Help(_) => "HELP",
            Self::Inspect(_) => "INSPECT",
            Self::Compare(_) => "COMPARE",
            Self::Confirm(_)
            | Self::Marks(_)
            | Self::Palette(_)
            | Self::Steps(_)
            | Self::Views(_)
            | Self::Hits(_) => "PICK",
            Self::Prompt(_) | Self::Note(_) | Self::Form(_) => "INPUT",
        }
    }
}
