//! Every whole date inside a text: day, month and year, in figures or words.
//!
//! For the pieces of pages that are not dates alone ("Published 3 March 2024 by Jane Doe"). A date
//! in figures that can be two days is given as both.

use super::month;
use crate::model::Date;

/// A date inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The day.
    pub date: Date,
    /// Where it begins and ends in the text, in bytes.
    pub place: (usize, usize),
    /// In figures that can mean another day: the day stands first, or the month.
    pub either: Option<DayFirst>,
}

/// Which of the two numbers of a date in figures is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFirst {
    /// The first: 3/4/2024 is the 3rd of April.
    Yes,
    /// The second: 3/4/2024 is the 4th of March.
    No,
}

/// What a text is made of.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Number(i16, usize),
    Word(&'a str),
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    part: Part<'a>,
    start: usize,
    end: usize,
}

/// The dates inside `text`, in their order.
pub fn within(text: &str) -> Vec<Found> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let before = at.checked_sub(1).map(|it| &pieces[it]);
        let glued = before.is_some_and(|it| it.end == pieces[at].start && is_figure(it.part));
        match (!glued).then(|| read(&pieces[at..])).flatten() {
            Some((dates, count)) => {
                let place = (pieces[at].start, pieces[at + count - 1].end);
                found.extend(dates.into_iter().map(|(date, either)| Found { date, place, either }));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// `1.2.3.4` is no date at its second number.
fn is_figure(part: Part<'_>) -> bool {
    matches!(part, Part::Number(..) | Part::Mark('.' | '/' | '-'))
}

type Dates = Vec<(Date, Option<DayFirst>)>;

/// The dates that the pieces begin with, and how many pieces they are.
fn read(pieces: &[Piece<'_>]) -> Option<(Dates, usize)> {
    in_figures(pieces).or_else(|| in_words(pieces))
}

fn in_figures(pieces: &[Piece<'_>]) -> Option<(Dates, usize)> {
    let [first, mark, second, other, third, ..] = pieces else { return None };
    let (Part::Number(one, one_long), Part::Number(two, _), Part::Number(three, three_long)) =
        (first.part, second.part, third.part)
    else {
        return None;
    };
    let is_mark = match (mark.part, other.part) {
        (Part::Mark(one), Part::Mark(two)) => one == two && matches!(one, '.' | '/' | '-'),
        (Part::Word(year), Part::Word(month)) => {
            matches!(year, "年" | "년") && matches!(month, "月" | "월")
        }
        _ => false,
    };
    if !is_mark {
        return None;
    }
    if one_long == 4 {
        let date = date(one, two, three)?;
        return Some((vec![(date, None)], 5));
    }
    let year = match three_long {
        4 => three,
        2 if (5..60).contains(&three) => 2000 + three,
        _ => return None,
    };
    let day_first = date(year, two, one).map(|it| (it, DayFirst::Yes));
    let month_first = date(year, one, two).map(|it| (it, DayFirst::No));
    let both = day_first.is_some() && month_first.is_some() && one != two;
    let mut dates: Dates = [day_first, month_first]
        .into_iter()
        .flatten()
        .map(|(date, first)| (date, both.then_some(first)))
        .collect();
    dates.dedup_by_key(|it| it.0);
    (!dates.is_empty()).then_some((dates, 5))
}

/// `3 March 2024`, `3. März 2024`, `3 de marzo de 2024`, `March 3rd, 2024`.
fn in_words(pieces: &[Piece<'_>]) -> Option<(Dates, usize)> {
    let mut at = 0;
    let (mut day, mut month_of) = (None, None);
    loop {
        let piece = pieces.get(at)?;
        at += 1;
        match piece.part {
            Part::Number(number @ 1..=31, 1 | 2) if day.is_none() => day = Some(number),
            Part::Number(year @ 1990..=2099, 4) => {
                let date = date(year, i16::from(month_of?), day?)?;
                return Some((vec![(date, None)], at));
            }
            Part::Word(word) => match month(word) {
                Some(found) if month_of.is_none() => month_of = Some(found),
                None if at > 1 && is_small(word) => {}
                _ => return None,
            },
            Part::Mark('.' | ',' | '-' | 'º' | '’' | '\'') if at > 1 => {}
            _ => return None,
        }
        if at > 8 || day.is_none() && month_of.is_none() {
            return None;
        }
    }
}

/// Words between day, month and year.
fn is_small(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "st" | "nd" | "rd" | "th" | "er" | "of" | "de" | "del" | "d" | "den" | "r" | "г" | "до"
    )
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    (1990..2100).contains(&year).then_some(())?;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Runs of digits, runs of letters, and single marks.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let class = class(first);
        let mut end = start + first.len_utf8();
        while let Some((at, it)) =
            rest.next_if(|it| class != Class::Mark && self::class(it.1) == class)
        {
            end = at + it.len_utf8();
            if class == Class::Counter {
                break;
            }
        }
        let words = &text[start..end];
        let part = match class {
            // A number too long for a year is no part of a date, and keeps its place.
            Class::Digit => Part::Number(words.parse().unwrap_or(-1), end - start),
            Class::Letter | Class::Counter => Part::Word(words),
            Class::Mark if first.is_whitespace() => continue,
            Class::Mark => Part::Mark(first),
        };
        pieces.push(Piece { part, start, end });
    }
    pieces
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    /// Year, month or day where they stand behind their number.
    Counter,
    Mark,
}

fn class(it: char) -> Class {
    match it {
        _ if it.is_ascii_digit() => Class::Digit,
        '年' | '月' | '日' | '년' | '월' | '일' => Class::Counter,
        _ if it.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<String> {
        within(text).iter().map(|it| it.date.to_string()).collect()
    }

    #[test]
    fn dates_are_found_among_words() {
        for text in [
            "Published 3 March 2024 by Jane Doe",
            "By Jane Doe | March 3rd, 2024 | 5 min read",
            "Sun, Mar. 3, 2024 at 10:05",
            "Veröffentlicht am 3. März 2024, 14:05 Uhr",
            "Stand: 03.03.2024 10:00",
            "el 3 de marzo de 2024",
            "3 марта 2024 г.",
            "2024年3月3日 12:00",
            "2024년 3월 3일",
            "posted 2024-03-03T10:00:00Z",
            "2024/3/3",
        ] {
            assert_eq!(days(text), ["2024-03-03"], "{text}");
        }
    }

    #[test]
    fn figures_that_can_be_two_days_are_both() {
        assert_eq!(days("03/04/2024"), ["2024-04-03", "2024-03-04"]);
        assert_eq!(days("13/04/2024"), ["2024-04-13"]);
        assert_eq!(days("3.4.24"), ["2024-04-03", "2024-03-04"]);
    }

    #[test]
    fn what_is_no_whole_date_is_none() {
        for text in ["", "March 2024", "version 1.2.3.2024", "12:30", "31.02.2024", "May I 2024"] {
            assert_eq!(days(text), Vec::<String>::new(), "{text}");
        }
    }
}
