//! Days as they are said: `fri`, `2w`, `tomorrow`, `next month`, `2026-12-01`.

use std::fmt;

use crate::model::{Date, Period, Weekday};

/// Why words are no day to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayError {
    /// They name no day.
    NoDay,
    /// They name a time of the day; days alone are kept.
    Time,
    /// The day is over, or it is today.
    Past(Date),
}

impl DayError {
    /// What can be said instead.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::NoDay => "say fri, tomorrow, 3d, 2w, next month, 1 dec, 2026-12-01",
            Self::Time => "give the day alone; it comes back in its morning",
            Self::Past(_) => "give a day to come",
        }
    }
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDay => f.write_str("that is no day"),
            Self::Time => f.write_str("no time of the day is kept"),
            Self::Past(day) => write!(f, "{day} is not to come"),
        }
    }
}

impl std::error::Error for DayError {}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day to come that is meant: `fri`, `next tuesday`, `tomorrow`, `3d`, `in 2 weeks`, `next
/// month`, `1 dec`, `2026-12-01`.
pub fn day(words: &str, today: Date) -> Result<Date, DayError> {
    let words = words.trim().to_lowercase();
    if has_time(&words) {
        return Err(DayError::Time);
    }
    let day = said(&words, today).ok_or(DayError::NoDay)?;
    if day <= today { Err(DayError::Past(day)) } else { Ok(day) }
}

/// A time of the day in the words: `9:00`, `9am`, `noon`.
fn has_time(words: &str) -> bool {
    let hour = |it: &str| {
        let digits = it.strip_suffix("am").or_else(|| it.strip_suffix("pm"));
        digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    };
    let clock = |it: &str| {
        let minutes = it.split_once(':').map(|it| it.1);
        minutes.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
            && it.starts_with(|it: char| it.is_ascii_digit())
    };
    words.split_whitespace().any(|it| {
        clock(it) || hour(it) || ["noon", "midnight", "am", "pm", "tonight"].contains(&it)
    })
}

fn said(words: &str, today: Date) -> Option<Date> {
    if let Ok(day) = words.parse() {
        return Some(day);
    }
    let first_of_month = Date::new(today.year(), today.month(), 1)?;
    let monday = today.plus_days(-(today.weekday() as i32));
    match words {
        "today" => return Some(today),
        "tomorrow" | "tmr" => return Some(today.plus_days(1)),
        "next week" => return Some(monday.plus_days(7)),
        "next month" => return Some(first_of_month.plus_months(1)),
        "next year" => return Date::new(today.year() + 1, 1, 1),
        "weekend" => return weekday("saturday", today),
        _ => (),
    }
    let bare = words.strip_prefix("next ").or_else(|| words.strip_prefix("on ")).unwrap_or(words);
    weekday(bare, today).or_else(|| length(words, today)).or_else(|| month_day(bare, today))
}

/// The next day of the week that begins so, two letters or more.
fn weekday(word: &str, today: Date) -> Option<Date> {
    let named = |it: &&Weekday| word.len() >= 2 && it.name().to_lowercase().starts_with(word);
    let weekday = Weekday::ALL.iter().find(named)?;
    let ahead = (*weekday as i32 - today.weekday() as i32).rem_euclid(7);
    Some(today.plus_days(if ahead == 0 { 7 } else { ahead }))
}

/// `3d`, `2 weeks`, `in a month`.
fn length(words: &str, today: Date) -> Option<Date> {
    let words = words.strip_prefix("in ").unwrap_or(words).trim();
    let words = words.strip_prefix("a ").map_or_else(|| words.to_owned(), |it| format!("1 {it}"));
    let end = words.find(|it: char| !it.is_ascii_digit())?;
    let count: i32 = words[..end].parse().ok().filter(|it| (1..=9_999).contains(it))?;
    match words[end..].trim() {
        "d" | "day" | "days" => Some(today.plus_days(count)),
        "w" | "week" | "weeks" => Some(today.plus_days(count.saturating_mul(7))),
        "m" | "mo" | "month" | "months" => Some(today.plus_months(count)),
        "y" | "year" | "years" => Some(today.plus_months(count.saturating_mul(12))),
        _ => None,
    }
}

/// `1 dec`, `december 1`: the next such day.
fn month_day(words: &str, today: Date) -> Option<Date> {
    let (a, b) = words.split_once(' ')?;
    let (day, month) = if a.starts_with(|it: char| it.is_ascii_digit()) { (a, b) } else { (b, a) };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|it| day.strip_suffix(it)).unwrap_or(day);
    let day: u8 = day.parse().ok()?;
    let named = |it: &str| month.len() >= 3 && it.starts_with(month.trim_end_matches('.'));
    let month = u8::try_from(MONTHS.iter().position(|it| named(it))? + 1).ok()?;
    (0..=8).filter_map(|years| Date::new(today.year() + years, month, day)).find(|it| *it > today)
}

/// The days that a date of the analyst's means: `2022-09-06`, `2022-09`, `2022`,
/// `2022-09-06..2022-09-08`.
pub fn days(words: &str) -> Option<Period> {
    let (first, last) = words.split_once("..").unwrap_or((words, words));
    let period = Period { from: one(first)?.from, to: one(last)?.to };
    (period.from <= period.to).then_some(period)
}

/// A day, a month or a year.
fn one(words: &str) -> Option<Period> {
    let words = words.trim();
    if let Ok(day) = words.parse() {
        return Some(Period { from: day, to: day });
    }
    let digits =
        |it: &str, width: usize| it.len() == width && it.bytes().all(|b| b.is_ascii_digit());
    match words.split_once('-') {
        Some((year, month)) if digits(year, 4) && digits(month, 2) => {
            let from = Date::new(year.parse().ok()?, month.parse().ok()?, 1)?;
            Some(Period { from, to: from.end_of_month() })
        }
        None if digits(words, 4) => {
            let year = words.parse().ok()?;
            Some(Period { from: Date::new(year, 1, 1)?, to: Date::new(year, 12, 31)? })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> String {
        // A Tuesday.
        let today: Date = "2026-11-24".parse().unwrap();
        day(words, today).map_or_else(|error| error.to_string(), |it| it.to_string())
    }

    #[test]
    fn days_are_read_as_they_are_said() {
        let table = [
            ("fri", "2026-11-27"),
            ("tuesday", "2026-12-01"),
            ("next tue", "2026-12-01"),
            ("tomorrow", "2026-11-25"),
            ("3d", "2026-11-27"),
            ("2w", "2026-12-08"),
            ("in 2 weeks", "2026-12-08"),
            ("in a month", "2026-12-24"),
            ("1m", "2026-12-24"),
            ("next week", "2026-11-30"),
            ("next month", "2026-12-01"),
            ("next year", "2027-01-01"),
            ("1 dec", "2026-12-01"),
            ("November 3rd", "2027-11-03"),
            ("29 feb", "2028-02-29"),
            ("2027-01-02", "2027-01-02"),
        ];
        for (words, meant) in table {
            assert_eq!(told(words), meant, "{words}");
        }
    }

    #[test]
    fn what_is_no_day_to_come_says_why() {
        for words in ["", "d", "0d", "€", "soon", "99999999999d", "31 feb", "2026-13-01"] {
            assert_eq!(told(words), "that is no day", "{words}");
        }
        for words in ["mon 9:00", "tomorrow 9am", "fri noon", "2026-12-01 09:30"] {
            assert_eq!(told(words), "no time of the day is kept", "{words}");
        }
        assert_eq!(told("today"), "2026-11-24 is not to come");
        assert_eq!(told("2020-01-01"), "2020-01-01 is not to come");
    }

    #[test]
    fn the_analysts_dates_are_days_in_a_row() {
        let shown = |words: &str| days(words).map(|it| format!("{} {}", it.from, it.to));
        assert_eq!(shown("2022-09").as_deref(), Some("2022-09-01 2022-09-30"));
        assert_eq!(shown("2022-09-06..2022-09-08").as_deref(), Some("2022-09-06 2022-09-08"));
        assert_eq!(shown("2022").as_deref(), Some("2022-01-01 2022-12-31"));
        for words in ["", "..", "2022-09-08..2022-09-06", "soon", "2022-02-30"] {
            assert_eq!(shown(words), None, "{words}");
        }
    }
}
