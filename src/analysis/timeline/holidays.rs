//! Holidays and their days, from `assets/lexicon/timeline_holidays.txt`.

mod lunar;

use std::sync::LazyLock;

use crate::model::Date;

use self::lunar::Moon;

use super::{
    calendar::weekday,
    line::Line,
    words::{Buffer, Table, lowered},
};

/// A holiday and how its day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// The so-manieth weekday (Monday 1) of a month, and days from there; 9 is the last.
    Nth(u8, u8, u8, i8),
    /// So many days from Easter Sunday.
    Easter(i8),
    /// So many days from the Easter Sunday of the eastern churches.
    Orthodox(i8),
    /// Month and day of a calendar of the moon, and how many days it lasts.
    Lunar(Moon, u8, u8, u8),
}

impl Holiday {
    /// What the reader is told of how its day was found.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Lunar(Moon::Islamic, ..) => {
                "holiday, by the Umm al-Qura calendar; a day later where the moon is sighted"
            }
            Self::Lunar(Moon::Jewish, ..) => "holiday, by the Hebrew calendar",
            Self::Lunar(Moon::Chinese | Moon::Korean, ..) => {
                "holiday, by the traditional calendar of East Asia"
            }
            _ => "holiday",
        }
    }

    /// How many days it lasts.
    pub const fn days(self) -> u8 {
        match self {
            Self::Lunar(_, _, _, days) => days,
            _ => 1,
        }
    }
}

type Entry = (Vec<&'static str>, Holiday);

static TABLE: &str = include_str!("../../../assets/lexicon/timeline_holidays.txt");

/// By first word, in the order of the table.
static HOLIDAYS: LazyLock<Table<Vec<Entry>>> = LazyLock::new(|| {
    let mut by_first = Table::<Vec<Entry>>::default();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        if let Some((first, entry)) = entry(line) {
            by_first.entry(first).or_default().push(entry);
        }
    }
    by_first
});

fn entry(line: &'static str) -> Option<(&'static str, Entry)> {
    let (rule, words) = line.split_once(" : ")?;
    let mut fields = rule.split(' ');
    let kind = fields.next()?;
    let numbers: Vec<i8> = fields.filter_map(|it| it.parse().ok()).collect();
    let small = |at: usize| u8::try_from(*numbers.get(at)?).ok();
    let holiday = match kind {
        "fixed" => Holiday::Fixed(small(0)?, small(1)?),
        "nth" => Holiday::Nth(small(0)?, small(1)?, small(2)?, *numbers.get(3)?),
        "easter" => Holiday::Easter(*numbers.first()?),
        "orthodox" => Holiday::Orthodox(*numbers.first()?),
        _ => Holiday::Lunar(Moon::named(kind)?, small(0)?, small(1)?, small(2)?),
    };
    let words: Vec<&str> = words.split(' ').collect();
    Some((*words.first()?, (words, holiday)))
}

/// The first words of holidays.
pub fn first_words() -> impl Iterator<Item = &'static str> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" : ")?.1.split(' ').next())
}

/// The holiday whose words begin here, and past them.
pub fn holiday(line: Line<'_, '_>, at: usize) -> Option<(Holiday, usize)> {
    let mut buffer = Buffer::default();
    let entries = HOLIDAYS.get(lowered(line.text(at), &mut buffer)?)?;
    let (words, holiday) = entries.iter().find(|(words, _)| {
        words.iter().enumerate().all(|(k, word)| match *word {
            "'s" => line.any(at + k, &["'s", "’s"]),
            "'" => line.any(at + k, &["'", "’"]),
            word => line.is(at + k, word),
        })
    })?;
    let named = line.capital(at + usize::from(words[0] == "the"));
    let longer = line.any(
        at + words.len(),
        &[
            "agreement",
            "agreements",
            "accord",
            "accords",
            "island",
            "war",
            "offensive",
            "rising",
            "massacre",
        ],
    );
    let operation = line.before(at, 1, &["operation"]);
    (named && !longer && !operation).then_some((*holiday, at + words.len()))
}

/// The first days of a holiday in a year: mostly one, none or two where it follows the moon.
pub fn days(holiday: Holiday, year: i16) -> impl Iterator<Item = Date> {
    let lunar = match holiday {
        Holiday::Lunar(moon, month, day, _) => Some(lunar::days(moon, month, day, year)),
        _ => None,
    };
    solar(holiday, year).into_iter().chain(lunar.into_iter().flatten())
}

/// The day of a holiday that follows the sun.
fn solar(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day),
        Holiday::Nth(month, on, nth, shift) => {
            let first = Date::new(year, month, 1)?;
            let first = first.plus_days((i32::from(on) - weekday(first)).rem_euclid(7));
            let day = if nth == 9 {
                let fifth = first.plus_days(28);
                if fifth.month() == month { fifth } else { first.plus_days(21) }
            } else {
                first.plus_days(7 * (i32::from(nth) - 1))
            };
            Some(day.plus_days(i32::from(shift)))
        }
        Holiday::Easter(shift) => Some(easter(year)?.plus_days(i32::from(shift))),
        Holiday::Orthodox(shift) => Some(orthodox(year)?.plus_days(i32::from(shift))),
        Holiday::Lunar(..) => None,
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.
fn easter(year: i16) -> Option<Date> {
    let year_of = i32::from(year);
    let (century, in_century) = (year_of / 100, year_of % 100);
    let golden = year_of % 19;
    let moon = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 19 * sunday) / 433;
    let month = (epact + sunday - 7 * late + 90) / 25;
    let day = (epact + sunday - 7 * late + 33 * month + 19) % 32;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Easter Sunday of the Julian calendar by Meeus's algorithm, as a date of the Gregorian one.
fn orthodox(year: i16) -> Option<Date> {
    let year_of = i32::from(year);
    let moon = (19 * (year_of % 19) + 15) % 30;
    let sunday = (2 * (year_of % 4) + 4 * (year_of % 7) - moon + 34) % 7;
    let days = moon + sunday + 114;
    let julian = Date::new(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)?;
    let behind = year_of / 100 - year_of / 400 - 2;
    Some(julian.plus_days(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_of_known_years() {
        let on = |it, year| days(it, year).next().unwrap().to_string();
        assert_eq!(on(Holiday::Easter(0), 2022), "2022-04-17");
        assert_eq!(on(Holiday::Easter(-2), 2000), "2000-04-21");
        assert_eq!(on(Holiday::Orthodox(0), 2022), "2022-04-24");
        assert_eq!(on(Holiday::Orthodox(0), 2021), "2021-05-02");
        assert_eq!(on(Holiday::Nth(11, 4, 4, 0), 2022), "2022-11-24");
        assert_eq!(on(Holiday::Nth(5, 1, 9, 0), 2022), "2022-05-30");
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|it| !it.starts_with('#')).count();
        assert_eq!(HOLIDAYS.values().map(Vec::len).sum::<usize>(), lines);
    }
}
