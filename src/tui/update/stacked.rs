//! The layers over the panes: opening them, their keys, and what comes of them.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::CursorMove;

use crate::tui::{
    action::Action,
    key::Key,
    keymap::Keymap,
    layer::{
        Layer,
        confirm::{Answer, Confirm},
        form::{About, Form},
        help::Help,
        inspect::Inspect,
        note::Note,
        palette::Palette,
        prompt::{Ask, Prompt},
        steps::Steps,
    },
    pane::Pane,
    state::{Notice, State},
    update::{
        Effect, Repeat, comparing, contexts, copying, correcting, grading, marking, noting,
        palette, prompting, refuse, repeating, searching, viewing,
    },
    worker::Request,
};

/// Opens the layer that an action asks for.
pub fn open(state: &mut State, _keymap: &Keymap, action: Action) -> Vec<Effect> {
    let layer = match action {
        Action::Help => Layer::Help(Help { contexts: contexts(state), ..Help::default() }),
        Action::Palette => Layer::Palette(Palette::new(state)),
        Action::Command => Layer::Prompt(Prompt::new(Ask::Command, "")),
        Action::Search => Layer::Prompt(Prompt::new(Ask::Search(state.focus()), "")),
        Action::Import => Layer::Prompt(Prompt::new(Ask::Import, "")),
        Action::Sync => {
            state.work.errand = Some("sync".to_owned());
            return vec![Effect::Ask(Request::Sync)];
        }
        Action::ImportSamples => return vec![Effect::Ask(Request::Samples)],
        Action::Export if state.opened.is_some() => Layer::Confirm(Confirm::formats()),
        Action::Export => return refuse(state, "no brief is open"),
        Action::Pipe if copying::plain(state).is_some() => {
            Layer::Prompt(Prompt::new(Ask::Pipe, ""))
        }
        Action::Pipe => return refuse(state, "nothing here to give to a command"),
        Action::Inspect => match Inspect::of(state) {
            Some(inspect) => Layer::Inspect(inspect),
            None => return refuse(state, "nothing was found here"),
        },
        Action::WhereAmI => {
            let words = state.opened.as_ref().map(|it| {
                format!(
                    "{}, sentence {} of {}",
                    it.article.origin.path,
                    state.list(Pane::Text).scroll.cursor + 1,
                    state.page.sentences.len()
                )
            });
            state.notice =
                Some(Notice::Done(words.unwrap_or_else(|| "no brief is open".to_owned())));
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    state.layers.push(layer);
    Vec::new()
}

/// An action while a layer is open.
pub fn act(state: &mut State, keymap: &Keymap, action: Action) -> Vec<Effect> {
    let Some(layer) = state.layers.pop() else { return Vec::new() };
    match layer {
        Layer::Help(help) => on_help(state, help, action),
        Layer::Inspect(inspect) => on_inspect(state, inspect, action),
        Layer::Confirm(confirm) => on_confirm(state, keymap, confirm, action),
        Layer::Prompt(prompt) => prompting::act(state, keymap, prompt, action),
        Layer::Note(note) => on_note(state, note, action),
        Layer::Palette(layer) => palette::act(state, keymap, layer, action),
        Layer::Marks(marks) => noting::choose(state, marks, action),
        Layer::Form(form) => on_form(state, form, action),
        Layer::Steps(steps) => on_steps(state, steps, action),
        Layer::Views(views) => viewing::choose(state, views, action),
        Layer::Hits(hits) => searching::choose(state, hits, action),
        Layer::Compare(compare) => comparing::choose(state, compare, action),
    }
}

/// A key that means no action, while a layer is open: text for what is being written.
pub fn key(state: &mut State, _keymap: &Keymap, event: KeyEvent) -> Vec<Effect> {
    let text = Key::from(event).text();
    match state.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => {
            edit_line(&mut prompt.line, event, text);
            prompting::typed(prompt);
            return prompting::live(state);
        }
        Some(Layer::Palette(layer)) => {
            edit_line(&mut layer.line, event, text);
            return palette::look(layer);
        }
        Some(Layer::Marks(marks)) => {
            edit_line(&mut marks.line, event, text);
            return noting::look(marks);
        }
        Some(Layer::Note(note)) => {
            if let Some(it) = text {
                note.area.insert_char(it);
            } else {
                match event.code {
                    KeyCode::Backspace => drop(note.area.delete_char()),
                    KeyCode::Delete => drop(note.area.delete_next_char()),
                    _ => {}
                }
            }
        }
        Some(
            Layer::Help(_)
            | Layer::Inspect(_)
            | Layer::Confirm(_)
            | Layer::Steps(_)
            | Layer::Views(_)
            | Layer::Hits(_)
            | Layer::Compare(_),
        )
        | None => {}
        Some(Layer::Form(form)) => edit_line(&mut form.fields[form.at].line, event, text),
    }
    Vec::new()
}

/// Text from the clipboard: into what is being written, else an offer to import it.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match state.layers.last_mut() {
        // A text in the place of its address: the text is the brief.
        Some(Layer::Prompt(prompt)) if prompt.ask == Ask::Import && text.trim().contains('\n') => {
            state.layers.pop();
            state.layers.push(Layer::Confirm(Confirm::paste(&text)));
        }
        Some(Layer::Prompt(prompt)) => {
            prompt.line.insert(&text);
            prompting::typed(prompt);
            return prompting::live(state);
        }
        Some(Layer::Palette(layer)) => {
            layer.line.insert(&text);
            return palette::look(layer);
        }
        Some(Layer::Marks(marks)) => {
            marks.line.insert(&text);
            return noting::look(marks);
        }
        Some(Layer::Note(note)) => {
            note.area.insert_str(crate::text::sanitize::sanitize(&text));
        }
        Some(
            Layer::Help(_)
            | Layer::Inspect(_)
            | Layer::Confirm(_)
            | Layer::Steps(_)
            | Layer::Views(_)
            | Layer::Hits(_)
            | Layer::Compare(_),
        ) => {}
        Some(Layer::Form(form)) => form.fields[form.at].line.insert(&text),
        None if text.trim().is_empty() => {}
        None => state.layers.push(Layer::Confirm(Confirm::paste(&text))),
    }
    Vec::new()
}

/// The editor was closed: its text is the note's.
pub fn edited(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(Layer::Note(note)) = state.layers.pop() else {
        return refuse(state, "the note that was edited is closed");
    };
    let note = Note::new(note.subject, note.place, note.colour, text);
    marking::keep(state, &note)
}

fn edit_line(line: &mut crate::tui::layer::line::Line, event: KeyEvent, text: Option<char>) {
    match (event.code, text) {
        (_, Some(it)) => line.insert(it.encode_utf8(&mut [0; 4])),
        (KeyCode::Backspace, None) if event.modifiers.contains(KeyModifiers::ALT) => {
            line.act(Action::DeleteWord);
        }
        (KeyCode::Backspace, None) => line.backspace(),
        (KeyCode::Delete, None) => line.delete(),
        _ => {}
    }
}

/// How far an action scrolls a window to read in.
pub(super) fn scrolled(state: &State, top: usize, action: Action) -> usize {
    let page = usize::from(state.size.height).saturating_sub(6).max(1);
    match action {
        Action::Down | Action::ScrollDown => top.saturating_add(1),
        Action::Up | Action::ScrollUp => top.saturating_sub(1),
        Action::HalfPageDown => top.saturating_add(page / 2),
        Action::HalfPageUp => top.saturating_sub(page / 2),
        Action::PageDown | Action::ReadOn => top.saturating_add(page),
        Action::PageUp => top.saturating_sub(page),
        Action::First => 0,
        Action::Last => usize::MAX,
        _ => top,
    }
}

fn on_help(state: &mut State, mut help: Help, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::Help | Action::Clear => return Vec::new(),
        Action::Search => {
            let filter = help.filter.clone();
            state.layers.push(Layer::Help(help));
            state.layers.push(Layer::Prompt(Prompt::new(Ask::Find, filter)));
            return Vec::new();
        }
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => {
            state.layers.push(Layer::Help(help));
            return vec![Effect::Suspend];
        }
        _ => help.top = scrolled(state, help.top, action),
    }
    state.layers.push(Layer::Help(help));
    Vec::new()
}

fn on_inspect(state: &mut State, mut inspect: Inspect, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::Inspect | Action::Clear => return Vec::new(),
        Action::Quit => return vec![Effect::Quit],
        _ => inspect.top = scrolled(state, inspect.top, action),
    }
    state.layers.push(Layer::Inspect(inspect));
    Vec::new()
}

/// Takes the answer that has this key, where a question is open: its letters go before all others,
/// also before those that begin a chord.
pub fn choose_by(state: &mut State, keymap: &Keymap, key: Key) -> Option<Vec<Effect>> {
    let Some(Layer::Confirm(confirm)) = state.layers.last() else { return None };
    let chosen = confirm.choices.iter().find(|it| Some(it.letter) == key.text())?;
    let answer = chosen.answer.clone();
    state.layers.pop();
    state.pending.clear();
    Some(answered(state, keymap, answer))
}

fn on_confirm(
    state: &mut State,
    keymap: &Keymap,
    mut confirm: Confirm,
    action: Action,
) -> Vec<Effect> {
    let last = confirm.choices.len().saturating_sub(1);
    match action {
        Action::Accept => {
            let answer = confirm.choices.get(confirm.cursor).map(|it| it.answer.clone());
            return answer.map_or_else(Vec::new, |answer| answered(state, keymap, answer));
        }
        Action::Close | Action::Clear => return Vec::new(),
        Action::Down => confirm.cursor = (confirm.cursor + 1).min(last),
        Action::Up => confirm.cursor = confirm.cursor.saturating_sub(1),
        _ => {}
    }
    state.layers.push(Layer::Confirm(confirm));
    Vec::new()
}

fn answered(state: &mut State, keymap: &Keymap, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Macro(name) => repeating::run(state, keymap, name),
        Answer::Act(act) => vec![Effect::Ask(Request::Act(act.0, act.1, true))],
        Answer::Highlight(colour) => {
            state.repeat = Some(Repeat::Highlight(colour));
            marking::highlight(state, colour)
        }
        Answer::Sort(order) => viewing::sort(state, order),
        Answer::Format(format) => prompting::export_as(state, format),
        Answer::Browse(url) => vec![Effect::OpenUrl(url)],
        Answer::Paste(text) => vec![Effect::Ask(Request::Paste(text))],
        Answer::Import(what) => vec![prompting::import(state, &what)],
    }
}

fn on_note(state: &mut State, mut note: Box<Note>, action: Action) -> Vec<Effect> {
    let area = &mut note.area;
    match action {
        Action::Accept => return marking::keep(state, &note),
        Action::Close => {
            state.drafts.retain(|(other, _)| *other != note.subject);
            if !note.text().is_empty() {
                state.notice = Some(Notice::Done("the draft is kept".to_owned()));
                state.drafts.push((note.subject.clone(), note.text()));
                return Vec::new();
            }
            let forgotten = note.subject.draft(String::new());
            return vec![Effect::Ask(Request::Draft(forgotten))];
        }
        Action::Edit => {
            let text = note.text();
            state.layers.push(Layer::Note(note));
            return vec![Effect::Edit(text)];
        }
        Action::NewLine => area.insert_newline(),
        Action::Up => area.move_cursor(CursorMove::Up),
        Action::Down => area.move_cursor(CursorMove::Down),
        Action::CharacterLeft => area.move_cursor(CursorMove::Back),
        Action::CharacterRight => area.move_cursor(CursorMove::Forward),
        Action::WordPrevious => area.move_cursor(CursorMove::WordBack),
        Action::WordNext | Action::WordEnd => area.move_cursor(CursorMove::WordForward),
        Action::LineStart => area.move_cursor(CursorMove::Head),
        Action::LineEnd => area.move_cursor(CursorMove::End),
        Action::DeleteLeft => drop(area.delete_line_by_head()),
        Action::DeleteRight => drop(area.delete_line_by_end()),
        Action::DeleteWord => drop(area.delete_word()),
        _ => {}
    }
    state.layers.push(Layer::Note(note));
    Vec::new()
}

fn on_form(state: &mut State, mut form: Box<Form>, action: Action) -> Vec<Effect> {
    match action {
        Action::Accept => {
            return match form.about {
                About::Claim(_) => correcting::keep(state, form),
                About::Grade(_) => grading::keep(state, form),
            };
        }
        Action::Close => return Vec::new(),
        Action::Complete | Action::CompleteBack => form.step(action == Action::CompleteBack),
        Action::HistoryForward | Action::HistoryBack => {
            form.choose(action == Action::HistoryBack);
        }
        _ => form.fields[form.at].line.act(action),
    }
    state.layers.push(Layer::Form(form));
    Vec::new()
}

fn on_steps(state: &mut State, mut steps: Steps, action: Action) -> Vec<Effect> {
    let last = steps.steps.len().saturating_sub(1);
    let page = usize::from(state.size.height).saturating_sub(6).max(1);
    match action {
        Action::Accept => {
            let step = steps.chosen();
            return step.map_or_else(Vec::new, |it| vec![Effect::Ask(Request::GoTo(it))]);
        }
        Action::Close | Action::Clear | Action::History => return Vec::new(),
        Action::Down => steps.cursor = (steps.cursor + 1).min(last),
        Action::Up => steps.cursor = steps.cursor.saturating_sub(1),
        Action::PageDown | Action::HalfPageDown => steps.cursor = (steps.cursor + page).min(last),
        Action::PageUp | Action::HalfPageUp => steps.cursor = steps.cursor.saturating_sub(page),
        Action::First => steps.cursor = 0,
        Action::Last => steps.cursor = last,
        _ => {}
    }
    state.layers.push(Layer::Steps(steps));
    Vec::new()
}
