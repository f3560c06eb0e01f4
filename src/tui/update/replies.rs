//! What the library answers, taken into the state.

use crate::{
    library::{Brief, Imported, Opened},
    model::{ArticleId, Triage},
    tui::{
        pane::Pane,
        state::{Freshness, Heard, Notice, State, Then},
        update::{Effect, arranging::focus, jumps, motion, shelf},
        worker::{Reply, Request},
    },
};

/// Takes a reply into the state.
pub fn reply(state: &mut State, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Listed(briefs, undo) => {
            state.undo = undo;
            listed(state, briefs)
        }
        Reply::Opened(ticket, _) if ticket != state.ticket => Vec::new(),
        Reply::Opened(_, None) => problem(state, "the brief is gone"),
        Reply::Opened(_, Some(opened)) => open(state, *opened),
        Reply::Seen(_) => vec![Effect::Ask(Request::List(state.today))],
        Reply::Applied(label) => changed(state, label),
        Reply::Undone(Some(label)) => changed(state, format!("undone: {label}")),
        Reply::Undone(None) => problem(state, "nothing to undo"),
        Reply::Redone(Some(label)) => changed(state, format!("done again: {label}")),
        Reply::Redone(None) => problem(state, "nothing to do again"),
        Reply::Imported(done) => imported(state, &done),
        Reply::Written(path) => {
            state.notice = Some(Notice::Done(format!("wrote {}", path.display())));
            Vec::new()
        }
        Reply::Failed(problem) => self::problem(state, &problem),
    }
}

fn problem(state: &mut State, words: &str) -> Vec<Effect> {
    state.notice = Some(Notice::Problem(words.to_owned()));
    Vec::new()
}

/// The list: rows stay where they are while the same briefs are in it.
fn listed(state: &mut State, briefs: Vec<Brief>) -> Vec<Effect> {
    let ids = |briefs: &[Brief]| briefs.iter().map(|it| it.id).collect::<Vec<_>>();
    let same = ids(&briefs) == ids(&state.briefs);
    let kept = state.under(Pane::Briefs).and_then(|at| state.briefs.get(at)).map(|it| it.id);
    let first = state.library == Heard::Nothing;
    state.briefs = briefs;
    state.library = Heard::List;
    state.freshness = Freshness::Stale;
    if let Some(opened) = &mut state.opened
        && let Some(brief) = state.briefs.iter().find(|it| it.id == opened.brief.id)
    {
        opened.brief = brief.clone();
    }
    if !same {
        state.rebuild_lists();
        let at = state.briefs.iter().position(|it| Some(it.id) == kept);
        let place =
            at.and_then(|at| state.list(Pane::Briefs).shown.iter().position(|shown| *shown == at));
        motion::to(state, Pane::Briefs, place.unwrap_or(0));
    }
    // The first start opens what is at hand, so that no key is needed to read.
    match state.brief_at_hand() {
        Some(id) if state.opened.is_none() && state.then.is_none() && (first || !same) => {
            shelf::open(state, id, Then::Peek)
        }
        _ => Vec::new(),
    }
}

fn open(state: &mut State, opened: Opened) -> Vec<Effect> {
    let id = opened.brief.id;
    let triage = opened.brief.triage;
    let again = state.opened.as_ref().is_some_and(|it| {
        it.brief.id == id && it.revision == opened.revision && it.analysis == opened.analysis
    });
    let marks = state.opened.as_ref().map_or(0, |it| it.marks.len());
    let grown = opened.marks.len() != marks;
    state.opened = Some(opened);
    state.freshness = Freshness::Stale;
    if again {
        if grown {
            let count = state.opened.as_ref().map_or(0, |it| it.marks.len());
            state.lists[Pane::Notes.index()].shown = (0..count).collect();
        }
    } else {
        begin(state, id);
    }
    let then = state.then.take();
    match then {
        Some(Then::Text) => focus(state, Pane::Text),
        Some(Then::Return(jump)) => {
            state.refresh_page();
            jumps::arrive(state, jump);
        }
        Some(Then::Stay | Then::Peek) | None => {}
    }
    if again || triage != Triage::New || then == Some(Then::Peek) {
        return Vec::new();
    }
    vec![Effect::Ask(Request::See(id, state.today))]
}

/// A brief that was not on the screen: cursors at the beginning.
fn begin(state: &mut State, id: ArticleId) {
    state.speaker = None;
    state.select = None;
    state.look.folded.clear();
    for pane in Pane::ALL.iter().filter(|it| **it != Pane::Briefs) {
        state.lists[pane.index()] = crate::tui::state::List::default();
    }
    let briefs = state.list(Pane::Briefs).shown.clone();
    state.rebuild_lists();
    state.lists[Pane::Briefs.index()].shown = briefs;
    let shown = &state.list(Pane::Briefs).shown;
    let place = shown.iter().position(|at| state.briefs.get(*at).map(|it| it.id) == Some(id));
    if let Some(place) = place {
        motion::to(state, Pane::Briefs, place);
    }
}

/// Something was done: what shows is asked for again.
fn changed(state: &mut State, label: String) -> Vec<Effect> {
    state.notice = Some(Notice::Done(label));
    let mut effects = vec![Effect::Ask(Request::List(state.today))];
    if let Some(id) = state.opened.as_ref().map(|it| it.brief.id) {
        // A brief that is on its way already comes with all that changed.
        if state.then.is_none() {
            effects.push(Effect::Ask(Request::Open(state.ticket, id)));
        }
    }
    effects
}

fn imported(state: &mut State, done: &[Imported]) -> Vec<Effect> {
    let count = |which: fn(&Imported) -> bool| done.iter().filter(|it| which(it)).count();
    let added = count(|it| matches!(it, Imported::Added(_)));
    let known = count(|it| matches!(it, Imported::Known(_)));
    let revised = count(|it| matches!(it, Imported::Revised(_)));
    let parts: Vec<String> = [(added, "new"), (revised, "revised"), (known, "known already")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    state.notice = Some(Notice::Done(match parts.as_slice() {
        [] => "the sample briefs are here".to_owned(),
        parts => format!("imported: {}", parts.join(", ")),
    }));
    let mut effects = vec![Effect::Ask(Request::List(state.today))];
    if let Some(Imported::Added(id) | Imported::Revised(id) | Imported::Known(id)) = done.last() {
        effects.extend(shelf::open(state, *id, Then::Text));
    }
    effects
}
