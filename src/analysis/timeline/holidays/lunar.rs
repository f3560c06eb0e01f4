//! Holidays that follow the moon, by the calendars of ICU4X (`icu_calendar`).
//!
//! Islamic days are those of the Umm al-Qura calendar of Saudi Arabia, civil ones; a country that
//! waits for the crescent to be seen may begin a day later. Jewish days are those that follow the
//! evening on which they begin. Chinese and Korean days are those of the traditional calendars.
//! Outside of [`YEARS`] nothing is told: older news did not count by these calendars.

use icu_calendar::{
    Calendar, Date as Moonday,
    cal::{Hijri, Iso},
    types::Month,
};

use crate::model::Date;

/// Whose months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moon {
    /// Islamic, Umm al-Qura.
    Islamic,
    /// Jewish; the first month is Tishri.
    Jewish,
    /// Chinese.
    Chinese,
    /// Korean.
    Korean,
}

impl Moon {
    /// As the table of holidays names it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "islamic" => Self::Islamic,
            "jewish" => Self::Jewish,
            "chinese" => Self::Chinese,
            "korean" => Self::Korean,
            _ => return None,
        })
    }
}

/// For which years days are told.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// The days of a Gregorian year on which this day of a month falls: in Islamic years it may be two.
pub fn days(moon: Moon, month: u8, day: u8, year: i16) -> impl Iterator<Item = Date> {
    let gregorian = i32::from(year);
    // Months are a twelfth of a year of 354 days; the era began in 622.
    let first = match moon {
        Moon::Islamic => (gregorian - 622) * 33 / 32 - 1,
        Moon::Jewish => gregorian + 3760,
        Moon::Chinese | Moon::Korean => gregorian - 1,
    };
    let years = if YEARS.contains(&year) { 0..4 } else { 0..0 };
    years
        .filter_map(move |next| on(moon, first + next, month, day))
        .filter(move |it| it.year() == year)
}

/// A day of a month of a year of that calendar.
fn on(moon: Moon, year: i32, month: u8, day: u8) -> Option<Date> {
    match moon {
        Moon::Islamic => civil(
            &Moonday::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura())
                .ok()?,
        ),
        Moon::Jewish => civil(&Moonday::try_new_hebrew_v2(year, Month::new(month), day).ok()?),
        Moon::Chinese => {
            civil(&Moonday::try_new_chinese_traditional(year, Month::new(month), day).ok()?)
        }
        Moon::Korean => {
            civil(&Moonday::try_new_korean_traditional(year, Month::new(month), day).ok()?)
        }
    }
}

fn civil<A: Calendar>(day: &Moonday<A>) -> Option<Date> {
    let iso = day.to_calendar(Iso);
    Date::new(
        i16::try_from(iso.year().extended_year()).ok()?,
        iso.month().ordinal,
        iso.day_of_month().0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(moon: Moon, month: u8, day: u8, year: i16) -> Vec<String> {
        days(moon, month, day, year).map(|it| it.to_string()).collect()
    }

    #[test]
    fn days_as_almanacs_have_them() {
        // Ramadan and Eid al-Fitr as Saudi Arabia kept them.
        assert_eq!(told(Moon::Islamic, 9, 1, 2022), ["2022-04-02"]);
        assert_eq!(told(Moon::Islamic, 10, 1, 2023), ["2023-04-21"]);
        assert_eq!(told(Moon::Islamic, 12, 10, 2024), ["2024-06-16"]);
        assert_eq!(told(Moon::Islamic, 9, 1, 2030), ["2030-01-05", "2030-12-26"]);
        assert_eq!(told(Moon::Jewish, 1, 1, 2023), ["2023-09-16"]);
        assert_eq!(told(Moon::Jewish, 1, 10, 1973), ["1973-10-06"]);
        assert_eq!(told(Moon::Jewish, 7, 15, 2024), ["2024-04-23"]);
        assert_eq!(told(Moon::Chinese, 1, 1, 2024), ["2024-02-10"]);
        assert_eq!(told(Moon::Chinese, 1, 1, 1968), ["1968-01-30"]);
        assert_eq!(told(Moon::Korean, 8, 15, 2022), ["2022-09-10"]);
        assert!(told(Moon::Chinese, 1, 1, 1400).is_empty());
    }
}
