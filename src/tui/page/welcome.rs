//! What shows while no brief is open: how to begin.

use crate::tui::page::{Line, Page};

/// Whether the library has any brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// It has none.
    Empty,
    /// It has some.
    Filled,
}

const WELCOME: &str = "\
Welcome to attache.

Your library is empty. attache reads news texts, and shows beside each who says what, who they are, \
when it was, and what you make of it.

Enter brings in the sample briefs, to look around.

I imports a file of your own: text, Markdown, or a saved page. Pasting a text works as well.

? lists the keys that work where you are, q leaves.";

const UNOPENED: &str = "\
No brief is open.

Enter opens the one under the cursor of the Briefs pane, J the next one. Ctrl-P finds one by name.";

impl Page {
    /// What shows while no brief is open: how to begin.
    pub fn welcome(width: usize, library: Shelf) -> Self {
        let mut page = Self::default();
        let text = match library {
            Shelf::Empty => WELCOME,
            Shelf::Filled => UNOPENED,
        };
        for paragraph in text.split("\n\n") {
            page.aside(&paragraph.replace('\n', " "), width);
            page.lines.push(Line::Blank);
        }
        page
    }
}
