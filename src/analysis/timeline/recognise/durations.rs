//! How long and how often: "two weeks", "the past few years", "every Friday", "daily".

use crate::analysis::timeline::{
    expression::{Amount, Expression, Found, Recurrence},
    line::Line,
    words::{Buffer, Class, Grammatical, Reference, Unit, lowered},
};

pub(super) fn how_long(
    end: usize,
    amount: Amount,
    unit: Unit,
    modifier: Option<&'static str>,
) -> Found {
    Found { end, expression: Expression::Duration(amount, unit), modifier, rule: "how long" }
}

/// "the past two weeks", "the next few months", "the first hour", "recent years".
pub fn window(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.approximately(at);
    let the = line.is(start, "the");
    let word = start + usize::from(the);
    let direction = match lowered(line.text(word), &mut Buffer::default()).unwrap_or_default() {
        "past" | "last" | "recent" | "latest" => -1,
        "next" | "coming" => 1,
        "previous" | "first" | "final" | "following" | "preceding" => 0,
        _ => return None,
    };
    let counted = line.count(word + 1).map(|(value, end)| (Amount::Exactly(value), end));
    let needs_article = &["coming", "following", "preceding", "previous"];
    if counted.is_some() && !the && line.any(word, needs_article) {
        return None;
    }
    let amount = counted.or_else(|| line.vague(word + 1));
    let next = amount.map_or(word + 1, |it| it.1);
    let next = match line.any(next, &["to", "or"]).then(|| line.count(next + 1)).flatten() {
        Some((_, end)) if counted.is_some() => end,
        _ => next,
    };
    let amount = amount.map(|it| it.0);
    let next = line.skip(next, &["more", "consecutive", "full", "business", "trading", "calendar"]);
    let next = next + usize::from(amount.is_some() && line.hyphen(next));
    let (unit, number, end) = line.unit(next)?;
    let end = line.phrase(end, &["or", "so"]).unwrap_or(end);
    let end = line.phrase(end, &["and", "months"]).unwrap_or(end);
    let window = |amount| {
        Some(Found {
            end,
            expression: Expression::Window(amount, unit, direction),
            modifier,
            rule: "how long",
        })
    };
    match amount {
        Some(amount) => window(amount),
        None if line.is(end, "of") && line.month(end + 1).is_some() => None,
        None if number == Grammatical::Singular => {
            single_window(line, word, the, unit).then(|| window(Amount::ONE)).flatten()
        }
        None if line.is(word, "recent") && matches!(unit, Unit::Year | Unit::Decade) => {
            Some(Found {
                end,
                expression: Expression::Reference(Reference::Past),
                modifier,
                rule: "vague",
            })
        }
        None => line
            .any(word, &["recent", "coming", "past", "first", "final"])
            .then(|| window(Amount::Some))
            .flatten(),
    }
}

/// "the past year", "the next decade".
fn single_window(line: Line<'_, '_>, word: usize, the: bool, unit: Unit) -> bool {
    if line.any(word, &["past", "last"]) {
        let fits = !matches!(unit, Unit::Minute | Unit::Second | Unit::Weekend);
        return the && fits || line.is(word, "past") && !line.before(word, 1, &["this"]);
    }
    if line.any(word, &["next", "coming"]) {
        return the && !matches!(unit, Unit::Day) || matches!(unit, Unit::Decade | Unit::Century);
    }
    line.is(word, "following") && matches!(unit, Unit::Decade | Unit::Century)
}

/// "two weeks", "five-year", "at least 10 days", "three to five years", "18 consecutive months".
pub fn counted(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.approximately(at);
    let start = determiner(line, start);
    // "the year-earlier nine months".
    let start = super::periods::year_ago(line, start).filter(|_| start > at).unwrap_or(start);
    let (mut value, mut next) = line.count(start)?;
    if (line.any(next, &["to", "or", "and"]) || line.dash(next))
        && let Some((other, end)) = line.count(next + 1)
        && line.unit(end + usize::from(line.hyphen(end))).is_some()
    {
        (value, next) = (other, end);
    }
    let adjective = line.skip(
        next,
        &[
            "more",
            "additional",
            "consecutive",
            "straight",
            "full",
            "whole",
            "long",
            "business",
            "trading",
            "calendar",
            "successive",
            "working",
        ],
    );
    let hyphen =
        line.hyphen(adjective) || line.dash(adjective) && line.class(adjective + 1) != Class::None;
    let (unit, number, end) = line.unit(adjective + usize::from(hyphen))?;
    let lasting = line.is(end + 1, "long") || super::units::is_age_of_thing(line, unit, end + 1);
    let end = if line.hyphen(end) && lasting { end + 2 } else { end };
    let described = hyphen || value != 100 && line.any(at, &["a", "an", "the", "another"]);
    if described && start > at && number == Grammatical::Singular {
        return None;
    }
    is_duration(line, start, value, unit, number, hyphen, end)
        .then(|| how_long(end, Amount::Exactly(value), unit, modifier))
}

/// "comes one week after": the day of the other event can be counted.
pub fn after(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if !line.before(at, 1, &["come", "comes", "came", "coming", "follows", "just", "only"]) {
        return None;
    }
    let comes = &["come", "comes", "came", "coming"];
    if !(line.before(at, 1, comes) || line.before(at, 2, comes)) {
        return None;
    }
    let found = counted(line, at).or_else(|| single(line, at))?;
    let Expression::Duration(amount, unit) = found.expression else { return None };
    let expression = Expression::After(amount, unit);
    let rule = "how long after; the other day is counted back";
    (line.is(found.end, "after") && !unit.is_clock()).then_some(Found { expression, rule, ..found })
}

/// Past "the", "another", "the first" before a number.
fn determiner(line: Line<'_, '_>, at: usize) -> usize {
    if let Some(end) = line
        .phrase(at, &["the", "first"])
        .or_else(|| line.phrase(at, &["an", "additional"]))
        .or_else(|| line.phrase(at, &["an", "estimated"]))
        .or_else(|| line.phrase(at, &["a", "full"]))
    {
        return end;
    }
    line.skip(at, &["the", "another"])
}

/// Refuses ages, quarters by number, names and "one day".
fn is_duration(
    line: Line<'_, '_>,
    start: usize,
    value: i32,
    unit: Unit,
    number: Grammatical,
    hyphen: bool,
    end: usize,
) -> bool {
    let old = end + usize::from(line.dash(end));
    if line.any(old, &["old", "olds"]) || line.phrase(end, &["of", "age"]).is_some() || value == 0 {
        return false;
    }
    let singular = number == Grammatical::Singular;
    if unit == Unit::Quarter && (hyphen || singular) {
        return false;
    }
    if unit == Unit::Second && singular && !hyphen {
        return false;
    }
    if value == 100
        && unit == Unit::Day
        && singular
        && !line.before(
            start,
            1,
            &["for", "in", "within", "after", "about", "than", "only", "just"],
        )
        && !hyphen
    {
        return false;
    }
    let year =
        matches!(line.class(start), Class::Count(_, 4)) && (190_000..=210_000).contains(&value);
    let name = line.capital(end - 1) && line.text(end - 1).ends_with(char::is_lowercase);
    !(year && unit == Unit::Year || name)
}

/// "a year", "another month", "half a century", "an hour and a half", "a year or so".
pub fn single(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.approximately(at);
    let (start, modifier) =
        if line.is(start, "over") { (start + 1, Some("MORE_THAN")) } else { (start, modifier) };
    let (half, next) = single_determiner(line, start)?;
    let (unit, number, mut end) = line.unit(next)?;
    if number == Grammatical::Plural || line.hyphen(end) && !line.is(end + 1, "long") {
        return None;
    }
    let mut value = if half { 50 } else { 100 };
    if let Some(after) = line.phrase(end, &["and", "a", "half"]) {
        value += 50;
        end = after;
    }
    if line.is(end, "or") && line.any(end + 1, &["so", "two", "more"]) {
        end += 2;
    }
    if line.hyphen(end) {
        end += 2;
    }
    if unit == Unit::Weekend && !line.before(at, 1, &["for", "over", "within"]) {
        return None;
    }
    if unit == Unit::Quarter && line.is(end, "of") {
        return None;
    }
    let near = modifier.is_some() || value == 150;
    let plain = line.any(start, &["a", "an"]) && start + 1 == next;
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter)
        && !near
        && !(unit == Unit::Minute && line.before(at, 1, &["for", "in", "within", "about", "every"]))
    {
        return None;
    }
    if line.is(end, "old") || plain && !near && is_rate(line, at) {
        return None;
    }
    let measured = &[
        "for", "in", "within", "after", "about", "than", "nearly", "almost", "half", "only",
        "just", "over",
    ];
    if unit == Unit::Day
        && !near
        && !half
        && (plain || line.is(start, "one"))
        && !line.before(at, 1, measured)
    {
        return None;
    }
    Some(how_long(end, Amount::Exactly(value), unit, modifier))
}

/// Whether it is halved, and past the determiner.
fn single_determiner(line: Line<'_, '_>, at: usize) -> Option<(bool, usize)> {
    const PHRASES: &[(&[&str], bool)] = &[
        (&["half", "a"], true),
        (&["half", "an"], true),
        (&["a", "half"], true),
        (&["a", "full"], false),
        (&["the", "entire"], false),
        (&["an", "entire"], false),
        (&["a", "whole"], false),
        (&["a"], false),
        (&["an"], false),
        (&["one"], false),
        (&["another"], false),
    ];
    let (half, end) =
        PHRASES.iter().find_map(|(words, half)| Some((*half, line.phrase(at, words)?)))?;
    Some((half, end + usize::from(half && line.hyphen(end))))
}

/// "$5 a year", "twice a week", "3 percent a year".
fn is_rate(line: Line<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let text = line.text(before);
    if line.any(
        before,
        &[
            "is", "was", "has", "as", "his", "this", "its", "years", "for", "plus", "minus",
            "lasts", "takes", "besides", "towards", "across", "perhaps",
        ],
    ) {
        return false;
    }
    let amount = line.any(
        before,
        &[
            "percent", "%", "million", "billion", "thousand", "hundred", "twice", "once", "rate",
            "people", "men",
        ],
    );
    amount
        || text.ends_with(|it: char| it.is_ascii_digit())
        || text.len() > 2 && text.ends_with('s') && text.starts_with(char::is_alphabetic)
}

/// "several weeks", "a few days", "many years", "a couple of months".
pub fn vague(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let start = line.skip(at, &["the", "these", "those"]);
    let (amount, next) = line.vague(start)?;
    let next = line.skip(next, &["more", "hundred", "thousand", "dozen", "consecutive", "long"]);
    let hyphen = line.hyphen(next);
    let (unit, number, end) = line.unit(next + usize::from(hyphen))?;
    let attribute = number == Grammatical::Singular && hyphen && !line.is(end + 1, "old");
    if number == Grammatical::Singular && !attribute || line.is(start, "recent") {
        return None;
    }
    let end = line.phrase(end, &["and", "months"]).unwrap_or(end);
    Some(how_long(end, amount, unit, None))
}

/// Past the article of "twice a week", "once every month", "three times a day".
fn times(line: Line<'_, '_>, at: usize) -> Option<usize> {
    let next = match line.count(at) {
        Some((_, next)) if line.is(next, "times") => next + 1,
        _ if line.any(at, &["once", "twice"]) => at + 1,
        _ => return None,
    };
    line.any(next, &["a", "an", "every", "each"]).then_some(next + 1)
}

/// "every two weeks", "each Friday night", "per day", "daily".
pub fn set(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let found = |end, recurrence| {
        Some(Found {
            end,
            expression: Expression::Set(recurrence),
            modifier: None,
            rule: "how often",
        })
    };
    if let Class::Every(unit, count) = line.class(at) {
        let named =
            at > 0 && line.capital(at) && !line.any(at - 1, &[".", "!", "?", "\"", "“", "''"]);
        return if named {
            None
        } else {
            found(at + 1, Recurrence::Each(Amount::Exactly(i32::from(count) * 100), unit))
        };
    }
    if let Some(end) = times(line, at) {
        let (unit, _, end) = line.unit(end)?;
        return found(end, Recurrence::Each(Amount::ONE, unit));
    }
    if line.is(at, "weekends") && line.before(at, 1, &["on", "at", "over"]) {
        return found(at + 1, Recurrence::Weekend);
    }
    if !line.any(at, &["each", "every", "per"]) {
        return None;
    }
    let per = line.is(at, "per");
    if let Some((day, end)) = line.weekday(at + 1) {
        let (part, end) = line.part(end).map_or((None, end), |(part, end)| (Some(part), end));
        return found(end, Recurrence::Weekday(day, part));
    }
    if let Some((month, end)) = line.month(at + 1) {
        return found(end, Recurrence::Month(month));
    }
    if let Some((part, end)) = line.part(at + 1) {
        return found(end, Recurrence::Part(part));
    }
    if let Class::Season(season) = line.class(at + 1) {
        return found(at + 2, Recurrence::Season(season));
    }
    let (amount, next) = match (line.text(at + 1), line.count(at + 1)) {
        ("other", _) => (Amount::Exactly(200), at + 2),
        ("few", _) => (Amount::Some, at + 2),
        (_, Some((value, end))) if !per => (Amount::Exactly(value), end),
        _ => (Amount::ONE, at + 1),
    };
    let (unit, _, end) = line.unit(next)?;
    // A second is the measure of rates: "15 million instructions per second".
    if unit == Unit::Second {
        return None;
    }
    found(end, Recurrence::Each(amount, unit))
}
