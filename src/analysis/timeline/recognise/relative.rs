//! Counted from today or from a time mentioned before: yesterday, weekdays, last week, three days ago.

use crate::analysis::timeline::{
    expression::{Amount, Expression, Found, Origin, Which},
    line::Line,
    words::{Buffer, Class, Grammatical, Reference, Unit, lowered},
};

/// "yesterday", "tomorrow night", "early today", "the day before yesterday".
pub fn near(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let found = |end, days, part| Found {
        end,
        expression: Expression::Near(days, part),
        modifier: None,
        rule: "counted from the day of publication",
    };
    if let Some(end) = line.phrase(at, &["the", "day", "before", "yesterday"]) {
        return Some(found(end, -2, None));
    }
    if let Some(end) = line.phrase(at, &["the", "day", "after", "tomorrow"]) {
        return Some(found(end, 2, None));
    }
    let mid = if line.is(at, "mid") && line.hyphen(at + 1) { at + 2 } else { at };
    if let Some((part, end)) = line.part(mid)
        && let Class::Near(days) = line.class(end)
        && !line.is(end, "tonight")
    {
        return Some(found(end + 1, days, Some(part)));
    }
    let start = line.skip(at, &["early", "late"]);
    let Class::Near(days) = line.class(start) else { return None };
    if line.is(start, "tonight") {
        return Some(found(start + 1, days, Some(crate::analysis::timeline::words::Part::Night)));
    }
    if line.is(start, "today")
        && line.any(start + 1, &["'s", "’s"])
        && (2..=3).any(|k| {
            line.any(
                start + k,
                &[
                    "world",
                    "society",
                    "standards",
                    "young",
                    "youth",
                    "women",
                    "generation",
                    "computers",
                ],
            )
        })
    {
        let present = Expression::Reference(Reference::Present);
        return Some(Found { end: start + 1, expression: present, modifier: None, rule: "vague" });
    }
    match line.part(start + 1) {
        Some((part, end)) => Some(found(end, days, Some(part))),
        None => Some(found(start + 1, days, None)),
    }
}

/// "Thursday", "late Friday night", "last Monday", "Sundays", "Tuesday of last week".
pub fn weekday(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let mut start = line.skip(at, &["early", "late", "mid"]);
    start += usize::from(line.hyphen(start));
    let which = line.which(start);
    let start = which.map_or(start, |it| it.1);
    if let Class::Weekday(day, Grammatical::Plural) = line.class(start) {
        let (part, end) =
            line.part(start + 1).map_or((None, start + 1), |(part, end)| (Some(part), end));
        let expression =
            Expression::Set(crate::analysis::timeline::expression::Recurrence::Weekday(day, part));
        return Some(Found { end, expression, modifier: None, rule: "how often" });
    }
    let (day, end) = line.weekday(start)?;
    if is_name(line, at) {
        return None;
    }
    let rule = "weekday, counted from the day of publication";
    let week = line.skip(end, &["of"]);
    if let Some((which, after)) = line.which(week)
        && line.is(after, "week")
    {
        return Some(Found {
            end: after + 1,
            expression: Expression::WeekdayOfWeek(which, day),
            modifier: None,
            rule,
        });
    }
    let (part, end) = match line.class(end) {
        Class::Part(part) if line.any(end, &["nights", "mornings", "evenings", "afternoons"]) => {
            (Some(part), end + 1)
        }
        _ => line.part(end).map_or((None, end), |(part, end)| (Some(part), end)),
    };
    Some(Found {
        end,
        expression: Expression::Weekday(which.map(|it| it.0), day, part),
        modifier: None,
        rule,
    })
}

/// "Bloody Sunday", "Good Friday", "Super Tuesday" and programmes: names, not days to count.
fn is_name(line: Line<'_, '_>, at: usize) -> bool {
    let named = &["good", "bloody", "black", "super", "cyber", "news", "ruby", "casual"];
    line.before(at, 1, named) && line.capital(at - 1)
}

/// "this morning", "last night", "the following evening", "in the morning", "overnight".
pub fn part(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let found = |end, which, part| Found {
        end,
        expression: Expression::Part(which, part),
        modifier: None,
        rule: "part of a day",
    };
    if line.is(at, "overnight")
        && let Class::Part(part) = line.class(at)
    {
        return Some(found(at + 1, Which::This, part));
    }
    let qualified = line.skip(at, &["early", "late", "mid"]);
    let qualified = qualified + usize::from(qualified > at && line.hyphen(qualified));
    if qualified > at
        && line.before(at, 1, &["by", "until", "in", "since"])
        && let Some((part, end)) = line.part(qualified)
    {
        return Some(found(end, Which::This, part));
    }
    let start = line.skip(at, &["early", "late", "earlier", "later"]);
    if let Some((which, end)) = line.which(start) {
        let (part, end) = line.part(end)?;
        return Some(found(end, which, part));
    }
    let prepared = line.before(at, 1, &["in", "during", "into", "through", "throughout"]);
    let (part, end) = line.part(line.phrase(at, &["the"])?)?;
    (prepared && line.text(end - 1) != "night" && !line.is(end, "of")).then_some(found(
        end,
        Which::Same,
        part,
    ))
}

/// "last week", "later this month", "the following year", "that day".
pub fn unit(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.early(at);
    let latest = line
        .phrase(start, &["the", "latest"])
        .or_else(|| line.phrase(start, &["the", "most", "recent"]));
    let (which, end) = match latest {
        Some(end) => (Which::Last, end),
        None => line.which(start)?,
    };
    let the_coming =
        line.is(start, "the") && (latest.is_some() || line.any(start + 1, &["coming", "current"]));
    let end = line.skip(end, &["fiscal", "calendar", "school", "business", "academic"]);
    let (unit, number, end) = line.unit(end)?;
    let name = line.capital(end - 1) && line.text(end - 1).ends_with(char::is_lowercase);
    if number == Grammatical::Plural || line.hyphen(end) || name {
        return None;
    }
    if which == Which::Last && line.is(end, "of") && line.month(end + 1).is_some() {
        return None;
    }
    let found = |expression, rule| Some(Found { end, expression, modifier, rule });
    if which.is_anaphoric() || line.is(start, "the") && !the_coming {
        if line.is(start, "the") && line.any(start + 1, &["last"]) || unit.is_clock() {
            return None;
        }
        if matches!(unit, Unit::Decade | Unit::Century) && which != Which::Same {
            return found(Expression::Duration(Amount::ONE, unit), "how long");
        }
        let ahead = line.before(at, 1, &["in", "over", "within", "during", "for"]);
        if line.is(start + 1, "next") && (unit == Unit::Week || ahead && unit != Unit::Day) {
            return None;
        }
        if line.is(start, "that") && unit == Unit::Day && line.any(end, &["when", "will", "that"]) {
            return None;
        }
        return found(Expression::Unit(which, unit), "counted from the time mentioned before");
    }
    if matches!(unit, Unit::Day | Unit::Fortnight) || unit.is_clock() {
        return None;
    }
    if matches!(unit, Unit::Decade | Unit::Century) && which == Which::Next {
        return found(Expression::Duration(Amount::ONE, unit), "how long");
    }
    found(Expression::Unit(which, unit), "counted from the day of publication")
}

/// "three weeks ago", "a year earlier", "two days later", "nearly a decade ago", "years ago".
pub fn shifted(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if let Some(found) = year_ago(line, at) {
        return Some(found);
    }
    let (modifier, start) = line.approximately(at);
    let (amount, next) = shift_amount(line, start)?;
    let next = line.skip(next, &["full", "long", "short"]);
    let next = next + usize::from(line.hyphen(next));
    let (unit, number, end) = line.unit(next)?;
    if unit == Unit::Second && number == Grammatical::Singular {
        return None;
    }
    let end =
        line.phrase(end, &["or", "so"]).or_else(|| line.phrase(end, &["or", "two"])).unwrap_or(end);
    let (direction, origin, end) = direction(line, end)?;
    let expression = match amount {
        _ if unit.is_clock() => Expression::ClockReference(if direction < 0 {
            Reference::Past
        } else {
            Reference::Future
        }),
        Amount::Some => {
            Expression::Reference(if direction < 0 { Reference::Past } else { Reference::Future })
        }
        Amount::Exactly(_) => Expression::Shift(amount, unit, origin, direction),
    };
    let rule = match origin {
        Origin::Publication => "counted from the day of publication",
        Origin::Mention => "counted from the time mentioned before",
    };
    Some(Found { end, expression, modifier, rule })
}

/// "year-ago", "year-earlier" before a noun.
fn year_ago(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let fits = line.is(at, "year") && line.hyphen(at + 1) && line.any(at + 2, &["ago", "earlier"]);
    fits.then_some(Found {
        end: at + 3,
        expression: Expression::QuarterYearBefore,
        modifier: None,
        rule: "counted from the quarter mentioned before",
    })
}

fn shift_amount(line: Line<'_, '_>, at: usize) -> Option<(Amount, usize)> {
    if let Some((value, end)) = line.count(at) {
        return Some((Amount::Exactly(value), end));
    }
    if let Some((amount, end)) = line.vague(at) {
        return Some((amount, line.skip(end, &["more", "dozen", "hundred", "short", "thousand"])));
    }
    if line.any(at, &["a", "an", "one"]) {
        return Some((Amount::ONE, at + 1));
    }
    let plural = matches!(line.class(at), Class::Unit(_, Grammatical::Plural));
    (plural && line.any(at + 1, &["ago", "earlier", "later"])).then_some((Amount::Some, at))
}

/// "ago", "later", "from now": back or forward, and from where.
fn direction(line: Line<'_, '_>, at: usize) -> Option<(i8, Origin, usize)> {
    if line.is(at, "from") && line.any(at + 1, &["now", "today"]) {
        return Some((1, Origin::Publication, at + 2));
    }
    let (direction, origin) =
        match lowered(line.text(at), &mut Buffer::default()).unwrap_or_default() {
            "ago" | "hence" => (if line.is(at, "ago") { -1 } else { 1 }, Origin::Publication),
            "earlier" | "previously" | "beforehand" => (-1, Origin::Mention),
            "later" | "afterward" | "afterwards" => (1, Origin::Mention),
            "before" | "prior" | "back" if is_last(line, at + 1) => (-1, Origin::Mention),
            "after" if is_last(line, at + 1) => (1, Origin::Mention),
            _ => return None,
        };
    Some((direction, origin, at + 1))
}

/// Whether the phrase ends here, so that "before" has no object.
fn is_last(line: Line<'_, '_>, at: usize) -> bool {
    let text = line.text(at);
    text.is_empty() || line.any(at, &[".", ",", ";", ":", ")", "\"", "”", "''"])
}
