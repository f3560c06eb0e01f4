//! Highlights and notes: what the analyst makes of the text.

use crate::{
    library::{Change, Opened},
    model::{Anchor, Colour, Item, Mark, MarkId, Span},
    tui::{
        action::Action,
        layer::{
            Layer,
            confirm::Confirm,
            note::{Note, Subject},
            prompt::retag,
        },
        pane::Pane,
        relate::{Finding, anchored, item, place},
        state::{Notice, State},
        update::{Effect, drafting, verdict::apply},
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Highlight => Some(highlight(state, state.colour)),
        Action::HighlightColour => {
            if target(state).is_none() {
                return Some(refuse(state));
            }
            let confirm = Confirm::colours(&state.settings.colours, state.colour);
            state.layers.push(Layer::Confirm(confirm));
            Some(Vec::new())
        }
        Action::Note => Some(note(state)),
        Action::BriefNote => Some(brief_note(state)),
        Action::Edit => {
            note(state);
            let Some(Layer::Note(note)) = state.layers.last() else { return Some(Vec::new()) };
            Some(vec![Effect::Edit(note.text())])
        }
        _ => None,
    }
}

/// Highlights the selection, or what is under the cursor. The same highlight again takes it away.
pub fn highlight(state: &mut State, colour: Colour) -> Vec<Effect> {
    state.colour = colour;
    let Some((item, span)) = target(state) else { return refuse(state) };
    let Some(opened) = &state.opened else { return Vec::new() };
    let there =
        opened.marks.iter().find(|it| it.colour.is_some() && anchored(opened, it) == Some(span));
    let (label, change) = match there {
        Some(mark) if mark.colour == Some(colour) && mark.note.is_none() => {
            ("took away 1 highlight", Change::Unmark(mark.id))
        }
        Some(mark) => {
            ("changed 1 highlight", Change::Edit(Mark { colour: Some(colour), ..mark.clone() }))
        }
        None => ("highlighted 1 place", Change::Mark(marked(opened, item, span, colour))),
    };
    state.select = None;
    apply(label, vec![change])
}

/// The tags of the mark under the cursor, to be edited; of a selection, none yet.
pub fn tags_here(state: &State) -> Option<String> {
    if state.select.is_some() {
        return target(state).map(|_| String::new());
    }
    let mark = state.opened.as_ref()?.marks.get(state.under(Pane::Notes)?)?;
    let room = if mark.tags.is_empty() { "" } else { " " };
    Some(format!("{}{room}", mark.tags.join(" ")))
}

/// Gives the mark under the cursor the tags that an edit leaves it with; a selection becomes a
/// highlight that has them.
pub fn tag(state: &mut State, edit: &str) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return refuse(state) };
    let change = if state.select.is_some() {
        let Some((item, span)) = target(state) else { return refuse(state) };
        let tags = retag(&[], edit);
        Change::Mark(Mark { tags, ..marked(opened, item, span, state.colour) })
    } else {
        let mark = state.under(Pane::Notes).and_then(|at| opened.marks.get(at));
        let Some(mark) = mark else { return refuse(state) };
        Change::Edit(Mark { tags: retag(&mark.tags, edit), ..mark.clone() })
    };
    state.select = None;
    apply("tagged 1 place", vec![change])
}

/// A highlight that is not there yet.
fn marked(opened: &Opened, item: Item, span: Span, colour: Colour) -> Mark {
    Mark {
        id: MarkId::default(),
        article: opened.brief.id,
        item,
        anchor: Some(Anchor::new(&opened.article.text, span, &opened.revision)),
        colour: Some(colour),
        note: None,
        tags: Vec::new(),
        created: String::new(),
    }
}

/// Keeps a note: a new mark, another text of a mark, or none where the text is empty.
pub fn keep(state: &mut State, note: &Note) -> Vec<Effect> {
    let subject = &note.subject;
    state.drafts.retain(|(other, _)| other != subject);
    let text = Some(note.text()).filter(|it| !it.trim().is_empty());
    let Some(opened) = state.opened.as_ref().filter(|it| it.brief.id == subject.brief) else {
        state.notice = Some(Notice::Problem("the brief of this note is closed".to_owned()));
        return Vec::new();
    };
    // A highlight that was on its way when the note was begun is here by now.
    let known = opened.marks.iter().find(|it| match subject.mark {
        Some(id) => it.id == id,
        None => subject.span.is_some() && anchored(opened, it) == subject.span,
    });
    state.select = None;
    state.work.keeping = Some((subject.clone(), note.text()));
    match (known, text) {
        (Some(mark), None) if mark.colour.is_none() => {
            apply("took away 1 note", vec![Change::Unmark(mark.id)])
        }
        (Some(mark), text) => {
            apply("changed 1 note", vec![Change::Edit(Mark { note: text, ..mark.clone() })])
        }
        (None, None) => drafting::kept(state).into_iter().collect(),
        (None, Some(text)) => {
            let anchor =
                subject.span.map(|it| Anchor::new(&opened.article.text, it, &opened.revision));
            let mark = Mark {
                id: MarkId::default(),
                article: subject.brief,
                item: subject.item.clone(),
                anchor,
                colour: note.colour,
                note: Some(text),
                tags: Vec::new(),
                created: String::new(),
            };
            apply("noted on 1 place", vec![Change::Mark(mark)])
        }
    }
}

/// What a mark would be on: the selection, or what is under the cursor, with its place.
fn target(state: &State) -> Option<(Item, Span)> {
    let opened = state.opened.as_ref()?;
    if state.select.is_some() {
        return Some((Item::Text, state.stretch().filter(|it| !it.is_empty())?));
    }
    let finding = state.finding();
    match finding {
        Finding::Brief | Finding::Section(_) => None,
        Finding::Mark(at) => {
            let mark = opened.marks.get(at)?;
            Some((mark.item.clone(), anchored(opened, mark)?))
        }
        _ => Some((item(opened, finding)?, place(opened, &state.page.sentences, finding)?)),
    }
}

fn refuse(state: &mut State) -> Vec<Effect> {
    super::refuse(state, "nothing here to mark")
}

/// Opens the note on the selection or on what is under the cursor.
fn note(state: &mut State) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return refuse(state) };
    let finding = state.finding();
    if finding == Finding::Brief || matches!(finding, Finding::Section(_)) {
        return brief_note(state);
    }
    let brief = opened.brief.id;
    let known = match finding {
        Finding::Mark(at) => opened.marks.get(at),
        Finding::Source(_) => {
            let item = item(opened, finding);
            opened.marks.iter().find(|it| Some(&it.item) == item.as_ref())
        }
        _ => {
            let span = target(state).map(|(_, span)| span);
            opened.marks.iter().find(|it| span.is_some() && anchored(opened, it) == span)
        }
    };
    let subject = match (known, finding) {
        (Some(mark), _) => Subject {
            brief,
            item: mark.item.clone(),
            span: mark.anchor.as_ref().map(|it| it.span),
            mark: Some(mark.id),
        },
        (None, Finding::Source(_)) => {
            let Some(item) = item(opened, finding) else { return refuse(state) };
            Subject { brief, item, span: None, mark: None }
        }
        (None, _) => {
            let Some((item, span)) = target(state) else { return refuse(state) };
            Subject { brief, item, span: Some(span), mark: None }
        }
    };
    let text = known.and_then(|it| it.note.clone()).unwrap_or_default();
    // A note on a stretch of text comes with a highlight, so that its place shows.
    let colour = match (known, state.focus()) {
        (Some(mark), _) => mark.colour,
        (None, Pane::Text) => Some(state.colour),
        (None, _) => None,
    };
    write(state, subject, colour, &text)
}

fn brief_note(state: &mut State) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return refuse(state) };
    let known = opened.marks.iter().find(|it| it.item == Item::Brief);
    let subject = Subject {
        brief: opened.brief.id,
        item: Item::Brief,
        span: None,
        mark: known.map(|it| it.id),
    };
    let text = known.and_then(|it| it.note.clone()).unwrap_or_default();
    write(state, subject, None, &text)
}

fn write(state: &mut State, subject: Subject, colour: Option<Colour>, text: &str) -> Vec<Effect> {
    let draft = state.drafts.iter().find(|(other, _)| *other == subject);
    let text = draft.map_or_else(|| text.to_owned(), |(_, draft)| draft.clone());
    let opened = state.opened.as_ref();
    let place = match (&subject.item, subject.span) {
        (Item::Brief, _) => "the brief".to_owned(),
        (Item::Source(name), _) => name.clone(),
        (_, span) => {
            let text = opened.map_or("", |it| it.article.text.as_str());
            let words = span.map_or("", |it| it.slice(text));
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    state.layers.push(Layer::Note(Box::new(Note::new(subject, place, colour, &text))));
    Vec::new()
}
