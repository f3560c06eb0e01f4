//! The mouse: the wheel scrolls, a click goes there, a second one opens a brief; dragging moves the
//! border beside the text, or selects words. Nothing needs it.

use ratatui::{
    crossterm::event::{MouseButton, MouseEvent, MouseEventKind},
    layout::Position,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    text::wrap::width,
    tui::{
        action::Action,
        keymap::Keymap,
        layout::{Layout, Shape, Slot},
        page::{Line, Run, tag},
        pane::Pane,
        state::{Direction, Held, Select, State, Unit},
        update::{Effect, act as act_on_panes, arranging, motion, stacked},
    },
};

/// Lines that a notch of the wheel is worth.
const NOTCH: usize = 3;

/// What the mouse did.
pub fn act(state: &mut State, keymap: &Keymap, mouse: MouseEvent) -> Vec<Effect> {
    let at = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::ScrollDown => wheel(state, keymap, at, Direction::Forward),
        MouseEventKind::ScrollUp => wheel(state, keymap, at, Direction::Back),
        MouseEventKind::Down(MouseButton::Left) if state.layers.is_empty() => {
            press(state, keymap, at)
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            drag(state, at);
            Vec::new()
        }
        MouseEventKind::Up(_) => {
            state.work.held = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn wheel(state: &mut State, keymap: &Keymap, at: Position, to: Direction) -> Vec<Effect> {
    if !state.layers.is_empty() {
        let action = if to == Direction::Forward { Action::Down } else { Action::Up };
        return (0..NOTCH).flat_map(|_| stacked::act(state, keymap, action)).collect();
    }
    let layout = state.layout();
    if let Some(slot) = slot_at(&layout, at) {
        arranging::focus(state, slot.pane);
        motion::scroll(state, to, NOTCH);
    }
    Vec::new()
}

fn press(state: &mut State, keymap: &Keymap, at: Position) -> Vec<Effect> {
    let layout = state.layout();
    if border(&layout).is_some_and(|it| it.is_at(at)) {
        state.work.held = Some(Held::Border);
        return Vec::new();
    }
    let Some(slot) = slot_at(&layout, at) else { return Vec::new() };
    let pane = slot.pane;
    let focused = state.focus() == pane;
    arranging::focus(state, pane);
    let inner = slot.inner();
    if !inner.contains(at) {
        return Vec::new();
    }
    state.select = None;
    let before = state.list(pane).scroll.cursor;
    let line = state.list(pane).scroll.top + usize::from(at.y - inner.y);
    motion::to_line(state, pane, line);
    if pane == Pane::Text {
        if let Some(byte) = byte_at(state, slot, at) {
            let sentence = state.page.sentence_at(byte);
            motion::to(state, pane, sentence);
            state.work.held = Some(Held::Text(byte));
        }
    } else if pane == Pane::Briefs && focused && state.list(pane).scroll.cursor == before {
        return act_on_panes(state, keymap, Action::Follow, None);
    }
    Vec::new()
}

fn drag(state: &mut State, at: Position) {
    let layout = state.layout();
    match state.work.held {
        Some(Held::Border) => {
            let Some(border) = border(&layout) else { return };
            let by = i32::from(border.place) - i32::from(border.of(at));
            let by = i16::try_from(by).unwrap_or(0);
            state.arrangement.shift = state.arrangement.shift.saturating_add(by).clamp(-200, 200);
        }
        Some(Held::Text(anchor)) => {
            let Some(slot) = layout.slot(Pane::Text) else { return };
            let inner = slot.inner();
            if at.y < inner.y {
                motion::scroll(state, Direction::Back, 1);
            } else if at.y >= inner.bottom() {
                motion::scroll(state, Direction::Forward, 1);
            }
            let last = inner.bottom().saturating_sub(1).max(inner.y);
            let at = Position::new(at.x, at.y.clamp(inner.y, last));
            let Some(head) = byte_at(state, slot, at) else { return };
            if state.select.is_some() || head != anchor {
                state.select = Some(Select { anchor, head, unit: Unit::Character });
                let sentence = state.page.sentence_at(head);
                motion::to(state, Pane::Text, sentence);
            }
        }
        None => {}
    }
}

fn slot_at(layout: &Layout, at: Position) -> Option<&Slot> {
    layout.slots.iter().find(|slot| slot.area.contains(at))
}

/// The border that can be moved.
struct Border {
    /// Whether it is moved up and down, not to the sides.
    lies: bool,
    /// Its column, or its line: the first of the pane beyond it.
    place: u16,
}

impl Border {
    const fn of(&self, at: Position) -> u16 {
        if self.lies { at.y } else { at.x }
    }

    /// Either of the two lines that make a border is one.
    fn is_at(&self, at: Position) -> bool {
        self.of(at) == self.place || self.of(at) + 1 == self.place
    }
}

fn border(layout: &Layout) -> Option<Border> {
    let beyond = |pane| layout.slots.iter().find(|it| it.tabs.first() == Some(&pane));
    if layout.slots.len() < 2 {
        return None;
    }
    match layout.shape {
        Shape::Stacked => Some(Border { lies: true, place: layout.slots.last()?.area.y }),
        Shape::Two | Shape::Three => {
            Some(Border { lies: false, place: beyond(Pane::Claims)?.area.x })
        }
        Shape::One | Shape::TooSmall => None,
    }
}

/// The byte of the text that shows at a place, or the last one before it on its line.
fn byte_at(state: &State, slot: &Slot, at: Position) -> Option<usize> {
    let text = &state.opened.as_ref()?.article.text;
    let inner = slot.inner();
    let index = state.list(Pane::Text).scroll.top + usize::from(at.y.saturating_sub(inner.y));
    let mut left = usize::from(at.x.saturating_sub(inner.x.saturating_add(state.gutter())));
    let Some(Line::Words(_, runs)) = state.page.lines.get(index) else { return None };
    let mut found = None;
    for run in runs {
        let span = match run {
            Run::Text(span) => *span,
            // Drawn as `[c1]`, after a space.
            Run::Tag(claim) => {
                left = left.saturating_sub(width(&tag(*claim)) + 3);
                continue;
            }
        };
        for (offset, cluster) in span.slice(text).grapheme_indices(true) {
            found = Some(span.start + offset);
            let cells = width(cluster);
            if left < cells {
                return found;
            }
            left -= cells;
        }
    }
    found
}
