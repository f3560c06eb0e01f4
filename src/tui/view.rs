//! What is becomes what shows: a function of the state and its size. It writes nothing.
//!
//! * `frame`: header, status line, hints
//! * `panes`: the seven panes in their places
//! * `layers`: what lies over them; `found`: the lists among that;
//!   `compare`: two texts side by side

mod acts;
mod compare;
mod found;
mod frame;
mod layers;
mod panes;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use crate::tui::{
    keymap::Keymap,
    layout::Shape,
    pane::Words,
    state::State,
    theme::{Role, Theme},
};

/// Draws the whole screen.
pub fn draw(state: &State, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    let canvas = &mut Canvas { theme, buffer: frame.buffer_mut() };
    let layout = state.layout();
    if layout.shape == Shape::TooSmall {
        canvas.line(area, &Words::new().and(Role::Text, "attache needs 40x8"));
        return;
    }
    frame::header(state, &layout, canvas);
    panes::draw(state, &layout, canvas);
    frame::status(state, &layout, canvas);
    frame::hints(state, keymap, &layout, canvas);
    let cursor = layers::draw(state, keymap, &layout, canvas);
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// A buffer and the styles to draw on it with.
struct Canvas<'a> {
    theme: &'a Theme,
    buffer: &'a mut Buffer,
}

impl Canvas<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The words as ratatui has them.
    fn spans(&self, words: &Words) -> Line<'static> {
        let spans = words.0.iter().map(|(roles, text)| {
            let style =
                roles.iter().fold(Style::new(), |style, role| style.patch(self.style(*role)));
            Span::styled(text.clone(), style)
        });
        spans.collect()
    }

    /// Draws words into the first line of an area; what does not fit is cut off.
    fn line(&mut self, area: Rect, words: &Words) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            let line = self.spans(words);
            self.buffer.set_line(area.x, area.y, &line, area.width);
        }
    }

    /// Draws words at the right end of the first line of an area.
    fn right(&mut self, area: Rect, words: &Words) {
        let width = u16::try_from(words.width()).unwrap_or(u16::MAX).min(area.width);
        let x = area.right().saturating_sub(width);
        self.line(Rect::new(x, area.y, width, area.height.min(1)), words);
    }

    /// Lays a role over an area.
    fn lay(&mut self, area: Rect, role: Role) {
        let style = self.style(role);
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties an area.
    fn clear(&mut self, area: Rect) {
        Clear.render(area.intersection(self.buffer.area), self.buffer);
    }
}

/// The line of an area with this number, empty where the area has fewer.
fn nth(area: Rect, number: usize) -> Rect {
    let number = u16::try_from(number).unwrap_or(u16::MAX);
    if number < area.height {
        Rect::new(area.x, area.y.saturating_add(number), area.width, 1)
    } else {
        Rect::new(area.x, area.y, 0, 0)
    }
}
