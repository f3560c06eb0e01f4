//! The line that is being written: its keys, and what comes of it.

use crate::{
    config::nearest,
    library::{ExportFormat, is_address},
    tui::{
        action::Action,
        keymap::Keymap,
        layer::{
            Layer,
            line::Line,
            prompt::{Ask, Prompt},
        },
        pane::Pane,
        state::{Direction, Notice, Search, State},
        update::{
            self, Effect, Repeat, bulk, copying, correcting, jumps, marking, refuse, searching,
            verdict, viewing,
        },
        worker::Request,
    },
};

/// What was written is what candidates are looked for by.
pub fn typed(prompt: &mut Prompt) {
    prompt.line.text().clone_into(&mut prompt.typed);
    prompt.candidate = None;
}

/// What shows while it is being written: the words of a search, the lines of the help.
pub fn live(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Prompt(prompt)) = state.layers.last_mut() else { return Vec::new() };
    prompt.wrong = None;
    let words = prompt.line.text().to_lowercase();
    match prompt.ask {
        Ask::Search(pane) if pane != Pane::Briefs => {
            let stems = Vec::new();
            state.search = (!words.is_empty()).then_some(Search { pane, words, stems });
        }
        Ask::Find => {
            let below = state.layers.iter_mut().rev().nth(1);
            if let Some(Layer::Help(help)) = below {
                help.filter = words;
                help.top = 0;
            }
        }
        Ask::Filter(pane) => {
            let prompt = prompt.clone();
            let mut effects = viewing::live(state, pane, prompt.line.text());
            if prompt.candidate.is_none() {
                effects.extend(viewing::complete(state, &prompt));
            }
            return effects;
        }
        // The library is asked when the words are whole.
        Ask::Search(_)
        | Ask::Tags
        | Ask::MarkTags
        | Ask::Later
        | Ask::Days
        | Ask::Command
        | Ask::Import
        | Ask::Pipe
        | Ask::Export(_) => {}
    }
    Vec::new()
}

/// An action while a line is being written.
pub fn act(state: &mut State, keymap: &Keymap, mut prompt: Prompt, action: Action) -> Vec<Effect> {
    match action {
        Action::Close => {
            remember(state, prompt.line.text());
            match prompt.ask {
                Ask::Search(_) => state.search = None,
                Ask::Filter(pane) => return viewing::restore(state, pane, &prompt.before),
                Ask::Find => {
                    if let Some(Layer::Help(help)) = state.layers.last_mut() {
                        help.filter.clear();
                    }
                }
                Ask::Tags
                | Ask::MarkTags
                | Ask::Later
                | Ask::Days
                | Ask::Command
                | Ask::Import
                | Ask::Pipe
                | Ask::Export(_) => {}
            }
            return Vec::new();
        }
        Action::Accept => return accepted(state, keymap, &prompt),
        Action::Complete => candidate(state, &mut prompt, Direction::Forward),
        Action::CompleteBack => candidate(state, &mut prompt, Direction::Back),
        Action::HistorySearch => {
            let found = state.history.iter().rev().find(|it| it.contains(prompt.typed.as_str()));
            if let Some(text) = found {
                prompt.line = Line::new(text.clone());
            }
        }
        Action::HistoryBack | Action::HistoryForward => {
            let count = state.history.len();
            prompt.back = match action {
                Action::HistoryBack => (prompt.back + 1).min(count),
                _ => prompt.back.saturating_sub(1),
            };
            let text = count.checked_sub(prompt.back).and_then(|at| state.history.get(at));
            let text = text.cloned().unwrap_or_default();
            prompt.line = Line::new(text);
            typed(&mut prompt);
        }
        _ => {
            prompt.line.act(action);
            typed(&mut prompt);
        }
    }
    state.layers.push(Layer::Prompt(prompt));
    live(state)
}

fn candidate(state: &State, prompt: &mut Prompt, direction: Direction) {
    let candidates = prompt.candidates(state);
    if candidates.is_empty() {
        return;
    }
    let count = candidates.len();
    let next = match (prompt.candidate, direction) {
        (None, Direction::Forward) => 0,
        (None, Direction::Back) => count - 1,
        (Some(at), Direction::Forward) => (at + 1) % count,
        (Some(at), Direction::Back) => (at + count - 1) % count,
    };
    prompt.candidate = Some(next);
    prompt.line = Line::new(candidates[next].0.clone());
}

fn remember(state: &mut State, text: &str) {
    if !text.trim().is_empty() {
        state.history.retain(|it| it != text);
        state.history.push(text.to_owned());
    }
}

fn accepted(state: &mut State, keymap: &Keymap, prompt: &Prompt) -> Vec<Effect> {
    let text = prompt.line.text().trim().to_owned();
    remember(state, &text);
    let again = match prompt.ask {
        Ask::Tags | Ask::MarkTags | Ask::Later | Ask::Days | Ask::Pipe => true,
        Ask::Command => text.contains(' '),
        Ask::Find | Ask::Filter(_) | Ask::Search(_) | Ask::Import | Ask::Export(_) => false,
    };
    if again {
        state.repeat = Some(Repeat::Answer(prompt.ask, text.clone()));
    }
    let effects = answer(state, keymap, prompt.ask, &text);
    // A filter that is wrong stays there to be put right.
    let refused = matches!(state.notice, Some(Notice::Problem(_)));
    if matches!(prompt.ask, Ask::Filter(_)) && refused {
        let mut prompt = prompt.clone();
        prompt.wrong = viewing::read(state, &text).err().map(|it| it.span);
        state.layers.push(Layer::Prompt(prompt));
    }
    effects
}

/// What comes of a line that was written.
pub fn answer(state: &mut State, keymap: &Keymap, ask: Ask, text: &str) -> Vec<Effect> {
    match ask {
        Ask::Find => Vec::new(),
        Ask::Filter(pane) => viewing::live(state, pane, text),
        Ask::Search(pane) => {
            if text.is_empty() {
                state.search = None;
                return Vec::new();
            }
            if pane == Pane::Briefs {
                return searching::library(state, text);
            }
            let search = Search { pane, words: text.to_lowercase(), stems: Vec::new() };
            state.search = Some(search.clone());
            if state.select.is_some() {
                return searching::next_match(state, Direction::Forward);
            }
            let here = state.list(pane).scroll.cursor;
            jumps::remember(state);
            if searching::places(state, &search).contains(&here) {
                return Vec::new();
            }
            searching::next_match(state, Direction::Forward)
        }
        Ask::Tags => verdict::tags(state, text),
        Ask::MarkTags => marking::tag(state, text),
        Ask::Later => verdict::later(state, text),
        Ask::Days => correcting::date(state, text),
        Ask::Command => command(state, keymap, text),
        Ask::Import if text.is_empty() => Vec::new(),
        Ask::Import => vec![import(state, text)],
        Ask::Export(format) => export(state, text, format),
        Ask::Pipe => pipe(state, text),
    }
}

/// Runs what was asked for by its name; `:q` and a line number are known from vim.
fn command(state: &mut State, keymap: &Keymap, text: &str) -> Vec<Effect> {
    if text.is_empty() {
        return Vec::new();
    }
    if matches!(text, "q" | "q!" | "wq" | "x" | "qa") {
        return vec![Effect::Quit];
    }
    if let Some(words) = text.strip_prefix("view ") {
        return viewing::command(state, words.trim());
    }
    if let Ok(number) = text.parse() {
        return update::act(state, keymap, Action::First, Some(number));
    }
    if let Some(effects) = bulk::command(state, text) {
        return effects;
    }
    match text.parse::<Action>() {
        Ok(action) if action.is_command() => update::act(state, keymap, action, None),
        _ => {
            let names = Action::ALL.iter().filter(|it| it.is_command()).map(|it| it.name());
            let hint =
                nearest(text, names).map_or_else(String::new, |it| format!("; did you mean {it}?"));
            refuse(state, format!("there is no command “{text}”{hint}"))
        }
    }
}

/// The file or the address that is meant, and the day of its publication where one stands after it.
pub fn import(state: &mut State, text: &str) -> Effect {
    let told = text.rsplit_once(char::is_whitespace);
    let dated = told.and_then(|(path, day)| Some((path.trim_end(), day.parse().ok()?)));
    let (what, day) = dated.map_or((text, None), |(what, day)| (what, Some(day)));
    Effect::Ask(if is_address(what) {
        state.work.errand = Some("fetching".to_owned());
        Request::Fetch(what.to_owned(), day)
    } else {
        Request::Import(what.into(), day)
    })
}

/// Asks for the file that the open brief is written to in a format.
pub fn export_as(state: &mut State, format: ExportFormat) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return Vec::new() };
    let name = format!("{}.{}", file_stem(&opened.brief.title), format.ending());
    state.layers.push(Layer::Prompt(Prompt::new(Ask::Export(format), name)));
    Vec::new()
}

/// Gives what is under the cursor to a command.
fn pipe(state: &mut State, command: &str) -> Vec<Effect> {
    match copying::plain(state) {
        Some(text) if !command.is_empty() => vec![Effect::Pipe(command.to_owned(), text)],
        _ => Vec::new(),
    }
}

fn export(state: &mut State, path: &str, format: ExportFormat) -> Vec<Effect> {
    let Some(opened) = state.opened.as_ref().filter(|_| !path.is_empty()) else {
        return Vec::new();
    };
    vec![Effect::Ask(Request::Write(path.into(), opened.brief.id, format))]
}

/// The name of a file, without its ending, made of the headline.
fn file_stem(title: &str) -> String {
    let words = title.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let name = words.take(8).collect::<Vec<_>>().join("-").to_lowercase();
    if name.is_empty() { "brief".to_owned() } else { name }
}
