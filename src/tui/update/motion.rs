//! Moving the cursor of the focused pane, and having the view follow it.

use crate::{
    model::Span,
    tui::{
        layout::Layout,
        page::Line,
        pane::{self, Pane},
        scroll::{follow, last_top},
        state::{Direction, State},
    },
};

/// How far a page goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Far {
    /// Half of what shows.
    Half,
    /// All but a line or two of it.
    Page,
}

/// Where in the view the line of the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// To the first line.
    Top,
    /// To the middle.
    Centre,
    /// To the last line.
    Bottom,
}

/// Moves the cursor by so many things.
pub fn step(state: &mut State, direction: Direction, count: usize) {
    let pane = state.focus();
    let cursor = state.list(pane).scroll.cursor;
    let (here, last) = match pane {
        Pane::Text => (state.page.stop_at(cursor), state.page.stops.len().saturating_sub(1)),
        _ => (cursor, state.len(pane).saturating_sub(1)),
    };
    let there = match direction {
        Direction::Forward => here.saturating_add(count).min(last),
        Direction::Back => here.min(last).saturating_sub(count),
    };
    let place = match pane {
        Pane::Text => state.page.stops.get(there).copied().unwrap_or_default(),
        _ => there,
    };
    state.lists[pane.index()].scroll.cursor = place;
    state.direction = direction;
}

/// Moves the cursor to the thing with this place in the list.
pub fn to(state: &mut State, pane: Pane, place: usize) {
    let last = state.len(pane).saturating_sub(1);
    state.lists[pane.index()].scroll.cursor = place.min(last);
}

/// Moves view and cursor together by a part of the screen.
pub fn page(state: &mut State, direction: Direction, far: Far) {
    let pane = state.focus();
    let height = height(state, pane);
    let lines = match far {
        Far::Half => height / 2,
        Far::Page => height.saturating_sub(2),
    }
    .max(1);
    let cursor = extent(state, pane).0;
    let top = state.list(pane).scroll.top;
    let total = total(state, pane);
    let (top, line) = match direction {
        Direction::Forward => {
            (top.saturating_add(lines).min(last_top(height, total)), cursor.saturating_add(lines))
        }
        Direction::Back => (top.saturating_sub(lines), cursor.saturating_sub(lines)),
    };
    let before = state.list(pane).scroll.cursor;
    state.lists[pane.index()].scroll.top = top;
    to_line(state, pane, line);
    let after = state.list(pane).scroll.cursor;
    if before == after {
        // A sentence longer than the step: go on all the same.
        step(state, direction, 1);
    }
    state.direction = direction;
}

/// Moves the view by lines; the cursor stays unless it would leave the view.
pub fn scroll(state: &mut State, direction: Direction, count: usize) {
    let pane = state.focus();
    let (height, total) = (height(state, pane), total(state, pane));
    let top = &mut state.lists[pane.index()].scroll.top;
    *top = match direction {
        Direction::Forward => top.saturating_add(count).min(last_top(height, total)),
        Direction::Back => top.saturating_sub(count),
    };
    let top = *top;
    let (first, last) = extent(state, pane);
    if last <= top {
        to_line(state, pane, top);
    } else if first >= top + height.max(1) {
        to_line(state, pane, top + height.saturating_sub(1));
    }
}

/// Brings the line of the cursor to a place in the view.
pub fn bring(state: &mut State, place: Place) {
    let pane = state.focus();
    let (height, total) = (height(state, pane), total(state, pane));
    let (first, last) = extent(state, pane);
    let top = match place {
        Place::Top => first,
        Place::Centre => usize::midpoint(first, last).saturating_sub(height / 2),
        Place::Bottom => last.saturating_sub(height),
    };
    state.lists[pane.index()].scroll.top = top.min(last_top(height, total));
}

/// Has the view of a pane follow its cursor.
pub fn keep_in_view(state: &mut State, layout: &Layout, pane: Pane) {
    let height = layout.slot(pane).map_or(1, |slot| usize::from(slot.inner().height));
    let (first, last) = extent(state, pane);
    let total = total(state, pane);
    let top = &mut state.lists[pane.index()].scroll.top;
    *top = follow(*top, first, last, height, total);
}

/// Has the view of the text show these lines, wherever its cursor is.
pub fn show_lines(state: &mut State, lines: &std::ops::Range<usize>) {
    let (height, total) = (height(state, Pane::Text), total(state, Pane::Text));
    let top = &mut state.lists[Pane::Text.index()].scroll.top;
    *top = follow(*top, lines.start, lines.end, height, total);
}

/// Lines of the pane that show.
fn height(state: &State, pane: Pane) -> usize {
    state.layout().slot(pane).map_or(1, |slot| usize::from(slot.inner().height))
}

/// The width that its rows have.
pub fn row_width(state: &State, pane: Pane) -> usize {
    let width = state.layout().slot(pane).map_or(1, |slot| usize::from(slot.inner().width));
    width.saturating_sub(2)
}

/// How many lines the pane has in all.
pub fn total(state: &State, pane: Pane) -> usize {
    match pane {
        Pane::Text => state.page.lines.len(),
        _ => above(state, pane, state.len(pane)),
    }
}

/// The first line of the thing under the cursor, and the line after its last.
fn extent(state: &State, pane: Pane) -> (usize, usize) {
    let cursor = state.list(pane).scroll.cursor;
    if pane != Pane::Text {
        let first = above(state, pane, cursor);
        let width = row_width(state, pane);
        let index = state.nth(pane, cursor).unwrap_or_default();
        return (first, first + pane::height(state, pane, index, width));
    }
    let place = match state.select {
        Some(select) => Span::new(select.head, select.head + 1),
        None => state.page.sentences.get(cursor).copied().unwrap_or_default(),
    };
    let lines = state.page.lines_of(place).unwrap_or_default();
    // What heads the first sentence comes into view with it.
    let bare = |line: &Line| matches!(line, Line::Blank | Line::Heading(_) | Line::Kicker(_));
    let heads = state.page.lines[..lines.start].iter().rev().take_while(|it| bare(it)).count();
    (lines.start - heads, lines.end)
}

/// How many lines stand above the thing with this place in the list.
fn above(state: &State, pane: Pane, place: usize) -> usize {
    if pane == Pane::Briefs {
        return place;
    }
    let shown = &state.list(pane).shown;
    let width = row_width(state, pane);
    shown.iter().take(place).map(|index| pane::height(state, pane, *index, width)).sum()
}

/// Moves the cursor to the thing on this line.
pub fn to_line(state: &mut State, pane: Pane, line: usize) {
    let place = if pane == Pane::Text {
        let lines = state.page.lines.len();
        let near = (line.min(lines)..lines).chain((0..line.min(lines)).rev());
        let found = near.into_iter().find_map(|at| state.page.extent(at));
        found.map_or(0, |span| state.page.sentence_at(span.start))
    } else if pane == Pane::Briefs {
        line
    } else {
        let width = row_width(state, pane);
        let mut left = line;
        let shown = &state.list(pane).shown;
        let on = shown.iter().position(|index| {
            let height = pane::height(state, pane, *index, width);
            let here = left < height;
            left = left.saturating_sub(height);
            here
        });
        on.unwrap_or(shown.len().saturating_sub(1))
    };
    to(state, pane, place);
}

/// Moves to the beginning of another paragraph of the text, or by a thing in a list.
pub fn paragraph(state: &mut State, direction: Direction, count: usize) {
    if state.focus() != Pane::Text {
        return step(state, direction, count);
    }
    let Some(here) = state.under(Pane::Text).and_then(|at| state.page.sentences.get(at)) else {
        return;
    };
    // Those that show: of a fold, the first.
    let shows = |it: &&Span| state.page.stops.contains(&state.page.sentence_at(it.start));
    let paragraphs: Vec<Span> = state.page.paragraphs.iter().filter(shows).copied().collect();
    let at = paragraphs.partition_point(|it| it.start <= here.start).saturating_sub(1);
    let inside = paragraphs.get(at).is_some_and(|it| it.start < here.start);
    let next = match direction {
        Direction::Forward => at.saturating_add(count).min(paragraphs.len().saturating_sub(1)),
        Direction::Back => (at + usize::from(inside)).saturating_sub(count),
    };
    if let Some(paragraph) = paragraphs.get(next) {
        let sentence = state.page.sentence_at(paragraph.start);
        to(state, Pane::Text, sentence);
    }
    state.direction = direction;
}
