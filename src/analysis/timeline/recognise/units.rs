//! Units that stand on their own: "the week", "over the years", "in the days before", "for months".

use crate::analysis::timeline::{
    expression::{Amount, Expression, Found},
    line::Line,
    words::{Class, Grammatical, Reference, Unit},
};

use super::durations::how_long;

/// "the end of the year", "late in the week", "the weekend", "at year-end".
pub fn the_unit(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let rule = "the one of the day of publication";
    let unit = |end, unit, modifier| {
        Some(Found { end, expression: Expression::TheUnit(unit), modifier, rule })
    };
    if let Some(end) = year_end(line, at) {
        return Some(Found { end, expression: Expression::YearEnd, modifier: None, rule });
    }
    let (modifier, start) = line.early(at);
    if start > at + 1 {
        return part_of_unit(line, at, start, unit(at, Unit::Day, modifier)?);
    }
    if let Some(found) = line
        .phrase(line.skip(at, &["the"]), &["week", "of"])
        .and_then(|it| super::dates::day(line, it))
        && let Expression::Day(year, month, day) = found.expression
    {
        return Some(Found {
            expression: Expression::WeekOf(year, month, day),
            rule: "week of a day",
            ..found
        });
    }
    let ended = |at| line.any(at, &["ended", "ending"]);
    if line.is(at, "week") && ended(at + 1) {
        return unit(at + 1, Unit::Week, None);
    }
    if !line.is(at, "the") {
        return None;
    }
    let fiscal = line.skip(at + 1, &["fiscal", "financial", "calendar"]);
    if line.is(fiscal, "year") && ended(fiscal + 1) {
        let expression = Expression::Duration(Amount::ONE, Unit::Year);
        return Some(Found { end: fiscal + 1, expression, modifier: None, rule: "how long" });
    }
    if line.is(at + 1, "weekend") {
        return unit(at + 2, Unit::Weekend, None);
    }
    let whole =
        line.skip(line.skip(at + 1, &["full", "whole", "entire"]), &["fiscal", "financial"]);
    let (it, number, end) = line.unit(whole)?;
    let fits = matches!(it, Unit::Week | Unit::Month | Unit::Year)
        && number == Grammatical::Singular
        && !line.hyphen(end)
        && !line.capital(whole)
        && !line.any(
            end,
            &[
                "before",
                "after",
                "of",
                "that",
                "when",
                "earlier",
                "prior",
                "leading",
                "preceding",
                "following",
                "since",
            ],
        )
        && !matches!(line.class(end), Class::Count(..))
        && is_measured(line, at);
    if fits { unit(end, it, None) } else { None }
}

/// "the end of the year", "late in the week": the unit at `start`, in the words of `told`.
fn part_of_unit(line: Line<'_, '_>, at: usize, start: usize, told: Found) -> Option<Found> {
    let (unit, number, end) = line.unit(line.skip(start, &["the"]))?;
    let said = at - usize::from(line.before(at, 1, &["the"]));
    let idiom = unit == Unit::Day && line.before(said, 1, &["at"]);
    let short = unit.is_clock() || matches!(unit, Unit::Weekend | Unit::Fortnight);
    let fits = !idiom && !short && number == Grammatical::Singular;
    fits.then_some(Found { end, expression: Expression::TheUnit(unit), ..told })
}

/// "year-end", "year's end".
fn year_end(line: Line<'_, '_>, at: usize) -> Option<usize> {
    if !line.is(at, "year") {
        return None;
    }
    let next =
        if line.hyphen(at + 1) || line.any(at + 1, &["'s", "’s"]) { at + 2 } else { at + 1 };
    line.is(next, "end").then_some(next + 1)
}

/// Whether "of the week" tells a part of it, not a kind, as "man of the year" does.
fn is_measured(line: Line<'_, '_>, at: usize) -> bool {
    let counted = at
        .checked_sub(2)
        .is_some_and(|it| matches!(line.class(it), Class::Unit(_, Grammatical::Plural)));
    !line.before(at, 1, &["of"])
        || counted
        || line.before(
            at,
            2,
            &["rest", "most", "much", "half", "part", "course", "remainder", "all", "events"],
        )
}

/// "the day before", "the day after the vote": beside the day told of, or that day itself where it
/// stands in apposition to its date.
pub fn beside(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let day = line.phrase(at, &["the", "day"])?;
    let step = match line.text(day) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let apposition = line.before(at, 1, &[","])
        && (2..=7).any(|back| {
            at.checked_sub(back).is_some_and(|it| {
                line.weekday(it).is_some_and(|it| it.1 + 1 == at)
                    || super::dates::day(line, it).is_some_and(|it| it.end + 1 == at)
            })
        });
    let ends = line.text(day + 1).is_empty() || line.any(day + 1, &[".", ",", ";"]);
    Some(Found {
        end: if ends { day + 1 } else { day },
        expression: Expression::DayBeside(if apposition { 0 } else { step }),
        modifier: None,
        rule: "counted from the time mentioned before",
    })
}

/// "the weeks before", "over the years", "the early days of": how long, no telling.
pub fn plural(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let the = line.phrase(at, &["the"])?;
    let described = line.any(the, &["early", "first", "final", "heady", "long", "intervening"]);
    let (unit, number, mut end) = line.unit(the + usize::from(described))?;
    if number == Grammatical::Singular
        || matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter | Unit::Weekend)
        || line.capital(end - 1)
        || line.hyphen(end)
        || described && unit == Unit::Hour
    {
        return None;
    }
    if line.any(end, &["ahead", "since"]) {
        end += 1;
    } else if line.any(end, &["and", "or"]) && line.any(end + 1, &["weeks", "months", "years"]) {
        end += 2;
    }
    Some(how_long(end, Amount::Some, unit, None))
}

/// "for some time", "for a while", "in the short term".
pub fn spell(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let lasting = line.before(at, 1, &["for", "after", "quite", "in"]);
    let end = line
        .phrase(at, &["some", "time"])
        .or_else(|| line.phrase(at, &["a", "while"]))
        .or_else(|| line.phrase(at, &["a", "long", "time"]));
    if let Some(end) = end.filter(|_| lasting) {
        return Some(Found {
            end,
            expression: Expression::Spell,
            modifier: None,
            rule: "how long, no telling",
        });
    }
    let next = line.phrase(at, &["the"])?;
    let term = line.any(next, &["near", "short", "medium", "long"])
        && line.is(next + 1, "term")
        && line.before(at, 1, &["in", "over", "for", "of"]);
    term.then_some(Found {
        end: next + 2,
        expression: Expression::Reference(Reference::Future),
        modifier: None,
        rule: "vague",
    })
}

/// "for years", "years-long", "weeks or months": units without a number.
pub fn bare(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (unit, number, mut end) = line.unit(at)?;
    if line.hyphen(end) {
        let amount = if number == Grammatical::Singular { Amount::ONE } else { Amount::Some };
        let free = at == 0 || !line.hyphen(at - 1);
        let old = number == Grammatical::Plural && line.is(end + 1, "old");
        return ((old || line.is(end + 1, "long")) && free)
            .then(|| how_long(end + 2, amount, unit, None));
    }
    if number == Grammatical::Singular
        || matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter | Unit::Weekend)
    {
        return None;
    }
    if line.any(end, &["or", "and"]) && line.any(end + 1, &["weeks", "months", "years"]) {
        end += 2;
    }
    let prepared = line.before(
        at,
        1,
        &[
            "for",
            "in",
            "over",
            "within",
            "after",
            "take",
            "took",
            "takes",
            "last",
            "lasted",
            "spent",
            "spend",
            "through",
            "during",
            "until",
            "despite",
            "before",
            "amid",
            "follows",
            "following",
            "followed",
            "since",
        ],
    );
    let counted = line.before(at, 1, &["of"])
        && line.before(
            at,
            2,
            &["thousands", "hundreds", "dozens", "tens", "couple", "number", "period", "matter"],
        );
    (prepared || counted).then(|| how_long(end, Amount::Some, unit, None))
}

/// "the 8-month-old truce": of what has no birthday; years of age are those of people.
pub(super) fn is_age_of_thing(line: Line<'_, '_>, unit: Unit, old: usize) -> bool {
    const PEOPLE: &[&str] = &[
        "baby",
        "boy",
        "brother",
        "child",
        "daughter",
        "girl",
        "grandchild",
        "granddaughter",
        "grandson",
        "infant",
        "niece",
        "nephew",
        "sister",
        "son",
        "twin",
        "twins",
    ];
    let noun = line.text(old + 1);
    matches!(unit, Unit::Day | Unit::Week | Unit::Month)
        && line.is(old, "old")
        && noun.starts_with(char::is_lowercase)
        && !line.any(old + 1, PEOPLE)
}
