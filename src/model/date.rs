//! [`Date`]: a civil date of the Gregorian calendar, without a zone.

use std::{fmt, str::FromStr};

/// A day of the calendar; always a valid one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A day of the week, Monday first as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// ISO 1.
    Monday,
    /// ISO 2.
    Tuesday,
    /// ISO 3.
    Wednesday,
    /// ISO 4.
    Thursday,
    /// ISO 5.
    Friday,
    /// ISO 6.
    Saturday,
    /// ISO 7.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

impl Date {
    /// The date, if the calendar has it; years 1 to 9999.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=9999).contains(&year) && (1..=12).contains(&month);
        (valid && day >= 1 && day <= days_in_month(year, month)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01; negative before it.
    pub fn to_days(self) -> i32 {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years that
        // begin in March, so that the leap day is the last of its year.
        let year = i32::from(self.year) - i32::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i32::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i32::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date so many days after 1970-01-01, held within the years 1 to 9999.
    pub fn from_days(days: i32) -> Self {
        let days = days.clamp(-719_162, 2_932_896) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Self {
            year: i16::try_from(year).unwrap_or(i16::MAX),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// So many days later (or earlier, where negative).
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from_days(self.to_days().saturating_add(days))
    }

    /// So many months later, on the same day or the last of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let index = (i32::from(self.year) * 12 + i32::from(self.month) - 1).saturating_add(months);
        let year = i16::try_from(index.div_euclid(12)).unwrap_or(9999).clamp(1, 9999);
        let month = u8::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        let index = usize::try_from((self.to_days() + 3).rem_euclid(7)).unwrap_or(0);
        Weekday::ALL[index]
    }

    /// The year and week of ISO 8601; the year can differ from that of the date.
    pub fn iso_week(self) -> (i16, u8) {
        let thursday = self.plus_days(3 - self.weekday() as i32);
        let first = Self { year: thursday.year, month: 1, day: 1 };
        let week = (thursday.to_days() - first.to_days()) / 7 + 1;
        (thursday.year, u8::try_from(week).unwrap_or(1))
    }

    /// The Monday of an ISO week, if the year has that week.
    pub fn from_iso_week(year: i16, week: u8) -> Option<Self> {
        let fourth = Self::new(year, 1, 4)?;
        let monday = fourth.plus_days(-(fourth.weekday() as i32) + (i32::from(week) - 1) * 7);
        (week >= 1 && monday.iso_week() == (year, week)).then_some(monday)
    }

    /// The last day of this date's month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        Self { day: days_in_month(self.year, self.month), ..self }
    }
}

/// How many days the month has.
fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    /// ISO 8601, `2022-09-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The words are not an ISO date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2022-09-22`, and nothing else.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotADate);
        };
        let digits = |part: &str, width: usize| {
            part.len() == width && part.bytes().all(|it| it.is_ascii_digit())
        };
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return Err(NotADate);
        }
        let read = || Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        read().ok_or(NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_dates_are_one_to_one_over_four_centuries() {
        for days in -146_097..=146_097 {
            assert_eq!(Date::from_days(days).to_days(), days);
        }
    }

    #[test]
    fn weekdays_and_iso_weeks_of_known_days() {
        assert_eq!(date("2022-09-22").weekday(), Weekday::Thursday);
        assert_eq!(date("2022-09-22").iso_week(), (2022, 38));
        assert_eq!(date("2021-01-03").iso_week(), (2020, 53));
        assert_eq!(date("2018-12-31").iso_week(), (2019, 1));
        assert_eq!(Date::from_iso_week(2022, 37), Some(date("2022-09-12")));
        assert_eq!(Date::from_iso_week(2022, 53), None);
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(date("2024-01-31").plus_months(1), date("2024-02-29"));
        assert_eq!(date("2023-03-31").plus_months(-13), date("2022-02-28"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2022-9-22", "2022-02-29", "2022-13-01", "20220922", "2022-09-22T", ""] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }
}
