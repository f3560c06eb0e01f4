//! Told by a date: "the first week of March", "the night of 3 September", "three days after March 3".

use crate::analysis::timeline::{
    expression::{Amount, Expression, Found, InYear},
    line::Line,
    words::{Grammatical, Part, Unit},
};

/// A day of a month that begins here, with or without "the".
fn day(line: Line<'_, '_>, at: usize) -> Option<(InYear, u8, u8, usize)> {
    let found = super::dates::day(line, line.skip(at, &["the"]))?;
    match found.expression {
        Expression::Day(year, month, day) => Some((year, month, day, found.end)),
        _ => None,
    }
}

/// "the first week of March", "the last week of May 2021".
pub fn week(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let start = line.phrase(at, &["the"])?;
    let (which, next) = match line.ordinal(start) {
        Some((which @ 1..=5, next)) => (which, next),
        _ if line.any(start, &["last", "final"]) => (0, start + 1),
        _ => return None,
    };
    let found = super::dates::month(line, line.phrase(next, &["week", "of"])?)?;
    let Expression::Month(year, month) = found.expression else { return None };
    Some(Found {
        end: found.end,
        expression: Expression::WeekIn(which, year, month),
        modifier: None,
        rule: "week of a month",
    })
}

/// "the first half of May", "the second half of September 2022".
pub fn half_month(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let start = line.phrase(at, &["the"])?;
    let modifier = match line.ordinal(start) {
        Some((1, _)) => "START",
        Some((2, _)) => "END",
        _ if line.any(start, &["latter", "last"]) => "END",
        _ => return None,
    };
    let found = super::dates::month(line, line.phrase(start + 1, &["half", "of"])?)?;
    let is_month = matches!(found.expression, Expression::Month(..));
    is_month.then_some(Found { modifier: Some(modifier), ..found })
}

/// "the night of 3 September", "the early morning hours of April 19, 1975".
pub fn part(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let the = line.phrase(at, &["the"])?;
    let (part, next) = if let Some(next) = line.phrase(the, &["early", "hours"]) {
        (Part::Morning, next)
    } else {
        let (part, next) = line.part(line.skip(the, &["early", "late"]))?;
        (part, line.skip(next, &["hours"]))
    };
    let next = line.phrase(next, &["of"])?;
    let (year, month, day, end) = day(line, next)?;
    Some(Found {
        end,
        expression: Expression::PartOf(year, month, day, part),
        modifier: None,
        rule: "part of a day",
    })
}

/// "three days after March 3": how long, from which day a date can be derived.
pub fn beside(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let found = super::durations::counted(line, at)
        .or_else(|| super::durations::single(line, at))
        .or_else(|| one(line, at))?;
    let Expression::Duration(amount, unit) = found.expression else { return None };
    let direction = match line.text(found.end) {
        "after" => 1,
        "before" => -1,
        _ => return None,
    };
    let (year, month, day, _) = day(line, found.end + 1)?;
    (!unit.is_clock()).then_some(Found {
        expression: Expression::Beside(amount, unit, direction, year, month, day),
        rule: "how long, counted from the date that follows",
        ..found
    })
}

/// "a day after", which is no duration elsewhere.
fn one(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let start = line.any(at, &["a", "one"]).then_some(at + 1)?;
    let (unit, number, end) = line.unit(start)?;
    let fits = unit == Unit::Day && number == Grammatical::Singular;
    fits.then(|| super::durations::how_long(end, Amount::ONE, unit, None))
}
