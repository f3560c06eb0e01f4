//! The seven panes: each file holds what a pane shows and how it looks.
//!
//! A pane is a list of rows; a row is lines of words with roles, built from the state whenever it is
//! asked for. `update` asks for their heights, `view` for their words, and both get the same.

pub mod briefs;
pub mod claims;
pub mod notes;
pub mod reader;
pub mod sections;
pub mod sources;
pub mod timeline;

use crate::{
    text::wrap,
    tui::{relate::Finding, state::State, theme::Role},
};

/// The panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// The briefs of the library.
    Briefs,
    /// What the open brief is about, part by part.
    Sections,
    /// Its text.
    #[default]
    Text,
    /// Who says what.
    Claims,
    /// Who they are.
    Sources,
    /// When it was.
    Timeline,
    /// The analyst's own highlights and notes.
    Notes,
}

impl Pane {
    /// All seven, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Briefs,
        Self::Sections,
        Self::Text,
        Self::Claims,
        Self::Sources,
        Self::Timeline,
        Self::Notes,
    ];

    /// Its name on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Briefs => "Briefs",
            Self::Sections => "Sections",
            Self::Text => "Text",
            Self::Claims => "Claims",
            Self::Sources => "Sources",
            Self::Timeline => "Timeline",
            Self::Notes => "Notes",
        }
    }

    /// Its place in [`Pane::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Words in one line, each stretch with its roles; a later role lies over an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<(Vec<Role>, String)>);

impl Words {
    /// No words yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// With `text` after what there is.
    #[must_use]
    pub fn and(mut self, role: Role, text: impl Into<String>) -> Self {
        self.0.push((vec![role], text.into()));
        self
    }

    /// How many cells they take.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| wrap::width(text)).sum()
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// One thing in a pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its lines, one or more.
    pub lines: Vec<Words>,
    /// Whether the analyst has dealt with it, so that it steps back.
    pub done: Done,
}

/// Whether the analyst has dealt with a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Done {
    /// Not yet, or it was kept.
    #[default]
    No,
    /// It needs no more attention.
    Yes,
}

/// The row of the thing with this index in its own list, `width` cells wide.
pub fn row(state: &State, pane: Pane, index: usize, width: usize) -> Row {
    match pane {
        Pane::Briefs => briefs::row(state, index, width),
        Pane::Sections => sections::row(state, index, width),
        Pane::Text => Row::default(),
        Pane::Claims => claims::row(state, index, width),
        Pane::Sources => sources::row(state, index, width),
        Pane::Timeline => timeline::row(state, index, width),
        Pane::Notes => notes::row(state, index, width),
    }
}

/// How many lines that row takes.
pub fn height(state: &State, pane: Pane, index: usize, width: usize) -> usize {
    match pane {
        // There can be ten thousand of them; they are one line by construction.
        Pane::Briefs | Pane::Sections | Pane::Sources => 1,
        _ => row(state, pane, index, width).lines.len(),
    }
}

/// The finding that a row of this pane is.
pub const fn finding(pane: Pane, index: usize) -> Finding {
    match pane {
        Pane::Briefs => Finding::Brief,
        Pane::Sections => Finding::Section(index),
        Pane::Text => Finding::Sentence(index),
        Pane::Claims => Finding::Claim(index),
        Pane::Sources => Finding::Source(index),
        Pane::Timeline => Finding::Event(index),
        Pane::Notes => Finding::Mark(index),
    }
}

/// `1 claim`, `2 claims`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
