//! The days of a brief as bars in cells: what is one step of the scale, where each entry begins and
//! ends, which belong together, which disagree.
//!
//! The axis has a cell for each step of the scale that the brief tells of, so that one date of long
//! ago does not press the rest together.

use std::collections::BTreeMap;

use crate::{
    model::{Analysis, Date, Period, Span, TimelineEntry, TimexKind, Weekday},
    text::tokens::{Kind, tokens_in},
};

/// What is merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// The entries of a day.
    Day,
    /// Those of a week, Monday to Sunday.
    Week,
    /// Those of a month.
    #[default]
    Month,
    /// Those of a year.
    Year,
}

impl Scale {
    /// From the finest.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// Its name on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The next finer one.
    #[must_use]
    pub const fn finer(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(1)]
    }

    /// The next coarser one.
    #[must_use]
    pub const fn coarser(self) -> Self {
        let next = self as usize + 1;
        if next < Self::ALL.len() { Self::ALL[next] } else { self }
    }

    /// The first day of the step that a day lies in.
    fn step(self, day: Date) -> Date {
        let first = |month| Date::new(day.year(), month, 1).unwrap_or(day);
        match self {
            Self::Day => day,
            Self::Week => day.plus_days(-(day.weekday() as i32)),
            Self::Month => first(day.month()),
            Self::Year => first(1),
        }
    }
}

/// From where to where an entry reaches; open where the text says "since" or "until".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reach {
    from: Option<Date>,
    to: Option<Date>,
}

/// The place of an entry among those of its step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Alone.
    #[default]
    Alone,
    /// The first of several.
    First,
    /// Between others.
    Inner,
    /// The last.
    Last,
}

/// What disagrees with the date of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// It names a weekday that its date was not.
    Weekday,
    /// The entry of this index has another date for the same event.
    Event(usize),
}

impl Conflict {
    /// What the reader is told.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Weekday => "not the weekday of that date",
            Self::Event(_) => "another date for the same event",
        }
    }
}

/// The timeline of a brief at a scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// What is merged.
    pub scale: Scale,
    /// First days of the steps that the brief tells of, in order.
    axis: Vec<Date>,
    reaches: Vec<Option<Reach>>,
    places: Vec<Place>,
    conflicts: Vec<Option<Conflict>>,
    /// Claims that no date stands in, where any date is.
    pub undated: Vec<usize>,
}

impl Chart {
    /// The chart of a brief, whose entries show in this order.
    pub fn new(scale: Scale, text: &str, analysis: &Analysis, order: &[usize]) -> Self {
        let entries = &analysis.timeline;
        let reaches: Vec<_> = (0..entries.len()).map(|at| reach(text, entries, at)).collect();
        let mut axis: Vec<Date> = reaches
            .iter()
            .flatten()
            .flat_map(|it| [it.from, it.to])
            .flatten()
            .map(|it| scale.step(it))
            .collect();
        axis.sort_unstable();
        axis.dedup();
        Self {
            scale,
            axis,
            reaches,
            places: places(scale, entries, order),
            conflicts: conflicts(text, analysis),
            undated: undated(analysis),
        }
    }

    /// The chart of no brief.
    pub fn empty(scale: Scale) -> Self {
        Self { scale, ..Self::default() }
    }

    /// The place of an entry among those of its step.
    pub fn place(&self, at: usize) -> Place {
        self.places.get(at).copied().unwrap_or_default()
    }

    /// What disagrees with an entry.
    pub fn conflict(&self, at: usize) -> Option<Conflict> {
        self.conflicts.get(at).copied().flatten()
    }

    /// The cells of the whole axis.
    pub fn width(&self) -> usize {
        self.axis.len()
    }

    /// The bar of an entry, at most `width` cells.
    pub fn bar(&self, at: usize, width: usize) -> Option<String> {
        let width = width.min(self.axis.len());
        if width < 2 {
            return None;
        }
        let reach = self.reaches.get(at).copied().flatten()?;
        let (from, to) = self.cells(at, width)?;
        let day = reach.from == reach.to;
        let cell = |it: usize| match it {
            _ if it < from || it > to => '·',
            _ if it == from && reach.from.is_none() => '◀',
            _ if it == to && reach.to.is_none() => '▶',
            _ if from == to && day => '●',
            _ => '━',
        };
        Some((0..width).map(cell).collect())
    }

    /// The first and the last cell of an entry on an axis of this width.
    fn cells(&self, at: usize, width: usize) -> Option<(usize, usize)> {
        let reach = self.reaches.get(at).copied().flatten()?;
        let last = width.checked_sub(1)?;
        let cell = |day: Date| {
            let step = self.axis.partition_point(|it| *it < self.scale.step(day));
            (step * width / self.axis.len().max(1)).min(last)
        };
        Some((reach.from.map_or(0, cell), reach.to.map_or(last, cell)))
    }
}

/// The word before a span.
fn word_before(text: &str, span: Span) -> &str {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    before.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or_default()
}

fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// How far an entry reaches: its own days, those of its range, or on and on.
fn reach(text: &str, entries: &[TimelineEntry], at: usize) -> Option<Reach> {
    let entry = &entries[at];
    let Period { from, to } = entry.period?;
    let own = Reach { from: Some(from), to: Some(to) };
    if let Some(end) = entries.get(at + 1).filter(|next| joined(text, entry, next)) {
        let last = end.period.map_or(to, |it| it.to);
        return Some(if from <= last { Reach { to: Some(last), ..own } } else { own });
    }
    if let Some(start) =
        at.checked_sub(1).map(|it| &entries[it]).filter(|it| joined(text, it, entry))
    {
        let first = start.period.map_or(from, |it| it.from);
        return Some(if first <= to { Reach { from: Some(first), ..own } } else { own });
    }
    let before = word_before(text, entry.when.span);
    Some(if is_any(before, &["since"]) {
        Reach { to: None, ..own }
    } else if is_any(before, &["until", "till"]) {
        Reach { from: None, ..own }
    } else {
        own
    })
}

/// "from 2014 to 2018", "between May and July", "3-5 June".
fn joined(text: &str, first: &TimelineEntry, last: &TimelineEntry) -> bool {
    let (from, to) = (first.when.span.end, last.when.span.start);
    if first.period.is_none() || last.period.is_none() || to.saturating_sub(from) > 10 {
        return false;
    }
    let between = text.get(from..to).unwrap_or_default().trim();
    is_any(between, &["to", "through", "until", "till", "-", "–", "—"])
        || is_any(between, &["and"]) && is_any(word_before(text, first.when.span), &["between"])
}

/// Which entries follow each other within one step.
fn places(scale: Scale, entries: &[TimelineEntry], order: &[usize]) -> Vec<Place> {
    let step = |at: usize| entries[at].period.map(|it| scale.step(it.from));
    let mut places = vec![Place::Alone; entries.len()];
    for (k, &at) in order.iter().enumerate() {
        let same = |other: Option<&usize>| {
            step(at).is_some() && other.is_some_and(|it| step(*it) == step(at))
        };
        let before = same(k.checked_sub(1).and_then(|it| order.get(it)));
        places[at] = match (before, same(order.get(k + 1))) {
            (false, false) => Place::Alone,
            (false, true) => Place::First,
            (true, true) => Place::Inner,
            (true, false) => Place::Last,
        };
    }
    places
}

/// Claims that stand without a date.
fn undated(analysis: &Analysis) -> Vec<usize> {
    let mut dated = vec![false; analysis.claims.len()];
    for claim in analysis.timeline.iter().filter(|it| it.period.is_some()).flat_map(|it| &it.claims)
    {
        if let Some(it) = dated.get_mut(*claim) {
            *it = true;
        }
    }
    (0..dated.len()).filter(|it| !dated[*it]).collect()
}

/// What disagrees: a weekday with its date, or two dates of one event.
fn conflicts(text: &str, analysis: &Analysis) -> Vec<Option<Conflict>> {
    let entries = &analysis.timeline;
    let mut found: Vec<Option<Conflict>> =
        entries.iter().map(|it| wrong_weekday(text, it)).collect();
    let mut told: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(period) = entry.period.filter(|_| entry.when.kind != TimexKind::Duration) else {
            continue;
        };
        if is_report(analysis, entry) {
            continue;
        }
        let Some(event) = entry.event.map(|it| key(text, it)).filter(|it| it.len() >= 3) else {
            continue;
        };
        let Some(other) = told.insert(event, at) else { continue };
        let apart =
            entries[other].period.is_some_and(|it| it.to < period.from || period.to < it.from);
        if apart && !one_sentence(text, entries[other].when.span, entry.when.span) {
            for (it, other) in [(at, other), (other, at)] {
                found[it] = found[it].or(Some(Conflict::Event(other)));
            }
        }
    }
    found
}

/// "in 2004, 2008 and 2016", "from 1919 to 1933": several dates that one sentence gives of one event are
/// a list or a range, no conflict.
fn one_sentence(text: &str, first: Span, last: Span) -> bool {
    let between = text.get(first.end..last.start).unwrap_or_default();
    !(between.contains('\n')
        || [". ", "? ", "! ", ".” ", ".\" "].iter().any(|it| between.contains(it)))
}

/// Whether an entry tells when somebody spoke, not when it happened.
pub fn is_report(analysis: &Analysis, entry: &TimelineEntry) -> bool {
    let Some(event) = entry.event else { return false };
    entry.claims.iter().filter_map(|it| analysis.claims.get(*it)).any(|claim| {
        let inside = claim.content.iter().any(|it| it.overlaps(entry.when.span));
        !inside && claim.cue.is_some_and(|it| it.overlaps(event))
    })
}

/// The words of an event that tell it from others, cut short so that "launched" meets "launch".
fn key(text: &str, event: Span) -> Vec<String> {
    let mut words: Vec<String> = tokens_in(text, event)
        .into_iter()
        .filter(|it| it.kind == Kind::Word)
        .map(|it| it.span.slice(text).to_lowercase())
        .filter(|it| it.chars().count() > 3)
        .map(|it| it.chars().take(5).collect())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// "Thursday, 21 September 2022" was a Wednesday.
fn wrong_weekday(text: &str, entry: &TimelineEntry) -> Option<Conflict> {
    let Period { from, to } = entry.period?;
    let words = entry.when.span.slice(text);
    let dated = from == to && words.contains(|it: char| it.is_ascii_digit());
    if !dated || entry.when.kind != TimexKind::Date {
        return None;
    }
    let named = Weekday::ALL.into_iter().find(|it| words.contains(it.name()))?;
    (named != from.weekday()).then_some(Conflict::Weekday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        library::{Taxonomy, analyze},
        model::Article,
        tui::pane::timeline::order,
    };

    fn chart(scale: Scale, text: &str) -> Chart {
        let published = Date::new(2022, 9, 22);
        let article = Article { published, text: text.to_owned(), ..Article::default() };
        let analysis = analyze(&article, &Taxonomy::default());
        let order = order(&analysis.timeline);
        Chart::new(scale, text, &analysis, &order)
    }

    fn bars(scale: Scale, text: &str) -> Vec<String> {
        let chart = chart(scale, text);
        (0..chart.reaches.len()).filter_map(|it| chart.bar(it, 16)).collect()
    }

    #[test]
    fn ranges_and_open_ends_are_drawn_on_the_steps_that_the_text_has() {
        let text = "The port has been shut since 2019. It burned on 3 May 2020 and was held from \
                    March 2021 to June 2021, until 2022.";
        assert_eq!(bars(Scale::Year, text), ["━━━▶", "·●··", "··━·", "··━·", "◀━━━"]);
        assert_eq!(bars(Scale::Month, text)[2], "··━━·");
    }

    #[test]
    fn entries_of_one_step_are_bracketed() {
        let text = "It burned on 3 May 2020. It was held on 9 May 2020, and sold on 4 June 2021.";
        let places = |scale| chart(scale, text).places;
        assert_eq!(places(Scale::Day), [Place::Alone; 3]);
        assert_eq!(places(Scale::Month), [Place::First, Place::Last, Place::Alone]);
        assert_eq!(Scale::Day.finer(), Scale::Day);
        assert_eq!(Scale::Year.coarser(), Scale::Year);
        assert_eq!(Scale::Month.coarser(), Scale::Year);
    }

    #[test]
    fn what_disagrees_is_marked() {
        let weekday =
            chart(Scale::Day, "They met on Monday, 3 May 2022, and on Tuesday, 3 May 2022.");
        assert_eq!(weekday.conflicts, [Some(Conflict::Weekday), None]);
        let twice = "Rebels attacked the northern harbour on 3 May 2021. Rebels attacked the northern \
                     harbour on 5 May 2021. Rebels attacked the southern bridge on 6 May 2021.";
        let other = |at| Some(Conflict::Event(at));
        assert_eq!(chart(Scale::Day, twice).conflicts, [other(1), other(0), None]);
        let list = "Rebels attacked the northern harbour in 2004, 2008 and 2016.";
        assert_eq!(chart(Scale::Day, list).conflicts, [None; 3]);
    }
}
