//! SELECT: a stretch of the text that grows by clusters or by sentences.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    model::Span,
    text::wrap::width,
    tui::{
        action::Action,
        pane::Pane,
        state::{Direction, Select, State, Unit, next_cluster},
        update::motion,
    },
};

/// Begins a selection at the cursor, or changes what it grows by.
pub fn begin(state: &mut State, unit: Unit) {
    if let Some(select) = &mut state.select {
        select.unit = unit;
        return;
    }
    let sentence = state.under(Pane::Text).and_then(|at| state.page.sentences.get(at));
    let Some(start) = sentence.map(|it| it.start) else { return };
    state.select = Some(Select { anchor: start, head: start, unit });
}

/// Runs a motion on the selection; whether it was one.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> bool {
    let Some(mut select) = state.select else { return false };
    let Some(opened) = &state.opened else { return false };
    let text = &opened.article.text;
    for _ in 0..count.unwrap_or(1).clamp(1, 999) {
        let head = select.head;
        select.head = match action {
            Action::CharacterLeft => left(text, head),
            Action::CharacterRight => right(text, head),
            Action::WordNext => word(text, head, Side::Start),
            Action::WordEnd => word(text, head, Side::End),
            Action::WordPrevious => word_back(text, head),
            Action::LineStart => line(state, head).map_or(head, |it| it.start),
            Action::LineEnd => line(state, head).map_or(head, |it| left(text, it.end)),
            Action::Down => vertical(state, select, Direction::Forward),
            Action::Up => vertical(state, select, Direction::Back),
            Action::SentenceNext => sentence(state, head, Direction::Forward),
            Action::SentencePrevious => sentence(state, head, Direction::Back),
            Action::ParagraphNext => paragraph(state, head, Direction::Forward),
            Action::ParagraphPrevious => paragraph(state, head, Direction::Back),
            Action::OtherEnd => std::mem::replace(&mut select.anchor, head),
            _ => return false,
        };
        if action == Action::OtherEnd {
            break;
        }
    }
    let sentence = state.page.sentence_at(select.head);
    state.select = Some(select);
    motion::to(state, Pane::Text, sentence);
    true
}

/// The cluster before a place.
pub(super) fn left(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

fn right(text: &str, at: usize) -> usize {
    let next = next_cluster(text, at);
    if next < text.len() { next } else { at }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The beginning of the next word, or the end of this or the next one.
fn word(text: &str, at: usize, side: Side) -> usize {
    let words = text.unicode_word_indices();
    let mut stops = words.map(|(start, word)| match side {
        Side::Start => start,
        Side::End => left(text, start + word.len()),
    });
    stops.find(|stop| *stop > at).unwrap_or(at)
}

fn word_back(text: &str, at: usize) -> usize {
    let mut words = text.get(..at).unwrap_or_default().unicode_word_indices();
    words.next_back().map_or(at, |(start, _)| start)
}

/// The words of the line on which a byte stands.
fn line(state: &State, at: usize) -> Option<Span> {
    let lines = state.page.lines_of(Span::new(at, at + 1))?;
    state.page.extent(lines.start)
}

/// The place under or over a byte, at the same column; by sentences, the next or previous one.
fn vertical(state: &State, select: Select, direction: Direction) -> usize {
    if select.unit == Unit::Sentence {
        return sentence(state, select.head, direction);
    }
    let head = select.head;
    let text = state.opened.as_ref().map_or("", |it| it.article.text.as_str());
    let Some(lines) = state.page.lines_of(Span::new(head, head + 1)) else { return head };
    let Some(here) = state.page.extent(lines.start) else { return head };
    let column = width(Span::new(here.start, head).slice(text));
    let next = match direction {
        Direction::Forward => {
            (lines.start + 1..state.page.lines.len()).find_map(|at| state.page.extent(at))
        }
        Direction::Back => (0..lines.start).rev().find_map(|at| state.page.extent(at)),
    };
    let Some(there) = next else { return head };
    let mut used = 0;
    let mut found = there.start;
    for (at, cluster) in there.slice(text).grapheme_indices(true) {
        if used > column {
            break;
        }
        found = there.start + at;
        used += width(cluster);
    }
    found
}

fn sentence(state: &State, at: usize, direction: Direction) -> usize {
    let sentences = &state.page.sentences;
    let here = state.page.sentence_at(at);
    let next = match direction {
        Direction::Forward => (here + 1).min(sentences.len().saturating_sub(1)),
        Direction::Back => here.saturating_sub(1),
    };
    sentences.get(next).map_or(at, |it| it.start)
}

fn paragraph(state: &State, at: usize, direction: Direction) -> usize {
    let paragraphs = &state.page.paragraphs;
    let found = match direction {
        Direction::Forward => paragraphs.iter().find(|it| it.start > at),
        Direction::Back => paragraphs.iter().rev().find(|it| it.start < at),
    };
    found.map_or(at, |it| it.start)
}
