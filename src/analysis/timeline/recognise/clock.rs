//! Times of the day: "4:30 p.m. EDT Thursday", "0900 GMT", "noon", "three o'clock".

use crate::analysis::timeline::{
    expression::{ClockDay, Expression, Found},
    line::Line,
    words::{Class, Meridiem},
    zones::{self, Clock},
};

/// A time of the day, with its zone and its day where they follow.
pub fn clock(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (hour, minute, half, end) = time(line, at)?;
    let (end, clock) = zone(line, end);
    let clock = match clock {
        _ if half == Meridiem::World => Clock::Utc,
        Clock::Open => city(line, end),
        told => told,
    };
    let zoned = !matches!(clock, Clock::Open | Clock::City);
    let converted = at >= 2 && line.before(at, 1, &["("]) && line.is(end, ")");
    if converted && zoned {
        return None;
    }
    let open = half == Meridiem::Open && matches!(line.class(at), Class::Clock(..));
    let prepared = line.before(
        at,
        1,
        &[
            "at", "by", "until", "from", "around", "about", "before", "after", "since", "to",
            "and", "between",
        ],
    );
    if open && !zoned && !prepared {
        return None;
    }
    let (day, end) = day_after(line, end)
        .or_else(|| Some((day_after(line, converted_after(line, end)?)?.0, end)))
        .or_else(|| Some((day_of_range(line, end)?, end)))
        .unwrap_or((ClockDay::Open, end));
    Some(Found {
        end,
        expression: Expression::Clock(hour, minute, half, day),
        modifier: None,
        rule: clock.rule(),
    })
}

/// Past "(1600 UTC)", the same time by another clock.
fn converted_after(line: Line<'_, '_>, at: usize) -> Option<usize> {
    let start = line.phrase(at, &["("])?;
    let (_, _, _, end) = time(line, start)?;
    let (end, clock) = zone(line, end);
    (clock != Clock::Open).then(|| line.phrase(end, &[")"])).flatten()
}

/// The day that only the end of a range has: "between 2 p.m. and 4 p.m. on Tuesday".
fn day_of_range(line: Line<'_, '_>, at: usize) -> Option<ClockDay> {
    if !(line.any(at, &["and", "to", "until"]) || line.dash(at)) {
        return None;
    }
    let (_, _, _, end) = time(line, at + 1)?;
    Some(day_after(line, zone(line, end).0)?.0)
}

/// Hour, minute, half of the day, and past it.
fn time(line: Line<'_, '_>, at: usize) -> Option<(u8, u8, Meridiem, usize)> {
    if let Class::Clock(hour, minute, half) = line.class(at) {
        return match (half, meridiem(line, at + 1)) {
            (Meridiem::Open, Some((half, end))) if hour <= 12 => Some((hour, minute, half, end)),
            _ => Some((hour, minute, half, at + 1)),
        };
    }
    match line.class(at) {
        // "High noon" is a showdown.
        Class::Part(_) if line.any(at, &["noon", "midday"]) && !line.before(at, 1, &["high"]) => {
            Some((12, 0, Meridiem::Open, at + 1))
        }
        Class::Part(_) if line.is(at, "midnight") => Some((24, 0, Meridiem::Open, at + 1)),
        Class::Count(value, 4)
            if value % 10_000 < 6_000 && value < 240_000 && zone(line, at + 1).1 != Clock::Open =>
        {
            Some((
                u8::try_from(value / 10_000).ok()?,
                u8::try_from(value / 100 % 100).ok()?,
                Meridiem::Open,
                at + 1,
            ))
        }
        Class::Count(value, _) if (100..=1_200).contains(&value) => {
            let hour = u8::try_from(value / 100).ok()?;
            if line.any(at + 1, &["o'clock", "o’clock"]) {
                return Some(o_clock(line, hour, at + 2));
            }
            if let (_, _, half @ (Meridiem::Morning | Meridiem::Afternoon), end) =
                o_clock(line, hour, at + 1)
            {
                return Some((hour, 0, half, end));
            }
            let (half, end) = meridiem(line, at + 1)?;
            let minute = u8::try_from(value % 100).ok().filter(|it| *it < 60)?;
            Some((hour, minute, half, end))
        }
        _ => None,
    }
}

/// "in the afternoon" after an hour.
fn o_clock(line: Line<'_, '_>, hour: u8, at: usize) -> (u8, u8, Meridiem, usize) {
    let half = match line.phrase(at, &["in", "the"]) {
        Some(end) if line.is(end, "morning") => Meridiem::Morning,
        Some(end) if line.any(end, &["afternoon", "evening"]) => Meridiem::Afternoon,
        _ => return (hour, 0, Meridiem::Open, at),
    };
    (hour, 0, half, at + 3)
}

/// "a.m.", "PM".
fn meridiem(line: Line<'_, '_>, at: usize) -> Option<(Meridiem, usize)> {
    if line.any(at, &["a.m.", "am", "a.m"]) {
        return Some((Meridiem::Morning, at + 1));
    }
    line.any(at, &["p.m.", "pm", "p.m"]).then_some((Meridiem::Afternoon, at + 1))
}

/// Whose clock "GMT", "local time", "Eastern time", "in Tehran" tells, and past it; also in brackets.
pub fn zone(line: Line<'_, '_>, at: usize) -> (usize, Clock) {
    let start = line.skip(at, &["("]);
    let timed = line.is(start + 1, "time");
    let (end, clock) = match zones::clock(line.text(start)) {
        _ if line.any(start, &["hours", "hrs"]) => (start + 1, Clock::Local),
        _ if line.is(start, "local") && timed => (start + 2, Clock::Local),
        Some(clock) if timed => (start + 2, clock),
        Some(clock @ (Clock::Utc | Clock::Zone)) if is_short(line.text(start)) => {
            (start + 1, clock)
        }
        _ => return (at, Clock::Open),
    };
    if start == at {
        return (end, clock);
    }
    if line.is(end, ")") { (end + 1, clock) } else { (at, Clock::Open) }
}

/// Zones go by their letters alone; "Pacific" wants its "time".
fn is_short(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|it| it.is_ascii_uppercase())
}

/// "in Washington" after a time: whose clock, without being part of it.
fn city(line: Line<'_, '_>, at: usize) -> Clock {
    let named = line.is(at, "in").then(|| zones::clock(line.text(at + 1))).flatten();
    named.filter(|it| *it == Clock::City).unwrap_or(Clock::Open)
}

/// "Thursday", "on September 22", "yesterday" after a time.
fn day_after(line: Line<'_, '_>, at: usize) -> Option<(ClockDay, usize)> {
    let start = line.skip(line.skip(at, &[","]), &["on"]);
    if let Class::Near(days) = line.class(start) {
        return (!line.is(start, "tonight")).then_some((ClockDay::Near(days), start + 1));
    }
    let weekday = line.weekday(start);
    let date = super::dates::day(line, start).filter(|it| it.end > weekday.map_or(0, |it| it.1));
    if let Some(found) = date
        && let Expression::Day(year, month, day) = found.expression
    {
        return match year {
            super::super::expression::InYear::Said(year) => {
                Some((ClockDay::Full(year, month, day), found.end))
            }
            _ => Some((ClockDay::Day(month, day), found.end)),
        };
    }
    weekday.map(|(day, end)| (ClockDay::Weekday(day), end))
}
