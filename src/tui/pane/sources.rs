//! Who answers for the words of the open brief: name, class, carrier, number of claims.

use crate::{
    model::{Claim, Item},
    text::wrap::{clip, fit, width as cells},
    tui::{
        pane::{
            Row, Words,
            claims::{grade_of, judged},
            count,
        },
        relate::chain,
        state::State,
        theme::Role,
    },
};

/// The row of a source; always one line.
pub fn row(state: &State, index: usize, width: usize) -> Row {
    let Some(opened) = &state.opened else { return Row::default() };
    let Some(source) = opened.analysis.sources.get(index) else { return Row::default() };
    let verdict = judged(state, &Item::Source(source.name.clone()));
    // The claims of a carrier are those that it carries.
    let speaks =
        |it: &Claim| it.source.is_some_and(|it| chain(&opened.analysis, it).contains(&index));
    let claims = opened.analysis.claims.iter().filter(|it| speaks(it)).count();
    let tail = if width >= 44 {
        format!(" {:>9} ", count(claims, "claim"))
    } else {
        format!(" {claims:>2}c ")
    };
    let class = format!(" ({})", source.class.code().replace('_', " "));
    let grade = grade_of(opened, &Item::Source(source.name.clone())).reliability;
    let grade = grade.map_or_else(String::new, |it| format!(" {}", it.words().0));
    let via = source.via.and_then(|via| opened.analysis.sources.get(via));
    let via = via.map_or_else(String::new, |via| format!(" via {}", via.name));
    let room = width.saturating_sub(cells(&tail) + cells(&verdict.shown));
    let name = clip(&source.name, room);
    let left = room.saturating_sub(cells(&name) + cells(&grade));
    let line = Words::new()
        .and(Role::Source, name)
        .and(Role::Note, grade)
        .and(Role::Dim, fit(&format!("{via}{class}"), left))
        .and(Role::Dim, tail)
        .and(verdict.role, verdict.shown);
    Row { lines: vec![line], done: verdict.done }
}
