//! What the open brief is about, part by part, with what was found in each.

use crate::{
    text::wrap::{fit, width as cells},
    tui::{
        pane::{Done, Row, Words},
        relate::anchored,
        state::State,
        theme::Role,
    },
};

/// The row of a section; always one line.
pub fn row(state: &State, index: usize, width: usize) -> Row {
    let Some(opened) = &state.opened else { return Row::default() };
    let Some(section) = opened.analysis.sections.get(index) else { return Row::default() };
    let claims = opened.analysis.claims.iter().filter(|it| it.section == index).count();
    let marks = opened.marks.iter().filter_map(|it| anchored(opened, it));
    let marks = marks.filter(|it| section.span.overlaps(*it)).count();
    let marked = if marks == 0 { String::new() } else { format!("*{marks}") };
    let tail = format!(" {:>3} {marked:>3}", format!("{claims}c"));
    let head = format!("{:>2} ", index + 1);
    let room = width.saturating_sub(cells(&head) + cells(&tail));
    let line = Words::new()
        .and(Role::Dim, head)
        .and(Role::Text, fit(&state.section(index), room))
        .and(Role::Dim, tail);
    Row { lines: vec![line], done: Done::No }
}
