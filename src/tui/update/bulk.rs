//! One thing done to many briefs: those marked in the list, as many as a count says, or all that a
//! query means.

use crate::{
    config::Advance,
    library::Act,
    tui::{
        action::Action,
        layer::{
            Layer,
            confirm::{Answer, Choice, Confirm},
        },
        pane::Pane,
        state::{Direction, Notice, State},
        update::{Effect, motion},
        worker::{Chosen, Preview, Request},
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let place = state.list(Pane::Briefs).scroll.cursor;
    match action {
        Action::MarkRow => {
            if let Some(id) = state.briefs.get(place).map(|it| it.id) {
                state.marked.toggle(id);
            }
            motion::step(state, Direction::Forward, 1);
            Some(Vec::new())
        }
        Action::MarkRange => match state.marked.range(place) {
            None => {
                state.marked.from = Some(place);
                Some(Vec::new())
            }
            Some((from, to)) => {
                state.marked.from = None;
                Some(vec![Effect::Ask(Request::Numbers(Some((from, to))))])
            }
        },
        Action::MarkAll => Some(vec![Effect::Ask(Request::Numbers(None))]),
        Action::MarkInvert => Some(vec![Effect::Ask(Request::Inverse)]),
        _ => None,
    }
}

/// Does an act to the marks, where there are any, or to as many rows as a count says; none where
/// neither is meant.
pub fn meant(state: &mut State, act: &Act, times: usize) -> Option<Vec<Effect>> {
    let cursor = match state.focus() {
        Pane::Briefs => state.list(Pane::Briefs).scroll.cursor,
        _ => state.briefs.open?,
    };
    if state.focus() == Pane::Briefs && !state.marked.is_empty() {
        let ids = state.marked.ids.iter().copied().collect();
        let chosen = Chosen::These(ids, state.marked.range(cursor));
        return Some(vec![Effect::Ask(Request::Act(act.clone(), chosen, false))]);
    }
    if times < 2 {
        return None;
    }
    let last = state.briefs.total.saturating_sub(1);
    let range = match state.direction {
        Direction::Forward => (cursor, (cursor + times - 1).min(last)),
        Direction::Back => (cursor.saturating_sub(times - 1), cursor),
    };
    if state.focus() == Pane::Briefs && state.settings.advance != Advance::Stay {
        motion::step(state, state.direction, times);
    }
    let chosen = Chosen::These(Vec::new(), Some(range));
    // Who says a number has counted.
    Some(vec![Effect::Ask(Request::Act(act.clone(), chosen, true))])
}

/// Does what a verb says to all that a query means: `drop older:2w`. None where it is no such line.
pub fn command(state: &mut State, line: &str) -> Option<Vec<Effect>> {
    let (verb, rest) = line.split_once(' ')?;
    if verb == "export" {
        let (format, query) = rest.trim().split_once(' ')?;
        let ask = Request::Export(format.to_owned(), query.trim().to_owned(), state.today);
        return Some(vec![Effect::Ask(ask)]);
    }
    if !Act::VERBS.iter().any(|it| it.0 == verb) {
        return None;
    }
    match Act::read(verb, rest, state.today) {
        Ok((act, query)) => {
            let chosen = Chosen::Meant(query.to_owned(), state.today);
            Some(vec![Effect::Ask(Request::Act(act, chosen, false))])
        }
        Err(error) => {
            state.notice = Some(Notice::Problem(format!("{error}: {}", error.hint())));
            Some(Vec::new())
        }
    }
}

/// Asks whether so many are meant.
pub fn preview(state: &mut State, preview: Preview) {
    let mut about = preview.titles;
    let more = preview.count.saturating_sub(about.len());
    if more > 0 {
        about.push(format!("and {more} more"));
    }
    let choice = Choice {
        letter: 'y',
        words: preview.act.words(preview.count),
        answer: Answer::Act(Box::new((preview.act, preview.chosen))),
    };
    let confirm = Confirm {
        question: format!("That means {}", crate::tui::pane::count(preview.count, "brief")),
        choices: vec![choice],
        cursor: 0,
        about,
    };
    state.layers.push(Layer::Confirm(confirm));
}
