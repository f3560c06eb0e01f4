//! A paragraph's words with the small parses that every rule needs: numbers, days, years, units, and
//! what stands before and after.

use super::{
    expression::{Amount, Which},
    words::{Buffer, Class, Grammatical, Mark, Part, Unit, Word, lowered},
};

/// The words of one paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a, 't>(pub &'a [Word<'t>]);

impl<'t> Line<'_, 't> {
    /// The class of a word; none beyond the ends.
    pub fn class(self, at: usize) -> Class {
        self.0.get(at).map_or(Class::None, |word| word.class)
    }

    /// The word itself; empty beyond the ends.
    pub fn text(self, at: usize) -> &'t str {
        self.0.get(at).map_or("", |word| word.text)
    }

    /// Whether it is this word, in any case.
    pub fn is(self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these, in any case.
    pub fn any(self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        !text.is_empty() && words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether the word here carries this mark.
    pub fn marked(self, at: usize, mark: Mark) -> bool {
        self.0.get(at).is_some_and(|word| word.marked(mark))
    }

    /// Whether the word before this one carries this mark.
    pub fn marked_before(self, at: usize, mark: Mark) -> bool {
        at.checked_sub(1).is_some_and(|it| self.marked(it, mark))
    }

    /// Whether the word `back` places before `at` is one of these.
    pub fn before(self, at: usize, back: usize, words: &[&str]) -> bool {
        at.checked_sub(back).is_some_and(|it| self.any(it, words))
    }

    /// Whether no white space stands before this word.
    pub fn glued(self, at: usize) -> bool {
        self.0.get(at).is_some_and(|word| word.glued)
    }

    /// Whether it begins with a capital.
    pub fn capital(self, at: usize) -> bool {
        self.0.get(at).is_some_and(Word::capital)
    }

    /// Whether a hyphen or a dash stands here.
    pub fn dash(self, at: usize) -> bool {
        self.0.get(at).is_some_and(Word::is_dash)
    }

    /// Whether a hyphen without white space around it stands here.
    pub fn hyphen(self, at: usize) -> bool {
        self.dash(at) && self.glued(at) && self.glued(at + 1)
    }

    /// Past these words in a row, if they stand here.
    pub fn phrase(self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(k, word)| self.is(at + k, word)).then_some(at + words.len())
    }

    /// Past this word, if it stands here.
    pub fn skip(self, at: usize, words: &[&str]) -> usize {
        if self.any(at, words) { at + 1 } else { at }
    }

    /// A month by name, in full or short.
    pub fn month(self, at: usize) -> Option<(u8, usize)> {
        match self.class(at) {
            Class::Month(month) if self.capital(at) => Some((month, at + 1)),
            Class::MonthShort(month) if self.capital(at) => {
                let stop = self.is(at + 1, ".") && self.glued(at + 1);
                Some((month, at + 1 + usize::from(stop)))
            }
            _ => None,
        }
    }

    /// A weekday in the singular.
    pub fn weekday(self, at: usize) -> Option<(u8, usize)> {
        match self.class(at) {
            Class::Weekday(day, Grammatical::Singular) if self.capital(at) => Some((day, at + 1)),
            Class::WeekdayShort(day) if self.capital(at) => {
                let end = if self.text(at).ends_with('.') {
                    at + 1
                } else {
                    (self.is(at + 1, ".") && self.glued(at + 1)).then_some(at + 2)?
                };
                // "the Sun." shines, and "he sat."
                let word =
                    self.any(at, &["sun", "sun.", "sat", "sat.", "mon", "mon.", "wed", "wed."]);
                let next = self.skip(end, &[","]);
                let dated = self.month(next).is_some() || self.day(next).is_some();
                let on =
                    self.before(at, 1, &["on", "last", "next", "this", "until", "through", "("]);
                (!word || dated || on).then_some((day, end))
            }
            _ => None,
        }
    }

    /// A day of the month: "22", "22nd", "twenty-second", "third".
    pub fn day(self, at: usize) -> Option<(u8, usize)> {
        match self.class(at) {
            Class::Count(value, digits @ 1..=2) if (100..=3_100).contains(&value) => {
                let percent = self.is(at + 1, "%");
                let day = u8::try_from(value / 100).ok()?;
                (!percent && digits > 0).then_some((day, at + 1))
            }
            Class::Ordinal(day @ 1..=31) => Some((day, at + 1)),
            Class::Ten(ten @ 20..=30) if self.dash(at + 1) || self.class(at + 1) != Class::None => {
                let next = at + 1 + usize::from(self.dash(at + 1));
                let (one, end) = self.ordinal(next)?;
                (one < 10 && ten + one <= 31).then_some((ten + one, end))
            }
            _ => self.is(at, "second").then_some((2, at + 1)),
        }
    }

    /// "first", "2nd", also "second".
    pub fn ordinal(self, at: usize) -> Option<(u8, usize)> {
        match self.class(at) {
            Class::Ordinal(value) => Some((value, at + 1)),
            Class::Unit(Unit::Second, Grammatical::Singular) => Some((2, at + 1)),
            _ => None,
        }
    }

    /// A year of four digits or in words: "1998", "nineteen ninety-eight", "two thousand and one".
    pub fn year(self, at: usize) -> Option<(i16, usize)> {
        match self.class(at) {
            Class::Count(value, 4) if (100_000..210_000).contains(&value) => {
                Some((i16::try_from(value / 100).ok()?, at + 1))
            }
            Class::Count(head @ (1_700..=1_900 | 200), 0) => self.year_in_words(head / 100, at + 1),
            Class::Ten(20) => self.year_in_words(20, at + 1),
            Class::Opener => self.short_year(at),
            _ => None,
        }
    }

    /// "'98": of the last century from '41 on.
    fn short_year(self, at: usize) -> Option<(i16, usize)> {
        let Class::Count(value, 2) = self.class(at + 1) else { return None };
        let quoted = self.any(at, &["'", "’", "‘"]) && self.glued(at + 1);
        let closed = self.any(at + 2, &["'", "’", "‘"]);
        let year = i16::try_from(value / 100).ok()?;
        let century = if year > 40 { 1900 } else { 2000 };
        (quoted && !closed).then_some((century + year, at + 2))
    }

    fn year_in_words(self, head: i32, at: usize) -> Option<(i16, usize)> {
        if head == 2 {
            let Class::Power(1000) = self.class(at) else { return None };
            let next = self.skip(at + 1, &["and"]);
            let (rest, end) = self.below_hundred(next).unwrap_or((0, at + 1));
            return Some((i16::try_from(2000 + rest).ok()?, end));
        }
        let at = at + usize::from(self.hyphen(at));
        let (rest, end) = match self.class(at) {
            Class::Power(100) => (0, at + 1),
            Class::Count(value, 0) if value % 100 == 0 && (1_000..2_000).contains(&value) => {
                (value / 100, at + 1)
            }
            Class::Ten(_) => self.below_hundred(at)?,
            _ if self.any(at, &["oh", "o"]) => self.below_hundred(at + 1)?,
            _ => return None,
        };
        Some((i16::try_from(head * 100 + rest).ok()?, end))
    }

    /// A number below a hundred, in words.
    fn below_hundred(self, at: usize) -> Option<(i32, usize)> {
        match self.class(at) {
            Class::Count(value, 0) if value % 100 == 0 && value < 2_000 => {
                Some((value / 100, at + 1))
            }
            Class::Ten(ten) => {
                let next = at + 1 + usize::from(self.hyphen(at + 1));
                match self.class(next) {
                    Class::Count(one, 0) if one % 100 == 0 && one < 1_000 => {
                        Some((i32::from(ten) + one / 100, next + 1))
                    }
                    _ => Some((i32::from(ten), at + 1)),
                }
            }
            _ => None,
        }
    }

    /// A number in digits or in words, in hundredths.
    pub fn count(self, at: usize) -> Option<(i32, usize)> {
        let (value, end) = match self.class(at) {
            Class::Count(value, digits)
                if digits > 0
                    || value % 100 != 0
                    || !self.text(at).starts_with(char::is_alphabetic) =>
            {
                match self.fraction(at + 1) {
                    Some((part, end)) => (value + part, end),
                    None => (value, at + 1),
                }
            }
            Class::Count(..) | Class::Ten(_) => {
                let (value, end) = self.below_hundred(at)?;
                match self.class(end) {
                    Class::Power(power) => {
                        let (rest, after) = self
                            .below_hundred(self.skip(end + 1, &["and"]))
                            .unwrap_or((0, end + 1));
                        (value.checked_mul(power)?.checked_add(rest)?.checked_mul(100)?, after)
                    }
                    _ => (value * 100, end),
                }
            }
            Class::Power(power) => (power * 100, at + 1),
            _ if self.any(at, &["a", "an"]) => match self.class(at + 1) {
                Class::Power(power) => (power * 100, at + 2),
                _ => return None,
            },
            _ => return None,
        };
        let half = self.phrase(end, &["and", "a", "half"]);
        match half.or_else(|| self.phrase(end, &["-", "and", "-", "a", "-", "half"])) {
            Some(after) => Some((value + 50, after)),
            None => Some((value, end)),
        }
    }

    /// "1/2" after a whole number; its slash holds the two digits in one token.
    fn fraction(self, at: usize) -> Option<(i32, usize)> {
        let part = match self.text(at) {
            "1/2" | "½" => 50,
            "1/4" | "¼" => 25,
            "3/4" | "¾" => 75,
            _ => return None,
        };
        Some((part, at + 1))
    }

    /// A unit of time.
    pub fn unit(self, at: usize) -> Option<(Unit, Grammatical, usize)> {
        match self.class(at) {
            Class::Unit(unit, number) => Some((unit, number, at + 1)),
            _ => None,
        }
    }

    /// "several", "a few", "a couple of", "a dozen", "dozens of": how many, roughly.
    pub fn vague(self, at: usize) -> Option<(Amount, usize)> {
        let start = self.skip(at, &["a"]);
        if self.is(start, "couple") {
            return Some((Amount::Exactly(200), self.skip(start + 1, &["of"])));
        }
        if self.any(start, &["number", "dozens"]) {
            return self.is(start + 1, "of").then_some((Amount::Some, start + 2));
        }
        let article = start > at;
        let fits = self.class(start) == Class::Vague && (!article || self.is(start, "few"));
        fits.then_some((Amount::Some, start + 1))
    }

    /// A part of the day, "afternoon".
    pub fn part(self, at: usize) -> Option<(Part, usize)> {
        match self.class(at) {
            Class::Part(part) if self.any(at, &["morning", "afternoon", "evening", "night"]) => {
                Some((part, at + 1))
            }
            _ => None,
        }
    }

    /// "last", "the following", "this past": which one.
    pub fn which(self, at: usize) -> Option<(Which, usize)> {
        let the = self.is(at, "the");
        let word = at + usize::from(the);
        let (which, end) =
            match lowered(self.text(word), &mut Buffer::default()).unwrap_or_default() {
                "this" if !the && self.is(word + 1, "past") => (Which::Last, word + 2),
                "this" if !the && self.is(word + 1, "coming") => (Which::Next, word + 2),
                "this" if !the => (Which::This, word + 1),
                "that" if !the => (Which::Same, self.skip(word + 1, &["same"])),
                "last" => (Which::Last, word + 1),
                "next" => (if the { Which::Following } else { Which::Next }, word + 1),
                "current" => (Which::This, word + 1),
                "coming" if the => (Which::Next, word + 1),
                "same" if the => (Which::Same, word + 1),
                "following" if the => (Which::Following, word + 1),
                "previous" | "preceding" | "prior" if the => (Which::Previous, word + 1),
                _ => return None,
            };
        Some((which, end))
    }

    /// "early", "the end of", "mid-": the part of a date that is meant, and past it.
    pub fn early(self, at: usize) -> (Option<&'static str>, usize) {
        let word = self.skip(at, &["very"]);
        let modifier = match lowered(self.text(word), &mut Buffer::default()).unwrap_or_default() {
            "early" => Some("START"),
            "late" => Some("END"),
            "mid" => Some("MID"),
            "earlier" | "later" | "sometime" => None,
            _ => return self.part_of(at),
        };
        let next = self.skip(word + 1, &["in"]);
        (modifier, next + usize::from(self.dash(next)))
    }

    /// "(the) end of".
    fn part_of(self, at: usize) -> (Option<&'static str>, usize) {
        let mut word = self.skip(at, &["the"]);
        if self.any(word, &["latter", "first", "very"]) {
            word += 1;
        }
        let modifier = match lowered(self.text(word), &mut Buffer::default()).unwrap_or_default() {
            "beginning" | "start" => "START",
            "end" | "close" => "END",
            "middle" => "MID",
            "turn" | "part" if self.is(word + 1, "of") => return (None, word + 2),
            _ => return (None, at),
        };
        if self.is(word + 1, "of") { (Some(modifier), word + 2) } else { (None, at) }
    }

    /// "nearly", "more than": how near an amount is meant, and past it.
    pub fn approximately(self, at: usize) -> (Option<&'static str>, usize) {
        let two = |second: &str, modifier| {
            if self.is(at + 1, second) { (Some(modifier), at + 2) } else { (None, at) }
        };
        match lowered(self.text(at), &mut Buffer::default()).unwrap_or_default() {
            "nearly" | "almost" | "roughly" | "approximately" => (Some("APPROX"), at + 1),
            "more" => two("than", "MORE_THAN"),
            "less" => two("than", "LESS_THAN"),
            "well" => two("over", "MORE_THAN"),
            "at" if self.is(at + 1, "most") => (Some("EQUAL_OR_LESS"), at + 2),
            "at" => two("least", "EQUAL_OR_MORE"),
            "up" => two("to", "EQUAL_OR_LESS"),
            "no" if self.any(at + 1, &["more", "less"]) && self.is(at + 2, "than") => (
                Some(if self.is(at + 1, "more") { "EQUAL_OR_LESS" } else { "EQUAL_OR_MORE" }),
                at + 3,
            ),
            _ => (None, at),
        }
    }
}
