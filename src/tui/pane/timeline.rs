//! When it was: the dates of the open brief in the order of the calendar, those without a day last.
//!
//! Entries of one step of the scale are bracketed, ranges are drawn as bars, and what disagrees is
//! marked; the chart behind it is made once, when the lists are.

pub mod chart;

use crate::{
    library::{Corrects, Opened},
    model::{Basis, Date, Fix, Item, Period, TimelineEntry, TimexKind},
    text::wrap::{clip, fit, width as cells},
    tui::{
        page::tag,
        pane::{Row, Words, claims::judged},
        state::State,
        theme::Role,
    },
};

use self::chart::{Conflict, Place, is_report};

/// The width from which a date stands in one line.
const WIDE: usize = 70;
/// The width of the date itself.
const LABEL: usize = 12;
/// The cells of a bar at most.
const BAR: usize = 16;

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
    let report = is_report(&opened.analysis, entry);
    let tags = clip(&tags, width / 4);
    let mut words = Words::new().and(Role::Date, fit(&heading(entry), LABEL - 2));
    words = match state.chart.conflict(index) {
        Some(conflict) => words
            .and(Role::Conflict, "≠ ")
            .and(Role::Conflict, clip(&format!("{}: ", conflict.words()), width / 3)),
        None => words.and(Role::Dim, bracket(state.chart.place(index))),
    };
    if let Some(days) = own(opened, index) {
        words = words.and(Role::Kept, format!("you: {} ", named(days)));
    }
    let bar = |room| state.chart.bar(index, room).unwrap_or_default();
    let mut lines = if width >= WIDE {
        let cells_of_bars = state.chart.width().min(BAR);
        if cells_of_bars > 1 {
            words = words.and(Role::Date, fit(&bar(BAR), cells_of_bars + 1));
        }
        let words = words.and(Role::Dim, tags);
        let told = told(entry, text, report, (width / 3).max(34));
        let taken = words.width() + cells(&told) + cells(&verdict.shown) + 2;
        vec![
            words
                .and(Role::Text, fit(&event, width.saturating_sub(taken)))
                .and(Role::Dim, format!(" {told} "))
                .and(verdict.role, verdict.shown),
        ]
    } else {
        let words = words.and(Role::Dim, tags);
        let room = width.saturating_sub(words.width() + cells(&verdict.shown));
        vec![
            words.and(Role::Text, fit(&event, room)).and(verdict.role, verdict.shown),
            Words::new()
                .and(Role::Date, fit(&bar(LABEL - 2), LABEL.min(width)))
                .and(Role::Dim, told(entry, text, report, width.saturating_sub(LABEL + 1))),
        ]
    };
    if state.lists[crate::tui::pane::Pane::Timeline.index()].shown.last() == Some(&index) {
        lines.extend(undated(state, width));
    }
    Row { lines, done: verdict.done }
}

/// What joins entries of one step.
const fn bracket(place: Place) -> &'static str {
    match place {
        Place::Alone => "  ",
        Place::First => "┐ ",
        Place::Inner => "│ ",
        Place::Last => "┘ ",
    }
}

/// The claims that no date stands in, under the last entry.
fn undated(state: &State, width: usize) -> Option<Words> {
    let claims = &state.chart.undated;
    let tags: Vec<String> = claims.iter().map(|claim| tag(*claim)).collect();
    let words = format!("without a date: {}", tags.join(" "));
    (!claims.is_empty()).then(|| Words::new().and(Role::Dim, clip(&words, width)))
}

/// The indexes of all entries as the pane lists them.
pub fn order(entries: &[TimelineEntry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let day = |at: usize| entries[at].period.map(|it| (it.from, it.to));
    order.sort_by_key(|at| (day(*at).is_none(), day(*at), *at));
    order
}

/// The days that the analyst gives an entry, beside those of the text.
pub fn own(opened: &Opened, index: usize) -> Option<Period> {
    let mine = opened.corrected.iter().find(|it| it.corrects == Corrects::Date(index))?;
    if let Fix::Date(days) = mine.correction.fix { Some(days) } else { None }
}

/// The date as it heads a row: as exact as the text has it.
pub fn label(entry: &TimelineEntry) -> String {
    entry.period.map_or_else(|| "?".to_owned(), named)
}

/// A period as exactly as it can be named.
pub fn named(Period { from, to }: Period) -> String {
    let first = from.to_string();
    let months = |count: i32| from.day() == 1 && to == from.plus_months(count).plus_days(-1);
    let days = to.to_days() - from.to_days();
    if days == 0 {
        first
    } else if months(1) {
        first[..7].to_owned()
    } else if Some(from) == Date::new(from.year(), 1, 1) && months(12) {
        first[..4].to_owned()
    } else if months(3) && from.month() % 3 == 1 {
        format!("{}-Q{}", &first[..4], from.month() / 3 + 1)
    } else if months(6) && from.month() % 6 == 1 {
        format!("{}-H{}", &first[..4], from.month() / 6 + 1)
    } else if months(120) && from.year() % 10 == 0 {
        format!("{}s", &first[..4])
    } else if days == 6 && from.weekday() as i32 == 0 {
        let (year, week) = from.iso_week();
        format!("{year:04}-W{week:02}")
    } else {
        format!("{}…", &first)
    }
}

/// What disagrees with an entry, with the words that do.
pub fn conflict(state: &State, index: usize) -> Option<String> {
    let opened = state.opened.as_ref()?;
    let entries = &opened.analysis.timeline;
    let conflict = state.chart.conflict(index)?;
    let words = conflict.words();
    Some(match conflict {
        Conflict::Weekday => {
            let day = entries.get(index)?.period?.from;
            format!("{words}: {day} is a {}", day.weekday().name())
        }
        Conflict::Event(other) => {
            let other = entries.get(other)?;
            let quoted = other.when.span.slice(&opened.article.text);
            let event = other.event.map(|it| it.slice(&opened.article.text)).unwrap_or_default();
            format!("{words}: {}, “{quoted}”, of “{event}”", label(other))
        }
    })
}

/// The label in ten cells: of days that have no name the first one, of longer spans its month.
fn heading(entry: &TimelineEntry) -> String {
    let label = label(entry);
    match entry.period {
        Some(Period { from, to }) if cells(&label) > LABEL - 2 => {
            let day = from.to_string();
            if to.to_days() - from.to_days() > 31 { format!("{}…", &day[..7]) } else { day }
        }
        _ => label,
    }
}

/// The words that it stands for, letter for letter, and how they came to a day: in `room` cells.
/// What is said of the words makes way for them, not they for it.
fn told(entry: &TimelineEntry, text: &str, report: bool, room: usize) -> String {
    let words = entry.when.span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let [long, short] = basis(entry);
    let reported = |said: &str| match (report, said) {
        (true, "") => "said then".to_owned(),
        (true, said) => format!("said then, {said}"),
        (false, said) => said.to_owned(),
    };
    let fits = |said: &String| said.is_empty() || cells(&words) + 4 + cells(said) <= room;
    let said = [reported(long), reported(short), short.to_owned()].into_iter().find(fits);
    let quoted = format!("'{}'", clip(&words, room.saturating_sub(2)));
    match said.filter(|it| !it.is_empty()) {
        Some(said) => format!("{quoted}, {said}"),
        None => clip(&quoted, room),
    }
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
