//! The highlights and notes of all briefs, and a line that says which.

use crate::{library::Noted, tui::layer::line::Line};

/// The marks of all briefs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Words that stand in those that show.
    pub line: Line,
    /// The number of the newest question to the library.
    pub asked: u64,
    /// The first of them.
    pub rows: Vec<Noted>,
    /// How many there are.
    pub total: usize,
    /// The one under the cursor.
    pub cursor: usize,
}

/// How many are shown at most; who looks for another one says which.
pub const MOST: usize = 500;

impl Marks {
    /// The next question to the library.
    pub fn question(&mut self) -> (u64, String) {
        self.asked += 1;
        (self.asked, self.line.text().to_owned())
    }

    /// Takes the answer to a question, if it is the newest.
    pub fn answer(&mut self, number: u64, rows: Vec<Noted>, total: usize) {
        if number == self.asked {
            self.cursor = 0;
            (self.rows, self.total) = (rows, total);
        }
    }
}
