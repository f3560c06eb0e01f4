//! What lies over the panes while the analyst acts: a form, and the history.

use ratatui::layout::{Position, Rect};

use super::{
    Canvas,
    layers::{tail, window},
    nth,
};
use crate::{
    text::wrap::{clip, fit, width as cells},
    tui::{
        layer::{form::Form, steps::Steps},
        pane::{Words, count},
        theme::Role,
    },
};

/// Cells of the names of fields, at least.
const LABEL: usize = 9;

/// Draws the form; the place of the cursor comes back.
pub fn form(form: &Form, screen: Rect, canvas: &mut Canvas) -> Option<Position> {
    let title = format!("{}   tab next, up and down choose, enter keeps", form.title);
    let height = u16::try_from(form.fields.len() + 2).unwrap_or(u16::MAX);
    let inner = window(&title, 84, height, screen, canvas);
    let label = form.fields.iter().map(|it| cells(it.label)).fold(LABEL, usize::max);
    let room = usize::from(inner.width).saturating_sub(label + 4);
    let mut cursor = None;
    for (number, field) in form.fields.iter().enumerate() {
        let place = nth(inner, number);
        let here = number == form.at;
        let (before, text) =
            if here { (field.line.before(), field.line.text()) } else { ("", field.line.text()) };
        let flat = text.replace('\n', " ");
        let (shown, column) = tail(before, &flat, room);
        let fixed = number >= form.open();
        let words = Words::new()
            .and(Role::Focus, if here { "> " } else { "  " })
            .and(Role::Key, fit(field.label, label))
            .and(if fixed { Role::Dim } else { Role::Text }, format!(" {shown}"));
        canvas.line(place, &words);
        if here && !inner.is_empty() {
            let x = inner.x.saturating_add(u16::try_from(label + 3 + column).unwrap_or(u16::MAX));
            cursor = Some(Position::new(x.min(inner.right().saturating_sub(1)), place.y));
        }
    }
    cursor
}

/// Draws the history.
pub fn steps(steps: &Steps, screen: Rect, canvas: &mut Canvas) {
    let title = "History   enter goes there";
    let height = u16::try_from(steps.steps.len() + 2).unwrap_or(u16::MAX);
    let inner = window(title, 84, height, screen, canvas);
    let rows = usize::from(inner.height);
    let top = (steps.cursor + 1).saturating_sub(rows);
    for (number, step) in steps.steps.iter().enumerate().skip(top).take(rows) {
        let place = nth(inner, number - top);
        let here = number == steps.cursor;
        let when = step.at.get(..16).unwrap_or(&step.at).replace('T', " ");
        let state = if step.undone { "undone " } else { "" };
        let told = match step.briefs {
            0 | 1 => String::new(),
            many => format!(" {}", count(many, "brief")),
        };
        let room =
            usize::from(inner.width).saturating_sub(cells(&when) + cells(state) + cells(&told) + 5);
        let role = if step.undone { Role::Dim } else { Role::Text };
        let words = Words::new()
            .and(Role::Focus, if here { "> " } else { "  " })
            .and(Role::Dim, format!("{when} "))
            .and(Role::Dropped, state)
            .and(role, clip(&step.label, room));
        canvas.line(place, &words);
        if here {
            canvas.lay(place, Role::Selected);
        }
    }
}
