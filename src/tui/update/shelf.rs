//! From brief to brief.

use crate::{
    config::ReadOn,
    library::Change,
    model::{ArticleId, Triage},
    tui::{
        pane::Pane,
        state::{Direction, Notice, State, Then},
        update::{
            Effect,
            motion::{self, Far},
        },
        worker::{Request, Ticket},
    },
};

/// Opens a brief; what is done then is told beforehand.
pub fn open(state: &mut State, id: ArticleId, then: Then) -> Vec<Effect> {
    state.ticket = Ticket(state.ticket.0 + 1);
    state.then = Some(then);
    vec![Effect::Ask(Request::Open(state.ticket, id))]
}

/// Goes on through the text; at its end marks it read and opens the next unread.
pub fn read_on(state: &mut State) -> Vec<Effect> {
    let before = state.list(Pane::Text).scroll;
    motion::page(state, Direction::Forward, Far::Page);
    if state.list(Pane::Text).scroll.cursor != before.cursor {
        return Vec::new();
    }
    let Some(opened) = &state.opened else { return Vec::new() };
    let (id, triage) = (opened.brief.id, opened.brief.triage);
    let mut effects = Vec::new();
    if matches!(triage, Triage::New | Triage::Open) && state.settings.read_on == ReadOn::End {
        let change = Change::Triage(id, Triage::Read);
        effects.push(Effect::Ask(Request::Apply("read 1 brief".to_owned(), vec![change])));
    }
    effects.extend(unread(state, Direction::Forward));
    effects
}

/// Opens the next brief of the list, in the same pane.
pub fn another(state: &mut State, direction: Direction, times: usize) -> Vec<Effect> {
    let open_now = state.opened.as_ref().map(|it| it.brief.id);
    let shown = &state.list(Pane::Briefs).shown;
    let here = match state.then {
        // The one before is still on its way: its row has the cursor already.
        Some(Then::Stay) => Some(state.list(Pane::Briefs).scroll.cursor),
        _ => shown.iter().position(|at| state.briefs.get(*at).map(|it| it.id) == open_now),
    };
    let next = match (here, direction) {
        (None, _) => Some(0),
        (Some(here), Direction::Forward) => here.checked_add(times),
        (Some(here), Direction::Back) => here.checked_sub(times),
    };
    let place = next.filter(|at| *at < shown.len());
    open_listed(state, place, "no other brief")
}

/// Opens the next brief that nobody looked at.
pub fn unread(state: &mut State, direction: Direction) -> Vec<Effect> {
    let open_now = state.opened.as_ref().map(|it| it.brief.id);
    let shown = &state.list(Pane::Briefs).shown;
    let brief = |at: usize| state.briefs.get(shown[at]);
    let here = (0..shown.len()).find(|at| brief(*at).map(|it| it.id) == open_now).unwrap_or(0);
    let new = |at: &usize| {
        brief(*at).is_some_and(|it| it.triage == Triage::New && Some(it.id) != open_now)
    };
    let place = match direction {
        Direction::Forward => (here..shown.len()).chain(0..here).find(new),
        Direction::Back => (0..here).rev().chain((here..shown.len()).rev()).find(new),
    };
    open_listed(state, place, "no unread brief left")
}

fn open_listed(state: &mut State, place: Option<usize>, otherwise: &str) -> Vec<Effect> {
    let index = place.and_then(|at| state.list(Pane::Briefs).shown.get(at)).copied();
    let id = index.and_then(|index| state.briefs.get(index)).map(|it| it.id);
    let (Some(place), Some(id)) = (place, id) else {
        state.notice = Some(Notice::Problem(otherwise.to_owned()));
        return Vec::new();
    };
    motion::to(state, Pane::Briefs, place);
    open(state, id, Then::Stay)
}
