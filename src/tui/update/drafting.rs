//! Notes that are being written are kept as they grow, so that no end of the program takes them.

use crate::{
    library::Draft,
    tui::{
        layer::{Layer, note::Subject},
        state::{Notice, State},
        update::Effect,
        worker::Request,
    },
};

/// The note that is being written, if one is.
pub fn written(state: &State) -> Option<(Subject, String)> {
    match state.layers.last() {
        Some(Layer::Note(note)) => Some((note.subject.clone(), note.text())),
        _ => None,
    }
}

/// Has the library keep the note that is being written, where its words have changed.
pub fn keep(state: &State, before: Option<&(Subject, String)>) -> Option<Effect> {
    let (subject, text) = written(state)?;
    let (_, old) = before.filter(|it| it.0 == subject)?;
    (*old != text).then(|| Effect::Ask(Request::Draft(subject.draft(text))))
}

/// What was done is in the library: the draft of it may go.
pub fn kept(state: &mut State) -> Option<Effect> {
    let (subject, _) = state.work.keeping.take()?;
    Some(Effect::Ask(Request::Draft(subject.draft(String::new()))))
}

/// Something could not be done: a note that was on its way stays a draft.
pub fn failed(state: &mut State) {
    if let Some(draft) = state.work.keeping.take() {
        state.drafts.push(draft);
    }
}

/// Notes that were being written when the program ended are drafts again.
pub fn found(state: &mut State, drafts: Vec<Draft>) {
    let count = drafts.len();
    state.drafts.extend(drafts.into_iter().map(Into::into));
    if count > 0 {
        let notes = crate::tui::pane::count(count, "note");
        state.notice = Some(Notice::Done(format!(
            "{notes} not finished last time: a note on the same place goes on with it"
        )));
    }
}
