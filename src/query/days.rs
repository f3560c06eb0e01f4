//! Dates as users write them: days, months, years, ranges, comparisons, "2w", "friday".

use crate::model::{Date, Days};

/// The days that a value of `date:` or `published:` means.
///
/// `2022`, `2022-09`, `2022-09-22`, `2022-W38`, `today`, `yesterday`, `last-week`, `3d`, `2w` (the
/// last three days, two weeks); with `..` between or at one end a range; with `<`, `<=`, `>`, `>=`
/// before it a comparison.
pub(super) fn days(value: &str, today: Date) -> Option<Days> {
    for (sign, side) in [("<=", 0), (">=", 1), ("<", 2), (">", 3)] {
        if let Some(rest) = value.strip_prefix(sign) {
            let (from, to) = one(rest, today)?;
            return Some(match side {
                0 => Days { from: None, to: Some(to) },
                1 => Days { from: Some(from), to: None },
                2 => Days { from: None, to: Some(from.plus_days(-1)) },
                _ => Days { from: Some(to.plus_days(1)), to: None },
            });
        }
    }
    if let Some((first, last)) = value.split_once("..") {
        let last = last.trim_start_matches(['.', '=']);
        let from = if first.is_empty() { None } else { Some(one(first, today)?.0) };
        let to = if last.is_empty() { None } else { Some(one(last, today)?.1) };
        let turned = from.zip(to).is_some_and(|(from, to)| from > to);
        return (!turned && (from.is_some() || to.is_some())).then_some(Days { from, to });
    }
    let (from, to) = one(value, today)?;
    Some(Days { from: Some(from), to: Some(to) })
}

/// First and last day of one expression.
fn one(value: &str, today: Date) -> Option<(Date, Date)> {
    let value = value.trim().to_lowercase();
    let monday = today.plus_days(-(today.weekday() as i32));
    let month = Date::new(today.year(), today.month(), 1)?;
    let day = |it: Date| Some((it, it));
    match value.as_str() {
        "today" => return day(today),
        "yesterday" => return day(today.plus_days(-1)),
        "tomorrow" => return day(today.plus_days(1)),
        "this-week" => return Some((monday, monday.plus_days(6))),
        "last-week" => return Some((monday.plus_days(-7), monday.plus_days(-1))),
        "this-month" => return Some((month, month.end_of_month())),
        "last-month" => {
            let before = month.plus_months(-1);
            return Some((before, before.end_of_month()));
        }
        _ => (),
    }
    if let Some(start) = ago(&value, today) {
        return Some((start, today));
    }
    if let Ok(it) = value.parse() {
        return day(it);
    }
    if let Some((year, week)) = value.split_once("-w") {
        let monday = Date::from_iso_week(year.parse().ok()?, week.parse().ok()?)?;
        return Some((monday, monday.plus_days(6)));
    }
    let digits =
        |it: &str, width: usize| it.len() == width && it.bytes().all(|b| b.is_ascii_digit());
    match value.split_once('-') {
        Some((year, month)) if digits(year, 4) && digits(month, 2) => {
            let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1)?;
            Some((first, first.end_of_month()))
        }
        None if digits(&value, 4) => {
            let year = value.parse().ok()?;
            Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
        }
        _ => None,
    }
}

/// The day so long before today: `3d`, `2w`, `6m`, `1y`.
pub(super) fn ago(value: &str, today: Date) -> Option<Date> {
    let (count, unit) = length(value)?;
    Some(shift(today, -count, unit))
}

/// `3d`, `2 weeks`: how many, and of what.
fn length(value: &str) -> Option<(i32, char)> {
    let end = value.find(|it: char| !it.is_ascii_digit())?;
    let count: i32 = value[..end].parse().ok().filter(|it| *it <= 9999)?;
    let unit = value[end..].trim();
    let unit = match unit {
        "d" | "day" | "days" => 'd',
        "w" | "week" | "weeks" => 'w',
        "m" | "mo" | "month" | "months" => 'm',
        "y" | "year" | "years" => 'y',
        _ => return None,
    };
    Some((count, unit))
}

fn shift(day: Date, count: i32, unit: char) -> Date {
    match unit {
        'd' => day.plus_days(count),
        'w' => day.plus_days(7 * count),
        'm' => day.plus_months(count),
        _ => day.plus_months(12 * count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2022-09-22"; // a Thursday

    fn shown(value: &str) -> String {
        days(value, TODAY.parse().unwrap()).map_or_else(|| "-".to_owned(), |it| it.to_string())
    }

    #[test]
    fn values_of_a_date_are_days_in_a_row() {
        let table = [
            ("2022-09-01", "2022-09-01"),
            ("2022-09", "2022-09-01..2022-09-30"),
            ("2022", "2022-01-01..2022-12-31"),
            ("2022-W38", "2022-09-19..2022-09-25"),
            ("2022-09..2022-10", "2022-09-01..2022-10-31"),
            ("2022-09..", "2022-09-01.."),
            ("..2022-09", "..2022-09-30"),
            (">2022-09", "2022-10-01.."),
            (">=2022-09", "2022-09-01.."),
            ("<2022-09", "..2022-08-31"),
            ("<=2022-09", "..2022-09-30"),
            ("today", "2022-09-22"),
            ("last-week", "2022-09-12..2022-09-18"),
            ("last-month", "2022-08-01..2022-08-31"),
            ("2w", "2022-09-08..2022-09-22"),
        ];
        for (value, meant) in table {
            assert_eq!(shown(value), meant, "{value}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in
            ["", "..", "2022-13", "2022-02-30", "202", "2022-10..2022-09", "soon", "99999999d"]
        {
            assert_eq!(shown(value), "-", "{value}");
        }
    }
}
