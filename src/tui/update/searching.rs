//! Words that are looked for in a pane: from one place to the next.

use crate::{
    library::Hit,
    text::stems::stems,
    tui::{
        action::Action,
        layer::{Layer, hits::Hits},
        pane::{self, Pane},
        state::{Direction, Search, State, Then},
        update::{Effect, arranging::focus, jumps, motion, selecting, shelf, travel::problem},
        worker::Request,
    },
};

/// Hits that a search of the library shows at most.
const HITS: usize = 100;

/// The next place where the words stand that are looked for; without a search, the next unread.
pub fn next_match(state: &mut State, direction: Direction) -> Vec<Effect> {
    let Some(search) = state.search.clone() else { return shelf::unread(state, direction) };
    if state.select.is_some() && search.pane == Pane::Text {
        extend(state, &search, direction);
        return Vec::new();
    }
    if state.focus() != search.pane {
        focus(state, search.pane);
    }
    let hits = places(state, &search);
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

/// The places in its pane's list where it stands that is looked for.
pub fn places(state: &State, search: &Search) -> Vec<usize> {
    let width = 4_000;
    let pane = search.pane;
    (0..state.len(pane))
        .filter(|at| {
            if pane == Pane::Text {
                let text = state.opened.as_ref().map_or("", |it| it.article.text.as_str());
                return !search.places(state.page.sentences[*at].slice(text)).is_empty();
            }
            let Some(index) = state.nth(pane, *at) else { return false };
            let row = pane::row(state, pane, index, width);
            row.lines.iter().any(|line| !search.places(&line.text()).is_empty())
        })
        .collect()
}

/// Looks for words in the whole library.
pub fn library(state: &mut State, words: &str) -> Vec<Effect> {
    let words = words.trim().to_owned();
    vec![Effect::Ask(Request::Search(words, HITS, state.today))]
}

/// Shows what a search of the library found.
pub fn found(state: &mut State, words: String, hits: Vec<Hit>) -> Vec<Effect> {
    if hits.is_empty() {
        problem(state, &format!("nothing found for “{words}”"));
    } else {
        state.layers.push(Layer::Hits(Hits { words, hits, cursor: 0 }));
    }
    Vec::new()
}

/// An action in the list of hits.
pub fn choose(state: &mut State, mut hits: Hits, action: Action) -> Vec<Effect> {
    let last = hits.hits.len().saturating_sub(1);
    let page = usize::from(state.size.height / 3).max(1);
    match action {
        Action::Accept | Action::Follow => {
            let Some(id) = hits.hits.get(hits.cursor).map(|it| it.brief.id) else {
                return Vec::new();
            };
            let stems = stems(&hits.words);
            state.search = Some(Search { pane: Pane::Text, words: hits.words, stems });
            jumps::remember(state);
            return shelf::open(state, id, Then::Match);
        }
        Action::Close | Action::Clear => return Vec::new(),
        Action::Down => hits.cursor = (hits.cursor + 1).min(last),
        Action::Up => hits.cursor = hits.cursor.saturating_sub(1),
        Action::PageDown | Action::HalfPageDown => hits.cursor = (hits.cursor + page).min(last),
        Action::PageUp | Action::HalfPageUp => hits.cursor = hits.cursor.saturating_sub(page),
        Action::First => hits.cursor = 0,
        Action::Last => hits.cursor = last,
        _ => {}
    }
    state.layers.push(Layer::Hits(hits));
    Vec::new()
}

/// Goes to the first place in the text where it stands that is looked for.
pub fn first(state: &mut State) {
    let Some(search) = state.search.clone() else { return };
    let place = places(state, &search).first().copied().unwrap_or(0);
    motion::to(state, Pane::Text, place);
}

/// Has the selection reach as far as the next place where words stand, which is in it then.
fn extend(state: &mut State, search: &Search, direction: Direction) {
    let Some(opened) = &state.opened else { return };
    let Some(mut select) = state.select else { return };
    let text = &opened.article.text;
    let hits = search.places(text);
    let ends = hits.iter().map(|hit| selecting::left(text, hit.end));
    let head = match direction {
        Direction::Forward => ends.filter(|it| *it > select.head).min(),
        Direction::Back => hits.iter().map(|hit| hit.start).filter(|it| *it < select.head).max(),
    };
    let Some(head) = head else {
        return problem(state, &format!("nothing more found for “{}”", search.words));
    };
    select.head = head;
    state.select = Some(select);
    let sentence = state.page.sentence_at(head);
    motion::to(state, Pane::Text, sentence);
}
