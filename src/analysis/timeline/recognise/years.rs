//! Years, decades and centuries, and the four digits that are none of them.

use crate::analysis::timeline::{
    expression::{Expression, Found},
    line::Line,
    words::{Class, Mark},
    zones::Clock,
};

/// Whether a word here says that the number before it is a count.
pub fn counts_things(line: Line<'_, '_>, at: usize) -> bool {
    line.marked(at, Mark::Counted)
}

/// "2006", "in the year 1998", "late 2021", "480 BC".
pub fn year(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if let Some(found) = before_christ(line, at) {
        return Some(found);
    }
    if let Some(found) = short_end(line, at) {
        return Some(found);
    }
    if let Some(found) = beside_year(line, at) {
        return Some(found);
    }
    let (modifier, start) = line.early(at);
    let start = line
        .phrase(start, &["the", "year"])
        .or_else(|| line.phrase(start, &["the", "full", "year"]))
        .unwrap_or(start);
    let (start, apostrophe) = if start == at { (start, false) } else { (start, true) };
    let (year, end) = line.year(start)?;
    let digits = line.text(start).starts_with(|it: char| it.is_ascii_digit());
    let short = line.any(start, &["'", "’", "‘"]);
    if short && !line.marked_before(at, Mark::BeforeYear) && start == at {
        return None;
    }
    if digits && !apostrophe && !is_year(line, at, year, end) {
        return None;
    }
    if document(line, start).is_some() {
        return None;
    }
    let end = line
        .phrase(end, &["or", "later"])
        .or_else(|| line.phrase(end, &["and", "beyond"]))
        .unwrap_or(end);
    Some(Found { end, expression: Expression::Year(year), modifier, rule: "year" })
}

/// "pre-1967", "post-2001".
fn beside_year(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let modifier = match line.text(at) {
        "pre" | "Pre" => "BEFORE",
        "post" | "Post" => "AFTER",
        _ => return None,
    };
    let (year, end) = line.year(at + 2).filter(|_| line.hyphen(at + 1))?;
    Some(Found { end, expression: Expression::Year(year), modifier: Some(modifier), rule: "year" })
}

/// The "23" of "2022-23".
fn short_end(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let first = at.checked_sub(2).and_then(|it| line.year(it).filter(|(_, end)| *end == at - 1))?.0;
    let Class::Count(value, 2) = line.class(at) else { return None };
    let last = first / 100 * 100 + i16::try_from(value / 100).ok()?;
    let joined = line.hyphen(at - 1) && !line.hyphen(at + 1);
    (joined && last > first).then_some(Found {
        end: at + 1,
        expression: Expression::Year(last),
        modifier: None,
        rule: "last year of a range",
    })
}

/// "480 BC", "March 44 BC", and the first year of "55-54 BC".
fn before_christ(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (month, start) = line.month(at).map_or((None, at), |(month, end)| (Some(month), end));
    let Class::Count(value, 1..=4) = line.class(start) else { return None };
    let era = |it: usize| line.any(it, &["BC", "B.C.", "BCE", "B.C.E."]);
    let mut end = start + 1;
    if era(end) {
        end += 1;
    } else if !(line.dash(end)
        && matches!(line.class(end + 1), Class::Count(_, 1..=4))
        && era(end + 2))
    {
        return None;
    }
    let year = i16::try_from(value / 100).ok()?;
    Some(Found {
        end,
        expression: Expression::BeforeChrist(year, month),
        modifier: None,
        rule: "year before Christ",
    })
}

/// Whether four digits are a year here.
fn is_year(line: Line<'_, '_>, at: usize, year: i16, end: usize) -> bool {
    if counts_things(line, end) || line.dash(end) && line.marked(end + 1, Mark::Counted) {
        return false;
    }
    let number = &[
        "no.",
        "no",
        "number",
        "flight",
        "room",
        "route",
        "model",
        "channel",
        "building",
        "nearly",
        "about",
        "some",
        "than",
        "least",
        "only",
        "approximately",
        "almost",
        "at",
        "resolution",
        "resolutions",
        "article",
        "section",
        "law",
    ];
    if line.before(at, 1, number) && !line.before(at, 1, &["than"]) {
        return false;
    }
    if super::clock::zone(line, end).1 != Clock::Open
        || line.is(end, "(") && line.year(end + 1).is_some() && line.is(end + 2, ")")
    {
        return false;
    }
    let prepared = line.marked_before(at, Mark::BeforeYear)
        || at > 0 && line.hyphen(at - 1) && line.before(at, 2, &["mid", "early", "late"]);
    let ranged = is_ranged(line, at, end);
    if line.dash(end) && line.glued(end) && !ranged && !prepared {
        return false;
    }
    if !(1900..=2100).contains(&year) {
        let firm = line.before(
            at,
            1,
            &[
                "in", "since", "until", "by", "of", "before", "after", "around", "circa", "during",
                "early", "late", "mid", "through", "spring", "summer", "autumn", "winter", "(",
            ],
        );
        let campaign = line.before(at, 1, &["the"]) && line.text(end).len() > 2;
        let loose = campaign || line.before(at, 1, &["from", "to", "between", "for", "and"]);
        let plural =
            line.text(end).starts_with(char::is_lowercase) && line.text(end).ends_with('s');
        return ranged || firm || loose && !plural;
    }
    let follows = line.text(end);
    let plural = follows.len() > 3
        && follows.ends_with('s')
        && follows.bytes().all(|it| it.is_ascii_lowercase());
    !plural || prepared || ranged
}

/// "1914-1918", "1989-90".
fn is_ranged(line: Line<'_, '_>, at: usize, end: usize) -> bool {
    let before =
        at >= 2 && line.dash(at - 1) && matches!(line.class(at - 2), Class::Count(_, 1..=4));
    let first = match line.class(at) {
        Class::Count(value, 4) => value % 10_000,
        _ => 0,
    };
    let after = line.dash(end)
        && match line.class(end + 1) {
            Class::Count(_, 4) => true,
            Class::Count(last, 2) => last > first && !line.hyphen(end + 2),
            _ => false,
        };
    before || after
}

/// Documents whose names end in a number and the year in brackets.
const DOCUMENTS: &[&str] = &[
    "resolution",
    "resolutions",
    "unscr",
    "unscrs",
    "res",
    "S",
    "A",
    "regulation",
    "directive",
    "decision",
    "decree",
    "law",
    "order",
];

/// The first word of the document whose name ends in the year here: "resolution 1718 (2006)",
/// "S/RES/2397 (2017)".
pub fn document(line: Line<'_, '_>, at: usize) -> Option<usize> {
    let (_, end) = line.year(at)?;
    let numbered = at >= 2 && matches!(line.class(at - 2), Class::Count(..));
    if !(numbered && line.before(at, 1, &["("]) && line.is(end, ")")) {
        return None;
    }
    let first = (3..=8).rfind(|back| line.before(at, *back, DOCUMENTS))?;
    // In "resolutions 1718 (2006) and 1874 (2009)" the second has its number alone.
    let alone = (at - first..at - 2).any(|it| line.is(it, "("));
    Some(if alone { at - 2 } else { at - first })
}

/// "resolution 1718 (2006)": when the document was made, not when the sentence is.
pub fn of_document(line: Line<'_, '_>, at: usize) -> Option<Found> {
    document(line, at)?;
    let (year, end) = line.year(at)?;
    let expression = Expression::DocumentYear(year);
    Some(Found { end, expression, modifier: None, rule: "year of the document named" })
}

/// "the 1990s", "the late '80s", "the early nineties".
pub fn decade(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) =
        line.early(line.phrase(at, &["the", "last", "half", "of"]).unwrap_or(at));
    let the = line.skip(start, &["the"]);
    let (modifier, start) = if modifier.is_some() { (modifier, the) } else { line.early(the) };
    let start = line.skip(start, &["'", "’", "‘", "`"]);
    let (year, end) = match line.class(start) {
        Class::Decade(year) => (year, start + 1),
        Class::Count(value, 4) if value % 1_000 == 0 && line.any(start + 1, &["'s", "’s"]) => {
            (i16::try_from(value / 100).ok()?, start + 2)
        }
        Class::DecadeWord(digit)
            if start > at && !line.before(at, 1, &["his", "her", "their", "my"]) =>
        {
            (1900 + i16::from(digit) * 10, start + 1)
        }
        _ => return None,
    };
    let temperature = line.text(start).len() == 3 && start == at;
    (!temperature).then_some(Found {
        end,
        expression: Expression::Decade(year),
        modifier,
        rule: "decade",
    })
}

/// "the 19th century", "the late twentieth century".
pub fn century(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.early(at);
    let the = line.skip(start, &["the"]);
    let (modifier, start) = if modifier.is_some() { (modifier, the) } else { line.early(the) };
    let (number, end) = line.day(start)?;
    let end = end + usize::from(line.hyphen(end));
    let ordinal = !matches!(line.class(start), Class::Count(..));
    (ordinal && line.is(end, "century") && number > 1).then(|| Found {
        end: end + 1,
        expression: Expression::Century(number - 1),
        modifier,
        rule: "century",
    })
}

/// "the 1988 period", "the 2021 quarter".
pub fn of_period(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (year, end) = line.year(line.phrase(at, &["the"])?)?;
    let expression = Expression::QuarterOf(year);
    line.any(end, &["period", "quarter"]).then_some(Found {
        end: end + 1,
        expression,
        modifier: None,
        rule: "year",
    })
}
