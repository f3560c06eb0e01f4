//! The seven panes in their places: borders, titles, tabs, rows.

use ratatui::{
    layout::Rect,
    widgets::{Block, BorderType, Widget},
};

use super::{Canvas, nth};
use crate::{
    text::wrap::{clip, width as cells},
    tui::{
        layout::{Border, Layout, Slot},
        pane::{self, Done, Pane, Words, reader},
        relate::Related,
        scroll::progress,
        state::State,
        theme::Role,
        update::row_width,
    },
};

/// Draws every pane that shows.
pub fn draw(state: &State, layout: &Layout, canvas: &mut Canvas) {
    let related = state.related();
    for slot in &layout.slots {
        if slot.border == Border::Boxed {
            border(state, slot, canvas);
        }
        match slot.pane {
            Pane::Text => text(state, slot.inner(), canvas),
            _ => list(state, slot, &related, canvas),
        }
    }
    // Without borders, lines part the pane from what is around it.
    for slot in layout.slots.iter().filter(|it| it.border == Border::Bare) {
        for y in [slot.area.y.checked_sub(1), Some(slot.area.bottom())].into_iter().flatten() {
            if y != layout.header.y && y != layout.status.y {
                let rule = "─".repeat(usize::from(slot.area.width));
                let place = Rect::new(slot.area.x, y, slot.area.width, 1);
                canvas.line(place, &Words::new().and(Role::Border, rule));
            }
        }
    }
}

fn border(state: &State, slot: &Slot, canvas: &mut Canvas) {
    let (kind, role) = if slot.pane == state.focus() {
        (BorderType::Double, Role::Focus)
    } else {
        (BorderType::Plain, Role::Border)
    };
    let block = Block::bordered().border_type(kind).border_style(canvas.style(role));
    block.render(slot.area, canvas.buffer);
    let room = slot.area.width.saturating_sub(4);
    let place = Rect::new(slot.area.x.saturating_add(2), slot.area.y, room, 1);
    let end = end(state, slot);
    let left = usize::from(room).saturating_sub(cells(&end) + 5);
    let title = title(state, slot, left);
    canvas.line(place, &title);
    if usize::from(room) > title.width() + cells(&end) + 2 {
        canvas.right(place, &Words::new().and(Role::Dim, format!(" {end} ")));
    }
}

/// The name of the pane, or the tabs of all that can show here.
fn title(state: &State, slot: &Slot, room: usize) -> Words {
    let named = |pane: Pane| format!("{} {}", pane.index() + 1, pane.title());
    let tabbed = slot.tabs.len() > 1 && !slot.tabs.contains(&Pane::Text);
    if tabbed {
        let counted = tabs(slot, |pane| format!("{} {}", named(pane), state.len(pane)));
        return if counted.width() <= room { counted } else { tabs(slot, named) };
    }
    if slot.pane == Pane::Briefs {
        let briefs = &state.briefs;
        let name = match &briefs.view {
            Some(name) => format!(": {name}"),
            None if briefs.query.is_empty() => String::new(),
            None => format!(": {}", briefs.query),
        };
        return Words::new()
            .and(Role::Title, format!(" {} ", clip(&format!("{}{name}", named(slot.pane)), room)));
    }
    let headline = match (slot.pane, &state.opened) {
        (Pane::Text, Some(opened)) => format!(": {}", opened.brief.title),
        _ => String::new(),
    };
    Words::new()
        .and(Role::Title, format!(" {} ", clip(&format!("{}{headline}", named(slot.pane)), room)))
}

/// All that can show in a slot, what shows now between brackets.
fn tabs(slot: &Slot, name: impl Fn(Pane) -> String) -> Words {
    let mut words = Words::new().and(Role::Text, " ");
    for &pane in slot.tabs {
        let name = name(pane);
        words = if pane == slot.pane {
            words.and(Role::Title, format!("[{name}]"))
        } else {
            words.and(Role::Dim, format!(" {name} "))
        };
    }
    words.and(Role::Text, " ")
}

/// What stands at the right of the upper border: how far, of how many.
fn end(state: &State, slot: &Slot) -> String {
    let list = state.list(slot.pane);
    if slot.pane == Pane::Text {
        let height = usize::from(slot.inner().height);
        return progress(list.scroll.top, height, state.page.lines.len());
    }
    let count = state.len(slot.pane);
    let filter = state.filters[slot.pane.index()].as_ref();
    let only = match (filter, state.speaker, slot.pane) {
        (Some(filter), ..) => format!("{}  ", clip(&filter.typed, 24)),
        (None, Some(_), Pane::Claims | Pane::Timeline) => "one source  ".to_owned(),
        _ => String::new(),
    };
    if count == 0 {
        format!("{only}0")
    } else {
        format!("{only}{}/{count}", list.scroll.cursor + 1)
    }
}

fn text(state: &State, area: Rect, canvas: &mut Canvas) {
    let overlays = reader::Overlays::new(state);
    let top = state.list(Pane::Text).scroll.top;
    for number in 0..usize::from(area.height) {
        let line = reader::line(state, &overlays, top.saturating_add(number));
        canvas.line(nth(area, number), &line);
    }
}

fn list(state: &State, slot: &Slot, related: &Related, canvas: &mut Canvas) {
    let pane = slot.pane;
    let area = slot.inner();
    let list = state.list(pane);
    if state.len(pane) == 0 {
        return empty(state, pane, area, canvas);
    }
    let width = row_width(state, pane);
    // Briefs are one line each, and may be a hundred thousand.
    let begin = if pane == Pane::Briefs { list.scroll.top } else { 0 };
    let mut y = begin;
    for place in begin..state.len(pane) {
        let Some(index) = state.nth(pane, place) else { break };
        let height = pane::height(state, pane, index, width);
        let first = y;
        y += height;
        if y <= list.scroll.top {
            continue;
        }
        if first >= list.scroll.top + usize::from(area.height) {
            break;
        }
        let row = pane::row(state, pane, index, width);
        let here = place == list.scroll.cursor;
        let focused = pane == state.focus();
        let bright = related.has(pane::finding(pane, index))
            || (pane == Pane::Briefs && is_open(state, index));
        let (marker, role) = match (here && focused, bright) {
            (true, _) => ("> ", Some(Role::Selected)),
            (false, true) => ("• ", Some(Role::Resting)),
            (false, false) => ("  ", None),
        };
        for (number, words) in row.lines.iter().enumerate() {
            let Some(line) = (first + number).checked_sub(list.scroll.top) else { continue };
            let place = nth(area, line);
            let marker = if number == 0 { marker } else { "  " };
            let mut line = Words::new().and(Role::Focus, marker);
            line.0.extend(found(state, pane, words).0);
            canvas.line(place, &line);
            if row.done == Done::Yes {
                canvas.lay(place, Role::Dim);
            }
            if let Some(role) = role {
                canvas.lay(place, role);
            }
        }
    }
}

fn is_open(state: &State, index: usize) -> bool {
    let brief = state.briefs.get(index).map(|it| it.id);
    state.opened.as_ref().is_some_and(|it| Some(it.brief.id) == brief)
}

/// The words with what is searched for marked in them.
fn found(state: &State, pane: Pane, words: &Words) -> Words {
    let Some(search) = state.search.as_ref().filter(|it| it.pane == pane) else {
        return words.clone();
    };
    let mut out = Words::new();
    for (roles, text) in &words.0 {
        let mut at = 0;
        for hit in search.places(text) {
            out.0.push((roles.clone(), text[at..hit.start].to_owned()));
            let marked = roles.iter().copied().chain([Role::Match]).collect();
            out.0.push((marked, hit.slice(text).to_owned()));
            at = hit.end;
        }
        out.0.push((roles.clone(), text[at..].to_owned()));
    }
    out
}

/// What an empty pane says.
fn empty(state: &State, pane: Pane, area: Rect, canvas: &mut Canvas) {
    let words = match (pane, &state.opened) {
        (Pane::Briefs, _) if state.briefs.query.is_empty() => "no briefs yet",
        (Pane::Briefs, _) => "no brief is so; Esc shows all",
        _ if state.filters[pane.index()].is_some() => "nothing is so; Esc shows all",
        (Pane::Text, _) | (_, None) => "",
        (Pane::Sections, _) => "no sections",
        (Pane::Claims, _) => "no claims",
        (Pane::Sources, _) => "no sources",
        (Pane::Timeline, _) => "no dates",
        (Pane::Notes, _) => "none yet: m marks, a notes",
    };
    let place = Rect::new(area.x, area.y, area.width, area.height.min(1));
    canvas.line(place, &Words::new().and(Role::Dim, format!("  {words}")));
}
