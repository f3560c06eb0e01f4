//! What the library answers, taken into the state.

use std::iter;

use crate::{
    library::{Brief, Brought, Imported, Opened, Refresh, Reread, Tally},
    model::Triage,
    tui::{
        layer::{Layer, steps::Steps},
        pane::Pane,
        scroll::Scroll,
        state::{Freshness, Heard, Marked, Notice, State, Then},
        update::{
            Effect, arranging::focus, bulk, comparing, drafting, jumps, motion, refuse, searching,
            shelf, travel, viewing,
        },
        worker::{Listed, Reply, Request},
    },
};

/// Takes a reply into the state.
#[expect(clippy::too_many_lines, reason = "a line or two for each reply")]
pub fn reply(state: &mut State, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Listed(it) => listed(state, *it),
        Reply::Whole(ticket, total, open) => {
            if ticket == state.briefs.ticket {
                state.briefs.grown(total);
                state.briefs.open = open.or(state.briefs.open);
            }
            Vec::new()
        }
        Reply::Unfinished(ticket) => shelf::rest(state, ticket).into_iter().collect(),
        Reply::Unreadable(ticket, error) => {
            if ticket == state.briefs.ticket {
                refuse(state, error.to_string())
            } else {
                vec![]
            }
        }
        Reply::Rows(ticket, from, found, tally) => {
            if ticket == state.briefs.ticket {
                rows(state, from, found, tally);
            }
            Vec::new()
        }
        Reply::Offers(..)
        | Reply::Views(_)
        | Reply::View(..)
        | Reply::CountedView(..)
        | Reply::SavedView(_)
        | Reply::DroppedView(..) => viewing::reply(state, reply),
        Reply::Looked(number, found) => {
            if let Some(Layer::Palette(palette)) = state.layers.last_mut() {
                palette.answered(number, found);
            }
            Vec::new()
        }
        Reply::Found(words, hits) => searching::found(state, words, hits),
        Reply::Sought(Some(place)) => {
            motion::to(state, Pane::Briefs, place);
            Vec::new()
        }
        Reply::Sought(None) => refuse(state, "all have a verdict"),
        Reply::Opened(ticket, ..) | Reply::Nothing(ticket, _) if ticket != state.ticket => {
            Vec::new()
        }
        Reply::Nothing(_, words) => {
            state.then = None;
            refuse(state, words)
        }
        Reply::Opened(_, None, _) => refuse(state, "the brief is gone"),
        Reply::Opened(_, Some(opened), place) => {
            state.briefs.open = place;
            open(state, *opened)
        }
        Reply::Seen(_) => {
            state.briefs.outdated();
            Vec::new()
        }
        Reply::Applied(label) => {
            let kept = drafting::kept(state);
            kept.into_iter().chain(changed(state, label)).collect()
        }
        Reply::Analyzed(id) if state.opened.as_ref().is_none_or(|it| it.brief.id != id) => {
            Vec::new()
        }
        Reply::Analyzed(_) => shown_again(state),
        // Briefs may have come; what is being worked on keeps its place.
        Reply::Changed => {
            let effects = shown_again(state);
            iter::once(shelf::list(state, Refresh::Keep)).chain(effects).collect()
        }
        Reply::Drafted | Reply::Generation(_) | Reply::Came(0) => Vec::new(),
        Reply::Drafts(drafts) => {
            drafting::found(state, drafts);
            Vec::new()
        }
        Reply::Came(count) => {
            let briefs = crate::tui::pane::count(count, "brief");
            state.notice = Some(Notice::Done(format!("{briefs} from the watched folder")));
            vec![shelf::list(state, Refresh::Keep)]
        }
        Reply::Analyzing(analyzing) => {
            state.work.analyzing = analyzing;
            Vec::new()
        }
        Reply::Undone(Some(label)) => back(state, format!("undone: {label}")),
        Reply::Undone(None) => refuse(state, "nothing to undo"),
        Reply::Redone(Some(label)) => back(state, format!("done again: {label}")),
        Reply::Redone(None) => refuse(state, "nothing to do again"),
        Reply::Preview(it) => {
            bulk::preview(state, *it);
            Vec::new()
        }
        Reply::Acted(label) => {
            state.marked = Marked::default();
            changed(state, label)
        }
        Reply::Numbers(ids) => {
            state.marked.ids.extend(ids);
            told_marks(state)
        }
        Reply::Inverse(ids) => {
            state.marked.invert(ids);
            told_marks(state)
        }
        Reply::History(steps) if steps.is_empty() => refuse(state, "nothing was done yet"),
        Reply::History(steps) => {
            state.layers.push(Layer::Steps(Steps::new(steps)));
            Vec::new()
        }
        Reply::Gone(0) => changed(state, "the library stands there already".to_owned()),
        Reply::Gone(steps) => {
            let steps = crate::tui::pane::count(steps, "step");
            changed(state, format!("went {steps} through the history"))
        }
        Reply::Reread(told) => changed(state, reread(told)),
        Reply::Refused(problem) => {
            drafting::failed(state);
            let effects = changed(state, String::new());
            state.notice = Some(Notice::Problem(problem));
            effects
        }
        Reply::Imported(done) => imported(state, &done),
        Reply::Noted(number, rows, total) => {
            if let Some(Layer::Marks(marks)) = state.layers.last_mut() {
                marks.answer(number, rows, total);
            }
            Vec::new()
        }
        Reply::Versions(versions) => comparing::show(state, &versions),
        Reply::Brought(brought) => brought_in(state, &brought),
        Reply::Syncing(at, of, new) => {
            state.work.errand = Some(format!("sync {at}/{of}, {new} new"));
            Vec::new()
        }
        Reply::Synced(new, failed, cause) => synced(state, new, failed, cause),
        Reply::Fetched(input, published) => {
            state.work.errand = None;
            vec![Effect::Ask(Request::Read(input, published))]
        }
        Reply::Written(path) => {
            state.notice = Some(Notice::Done(format!("wrote {}", path.display())));
            Vec::new()
        }
        Reply::Failed(problem) => {
            drafting::failed(state);
            state.work.errand = None;
            refuse(state, problem)
        }
    }
}

/// Says how many briefs are marked.
fn told_marks(state: &mut State) -> Vec<Effect> {
    let count = crate::tui::pane::count(state.marked.ids.len(), "brief");
    state.notice = Some(Notice::Done(format!("{count} marked")));
    Vec::new()
}

/// What reading a brief again came to, in words.
fn reread(told: Reread) -> String {
    let how = match (told.input, told.text) {
        (true, true) => "read again: another text",
        (true, false) => "read again: the same text",
        (false, _) => "analyzed again; its input was not kept",
    };
    let (before, after) = told.claims;
    let claims = crate::tui::pane::count(after, "claim");
    let claims = if before == after { claims } else { format!("{claims}, {before} before") };
    match told.lost {
        0 => format!("{how}, {claims}"),
        lost => format!("{how}, {claims}; {lost} of yours lost their place (]o)"),
    }
}

/// The list as it is arranged now: the cursor stays on its brief, and the brief where it is on the
/// screen; where that is gone, on its place.
fn listed(state: &mut State, listed: Listed) -> Vec<Effect> {
    if listed.ticket != state.briefs.ticket {
        return Vec::new();
    }
    state.briefs.arranged(listed.total, listed.whole);
    state.briefs.open = listed.open;
    state.library = Heard::List;
    state.freshness = Freshness::Stale;
    let before = state.list(Pane::Briefs).scroll;
    let cursor = listed.cursor.unwrap_or(before.cursor).min(listed.total.saturating_sub(1));
    let top = (before.top + cursor).saturating_sub(before.cursor);
    state.lists[Pane::Briefs.index()].scroll = Scroll { cursor, top };
    rows(state, listed.from, listed.rows, listed.tally);
    // The first start opens what is at hand, so that no key is needed to read.
    let mut effects = match state.brief_at_hand() {
        Some(id) if state.opened.is_none() && state.then.is_none() => {
            shelf::open(state, id, Then::Peek)
        }
        _ => Vec::new(),
    };
    if !listed.whole {
        effects.extend(shelf::rest(state, listed.ticket));
    }
    effects
}

/// Rows of the list.
fn rows(state: &mut State, from: usize, rows: Vec<Brief>, tally: Tally) {
    state.briefs.take(from, rows);
    state.briefs.tally = tally;
    state.undo = tally.undo;
    if let Some(opened) = &mut state.opened
        && let Some((_, brief)) = state.briefs.find(opened.brief.id)
        && opened.brief != *brief
    {
        opened.brief = brief.clone();
        state.freshness = Freshness::Stale;
    }
}

fn open(state: &mut State, opened: Opened) -> Vec<Effect> {
    let id = opened.brief.id;
    let triage = opened.brief.triage;
    let shown = state.opened.as_ref();
    let again = shown.is_some_and(|it| it.brief.id == id && it.revision == opened.revision);
    let analyzed = shown.is_some_and(|it| it.analysis == opened.analysis);
    let notes = |it: &Opened| it.marks.len() + it.lost.len();
    let grown = shown.map(notes) != Some(notes(&opened));
    let count = notes(&opened);
    let analyze = opened.waits.then_some(Request::Analyze(id, opened.article.text.len()));
    state.opened = Some(opened);
    state.freshness = Freshness::Stale;
    if !again {
        begin(state);
    } else if !analyzed {
        state.rebuild_lists();
    } else if grown {
        state.lists[Pane::Notes.index()].shown = (0..count).collect();
    }
    let then = state.then.take();
    match then {
        Some(Then::Text) => focus(state, Pane::Text),
        Some(Then::Claim(at)) => {
            state.refresh_page();
            travel::show(state, Pane::Claims, at);
        }
        Some(Then::Mark(mark)) => {
            let marks = state.opened.as_ref().map(|it| it.marks.as_slice());
            let at = marks.and_then(|all| all.iter().position(|it| it.id == mark));
            state.refresh_page();
            travel::show(state, Pane::Notes, at.unwrap_or_default());
        }
        Some(Then::Match) => {
            focus(state, Pane::Text);
            state.refresh_page();
            searching::first(state);
        }
        Some(Then::Return(jump)) => {
            state.refresh_page();
            jumps::arrive(state, jump);
        }
        Some(Then::Stay | Then::Peek) | None => {}
    }
    let mut effects: Vec<Effect> = analyze.map(Effect::Ask).into_iter().collect();
    if !again && triage == Triage::New && then != Some(Then::Peek) {
        effects.push(Effect::Ask(Request::See(id, state.today)));
    }
    effects
}

/// A brief that was not on the screen: cursors at the beginning.
fn begin(state: &mut State) {
    state.speaker = None;
    state.select = None;
    state.look.folded.clear();
    for pane in Pane::ALL.iter().filter(|it| **it != Pane::Briefs) {
        state.lists[pane.index()] = crate::tui::state::List::default();
    }
    state.rebuild_lists();
    if let Some(place) = state.briefs.open {
        motion::to(state, Pane::Briefs, place);
    }
}

/// Something was done: what shows is asked for again.
fn changed(state: &mut State, label: String) -> Vec<Effect> {
    state.notice = Some(Notice::Done(label));
    shown_again(state)
}

/// Asks again for what shows.
fn shown_again(state: &mut State) -> Vec<Effect> {
    state.briefs.outdated();
    let mut effects = Vec::new();
    if let Some(id) = state.opened.as_ref().map(|it| it.brief.id) {
        // A brief that is on its way already comes with all that changed.
        if state.then.is_none() {
            effects.push(Effect::Ask(Request::Open(state.ticket, id)));
        }
    }
    effects
}

/// A step was taken back or done again: a brief that had left the list may be meant again.
fn back(state: &mut State, label: String) -> Vec<Effect> {
    let mut effects = changed(state, label);
    effects.insert(0, shelf::list(state, Refresh::Keep));
    effects
}

/// The feeds are done: what is new shows in the list; nothing is opened that nobody asked for.
fn synced(state: &mut State, new: usize, failed: usize, cause: Option<String>) -> Vec<Effect> {
    state.work.errand = None;
    let new = crate::tui::pane::count(new, "new brief");
    state.notice = Some(match (failed, cause) {
        (1, Some(cause)) => Notice::Problem(format!("{new}; {cause}")),
        (_, Some(cause)) => Notice::Problem(format!("{new}; {failed} feeds failed: {cause}")),
        _ => Notice::Done(format!("synced: {new}")),
    });
    vec![shelf::list(state, Refresh::Keep)]
}

fn brought_in(state: &mut State, brought: &Brought) -> Vec<Effect> {
    let words = brought.words();
    let effects = changed(state, words.clone());
    if let Some((page, _)) = brought.strange.first() {
        let words = format!("{words}; no brief here is of {page}");
        state.notice = Some(Notice::Problem(crate::text::sanitize::line(&words)));
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
    let mut effects = vec![shelf::list(state, Refresh::Keep)];
    if let Some(Imported::Added(id) | Imported::Revised(id) | Imported::Known(id)) = done.last() {
        effects.extend(shelf::open(state, *id, Then::Text));
    }
    effects
}
