//! Parts of the year that have names: seasons, quarters, halves, fiscal years, holidays.

use crate::analysis::timeline::{
    expression::{Expression, Found, InYear, Which},
    holidays,
    line::Line,
    words::{Buffer, Class, Grammatical, Season, Unit, lowered},
};

/// ", 2022", "of 2022", "of last year" after a part of a year.
fn year_after(line: Line<'_, '_>, at: usize) -> Option<(InYear, usize)> {
    let of = line.skip(line.skip(line.skip(at, &[","]), &["of"]), &["fiscal"]);
    if let Some((year, end)) = line.year(of) {
        return Some((InYear::Said(year), end));
    }
    let (which, end) = line.which(line.skip(at, &["of"]))?;
    line.is(end, "year").then_some((InYear::Of(which), end + 1))
}

/// "last summer", "the spring of 2022", "in winter".
pub fn season(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let the = at + usize::from(line.is(at, "the") && line.any(at + 1, &["early", "late", "mid"]));
    let (modifier, start) = line.early(the);
    let which = line.which(start);
    let (which, start) = match which {
        Some((which, end)) => (Some(which), end),
        None => (None, line.skip(start, &["the"])),
    };
    let article = start > at && which.is_none() && modifier.is_none();
    let (before, start) = match line.year(start) {
        Some((year, end)) => (Some(InYear::Said(year)), end),
        None => (None, start),
    };
    let Class::Season(season) = line.class(start) else { return None };
    let end = start + 1;
    if line.text(start).ends_with('s') || line.hyphen(end) {
        return None;
    }
    let (year, end) = match (before, year_after(line, end), which) {
        (Some(year), ..) => (year, end),
        (None, Some((year, end)), _) => (year, end),
        (None, None, Some(which)) => (InYear::Which(which), end),
        (None, None, None) => (InYear::Open, end),
    };
    let bare = year == InYear::Open && modifier.is_none();
    let preposition =
        &["in", "since", "until", "by", "during", "of", "for", "all", "through", "before", "after"];
    if bare
        && !article
        && !line.before(at, 1, if is_verb(season) { &preposition[..6] } else { preposition })
    {
        return None;
    }
    if line.is(start, "fall") && falls(line, at, start, end, year, article) {
        return None;
    }
    Some(Found { end, expression: Expression::Season(year, season), modifier, rule: "season" })
}

const fn is_verb(season: Season) -> bool {
    matches!(season, Season::Autumn | Season::Spring)
}

/// "the fall of Kabul", "a fall in prices".
fn falls(
    line: Line<'_, '_>,
    at: usize,
    start: usize,
    end: usize,
    year: InYear,
    article: bool,
) -> bool {
    if matches!(year, InYear::Said(_) | InYear::Of(_)) {
        return false;
    }
    let prepared = line.before(at, 1, &["in", "by", "during", "until", "since"]);
    let moves = line.any(
        start + 1,
        &[
            "in", "of", "to", "by", "from", "behind", "short", "apart", "into", "below", "for",
            "under", "on", "back",
        ],
    );
    let firm = matches!(year, InYear::Which(Which::This | Which::Last | Which::Next));
    article && !prepared || moves && end == start + 1 && !firm
}

/// "the third quarter", "last year's fourth quarter", "Q3 2022", "fiscal 2022".
pub fn quarter(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if let Some(found) = fiscal(line, at).or_else(|| short_quarter(line, at)) {
        return Some(found);
    }
    let (modifier, start) = line.early(at);
    let mut year = InYear::Open;
    let mut next = line.skip(start, &["the"]);
    if let Some((which, end)) = line
        .which(start)
        .filter(|(_, end)| line.is(*end, "year") && line.any(end + 1, &["'s", "’s"]))
    {
        year = InYear::Of(which);
        next = end + 2;
    } else if let Some((said, end)) = line.year(next) {
        year = InYear::Said(said);
        next = end;
    } else if let Some(end) = year_ago(line, next) {
        year = InYear::Of(Which::Last);
        next = end;
    }
    let mut start = line.skip(next, &["latest", "fiscal", "current", "recent"]);
    start += usize::from(line.hyphen(start));
    let number = match line.ordinal(start) {
        Some((number @ 1..=4, _)) => number,
        _ if line.is(start, "final") => 4,
        _ if line.is(start, "last") && year_after(line, start + 2).is_some() => 4,
        _ => return None,
    };
    let unit = start + 1 + usize::from(line.hyphen(start + 1));
    let attribute = line.hyphen(unit - 1) && line.is(at, "the") && year == InYear::Open;
    if !line.is(unit, "quarter") || attribute {
        return None;
    }
    let mut end = unit + 1;
    if year == InYear::Open
        && let Some((said, after)) = year_after(line, end)
    {
        (year, end) = (said, after);
    }
    Some(Found { end, expression: Expression::Quarter(year, number), modifier, rule: "quarter" })
}

/// "year-ago", "year-earlier".
pub(super) fn year_ago(line: Line<'_, '_>, at: usize) -> Option<usize> {
    (line.is(at, "year") && line.hyphen(at + 1) && line.any(at + 2, &["ago", "earlier"]))
        .then_some(at + 3)
}

/// "the latest quarter", "that quarter", "the year-earlier period", "the quarter a year ago".
pub fn this_quarter(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let the = line.skip(at, &["the"]);
    let last_year = line.phrase(at, &["last", "year"]).filter(|it| line.any(*it, &["'s", "’s"]));
    let year_before =
        year_ago(line, the).filter(|_| the > at).or_else(|| last_year.map(|it| it + 1));
    let word = line.text(the);
    let compared = the > at && ["corresponding", "comparable", "same"].contains(&word);
    let (of, next) = match year_before {
        Some(end) => (Of::YearBefore, end),
        None if compared => (Of::YearBefore, the + 1),
        None if the > at && line.is(the, "latest") => (Of::Mention, the + 1),
        None if line.any(the, &["current"]) || the == at && line.is(at, "this") => {
            (Of::Publication(0), the + 1)
        }
        None if line.any(the, &["last", "previous"]) => (Of::Publication(-1), the + 1),
        None if line.is(the, "next") => (Of::Publication(1), the + 1),
        None if the == at && line.is(at, "that") => (Of::Mention, the + 1),
        None if the > at => (Of::Mention, the),
        None => return None,
    };
    let period = line.is(next, "period");
    let named = matches!(of, Of::YearBefore) || line.is(the, "latest");
    if !(line.is(next, "quarter") || period && named) || line.hyphen(next + 1) && period {
        return None;
    }
    let ago = line
        .phrase(next + 1, &["a", "year", "ago"])
        .or_else(|| line.phrase(next + 1, &["a", "year", "earlier"]));
    let ago = ago.or_else(|| line.phrase(next + 1, &["last", "year"]));
    let (of, end) = ago.map_or((of, next + 1), |end| (Of::YearBefore, end));
    if line.is(the, "same") && period && ago.is_none() {
        return None;
    }
    if let (Of::Mention, Some((month, day))) = (&of, ended(line, end)) {
        return Some(Found {
            end,
            expression: Expression::QuarterEnded(month, day),
            modifier: None,
            rule: "quarter, by the day that it ended",
        });
    }
    let expression = match of {
        Of::Publication(0) => Expression::Unit(Which::This, Unit::Quarter),
        Of::Publication(-1) => Expression::Unit(Which::Last, Unit::Quarter),
        Of::Publication(_) => Expression::Unit(Which::Next, Unit::Quarter),
        Of::Mention => Expression::TheQuarter,
        Of::YearBefore => Expression::QuarterYearBefore,
    };
    Some(Found {
        end,
        expression,
        modifier: None,
        rule: "counted from the quarter mentioned before",
    })
}

/// Month and day of "ended Sept. 30" after a period.
fn ended(line: Line<'_, '_>, at: usize) -> Option<(u8, u8)> {
    let day = line.any(at, &["ended", "ending"]).then(|| super::dates::day(line, at + 1))??;
    match day.expression {
        Expression::Day(_, month, day) => Some((month, day)),
        _ => None,
    }
}

/// Which quarter "the quarter" is.
enum Of {
    Publication(i8),
    Mention,
    YearBefore,
}

/// "Q3", "Q3 2022".
fn short_quarter(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let number = match line.text(at) {
        "Q1" => 1,
        "Q2" => 2,
        "Q3" => 3,
        "Q4" => 4,
        _ => return None,
    };
    let (year, end) = year_after(line, at + 1).unwrap_or((InYear::Open, at + 1));
    Some(Found {
        end,
        expression: Expression::Quarter(year, number),
        modifier: None,
        rule: "quarter",
    })
}

/// "fiscal 2022", "the fiscal year 2022", "FY2022", "FY 22".
fn fiscal(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let (modifier, start) = line.early(at);
    let the = line.skip(start, &["the"]);
    let found = |year, end| Found {
        end,
        expression: Expression::Year(year),
        modifier,
        rule: "fiscal year",
    };
    if line.is(the, "fiscal") {
        let (year, end) = line.year(line.skip(the + 1, &["year"]))?;
        return Some(found(year, end));
    }
    let glued = line.text(at).strip_prefix("FY")?;
    let (digits, end) =
        if glued.is_empty() { (line.text(at + 1), at + 2) } else { (glued, at + 1) };
    let value: i16 = digits.trim_start_matches(['\'', '’']).parse().ok()?;
    let year = match value {
        0..50 => 2000 + value,
        50..100 => 1900 + value,
        1900..2100 => value,
        _ => return None,
    };
    Some(found(year, end))
}

/// "the first half of 2022", "the second half of the year".
pub fn half(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if let (half @ ("H1" | "H2"), Some((year, end))) = (line.text(at), year_after(line, at + 1)) {
        let expression = Expression::Half(year, if half == "H1" { 1 } else { 2 });
        return Some(Found { end, expression, modifier: None, rule: "half year" });
    }
    let start = line.skip(at, &["the"]);
    let number = match lowered(line.text(start), &mut Buffer::default()).unwrap_or_default() {
        "first" => 1,
        "second" | "last" | "latter" => 2,
        _ => return None,
    };
    // "the first two quarters" are the half.
    let half = match line.phrase(start, &["first", "two", "quarters"]) {
        Some(end) => end - 1,
        None => start + 1 + usize::from(line.hyphen(start + 1)),
    };
    if !line.any(half, &["half", "quarters"]) {
        return None;
    }
    let of = line.skip(half + 1, &["of"]);
    let (year, end) = year_after(line, half + 1)
        .or_else(|| Some((InYear::Of(Which::This), line.phrase(of, &["the", "year"])?)))?;
    Some(Found {
        end,
        expression: Expression::Half(year, number),
        modifier: None,
        rule: "half year",
    })
}

/// "Christmas", "last Thanksgiving", "Easter 2022", "Easter week".
pub fn holiday(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let which = line.which(at);
    let start = which.map_or(at, |it| it.1);
    let (holiday, end) = holidays::holiday(line, start)?;
    let (span, end) = match line.unit(end) {
        Some((unit @ (Unit::Week | Unit::Weekend), Grammatical::Singular, end)) => (unit, end),
        _ => (Unit::Day, end),
    };
    let (year, end) = match (line.year(line.skip(end, &[","])), which) {
        (Some((year, end)), _) => (InYear::Said(year), end),
        (None, Some((which, _))) => (InYear::Which(which), end),
        (None, None) => (InYear::Open, end),
    };
    Some(Found {
        end,
        expression: Expression::Holiday(year, holiday, span),
        modifier: None,
        rule: holiday.rule(),
    })
}
