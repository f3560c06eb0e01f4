//! What goes on beside the screen, and small things that belong to no pane.

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::{layer::note::Subject, worker::Analyzing};

/// What goes on beside the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// How the analysis of what waits goes on.
    pub analyzing: Analyzing,
    /// What is fetched, and how far it is.
    pub errand: Option<String>,
    /// A note on its way into the library: a draft until it is there.
    pub keeping: Option<(Subject, String)>,
    /// What the mouse has hold of.
    pub held: Option<Held>,
}

/// What the mouse has hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The border beside the text.
    Border,
    /// The text, from this byte on.
    Text(usize),
}

/// Where the cluster that begins at `offset` ends.
pub fn next_cluster(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    offset.min(text.len()) + rest.graphemes(true).next().map_or(0, str::len)
}
