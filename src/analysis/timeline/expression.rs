//! What a temporal expression says, before anybody counts: the typed tree between recognition and
//! resolution.

use super::{
    holidays::Holiday,
    words::{Meridiem, Part, Reference, Season, Unit},
};

/// Which one, seen from the day of publication or from the last time mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "this", "the current".
    This,
    /// "last", "the past".
    Last,
    /// "next", "the coming".
    Next,
    /// "that", "the same": of the last mention.
    Same,
    /// "the following": after the last mention.
    Following,
    /// "the previous": before the last mention.
    Previous,
}

impl Which {
    /// Units forward.
    pub const fn step(self) -> i32 {
        match self {
            Self::This | Self::Same => 0,
            Self::Last | Self::Previous => -1,
            Self::Next | Self::Following => 1,
        }
    }

    /// Whether it counts from the last mention.
    pub const fn is_anaphoric(self) -> bool {
        matches!(self, Self::Same | Self::Following | Self::Previous)
    }
}

/// The year that a month, a season or a quarter belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InYear {
    /// "in 2006".
    Said(i16),
    /// Not said.
    Open,
    /// "of last year".
    Of(Which),
    /// "last October".
    Which(Which),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In hundredths.
    Exactly(i32),
    /// "several", "a few".
    Some,
}

impl Amount {
    /// One.
    pub const ONE: Self = Self::Exactly(100);
}

/// From where an "ago" or a "later" counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The day of publication.
    Publication,
    /// The last time mentioned.
    Mention,
}

/// The day of a clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockDay {
    /// Not said.
    Open,
    /// Monday 1.
    Weekday(u8),
    /// Days from today.
    Near(i8),
    /// Month and day.
    Day(u8, u8),
    /// Year, month and day.
    Full(i16, u8, u8),
}

/// What recurs, or how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// "every two weeks".
    Each(Amount, Unit),
    /// "Mondays", "every Friday night".
    Weekday(u8, Option<Part>),
    /// "on weekends".
    Weekend,
    /// "each summer".
    Season(Season),
    /// "every morning".
    Part(Part),
    /// "each June".
    Month(u8),
}

/// A temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A day of a month.
    Day(InYear, u8, u8),
    /// "on the 15th".
    DayOfMonth(u8),
    /// A month.
    Month(InYear, u8),
    /// A year.
    Year(i16),
    /// The year in the name of a document; it says nothing of the sentence.
    DocumentYear(i16),
    /// A year before Christ, and perhaps a month.
    BeforeChrist(i16, Option<u8>),
    /// The year it begins with.
    Decade(i16),
    /// Its first two digits.
    Century(u8),
    /// A season.
    Season(InYear, Season),
    /// A quarter.
    Quarter(InYear, u8),
    /// A half year.
    Half(InYear, u8),
    /// "the quarter": the last one mentioned, else the last one over.
    TheQuarter,
    /// "the quarter ended Sept. 30": month and day.
    QuarterEnded(u8, u8),
    /// "the 1988 period": the last quarter mentioned, in that year; else the year.
    QuarterOf(i16),
    /// "the year-earlier period", "the quarter a year ago": the last quarter, a year before.
    QuarterYearBefore,
    /// A holiday, its week or its weekend.
    Holiday(InYear, Holiday, Unit),
    /// "yesterday", "tomorrow night".
    Near(i8, Option<Part>),
    /// A weekday.
    Weekday(Option<Which>, u8, Option<Part>),
    /// "Monday of last week".
    WeekdayOfWeek(Which, u8),
    /// "this morning".
    Part(Which, Part),
    /// "3 p.m. Monday".
    Clock(u8, u8, Meridiem, ClockDay),
    /// "last week", "that year".
    Unit(Which, Unit),
    /// "the first week of March": which one, from 1; 0 is the last.
    WeekIn(u8, InYear, u8),
    /// "the night of 3 September".
    PartOf(InYear, u8, u8, Part),
    /// "three days after March 3": how long, and which way from that day.
    Beside(Amount, Unit, i8, InYear, u8, u8),
    /// "the week of March 6".
    WeekOf(InYear, u8, u8),
    /// "the year", "the weekend": of the day of publication.
    TheUnit(Unit),
    /// "the day before", "the day after": beside the last day mentioned.
    DayBeside(i8),
    /// "for some time".
    Spell,
    /// "at year-end".
    YearEnd,
    /// "three weeks ago", "two days later": negative is back.
    Shift(Amount, Unit, Origin, i8),
    /// "two weeks".
    Duration(Amount, Unit),
    /// "came two weeks after": how long before the day told the other event was.
    After(Amount, Unit),
    /// "the last two weeks", "the next few months": the sign tells which way from today.
    Window(Amount, Unit, i8),
    /// "daily".
    Set(Recurrence),
    /// "recently".
    Reference(Reference),
    /// "seconds ago": within the day, no telling when.
    ClockReference(Reference),
}

/// An expression with where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The index of the word after it.
    pub end: usize,
    /// What it says.
    pub expression: Expression,
    /// TIMEX3's `mod`.
    pub modifier: Option<&'static str>,
    /// What the reader is told.
    pub rule: &'static str,
}
