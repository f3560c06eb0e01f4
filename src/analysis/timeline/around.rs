//! What stands around an expression: its sentence, asked only where the answer depends on it.

use super::{
    line::Line,
    tense::{self, Tense},
    words::{Mark, Word},
    zones,
};

/// How far the sentence is looked at for places, in words.
const REACH: usize = 40;

/// An expression within its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a, 't> {
    /// The words of the paragraph.
    pub words: &'a [Word<'t>],
    /// The first word of the sentence and the word after it.
    pub sentence: (usize, usize),
    /// The first word of the expression and the word after it.
    pub expression: (usize, usize),
}

impl Around<'_, '_> {
    /// The tense of its clause; "Monday's talks" are past where a sentence tells of them.
    pub fn tense(self) -> Tense {
        let ((from, to), (start, end)) = (self.sentence, self.expression);
        if Line(self.words).any(end, &["'s", "’s"]) && from + 1 < start {
            return Tense::Past;
        }
        tense::tense(&self.words[from..to], start - from, end - from)
    }

    /// "the April 24 consensus": a date before its noun has no tense of its own.
    pub fn is_attribute(self) -> bool {
        let (start, end) = self.expression;
        let line = Line(self.words);
        let noun =
            self.words.get(end).is_some_and(|it| it.is_word() && !it.marked(Mark::AfterDate));
        noun && line.before(start, 1, &["the", "its", "their", "his", "her"])
    }

    /// Whether its sentence reports from a place whose day begins early: "KCNA said on Thursday".
    pub fn is_eastern_report(self) -> bool {
        let ((from, to), (start, end)) = (self.sentence, self.expression);
        let near = &self.words[from.max(start.saturating_sub(6))..to.min(end + 3)];
        if !near.iter().any(|it| it.marked(Mark::Report)) {
            return false;
        }
        let from = from.max(start.saturating_sub(REACH));
        zones::is_eastern(&self.words[from..to.min(end + REACH)])
    }
}
