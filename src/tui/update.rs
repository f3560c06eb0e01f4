//! What happens becomes what is: the only writer of the state.
//!
//! An event goes to the top layer, or by the keymap to an action; what has to be done outside comes
//! back as effects. The state after an event is a function of the state before it.
//!
//! * `motion`: the cursor, and the view that follows it; `mouse`: both by the mouse
//! * `arranging`: which pane has the keys, and the borders
//! * `travel`: from a finding to what belongs to it; `jumps`: and back; `shelf`: from brief to brief
//! * `brackets`: to the next of a kind; `searching`: to the next match
//! * `folding`: what of the brief shows
//! * `verdict`: what the analyst decides; `bulk`: on many briefs at once
//! * `selecting`: a stretch of the text; `marking`: highlights, notes; `drafting`: those not finished
//! * `correcting`: claims and dates; `copying`: what leaves by the clipboard; `links`: by the browser
//! * `stacked`: the layers over the panes; `prompting`: the line that is being written;
//!   `palette`: what is looked for by name
//! * `repeating`: the last thing again, and macros
//! * `viewing`: filters, views, sorting
//! * `replies`: what the library answers
//! * `settling`: what follows from all that

mod arranging;
mod brackets;
mod bulk;
mod comparing;
mod copying;
mod correcting;
mod drafting;
mod folding;
mod grading;
mod jumps;
mod links;
mod marking;
mod motion;
mod mouse;
mod noting;
mod palette;
mod prompting;
mod repeating;
mod replies;
mod searching;
mod selecting;
mod settling;
mod shelf;
mod stacked;
mod travel;
mod verdict;
mod viewing;

use ratatui::{
    crossterm::event::{Event as Terminal, KeyEvent, KeyEventKind},
    layout::Size,
};

use self::motion::{Far, Place};
use self::settling::{Before, settle};
pub use self::{
    motion::row_width,
    repeating::{Repeat, Run},
};
use crate::library::Refresh;
use crate::tui::{
    action::Action,
    key::Key,
    keymap::{Context, Keymap, Lookup},
    layout::Zoom,
    pane::Pane,
    state::{Direction, Marked, Notice, State, Unit},
    worker::{Reply, Request},
};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key, the mouse, a paste, another size.
    Terminal(Terminal),
    /// The library answered.
    Reply(Reply),
    /// The editor was closed over this text.
    Edited(String),
    /// Something outside could not be done, and why.
    Failed(String),
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the library.
    Ask(Request),
    /// Open the user's editor on this text; its end comes back as [`Event::Edited`].
    Edit(String),
    /// Run this command with that text on its standard input; it has the terminal until it ends.
    Pipe(String, String),
    /// Put this on the clipboard.
    Copy(String),
    /// Open this address in the browser.
    OpenUrl(String),
    /// Stop the library's long work.
    Cancel,
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back until the shell wakes us.
    Suspend,
    /// Leave.
    Quit,
}

/// Says why nothing is done.
fn refuse(state: &mut State, words: impl Into<String>) -> Vec<Effect> {
    state.notice = Some(Notice::Problem(words.into()));
    Vec::new()
}

/// What to do first of all.
pub fn start(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![shelf::list(state, Refresh::Anew), Effect::Ask(Request::Drafts)];
    if state.settings.sync_at_start {
        effects.push(Effect::Ask(Request::Sync));
    }
    effects
}

/// The state after `event`, and what is to be done.
pub fn update(state: &mut State, keymap: &Keymap, event: Event) -> Vec<Effect> {
    let before = Before::of(state);
    let answered = matches!(&event, Event::Reply(reply) if reply.is_awaited());
    if matches!(event, Event::Terminal(Terminal::Key(_))) && state.run.rest.is_empty() {
        state.run.made = 0;
    }
    let mut effects = happen(state, keymap, event);
    effects.extend(drafting::keep(state, before.note.as_ref()));
    settle(state, &before);
    effects.extend(shelf::fetch(state));
    state.run.waiting = state.run.waiting.saturating_sub(usize::from(answered));
    state.run.waiting += repeating::asked(&effects);
    if state.run.waiting == 0 && !state.run.rest.is_empty() {
        let before = Before::of(state);
        effects.extend(repeating::go_on(state, keymap));
        settle(state, &before);
        let rows = shelf::fetch(state);
        state.run.waiting += rows.len();
        effects.extend(rows);
    }
    effects
}

fn happen(state: &mut State, keymap: &Keymap, event: Event) -> Vec<Effect> {
    match event {
        Event::Terminal(Terminal::Key(key)) if key.kind != KeyEventKind::Release => {
            on_key(state, keymap, key)
        }
        Event::Terminal(Terminal::Resize(width, height)) => {
            state.size = Size::new(width, height);
            Vec::new()
        }
        Event::Terminal(Terminal::Paste(text)) => stacked::paste(state, &text),
        Event::Terminal(Terminal::Mouse(mouse)) => mouse::act(state, keymap, mouse),
        Event::Terminal(_) => Vec::new(),
        Event::Reply(reply) => replies::reply(state, reply),
        Event::Edited(text) => stacked::edited(state, &text),
        Event::Failed(problem) => {
            state.notice = Some(Notice::Problem(problem));
            Vec::new()
        }
    }
}

/// Where a key counts now, the nearest first.
pub fn contexts(state: &State) -> Vec<Context> {
    if let Some(layer) = state.layers.last() {
        return layer.contexts().to_vec();
    }
    match (state.focus(), state.select) {
        (Pane::Text, Some(_)) => vec![Context::Select, Context::Text, Context::Global],
        (Pane::Text, None) => vec![Context::Text, Context::Global],
        (Pane::Briefs, _) => vec![Context::Briefs, Context::Global],
        _ => vec![Context::Global],
    }
}

fn on_key(state: &mut State, keymap: &Keymap, event: KeyEvent) -> Vec<Effect> {
    let key = Key::from(event);
    let contexts = contexts(state);
    if !state.layers.is_empty() {
        if let Some(effects) = stacked::choose_by(state, keymap, key) {
            return effects;
        }
        state.pending.push(key);
        return match keymap.lookup(&contexts, &state.pending) {
            Lookup::Action(action) => {
                state.pending.clear();
                stacked::act(state, keymap, action)
            }
            Lookup::Pending(_) => Vec::new(),
            Lookup::Unbound => {
                state.pending.clear();
                stacked::key(state, keymap, event)
            }
        };
    }
    if let Some(digit) = key.digit().filter(|_| state.pending.is_empty()) {
        let begun = state.count.is_some();
        let line_start = keymap.lookup(&contexts, &[key]) != Lookup::Unbound;
        if begun || (digit != 0 && !line_start) {
            let count = state.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            state.count = Some(count.min(9_999));
            return Vec::new();
        }
    }
    state.notice = None;
    state.pending.push(key);
    match keymap.lookup(&contexts, &state.pending) {
        Lookup::Action(action) => {
            state.pending.clear();
            let count = state.count.take();
            let effects = act(state, keymap, action, count);
            state.last = Some(action);
            effects
        }
        Lookup::Pending(_) => Vec::new(),
        Lookup::Unbound => {
            state.pending.clear();
            state.count = None;
            Vec::new()
        }
    }
}

/// Runs an action on the panes.
pub(in crate::tui) fn act(
    state: &mut State,
    keymap: &Keymap,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    use Direction::{Back, Forward};
    if state.select.is_some() && selecting::act(state, action, count) {
        return Vec::new();
    }
    if action.can_repeat() {
        state.repeat = Some(Repeat::Action(action, count));
    }
    let times = count.unwrap_or(1).max(1);
    match action {
        Action::Repeat => return repeating::again(state, keymap, count),
        Action::Macro => return repeating::ask(state, keymap),
        Action::Down | Action::SentenceNext => motion::step(state, Forward, times),
        Action::Up | Action::SentencePrevious => motion::step(state, Back, times),
        Action::First | Action::Last => {
            let end = if action == Action::First { 1 } else { usize::MAX };
            jumps::remember(state);
            motion::to(state, state.focus(), count.unwrap_or(end).saturating_sub(1));
        }
        Action::HalfPageDown => repeat(times, || motion::page(state, Forward, Far::Half)),
        Action::HalfPageUp => repeat(times, || motion::page(state, Back, Far::Half)),
        Action::PageDown => repeat(times, || motion::page(state, Forward, Far::Page)),
        Action::PageUp => repeat(times, || motion::page(state, Back, Far::Page)),
        Action::ScrollDown => motion::scroll(state, Forward, times),
        Action::ScrollUp => motion::scroll(state, Back, times),
        Action::ParagraphNext => motion::paragraph(state, Forward, times),
        Action::ParagraphPrevious => motion::paragraph(state, Back, times),
        Action::CursorCentre => motion::bring(state, Place::Centre),
        Action::CursorTop => motion::bring(state, Place::Top),
        Action::CursorBottom => motion::bring(state, Place::Bottom),
        Action::ReadOn => return shelf::read_on(state),
        Action::SelectCharacters => selecting::begin(state, Unit::Character),
        Action::SelectSentences => selecting::begin(state, Unit::Sentence),
        Action::Redraw => {
            state.rebuild_lists();
            return vec![shelf::list(state, Refresh::Anew), Effect::Redraw];
        }
        Action::Clear => return clear(state),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Cancel => return cancel(state),
        Action::Quit => return vec![Effect::Quit],
        Action::Close => return close(state),
        _ => return act_on_findings(state, keymap, action, count),
    }
    Vec::new()
}

/// The actions on panes, findings and briefs.
fn act_on_findings(
    state: &mut State,
    keymap: &Keymap,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    if arranging::arrange(state, action) {
        return Vec::new();
    }
    None.or_else(|| travel::act(state, action, count))
        .or_else(|| brackets::act(state, action, count))
        .or_else(|| folding::act(state, action))
        .or_else(|| verdict::act(state, action, count))
        .or_else(|| bulk::act(state, action))
        .or_else(|| correcting::act(state, action))
        .or_else(|| grading::act(state, action))
        .or_else(|| noting::act(state, action))
        .or_else(|| comparing::act(state, action))
        .or_else(|| marking::act(state, action))
        .or_else(|| copying::act(state, action))
        .or_else(|| links::act(state, action))
        .or_else(|| viewing::act(state, action))
        .unwrap_or_else(|| stacked::open(state, keymap, action))
}

fn repeat(times: usize, mut act: impl FnMut()) {
    (0..times.min(999)).for_each(|_| act());
}

/// Clears one thing: the marks, the selection, the search, the filter, in that order.
fn clear(state: &mut State) -> Vec<Effect> {
    if !state.marked.is_empty() {
        state.marked = Marked::default();
        return Vec::new();
    }
    if state.select.take().is_some() || state.search.take().is_some() {
        return Vec::new();
    }
    if let Some(effects) = viewing::clear(state) {
        return effects;
    }
    if state.speaker.take().is_some() {
        state.rebuild_lists();
    }
    Vec::new()
}

/// Stops what runs; the second time in a row it leaves.
fn cancel(state: &mut State) -> Vec<Effect> {
    if state.last == Some(Action::Cancel) {
        return vec![Effect::Quit];
    }
    state.run = Run::default();
    state.work.errand = None;
    state.notice = Some(Notice::Done("stopped; once more to leave".to_owned()));
    vec![Effect::Cancel]
}

/// Goes back a level: out of the selection, out of the zoom, to the text, out of the program.
fn close(state: &mut State) -> Vec<Effect> {
    if state.select.take().is_some() {
        return Vec::new();
    }
    if state.arrangement.zoom == Zoom::Alone {
        state.arrangement.zoom = Zoom::Shared;
        return Vec::new();
    }
    if state.focus() != Pane::Text && state.focus() != Pane::Briefs {
        arranging::focus(state, Pane::Text);
        return Vec::new();
    }
    vec![Effect::Quit]
}
