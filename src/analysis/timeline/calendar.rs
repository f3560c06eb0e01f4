//! Calendar values: how TIMEX3 writes them, and the days they cover.

use crate::model::{Date, Period};

use super::{
    expression::{Amount, Recurrence},
    words::{Part, Season, Unit},
};

/// A place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One day.
    Day(Date),
    /// So many days from one on: a holiday.
    Days(Date, u8),
    /// A part of a day.
    Part(Date, Part),
    /// Hour and minute of a day.
    Clock(Date, u8, u8),
    /// The ISO week of a day.
    Week(Date),
    /// The weekend of that week.
    Weekend(Date),
    /// The month of a day.
    Month(Date),
    /// Its quarter.
    Quarter(Date),
    /// First or second half of a year.
    Half(i16, u8),
    /// A season; the winter of 2022 ends in 2023.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// The year a decade begins with.
    Decade(i16),
    /// The first two digits of its years.
    Century(u8),
    /// A year before Christ.
    BeforeChrist(i16, Option<u8>),
}

impl Place {
    /// As TIMEX3 writes it.
    pub fn value(self) -> String {
        match self {
            // TIMEX3 has no value for a span of days: a short one is told by the day it begins with,
            // a long one by its month. The period has all of them.
            Self::Day(day) | Self::Days(day, 0..=10) => day.to_string(),
            Self::Days(day, _) => Self::Month(day).value(),
            Self::Part(day, part) => format!("{day}T{}", part.code()),
            Self::Clock(day, hour, minute) => format!("{day}T{hour:02}:{minute:02}"),
            Self::Week(day) => {
                let (year, week) = day.iso_week();
                format!("{year:04}-W{week:02}")
            }
            Self::Weekend(day) => {
                let (year, week) = day.iso_week();
                format!("{year:04}-W{week:02}-WE")
            }
            Self::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter(day) => format!("{:04}-Q{}", day.year(), quarter(day)),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.code()),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(century) => format!("{century:02}"),
            Self::BeforeChrist(year, None) => format!("BC{year:04}"),
            Self::BeforeChrist(year, Some(month)) => format!("BC{year:04}-{month:02}"),
        }
    }

    /// First and last day; none before Christ.
    pub fn period(self) -> Option<Period> {
        let months = |from: Date, months: i32| {
            Some(Period { from, to: from.plus_months(months).plus_days(-1) })
        };
        match self {
            Self::Day(day) | Self::Part(day, _) | Self::Clock(day, ..) => {
                Some(Period { from: day, to: day })
            }
            Self::Days(from, days) => {
                Some(Period { from, to: from.plus_days(i32::from(days.max(1)) - 1) })
            }
            Self::Week(day) => {
                let from = monday(day);
                Some(Period { from, to: from.plus_days(6) })
            }
            Self::Weekend(day) => {
                let from = monday(day).plus_days(5);
                Some(Period { from, to: from.plus_days(1) })
            }
            Self::Month(day) => months(Date::new(day.year(), day.month(), 1)?, 1),
            Self::Quarter(day) => months(Date::new(day.year(), quarter(day) * 3 - 2, 1)?, 3),
            Self::Half(year, half) => months(Date::new(year, half * 6 - 5, 1)?, 6),
            Self::Season(year, season) => months(Date::new(year, first_month(season), 1)?, 3),
            Self::Year(year) => years(year, year),
            Self::Decade(year) => years(year, year.saturating_add(9)),
            Self::Century(century) => {
                let first = i16::from(century) * 100;
                years(first.max(1), first.saturating_add(99))
            }
            Self::BeforeChrist(..) => None,
        }
    }

    /// The whole day of a part of it.
    pub const fn day(self) -> Self {
        match self {
            Self::Part(day, _) => Self::Day(day),
            place => place,
        }
    }

    /// The day that later mentions count from.
    pub fn anchor(self) -> Option<Date> {
        match self {
            Self::Week(day) | Self::Month(day) => Some(day),
            _ => self.period().map(|it| it.from),
        }
    }
}

fn years(first: i16, last: i16) -> Option<Period> {
    Some(Period { from: Date::new(first, 1, 1)?, to: Date::new(last, 12, 31)? })
}

/// The Monday of its week.
pub fn monday(day: Date) -> Date {
    day.plus_days(-(day.weekday() as i32))
}

/// 1 to 4.
pub const fn quarter(day: Date) -> u8 {
    day.month().div_ceil(3)
}

/// The month a season begins in.
pub const fn first_month(season: Season) -> u8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// Monday 1.
pub fn weekday(day: Date) -> i32 {
    day.weekday() as i32 + 1
}

/// `P2W`, `PT30M`, `PXY`.
pub fn duration(amount: Amount, unit: Unit) -> String {
    let Amount::Exactly(hundredths) = amount else {
        let time = if unit.is_clock() { "T" } else { "" };
        return format!("P{time}X{}", unit.code());
    };
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match unit {
        Unit::Fortnight => format!("P{}W", hundredths * 2 / 100),
        Unit::Decade => format!("P{}Y", hundredths / 10),
        Unit::Century => format!("P{hundredths}Y"),
        Unit::Year if part != 0 => mixed("", whole, 'Y', part * 12 / 100, 'M'),
        Unit::Month if part != 0 => mixed("", whole, 'M', part * 30 / 100, 'D'),
        Unit::Minute if part != 0 => mixed("T", whole, 'M', part * 60 / 100, 'S'),
        Unit::Hour if part != 0 => mixed("T", whole, 'H', part * 60 / 100, 'M'),
        _ if part != 0 => {
            let time = if unit.is_clock() { "T" } else { "" };
            let fraction = format!("{part:02}");
            format!("P{time}{whole}.{}{}", fraction.trim_end_matches('0'), unit.code())
        }
        _ => format!("P{}{whole}{}", if unit.is_clock() { "T" } else { "" }, unit.code()),
    }
}

fn mixed(time: &str, whole: i32, unit: char, rest: i32, smaller: char) -> String {
    if whole == 0 {
        format!("P{time}{rest}{smaller}")
    } else {
        format!("P{time}{whole}{unit}{rest}{smaller}")
    }
}

/// `P1D`, `XXXX-WXX-1`.
pub fn recurrence(set: Recurrence) -> String {
    match set {
        Recurrence::Each(amount, unit) => duration(amount, unit),
        Recurrence::Weekday(day, None) => format!("XXXX-WXX-{day}"),
        Recurrence::Weekday(day, Some(part)) => format!("XXXX-WXX-{day}T{}", part.code()),
        Recurrence::Weekend => "XXXX-WXX-WE".to_owned(),
        Recurrence::Season(season) => format!("XXXX-{}", season.code()),
        Recurrence::Part(part) => format!("XXXX-XX-XXT{}", part.code()),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_timex3_writes_them() {
        for (hundredths, unit, value) in [
            (100, Unit::Week, "P1W"),
            (250, Unit::Year, "P2Y6M"),
            (50, Unit::Hour, "PT30M"),
            (100, Unit::Decade, "P10Y"),
            (350, Unit::Day, "P3.5D"),
        ] {
            assert_eq!(duration(Amount::Exactly(hundredths), unit), value);
        }
        assert_eq!(duration(Amount::Some, Unit::Hour), "PTXH");
    }
}
