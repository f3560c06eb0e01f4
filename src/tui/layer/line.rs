//! The editor of one line, with the motions of readline.

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::action::Action;

/// A line and a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
}

impl Line {
    /// A line with the cursor after its text.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Writes at the cursor; line breaks become blanks.
    pub fn insert(&mut self, text: &str) {
        let text: String = crate::text::sanitize::sanitize(text).replace('\n', " ");
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Takes away the cluster before the cursor.
    pub fn backspace(&mut self) {
        let to = self.cursor;
        self.cursor = self.left();
        self.text.replace_range(self.cursor..to, "");
    }

    /// Takes away the cluster under the cursor.
    pub fn delete(&mut self) {
        let to = self.right();
        self.text.replace_range(self.cursor..to, "");
    }

    /// Moves or deletes, where the action is one of a line's.
    pub fn act(&mut self, action: Action) {
        match action {
            Action::CharacterLeft => self.cursor = self.left(),
            Action::CharacterRight => self.cursor = self.right(),
            Action::WordPrevious => self.cursor = self.word_left(),
            Action::WordNext | Action::WordEnd => self.cursor = self.word_right(),
            Action::LineStart => self.cursor = 0,
            Action::LineEnd => self.cursor = self.text.len(),
            Action::DeleteLeft => {
                self.text.replace_range(..self.cursor, "");
                self.cursor = 0;
            }
            Action::DeleteRight => self.text.truncate(self.cursor),
            Action::DeleteWord => {
                let from = self.word_left();
                self.text.replace_range(from..self.cursor, "");
                self.cursor = from;
            }
            _ => {}
        }
    }

    fn left(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor + after.map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let before = self.before().trim_end();
        before
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))
    }

    fn word_right(&self) -> usize {
        let after = &self.text[self.cursor..];
        let word = after.len() - after.trim_start().len();
        after[word..]
            .find(char::is_whitespace)
            .map_or(self.text.len(), |at| self.cursor + word + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_and_words_go_whole() {
        let mut line = Line::new("one два e\u{301}");
        line.backspace();
        assert_eq!(line.text(), "one два ");
        line.act(Action::DeleteWord);
        assert_eq!(line.text(), "one ");
        line.act(Action::LineStart);
        line.act(Action::WordNext);
        line.insert("\x1b[2J\nx");
        assert_eq!(line.text(), "one x ");
        line.act(Action::DeleteLeft);
        assert_eq!(line.text(), " ");
    }
}
