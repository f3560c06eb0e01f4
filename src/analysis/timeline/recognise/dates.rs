//! Dates of the calendar: days and months, in words and in digits.

use crate::analysis::timeline::{
    expression::{ClockDay, Expression, Found, InYear},
    line::Line,
    words::{Class, Mark, Meridiem},
};

use super::years::counts_things;

/// "Thursday, Sept. 22, 2022", "22 September", "the 22nd of September", "10-18 June".
pub fn day(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let mut start = at;
    if let Some((_, end)) = weekday_before(line, at) {
        start = end;
    }
    month_day(line, start).or_else(|| day_month(line, start)).or_else(|| {
        let other =
            || range_start(line, at).or_else(|| range_end(line, at)).or_else(|| bare_day(line, at));
        (start == at).then(other).flatten()
    })
}

/// A weekday and a comma before a date.
fn weekday_before(line: Line<'_, '_>, at: usize) -> Option<(u8, usize)> {
    let start = match line.which(at) {
        Some((_, end)) if line.weekday(end).is_some() => end,
        _ => at,
    };
    let (day, end) = line.weekday(start)?;
    Some((day, line.skip(line.skip(end, &[","]), &["the"])))
}

fn found(end: usize, year: InYear, month: u8, day: u8) -> Found {
    let rule = match year {
        InYear::Said(_) => "date in full",
        _ => "day and month, the nearest year",
    };
    Found { end, expression: Expression::Day(year, month, day), modifier: None, rule }
}

/// "September 22", "Sept. 22, 2022", "early September 22nd".
fn month_day(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.early(at);
    let which = line.which(start).filter(|(_, end)| line.month(*end).is_some());
    let (month, end) = line.month(which.map_or(start, |it| it.1))?;
    let end = line.skip(end, &["the"]);
    let (day, end) = line.day(end)?;
    let year = year_after(line, end);
    let (year, end) = match year {
        Some((year, end)) => (InYear::Said(year), end),
        None => match of_year(line, end) {
            Some((year, end)) => (year, end),
            None => match which {
                Some((which, _)) => (InYear::Which(which), end),
                None => (year_of_range(line, end, month), end),
            },
        },
    };
    Some(Found { modifier, ..found(end, year, month, day) })
}

/// ", 2022" after a day; not the count of something: "On May 3 2,000 troops".
fn year_after(line: Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let of = line.is(at, "of").then(|| line.year(at + 1)).flatten();
    let (year, end) = of.or_else(|| line.year(line.skip(at, &[","])))?;
    (!counts_things(line, end)).then_some((year, end))
}

/// "of last year", "this year" after a month.
fn of_year(line: Line<'_, '_>, at: usize) -> Option<(InYear, usize)> {
    let (which, end) = line.which(line.skip(at, &["of"]))?;
    line.is(end, "year").then_some((InYear::Of(which), end + 1))
}

/// "22 September 2022", "the 22nd of September".
fn day_month(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let start = line.skip(at, &["the"]);
    let (day, end) = line.day(start)?;
    let of = line.skip(end, &["of"]);
    let hyphen = line.hyphen(end);
    let (month, end) = line.month(if hyphen { end + 1 } else { of })?;
    if matches!(line.class(start), Class::Count(..)) && of > start + 1 {
        return None;
    }
    let next = if hyphen && line.hyphen(end) { end + 1 } else { line.skip(end, &[","]) };
    match line.year(next) {
        Some((year, end)) => Some(found(end, InYear::Said(year), month, day)),
        None => Some(found(end, year_of_range(line, end, month), month, day)),
    }
}

/// The year that only the end of a range has: "from March to May 2021", "3 November to 5 March 2022".
fn year_of_range(line: Line<'_, '_>, at: usize, month: u8) -> InYear {
    let joined = line.any(at, &["to", "through", "until", "till", "and"]) || line.dash(at);
    if !joined {
        return InYear::Open;
    }
    let next = at + 1;
    let last = line
        .month(next)
        .or_else(|| line.day(line.skip(next, &["the"])).and_then(|(_, end)| line.month(end)));
    let Some((last, mut end)) = last else {
        // "December 6-10, 2022".
        let year = line.day(next).and_then(|(_, end)| year_after(line, end));
        return year.map_or(InYear::Open, |it| InYear::Said(it.0));
    };
    if let Some((_, after)) = line.day(end) {
        end = line.skip(after, &[","]);
    }
    match line.year(end) {
        Some((year, _)) => InYear::Said(year - i16::from(month > last)),
        None => InYear::Open,
    }
}

/// The "10" of "10-18 June", "10 to 18 June", "10 and 18 June".
fn range_start(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (_, end) = line.day(at)?;
    if !(line.dash(end) || line.any(end, &["to", "and"])) {
        return None;
    }
    let other = day_month(line, end + 1)?;
    let Expression::Day(year, month, _) = other.expression else { return None };
    let (day, end) = line.day(at)?;
    Some(found(end, year, month, day))
}

/// The "18" of "June 10-18", "June 10 and 18".
fn range_end(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let joint = at.checked_sub(1)?;
    if !(line.dash(joint) || line.any(joint, &["and", "to", "through"])) {
        return None;
    }
    let before = (2..=4).filter_map(|back| joint.checked_sub(back)).find_map(|it| {
        let other = month_day(line, it)?;
        (other.end == joint).then_some(other)
    })?;
    let Expression::Day(year, month, first) = before.expression else { return None };
    let (day, end) = line.day(at)?;
    let follows = line.text(end);
    let noun = line.any(end, &["%", "percent", "million", "billion"])
        || !line.dash(joint)
            && !line.any(end, &[",", "."])
            && follows.starts_with(char::is_lowercase)
            && !line.any(end, &["in", "at", "and", "when", "after", "to"]);
    if noun || day <= first {
        return None;
    }
    match year_after(line, end) {
        Some((year, end)) => Some(found(end, InYear::Said(year), month, day)),
        None => Some(found(end, year, month, day)),
    }
}

/// "on the 15th", with nothing after it that it could count.
fn bare_day(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let start = line.phrase(at, &["the"])?;
    let Class::Ordinal(day @ 1..=31) = line.class(start) else { return None };
    let digits = line.text(start).starts_with(|it: char| it.is_ascii_digit());
    let prepared = line.before(at, 1, &["on", "by", "until", "since", "from", "before", "after"]);
    let next = start + 1;
    let free = line.text(next).is_empty()
        || line.any(
            next,
            &[".", ",", ";", "and", "but", "when", "to", "at", "in", "he", "she", "it", "they"],
        );
    (digits && prepared && free).then_some(Found {
        end: next,
        expression: Expression::DayOfMonth(day),
        modifier: None,
        rule: "day of the month at hand",
    })
}

/// Prepositions of time, before a bare month or year.
const BEFORE: &[&str] = &[
    "in", "since", "until", "till", "by", "of", "during", "from", "to", "and", "before", "after",
    "between", "last", "next", "this", "each", "every", "through", "for", "on", "a", "the", "late",
    "early", "mid", "as",
];

/// "September 2022", "last October", "early March", "in May".
pub fn month(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.early(line.phrase(at, &["the", "month", "of"]).unwrap_or(at));
    let which = line.which(start).filter(|(_, end)| line.month(*end).is_some());
    let start = which.map_or(start, |it| it.1);
    let (month, end) = line.month(start)?;
    let found =
        |year, end, rule| Found { end, expression: Expression::Month(year, month), modifier, rule };
    if let Some((which, _)) = which {
        return Some(found(
            InYear::Which(which),
            end,
            "month, counted from the day of publication",
        ));
    }
    let next = line.skip(line.skip(end, &[","]), &["of"]);
    if let Some((year, end)) = line.year(next) {
        return Some(found(InYear::Said(year), end, "month and year"));
    }
    if let Some((year, end)) = of_year(line, end) {
        return Some(found(year, end, "month of a year told by its place"));
    }
    let short = matches!(line.class(start), Class::MonthShort(_));
    if short
        && (!line.text(start).contains('.') || line.any(start, &["mar.", "jun.", "jul.", "apr."]))
    {
        return None;
    }
    if start == at && is_ambiguous(line, start) {
        return None;
    }
    match year_of_range(line, end, month) {
        InYear::Said(year) => Some(found(InYear::Said(year), end, "month and year")),
        year => Some(found(year, end, "month, the nearest year")),
    }
}

/// "May", "March", "April", "June" and "August" are also verbs and names.
fn is_ambiguous(line: Line<'_, '_>, at: usize) -> bool {
    if !line.any(at, &["may", "march", "april", "june", "august"]) {
        return false;
    }
    let joined = line.any(at + 1, &["through", "to", "and"]) || line.dash(at + 1);
    if joined && line.month(at + 2).is_some() {
        return false;
    }
    let noun = line.text(at + 2).starts_with(char::is_lowercase);
    if line.any(at + 1, &["'s", "’s"]) && noun && !line.any(at, &["may", "march"]) {
        return false;
    }
    if !(line.before(at, 1, BEFORE) || at > 0 && line.hyphen(at - 1)) {
        return true;
    }
    // "the March accession", not "the March on Washington".
    let attribute = line.text(at + 1).starts_with(char::is_lowercase)
        && !line.marked(at + 1, Mark::Preposition)
        && !line.marked(at + 1, Mark::AfterDate);
    if line.any(at, &["may", "march"]) && line.before(at, 1, &["the"]) && attribute {
        return false;
    }
    if line.any(at, &["may", "march"]) {
        let ranged = at >= 2 && line.month(at - 2).is_some();
        return line.before(at, 1, &["to", "for", "and", "a", "the", "on"]) && !ranged;
    }
    if line.before(at, 1, &["in", "since", "until", "during", "last", "next", "early", "late"]) {
        return false;
    }
    let opener = &["the", "a", "in", "he", "she", "it", "they", "we", "but"];
    line.capital(at + 1) && !line.glued(at + 1) && !line.any(at + 1, opener)
}

/// "2022-09-22", "9/22/2022", "20220922".
pub fn numeric(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if let (Class::Count(year, 4), Class::Count(month @ 100..=1_200, 2)) =
        (line.class(at), line.class(at + 2))
        && line.hyphen(at + 1)
        && line.hyphen(at + 3)
        && let Class::DayTime(day, hour, minute) = line.class(at + 4)
    {
        let (year, month) = (i16::try_from(year / 100).ok()?, u8::try_from(month / 100).ok()?);
        let day = ClockDay::Full(year, month, day);
        return Some(Found {
            end: at + 5,
            expression: Expression::Clock(hour, minute, Meridiem::Open, day),
            modifier: None,
            rule: "date and time in digits",
        });
    }
    let (year, month, day, end) = match line.class(at) {
        Class::Numeric(year, month, day) => (year, month, day, at + 1),
        Class::Count(a, digits) if line.hyphen(at + 1) && line.hyphen(at + 3) => {
            let (Class::Count(b, 1..=2), Class::Count(c, last)) =
                (line.class(at + 2), line.class(at + 4))
            else {
                return None;
            };
            let (year, month, day) = match (digits, last) {
                (4, 1..=2) => (a, b, c),
                (1..=2, 4) if a > 1_200 => (c, b, a),
                (1..=2, 4) => (c, a, b),
                _ => return None,
            };
            (
                i16::try_from(year / 100).ok()?,
                u8::try_from(month / 100).ok()?,
                u8::try_from(day / 100).ok()?,
                at + 5,
            )
        }
        _ => return None,
    };
    let valid =
        (1000..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some(Found {
        end,
        expression: Expression::Day(InYear::Said(year), month, day),
        modifier: None,
        rule: "date in digits",
    })
}
