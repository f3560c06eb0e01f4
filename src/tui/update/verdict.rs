//! What the analyst decides: on briefs, and on what was found in them. Each decision is one step of
//! the history and moves on to the next thing.

use crate::{
    config::Advance,
    library::{Act, Change, Verdict, day},
    model::{Review, Triage},
    tui::{
        action::Action,
        layer::{
            Layer,
            prompt::{Ask, Prompt, retag},
        },
        page::tag,
        pane::{self, Pane},
        relate::{Finding, item},
        state::{Direction, State},
        update::{Effect, bulk, correcting, marking, motion, refuse, shelf},
        worker::Request,
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let effects = match action {
        Action::Undo => vec![Effect::Ask(Request::Undo)],
        Action::Redo => vec![Effect::Ask(Request::Redo)],
        Action::History => vec![Effect::Ask(Request::History)],
        Action::Later => ask(state, Ask::Later, String::new()),
        Action::Tags if state.select.is_some() || state.focus() == Pane::Notes => {
            match marking::tags_here(state) {
                Some(tags) => ask(state, Ask::MarkTags, tags),
                None => refuse(state, "no note here"),
            }
        }
        Action::Tags if state.focus() == Pane::Briefs && !state.marked.is_empty() => {
            ask(state, Ask::Tags, String::new())
        }
        Action::Tags => {
            let tags = state.brief().map(|it| it.tags.join(" ")).unwrap_or_default();
            let room = if tags.is_empty() { "" } else { " " };
            ask(state, Ask::Tags, format!("{tags}{room}"))
        }
        Action::Read | Action::Shortlist | Action::Drop | Action::Verify | Action::Wrong => {
            decide(state, action, count.unwrap_or(1).max(1))
        }
        _ => return None,
    };
    Some(effects)
}

/// Sets the brief aside until the day that is meant.
pub fn later(state: &mut State, words: &str) -> Vec<Effect> {
    let until = match day(words, state.today) {
        Ok(day) => day,
        Err(error) => return refuse(state, format!("“{words}”: {error}; {}", error.hint())),
    };
    if let Some(effects) = bulk::meant(state, &Act::Later(until), 1) {
        return effects;
    }
    let Some(id) = state.brief().map(|it| it.id) else { return Vec::new() };
    let label = format!("set 1 brief aside until {until}");
    let mut effects = apply(&label, vec![Change::Triage(id, Triage::Later(until))]);
    effects.extend(advance_brief(state));
    effects
}

/// Gives the brief the tags that an edit leaves it with.
pub fn tags(state: &mut State, edit: &str) -> Vec<Effect> {
    let Some(brief) = state.brief() else { return Vec::new() };
    let after = retag(&brief.tags, edit);
    let other = |one: &[String], than: &[String]| {
        one.iter().filter(|it| !than.contains(it)).cloned().collect::<Vec<_>>()
    };
    // Only what the edit changes: tags of another window stay.
    let (add, take) = (other(&after, &brief.tags), other(&brief.tags, &after));
    let change = Change::Retag(brief.id, add, take);
    // On marks, what the edit says, whatever this brief has: `+a b` gives, `-c` takes away.
    let words = edit.split([' ', ',']).filter(|it| !it.is_empty());
    let (minus, plus): (Vec<&str>, Vec<&str>) = words.partition(|it| it.starts_with('-'));
    let bare = |list: Vec<&str>| {
        list.into_iter().map(|it| it.trim_start_matches(['+', '-', '#']).to_owned()).collect()
    };
    if let Some(effects) = bulk::meant(state, &Act::Tag { add: bare(plus), take: bare(minus) }, 1) {
        return effects;
    }
    apply("tagged 1 brief", vec![change])
}

/// Asks the library to do something, as one step.
pub fn apply(label: &str, changes: Vec<Change>) -> Vec<Effect> {
    vec![Effect::Ask(Request::Apply(label.to_owned(), changes))]
}

fn ask(state: &mut State, ask: Ask, text: String) -> Vec<Effect> {
    if state.brief().is_none() {
        return refuse(state, "no brief here");
    }
    state.layers.push(Layer::Prompt(Prompt::new(ask, text)));
    Vec::new()
}

/// A decision on what the focused pane lists; in text and sections that is the brief.
fn decide(state: &mut State, action: Action, times: usize) -> Vec<Effect> {
    let act = match action {
        Action::Read => Some(Act::Read),
        Action::Shortlist => Some(Act::Shortlist),
        Action::Drop => Some(Act::Drop),
        Action::Verify => Some(Act::Verify),
        _ => None,
    };
    if let Some(act) = act
        && matches!(state.focus(), Pane::Briefs | Pane::Text | Pane::Sections)
        && let Some(effects) = bulk::meant(state, &act, times)
    {
        return effects;
    }
    match state.focus() {
        Pane::Briefs | Pane::Text | Pane::Sections => on_brief(state, action),
        Pane::Claims | Pane::Sources | Pane::Timeline if times > 1 => {
            on_findings(state, action, times)
        }
        Pane::Claims | Pane::Sources | Pane::Timeline => on_finding(state, action),
        Pane::Notes => on_mark(state, action),
    }
}

fn on_brief(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(brief) = state.brief() else { return refuse(state, "no brief here") };
    let (id, triage) = (brief.id, brief.triage);
    let (shortlist, verify) = (brief.shortlist, brief.verify);
    let reopen = |change: Triage, word: &str| {
        if triage == change {
            ("opened 1 brief again".to_owned(), vec![Change::Triage(id, Triage::Open)])
        } else {
            (format!("{word} 1 brief"), vec![Change::Triage(id, change)])
        }
    };
    let (label, changes) = match action {
        Action::Read => reopen(Triage::Read, "read"),
        Action::Drop => reopen(Triage::Dropped, "dropped"),
        Action::Shortlist if shortlist => {
            ("took 1 brief off the shortlist".to_owned(), vec![Change::Shortlist(id, false)])
        }
        Action::Shortlist => (
            "put 1 brief on the shortlist".to_owned(),
            vec![Change::Triage(id, Triage::Read), Change::Shortlist(id, true)],
        ),
        Action::Verify => {
            let label = if verify { "1 brief need not be verified" } else { "1 brief to verify" };
            return apply(label, vec![Change::Verify(id, !verify)]);
        }
        _ => return refuse(state, "only a claim, a source or a date can be extracted wrongly"),
    };
    let mut effects = apply(&label, changes);
    effects.extend(advance_brief(state));
    effects
}

/// Goes on to the next brief: in the list by a row, in the text by opening it.
fn advance_brief(state: &mut State) -> Vec<Effect> {
    if state.settings.advance == Advance::Stay {
        return Vec::new();
    }
    if state.focus() == Pane::Briefs {
        advance(state);
        return Vec::new();
    }
    if state.briefs.open.is_some_and(|at| at + 1 == state.briefs.total) {
        return Vec::new();
    }
    shelf::another(state, Direction::Forward, 1)
}

fn on_finding(state: &mut State, action: Action) -> Vec<Effect> {
    let finding = state.finding();
    let Some(opened) = &state.opened else { return refuse(state, "no brief is open") };
    let Some(item) = item(opened, finding).filter(|_| finding != Finding::Brief) else {
        return refuse(state, "nothing here to decide on");
    };
    let id = opened.brief.id;
    let known = state.verdict(&item).cloned();
    let mut verdict = known.unwrap_or(Verdict { item, review: Review::Unreviewed, verify: false });
    let name = name(finding);
    if action == Action::Verify {
        verdict.verify = !verdict.verify;
        let label = if verdict.verify { "to verify" } else { "need not be verified" };
        return apply(&format!("{name} {label}"), vec![Change::Judge(id, verdict)]);
    }
    let (review, word) = match action {
        Action::Shortlist => (Review::Kept, "kept"),
        Action::Drop => (Review::Dropped, "dropped"),
        Action::Wrong => (Review::Wrong, "marked as wrong"),
        _ => (Review::Reviewed, "reviewed"),
    };
    let (review, label) = if verdict.review == review {
        (Review::Unreviewed, format!("took back the verdict on {name}"))
    } else {
        (review, format!("{word} {name}"))
    };
    verdict.review = review;
    if state.settings.advance != Advance::Stay {
        advance(state);
    }
    apply(&label, vec![Change::Judge(id, verdict)])
}

/// The same verdict on as many findings, from the cursor the way it went last: one step.
fn on_findings(state: &mut State, action: Action, times: usize) -> Vec<Effect> {
    let pane = state.focus();
    let list = state.list(pane);
    let here = list.scroll.cursor.min(list.shown.len());
    let rows: Vec<usize> = match state.direction {
        Direction::Forward => list.shown[here..].iter().take(times).copied().collect(),
        Direction::Back => {
            let end = (here + 1).min(list.shown.len());
            list.shown[..end].iter().rev().take(times).copied().collect()
        }
    };
    let Some(opened) = &state.opened else { return refuse(state, "no brief is open") };
    let review = match action {
        Action::Shortlist => Some((Review::Kept, "kept")),
        Action::Drop => Some((Review::Dropped, "dropped")),
        Action::Wrong => Some((Review::Wrong, "marked as wrong")),
        Action::Verify => None,
        _ => Some((Review::Reviewed, "reviewed")),
    };
    let change = |at: &usize| {
        let item = item(opened, pane::finding(pane, *at))?;
        let known = state.verdict(&item).cloned();
        let known = known.unwrap_or(Verdict { item, review: Review::Unreviewed, verify: false });
        let verdict = match review {
            Some((review, _)) => Verdict { review, ..known },
            None => Verdict { verify: true, ..known },
        };
        Some(Change::Judge(opened.brief.id, verdict))
    };
    let changes: Vec<Change> = rows.iter().filter_map(change).collect();
    let thing = match pane {
        Pane::Claims => "claim",
        Pane::Sources => "source",
        _ => "date",
    };
    let things = pane::count(changes.len(), thing);
    let label = match review {
        Some((_, word)) => format!("{word} {things}"),
        None => format!("{things} to verify"),
    };
    if state.settings.advance != Advance::Stay {
        let direction = state.direction;
        motion::step(state, direction, rows.len().saturating_sub(1));
        advance(state);
    }
    apply(&label, changes)
}

/// A mark has no verdicts; it can be taken away.
fn on_mark(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(effects) = correcting::forget(state).filter(|_| action == Action::Drop) {
        return effects;
    }
    let mark = state.opened.as_ref().and_then(|it| it.marks.get(state.under(Pane::Notes)?));
    match (action, mark) {
        (Action::Drop, Some(mark)) => apply("took away 1 mark", vec![Change::Unmark(mark.id)]),
        (_, None) => refuse(state, "no note here"),
        _ => refuse(state, "a note can be dropped (d) or edited (a, e)"),
    }
}

/// Moves to the next row the way the cursor went last; in "unreviewed", past those with a verdict.
fn advance(state: &mut State) {
    let direction = state.direction;
    motion::step(state, direction, 1);
    if state.settings.advance != Advance::Unreviewed {
        return;
    }
    for _ in 0..state.len(state.focus()) {
        let open = match (state.focus(), state.under(state.focus())) {
            (_, None) => return,
            (Pane::Briefs, Some(at)) => {
                state.briefs.get(at).is_none_or(|it| it.triage == Triage::New)
            }
            (pane, Some(at)) => {
                let item = state.opened.as_ref().and_then(|it| item(it, pane::finding(pane, at)));
                let verdict = item.and_then(|item| state.verdict(&item));
                verdict.is_none_or(|it| it.review == Review::Unreviewed)
            }
        };
        if open {
            return;
        }
        motion::step(state, direction, 1);
    }
}

/// What a finding is called in the history.
fn name(finding: Finding) -> String {
    match finding {
        Finding::Claim(at) => format!("claim {}", tag(at)),
        Finding::Source(_) => "1 source".to_owned(),
        Finding::Event(_) => "1 date".to_owned(),
        Finding::Brief => "1 brief".to_owned(),
        Finding::Section(_) | Finding::Sentence(_) | Finding::Mark(_) => "1 place".to_owned(),
    }
}
