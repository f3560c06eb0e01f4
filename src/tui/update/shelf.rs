//! From brief to brief.

use crate::{
    config::ReadOn,
    library::{Change, Refresh},
    model::{ArticleId, Triage},
    tui::{
        pane::Pane,
        state::{Direction, Heard, Notice, State, Then},
        update::{
            Effect,
            motion::{self, Far},
        },
        worker::{Asked, Request, Ticket},
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
    let cursor = state.list(Pane::Briefs).scroll.cursor;
    let here = match state.then {
        // The one before is still on its way: its row has the cursor already.
        Some(Then::Stay) => Some(cursor),
        _ => state.briefs.open.filter(|_| state.opened.is_some()),
    };
    let next = match (here, direction) {
        // What is open is not in the list: the cursor is at what came after it.
        (None, Direction::Forward) => Some(cursor),
        (None, Direction::Back) => cursor.checked_sub(1),
        (Some(here), Direction::Forward) => here.checked_add(times),
        (Some(here), Direction::Back) => here.checked_sub(times),
    };
    let Some(place) = next.filter(|at| *at < state.briefs.total) else {
        state.notice = Some(Notice::Problem("no other brief".to_owned()));
        return Vec::new();
    };
    motion::to(state, Pane::Briefs, place);
    match state.briefs.get(place).map(|it| it.id) {
        Some(id) => open(state, id, Then::Stay),
        None => ask(state, |ticket| Request::OpenAt(ticket, place)),
    }
}

/// Opens the next brief that nobody looked at, wherever it is in the list.
pub fn unread(state: &mut State, direction: Direction) -> Vec<Effect> {
    let open_now = state.opened.as_ref().map(|it| it.brief.id);
    let from = state.briefs.open.unwrap_or(state.list(Pane::Briefs).scroll.cursor);
    ask(state, |ticket| Request::OpenUnread(ticket, from, direction, open_now))
}

/// Looks for the next brief of the list that nobody looked at; the cursor goes there.
pub fn seek(state: &State, direction: Direction) -> Vec<Effect> {
    let here = state.list(Pane::Briefs).scroll.cursor;
    vec![Effect::Ask(Request::Seek(state.briefs.ticket, here, direction))]
}

/// Asks for a brief that is not known by its number; it is opened in the same pane.
fn ask(state: &mut State, request: impl FnOnce(Ticket) -> Request) -> Vec<Effect> {
    state.ticket = Ticket(state.ticket.0 + 1);
    state.then = Some(Then::Stay);
    vec![Effect::Ask(request(state.ticket))]
}

/// Asks for the list anew; the cursor stays on its brief.
pub fn list(state: &mut State, refresh: Refresh) -> Effect {
    let briefs = &mut state.briefs;
    briefs.ticket = Ticket(briefs.ticket.0 + 1);
    let (ticket, query, sort) = (briefs.ticket, briefs.query.clone(), briefs.sort);
    let cursor = state.list(Pane::Briefs).scroll.cursor;
    let at_cursor = state.briefs.get(cursor).map(|it| it.id);
    let open = state.opened.as_ref().map(|it| it.brief.id);
    let ask = Asked { ticket, query, sort, refresh, today: state.today, cursor, at_cursor, open };
    Effect::Ask(Request::List(Box::new(ask)))
}

/// Asks for the rest of a list of which only the newest briefs are here.
pub fn rest(state: &State, ticket: Ticket) -> Option<Effect> {
    let open = state.opened.as_ref().map(|it| it.brief.id);
    (ticket == state.briefs.ticket).then_some(Effect::Ask(Request::Rest(ticket, open)))
}

/// Asks for the rows around the view that are not here.
pub fn fetch(state: &mut State) -> Vec<Effect> {
    if state.library == Heard::Nothing {
        return Vec::new();
    }
    let scroll = state.list(Pane::Briefs).scroll;
    let height = usize::from(state.size.height);
    let view = scroll.top.min(scroll.cursor)..scroll.cursor.max(scroll.top + height);
    let ticket = state.briefs.ticket;
    let missing = state.briefs.fetch(&view).into_iter();
    missing.map(|from| Effect::Ask(Request::Rows(ticket, from, state.today))).collect()
}
