//! Dates as files and pages print them, by which a brief is dated.
//!
//! Only lines that are nothing but a date are read here; dates inside sentences are the work of
//! `analysis`. A date that could be two days (`03/04/2022`) is neither.

mod within;

use std::{collections::BTreeMap, sync::LazyLock};

pub use self::within::{DayFirst, within};
use crate::model::Date;

/// A line that only says when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateLine {
    /// The day of publication, where the line gives one; a day of change is none.
    pub published: Option<Date>,
    /// It says what it is: `Published:`, a weekday, a time.
    pub labelled: bool,
}

/// The line read as a date line, if it is nothing else.
pub fn date_line(line: &str) -> Option<DateLine> {
    if line.len() > 120 {
        return None;
    }
    let mut reading = Reading::default();
    for word in words(line) {
        reading.take(&word)?;
    }
    reading.finish()
}

/// The date that a machine or a person wrote into a field: `2022-09-22T08:00:00Z`, `20220922`, or
/// anything that makes a date line.
pub fn date_in_field(field: &str) -> Option<Date> {
    let field = field.trim();
    field
        .get(..10)
        .and_then(|it| it.parse().ok())
        .or_else(|| field.get(..8).and_then(compact))
        .or_else(|| date_line(field)?.published)
}

/// The month that a word names, from 1.
fn month(word: &str) -> Option<u8> {
    match WORDS.get(word.to_lowercase().as_str()) {
        Some(Word::Month(month)) => Some(*month),
        _ => None,
    }
}

/// What a word on a date line can be.
#[derive(Clone, Copy)]
enum Word {
    Month(u8),
    Weekday,
    Published,
    Modified,
    Zone,
    Small,
    Ago,
}

static WORDS: LazyLock<BTreeMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for line in include_str!("../../assets/lexicon/date_words.txt").lines() {
        let mut fields = line.split('\t');
        let (Some(kind), Some(word)) = (fields.next(), fields.next()) else { continue };
        let meaning = match kind {
            "month" => Word::Month(fields.next().and_then(|it| it.parse().ok()).unwrap_or(1)),
            "weekday" => Word::Weekday,
            "published" => Word::Published,
            "modified" => Word::Modified,
            "zone" => Word::Zone,
            "ago" => Word::Ago,
            _ => Word::Small,
        };
        words.entry(word).or_insert(meaning);
    }
    words
});

/// The words of a line, lower case, without the punctuation around them. `22-Sep-2022` is three.
fn words(line: &str) -> Vec<String> {
    line.split(|it: char| {
        it.is_whitespace() || matches!(it, ',' | '|' | '•' | '·' | '(' | ')' | ';')
    })
    .flat_map(|chunk| {
        let mixed = chunk.chars().any(char::is_alphabetic) && !chunk.contains(':');
        let parts: Vec<&str> =
            if mixed { chunk.split(['-', '–', '—', '/']).collect() } else { vec![chunk] };
        parts
    })
    .map(|part| part.trim_matches(|it: char| matches!(it, '.' | ':' | '-' | '–' | '—' | '/')))
    .filter(|part| !part.is_empty())
    .map(|part| part.replace("a.m", "am").replace("p.m", "pm").to_lowercase())
    .collect()
}

/// A date line, half read.
#[derive(Default)]
struct Reading {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
    found: Vec<(Option<Date>, bool)>,
    modified: bool,
    labelled: bool,
    ago: bool,
}

impl Reading {
    /// Reads one more word; none where the line is no date line.
    fn take(&mut self, word: &str) -> Option<()> {
        match WORDS.get(word) {
            Some(Word::Month(month)) if self.month.is_none() => self.month = Some(*month),
            Some(Word::Month(_)) => return None,
            Some(Word::Weekday) => self.labelled = true,
            Some(Word::Published) => {
                self.modified = false;
                self.labelled = true;
            }
            Some(Word::Modified) => {
                self.modified = true;
                self.labelled = true;
            }
            Some(Word::Zone) => {
                self.labelled = true;
                self.forget_hour();
            }
            Some(Word::Ago) => {
                self.ago = true;
                self.forget_hour();
            }
            Some(Word::Small) => {}
            None => self.number(word)?,
        }
        self.complete();
        Some(())
    }

    /// `10 a.m.`: the number was an hour.
    fn forget_hour(&mut self) {
        if self.month.is_none() {
            self.day = None;
        }
    }

    fn number(&mut self, word: &str) -> Option<()> {
        if !word.starts_with(|it: char| it.is_ascii_digit() || it == '+') {
            return None;
        }
        if let Some(figures) = numeric(word) {
            let date = match figures {
                Figures::Day(date) => Some(date),
                Figures::Either => None,
            };
            self.found.push((date, self.modified));
            return Some(());
        }
        if is_time(word) {
            self.labelled = true;
            return Some(());
        }
        let digits = word.trim_end_matches(|it: char| it.is_alphabetic() || it == 'º');
        if !matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th" | "er" | "º") {
            return None;
        }
        match digits.parse::<i16>().ok()? {
            day @ 1..=31 if self.day.is_none() => self.day = u8::try_from(day).ok(),
            year @ 1900..=2100 if self.year.is_none() => self.year = Some(year),
            0..=2359 if digits.len() == 4 => {}
            _ => return None,
        }
        Some(())
    }

    /// Moves a whole date to those found.
    fn complete(&mut self) {
        if let (Some(year), Some(month), Some(day)) = (self.year, self.month, self.day) {
            self.found.push((Date::new(year, month, day), self.modified));
            (self.year, self.month, self.day) = (None, None, None);
        }
    }

    fn finish(self) -> Option<DateLine> {
        let published = self.found.iter().find(|(_, modified)| !modified).and_then(|it| it.0);
        let left = self.year.is_some() || self.month.is_some() || self.day.is_some();
        let without_year =
            self.labelled && self.year.is_none() && self.month.is_some() && self.day.is_some();
        let whole = !self.found.is_empty() && !left;
        (whole || without_year || self.ago && !left)
            .then_some(DateLine { published, labelled: self.labelled || self.ago })
    }
}

/// A date in figures.
enum Figures {
    Day(Date),
    /// Two days are meant by it, depending on who reads.
    Either,
}

fn numeric(word: &str) -> Option<Figures> {
    let word = word.split_once('t').map_or(word, |(day, _)| day);
    let mark = ['-', '/', '.'].into_iter().find(|mark| word.matches(*mark).count() == 2)?;
    let parts: Vec<i16> = word.split(mark).map_while(|it| it.parse().ok()).collect();
    let &[first, second, third] = &parts[..] else { return None };
    let day = |year, month, day| {
        let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        date.map(Figures::Day)
    };
    if first > 31 {
        return day(first, second, third);
    }
    if third < 1900 {
        return None;
    }
    if mark != '.' && first <= 12 && second <= 12 && first != second {
        return Some(Figures::Either);
    }
    if second > 12 { day(third, first, second) } else { day(third, second, first) }
}

/// `14:05`, `2:05pm`, `2pm`, `14.05`, `+0900`.
fn is_time(word: &str) -> bool {
    let figures = word.trim_start_matches('+').trim_end_matches("pm").trim_end_matches("am");
    let figures = figures.trim_end_matches(['z', 'h']);
    let only = figures.chars().all(|it| it.is_ascii_digit() || matches!(it, ':' | '.'));
    only && !figures.is_empty() && (figures.contains([':', '.']) || figures.len() < word.len())
}

/// `20220922`.
fn compact(field: &str) -> Option<Date> {
    if !field.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    Date::new(field[..4].parse().ok()?, field[4..6].parse().ok()?, field[6..].parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(line: &str) -> Option<String> {
        Some(date_line(line)?.published?.to_string())
    }

    #[test]
    fn styles_of_one_day() {
        for line in [
            "September 22, 2022",
            "22 September 2022",
            "22 Sep 2022",
            "22nd September, 2022",
            "Sept. 22, 2022",
            "Thursday, September 22, 2022",
            "Thu 22 Sep 2022 14.05 BST",
            "2022-09-22",
            "2022-09-22T08:15:00+09:00",
            "22/09/2022",
            "09/22/2022",
            "22.09.2022",
            "22-Sep-2022",
            "Published: 22 September 2022",
            "Published September 22, 2022 at 10:05 a.m. ET",
            "Published 22 Sep 2022 | Updated 23 Sep 2022",
            "Posted on: September 22, 2022 10 am",
            "First published on Thursday 22 September 2022, 14:00 GMT",
            "Updated 23 September 2022. Published 22 September 2022",
            "Date: 22 September 2022",
            "jeudi 22 septembre 2022 à 10h",
            "Donnerstag, 22. September 2022",
            "22 de septiembre de 2022",
        ] {
            assert_eq!(published(line).as_deref(), Some("2022-09-22"), "{line}");
        }
    }

    #[test]
    fn a_date_line_can_leave_the_day_of_publication_open() {
        for line in
            ["Updated 23 September 2022", "03/04/2022", "Thursday, 22 September", "3 hours ago"]
        {
            assert_eq!(date_line(line).map(|it| it.published), Some(None), "{line}");
        }
    }

    #[test]
    fn what_says_more_or_less_is_no_date_line() {
        for line in [
            "",
            "March",
            "March 2022",
            "2022",
            "22",
            "The talks of 22 September 2022",
            "22 September 2022: the talks begin",
            "Resolution 1718",
            "May 9 2022 and May 10",
            "31 February",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }

    #[test]
    fn fields_hold_what_machines_write() {
        let day = |field| date_in_field(field).map(|it| it.to_string());
        assert_eq!(day("2022-09-22T08:15:00Z").as_deref(), Some("2022-09-22"));
        assert_eq!(day("20220922").as_deref(), Some("2022-09-22"));
        assert_eq!(day("Thu, 22 Sep 2022 08:15:00 GMT").as_deref(), Some("2022-09-22"));
        assert_eq!(day("soon"), None);
    }
}
