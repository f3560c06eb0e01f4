//! Which pane has the keys, and where the borders are.

use crate::tui::{
    action::Action,
    layout::Zoom,
    pane::Pane,
    state::{Direction, Notice, State},
};

/// The actions that move the focus or the borders; whether this was one.
pub fn arrange(state: &mut State, action: Action) -> bool {
    let pane = match action {
        Action::PaneBriefs => Pane::Briefs,
        Action::PaneSections => Pane::Sections,
        Action::PaneText => Pane::Text,
        Action::PaneClaims => Pane::Claims,
        Action::PaneSources => Pane::Sources,
        Action::PaneTimeline => Pane::Timeline,
        Action::PaneNotes => Pane::Notes,
        Action::PaneNext => neighbour(state.focus(), Direction::Forward),
        Action::PanePrevious => neighbour(state.focus(), Direction::Back),
        Action::PaneLeft => beside(state, Side::Left),
        Action::PaneRight => beside(state, Side::Right),
        Action::PaneUp => beside(state, Side::Up),
        Action::PaneDown => beside(state, Side::Down),
        _ => return resize(state, action),
    };
    focus(state, pane);
    true
}

fn resize(state: &mut State, action: Action) -> bool {
    if state.focus() == Pane::Timeline && matches!(action, Action::TextWider | Action::TextNarrower)
    {
        let scale = state.chart.scale;
        let finer = action == Action::TextWider;
        state.chart.scale = if finer { scale.finer() } else { scale.coarser() };
        state.rebuild_chart();
        state.notice = Some(Notice::Done(format!("by the {}", state.chart.scale.name())));
        return true;
    }
    let arrangement = &mut state.arrangement;
    let main = matches!(arrangement.focus, Pane::Briefs | Pane::Sections | Pane::Text);
    let wider = if main { -2 } else { 2 };
    match action {
        Action::Zoom => {
            arrangement.zoom = match arrangement.zoom {
                Zoom::Shared => Zoom::Alone,
                Zoom::Alone => Zoom::Shared,
            };
        }
        Action::PaneWider => arrangement.shift = (arrangement.shift + wider).clamp(-200, 200),
        Action::PaneNarrower => arrangement.shift = (arrangement.shift - wider).clamp(-200, 200),
        Action::PanesEqual => arrangement.shift = 0,
        Action::TextWider => measure(state, 4),
        Action::TextNarrower => measure(state, -4),
        _ => return false,
    }
    true
}

/// Sets the text wider or narrower than it stands now, which may be less than it is allowed to be.
fn measure(state: &mut State, by: i16) {
    let now = i16::try_from(state.text_width()).unwrap_or(i16::MAX);
    let base = i16::try_from(state.settings.text_width).unwrap_or(i16::MAX);
    state.measure = now.saturating_add(by).saturating_sub(base).clamp(-400, 400);
}

/// Gives the keys to a pane.
pub fn focus(state: &mut State, pane: Pane) {
    let arrangement = &mut state.arrangement;
    arrangement.focus = pane;
    if matches!(pane, Pane::Timeline | Pane::Sources | Pane::Notes) {
        arrangement.stack = pane;
    }
    if matches!(pane, Pane::Claims | Pane::Sources | Pane::Timeline | Pane::Notes) {
        arrangement.list = pane;
    }
    if pane != Pane::Text {
        state.select = None;
    }
}

fn neighbour(pane: Pane, direction: Direction) -> Pane {
    let step = match direction {
        Direction::Forward => 1,
        Direction::Back => Pane::ALL.len() - 1,
    };
    Pane::ALL[(pane.index() + step) % Pane::ALL.len()]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Up,
    Down,
}

/// The pane on that side of the focused one, the nearest by its middle; where none shows, the one
/// before or after it.
fn beside(state: &State, side: Side) -> Pane {
    let layout = state.layout();
    let here = state.focus();
    let Some(from) = layout.slot(here).map(|slot| slot.area) else { return here };
    let middle = |area: ratatui::layout::Rect| {
        (
            i32::from(area.x) * 2 + i32::from(area.width),
            i32::from(area.y) * 2 + i32::from(area.height),
        )
    };
    let away = |area: ratatui::layout::Rect| match side {
        Side::Left => area.right() <= from.x,
        Side::Right => area.x >= from.right(),
        Side::Up => area.bottom() <= from.y && area.x < from.right() && from.x < area.right(),
        Side::Down => area.y >= from.bottom() && area.x < from.right() && from.x < area.right(),
    };
    let (x, y) = middle(from);
    let there = layout.slots.iter().filter(|slot| away(slot.area)).min_by_key(|slot| {
        let (other_x, other_y) = middle(slot.area);
        ((other_x - x).abs(), (other_y - y).abs())
    });
    match (there, side) {
        (Some(slot), _) => slot.pane,
        (None, Side::Left) if layout.slots.len() < 3 => neighbour(here, Direction::Back),
        (None, Side::Right) if layout.slots.len() < 3 => neighbour(here, Direction::Forward),
        (None, _) => here,
    }
}
