//! Wheel and click.

use ratatui::crossterm::event::{MouseEvent, MouseEventKind};

use crate::tui::{
    state::{Direction, State},
    update::{arranging, motion},
};

/// Scrolls the pane under the mouse, or puts its cursor there.
pub fn on_mouse(state: &mut State, mouse: MouseEvent) {
    if !state.layers.is_empty() {
        return;
    }
    let layout = state.layout();
    let at = ratatui::layout::Position::new(mouse.column, mouse.row);
    let Some(slot) = layout.slots.iter().find(|slot| slot.area.contains(at)) else { return };
    let pane = slot.pane;
    match mouse.kind {
        MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
            arranging::focus(state, pane);
            let down = mouse.kind == MouseEventKind::ScrollDown;
            let direction = if down { Direction::Forward } else { Direction::Back };
            motion::scroll(state, direction, 3);
        }
        MouseEventKind::Down(_) => {
            arranging::focus(state, pane);
            let inner = slot.inner();
            if inner.contains(at) {
                let line = state.list(pane).scroll.top + usize::from(mouse.row - inner.y);
                motion::to_line(state, pane, line);
            }
        }
        _ => {}
    }
}
