//! Words that are looked for in a pane: from one place to the next.

use crate::tui::{
    pane::{self, Pane},
    search::matches,
    state::{Direction, State},
    update::{Effect, arranging::focus, motion, selecting, shelf, travel::problem},
};

/// The next place where the words stand that are looked for; without a search, the next unread.
pub fn next_match(state: &mut State, direction: Direction) -> Vec<Effect> {
    let Some(search) = state.search.clone() else { return shelf::unread(state, direction) };
    if state.select.is_some() && search.pane == Pane::Text {
        extend(state, &search.words, direction);
        return Vec::new();
    }
    if state.focus() != search.pane {
        focus(state, search.pane);
    }
    let hits = places(state, search.pane, &search.words);
    let here = state.list(search.pane).scroll.cursor;
    let next = match direction {
        Direction::Forward => hits.iter().find(|it| **it > here).or(hits.first()),
        Direction::Back => hits.iter().rev().find(|it| **it < here).or(hits.last()),
    };
    match next.copied() {
        Some(next) => motion::to(state, search.pane, next),
        None => problem(state, &format!("nothing found for “{}”", search.words)),
    }
    Vec::new()
}

/// The places in a pane's list where words stand.
pub fn places(state: &State, pane: Pane, words: &str) -> Vec<usize> {
    let width = 4_000;
    if pane == Pane::Briefs {
        let here = state.briefs.here().filter(|(_, it)| !matches(&it.title, words).is_empty());
        return here.map(|(place, _)| place).collect();
    }
    (0..state.len(pane))
        .filter(|at| {
            if pane == Pane::Text {
                let text = state.opened.as_ref().map_or("", |it| it.article.text.as_str());
                return !matches(state.page.sentences[*at].slice(text), words).is_empty();
            }
            let index = state.list(pane).shown[*at];
            let row = pane::row(state, pane, index, width);
            row.lines.iter().any(|line| !matches(&line.text(), words).is_empty())
        })
        .collect()
}

/// Has the selection reach as far as the next place where words stand, which is in it then.
fn extend(state: &mut State, words: &str, direction: Direction) {
    let Some(opened) = &state.opened else { return };
    let Some(mut select) = state.select else { return };
    let text = &opened.article.text;
    let hits = matches(text, words);
    let ends = hits.iter().map(|hit| selecting::left(text, hit.end));
    let head = match direction {
        Direction::Forward => ends.filter(|it| *it > select.head).min(),
        Direction::Back => hits.iter().map(|hit| hit.start).filter(|it| *it < select.head).max(),
    };
    let Some(head) = head else {
        return problem(state, &format!("nothing more found for “{words}”"));
    };
    select.head = head;
    state.select = Some(select);
    let sentence = state.page.sentence_at(head);
    motion::to(state, Pane::Text, sentence);
}
