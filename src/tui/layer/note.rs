//! A note to write: on a sentence, a claim, a source, a date, a mark, or the whole brief.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::{
    library::Draft,
    model::{ArticleId, Colour, Item, MarkId, Span},
};

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The brief.
    pub brief: ArticleId,
    /// The thing in it.
    pub item: Item,
    /// Its place in the text, where it has one.
    pub span: Option<Span>,
    /// The mark that has the note already.
    pub mark: Option<MarkId>,
}

impl Subject {
    /// What is kept of a note on it while it is being written.
    pub fn draft(&self, text: String) -> Draft {
        let Self { brief, item, span, mark } = self.clone();
        Draft { brief, item, span, mark, text }
    }
}

impl From<Draft> for (Subject, String) {
    fn from(it: Draft) -> Self {
        let Draft { brief, item, span, mark, text } = it;
        (Subject { brief, item, span, mark }, text)
    }
}

/// A note that is being written.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it is on.
    pub subject: Subject,
    /// That, in a few words.
    pub place: String,
    /// The colour of the highlight that comes with it.
    pub colour: Option<Colour>,
    /// Its words.
    pub area: TextArea<'static>,
}

impl Note {
    /// A note with these words to go on from.
    pub fn new(subject: Subject, place: String, colour: Option<Colour>, text: &str) -> Self {
        let text = crate::text::sanitize::sanitize(text);
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::Word);
        area.set_cursor_line_style(ratatui::style::Style::new());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { subject, place, colour, area }
    }

    /// What is written.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").trim_end().to_owned()
    }
}
