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
    let told = format!("({}, '{}')", precision(entry), entry.when.span.slice(text).trim());
    let tags = clip(&tags, width / 4);
    let head = LABEL + cells(&tags);
    let words = Words::new().and(Role::Date, fit(&label(entry), LABEL)).and(Role::Dim, tags);
    let lines = if width >= WIDE {
        let told = clip(&told, 34);
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
                .and(Role::Dim, clip(&told, width.saturating_sub(LABEL + 1))),
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

/// How exact it is, and by what it was resolved.
fn precision(entry: &TimelineEntry) -> String {
    let exact = match (entry.when.kind, entry.period) {
        (TimexKind::Duration, _) => "duration",
        (TimexKind::Set, _) => "repeated",
        (_, None) if entry.basis == Basis::Publication => {
            return "needs the day of publication".to_owned();
        }
        (_, None) => "no date",
        (_, Some(period)) => match period.to.to_days() - period.from.to_days() {
            0 => "day",
            1..=7 => "days",
            27..=30 if period.from.day() == 1 => "month",
            8..=92 => "weeks",
            364..=365 => "year",
            _ => "span",
        },
    };
    match entry.basis {
        Basis::Explicit => exact.to_owned(),
        Basis::Publication => format!("{exact}, by publication"),
        Basis::Anaphoric => format!("{exact}, by the text before"),
        Basis::Vague => format!("{exact}, vague"),
    }
}
