//! When it was: the dates of the open brief in the order of the calendar, those without a day last.

use crate::{
    model::{Basis, Date, Item, Period, TimelineEntry, TimexKind},
    text::wrap::{clip, fit, width as cells},
    tui::{
        page::tag,
        pane::{Row, Words, claims::judged},
        state::State,
        theme::Role,
    },
};

/// The width from which a date stands in one line.
const WIDE: usize = 70;
/// The width of the date itself.
const LABEL: usize = 12;

/// The row of a timeline entry.
pub fn row(state: &State, index: usize, width: usize) -> Row {
    let Some(opened) = &state.opened else { return Row::default() };
    let Some(entry) = opened.analysis.timeline.get(index) else { return Row::default() };
    let text = &opened.article.text;
    let verdict = judged(state, &Item::Event(entry.when.span));
    let tags: Vec<String> = entry.claims.iter().map(|claim| tag(*claim)).collect();
    let tags = if tags.is_empty() { String::new() } else { format!("{} ", tags.join(" ")) };
    let event = entry.event.map(|it| it.slice(text)).unwrap_or_default();
    let event = event.split_whitespace().collect::<Vec<_>>().join(" ");
    let tags = clip(&tags, width / 4);
    let label = label(entry);
    // A stretch of days within a month is a little longer than a day.
    let label = fit(&label, LABEL.max(cells(&label) + 1));
    let head = cells(&label) + cells(&tags);
    let words = Words::new().and(Role::Date, label).and(Role::Dim, tags);
    let lines = if width >= WIDE {
        let told = told(entry, text, 34);
        let room = width.saturating_sub(head + cells(&told) + cells(&verdict.shown) + 2);
        vec![
            words
                .and(Role::Text, fit(&event, room))
                .and(Role::Dim, format!(" {told} "))
                .and(verdict.role, verdict.shown),
        ]
    } else {
        let room = width.saturating_sub(head + cells(&verdict.shown));
        let indent = " ".repeat(LABEL.min(width));
        vec![
            words.and(Role::Text, fit(&event, room)).and(verdict.role, verdict.shown),
            Words::new()
                .and(Role::Dim, indent)
                .and(Role::Dim, told(entry, text, width.saturating_sub(LABEL + 1))),
        ]
    };
    Row { lines, done: verdict.done }
}

/// The indexes of all entries as the pane lists them.
pub fn order(entries: &[TimelineEntry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let day = |at: usize| entries[at].period.map(|it| (it.from, it.to));
    order.sort_by_key(|at| (day(*at).is_none(), day(*at), *at));
    order
}

/// The date as it heads a row: as exact as the text has it.
pub fn label(entry: &TimelineEntry) -> String {
    let Some(Period { from, to }) = entry.period else {
        return "?".to_owned();
    };
    let first = from.to_string();
    if from == to {
        first
    } else if from.day() == 1 && to == from.end_of_month() {
        first[..7].to_owned()
    } else if Some(from) == Date::new(from.year(), 1, 1)
        && Some(to) == Date::new(from.year(), 12, 31)
    {
        first[..4].to_owned()
    } else if from.year() == to.year() && from.month() == to.month() {
        format!("{first}–{:02}", to.day())
    } else {
        format!("{first}…")
    }
}

/// The words that it stands for, letter for letter, and how they came to a day: in `room` cells,
/// the words clipped rather than what is said of them.
fn told(entry: &TimelineEntry, text: &str, room: usize) -> String {
    let words = entry.when.span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let [long, short] = basis(entry);
    let with = |said: &str| if said.is_empty() { 0 } else { cells(said) + 2 };
    let said = if cells(&words) + 2 + with(long) <= room { long } else { short };
    let quoted = format!("'{}'", clip(&words, room.saturating_sub(with(said) + 2)));
    clip(&if said.is_empty() { quoted } else { format!("{quoted}, {said}") }, room)
}

/// How the words came to a day, at length and in short. That the text has it in full is not said.
fn basis(entry: &TimelineEntry) -> [&'static str; 2] {
    match (entry.when.kind, entry.period, entry.basis) {
        (TimexKind::Duration, ..) => ["duration"; 2],
        (TimexKind::Set, ..) => ["repeated"; 2],
        (_, None, Basis::Publication) => ["needs the day of publication", "undated"],
        (_, None, _) => ["no date"; 2],
        (_, Some(_), Basis::Explicit) => [""; 2],
        (_, Some(_), Basis::Publication) => ["from the day of publication", "resolved"],
        (_, Some(_), Basis::Anaphoric) => ["from the text before", "context"],
        (_, Some(_), Basis::Vague) => ["vague"; 2],
    }
}
