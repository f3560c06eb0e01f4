//! Resolution: from what an expression says to its TIMEX3 value and its days.
//!
//! Relative expressions count from the day of publication, anaphoric ones from the last time
//! mentioned. A day and month without a year take the year that puts them nearest to publication,
//! where a year against the tense of the clause costs more. Nothing is counted from today: without a
//! day of publication a relative date has no value.

use crate::model::{Basis, Date, Period, TimexKind};

use super::{
    around::Around,
    calendar::{self, Place},
    expression::{Amount, Expression, InYear},
    tense::Tense,
    words::{Meridiem, Part, Unit},
};

mod days;
mod lasting;
mod quarter;
mod shift;
mod within;
mod year;

/// How fine a mention was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Coarse,
}

/// The last time that the text mentioned.
#[derive(Clone, Copy, Debug)]
struct Mention {
    day: Date,
    grain: Grain,
    basis: Basis,
    at: usize,
}

/// How the text has told its times so far.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    past: u32,
    near: u32,
}

/// What was mentioned so far.
#[derive(Clone, Debug)]
pub struct Resolver {
    published: Option<Date>,
    last: Option<Mention>,
    /// The last year said in full, and the byte where.
    year: Option<(i16, usize)>,
    /// The last quarter, by its first day, and the byte where.
    quarter: Option<(Date, usize)>,
    /// The last day mentioned, for "the previous day".
    day: Option<Date>,
    /// How many mentions told a year long past, and how many counted from the day of publication.
    told: Told,
    sentence: usize,
    paragraph: usize,
}

/// An expression's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// TIMEX3's type.
    pub kind: TimexKind,
    /// TIMEX3's value.
    pub value: Option<String>,
    /// Its days.
    pub period: Option<Period>,
    /// By what it was counted.
    pub basis: Basis,
    /// How, where that is more than the expression tells.
    pub rule: Option<&'static str>,
}

impl Resolver {
    /// Nothing mentioned yet.
    pub const fn new(published: Option<Date>) -> Self {
        Self {
            published,
            last: None,
            year: None,
            quarter: None,
            day: None,
            told: Told { past: 0, near: 0 },
            sentence: 0,
            paragraph: 0,
        }
    }

    /// A paragraph begins at this byte.
    pub const fn begin_paragraph(&mut self, at: usize) {
        self.paragraph = at;
    }

    /// A sentence begins at this byte.
    pub const fn begin_sentence(&mut self, at: usize) {
        self.sentence = at;
    }

    /// The value of an expression at a byte of the text, in a clause of this tense; none where the
    /// calendar has no such day.
    pub fn resolve(
        &mut self,
        expression: Expression,
        at: usize,
        around: Around<'_, '_>,
    ) -> Option<Resolved> {
        let timeless = |kind, value, basis| {
            Some(Resolved { kind, value: Some(value), period: None, basis, rule: None })
        };
        match expression {
            Expression::Duration(amount, unit) => timeless(
                TimexKind::Duration,
                calendar::duration(amount, unit),
                lasting::duration_basis(amount),
            ),
            Expression::Window(amount, unit, direction) => {
                Some(self.window(amount, unit, direction))
            }
            Expression::Beside(amount, unit, direction, year, month, day) => {
                let (year, basis) = self.year_of(year, month, Some(day), at, around);
                let from = year.and_then(|it| Date::new(it, month, day));
                Some(lasting::derived(amount, unit, from, i32::from(direction), basis))
            }
            Expression::After(amount, unit) => Some(self.distance(amount, unit)),
            Expression::Spell => timeless(TimexKind::Duration, "PXX".to_owned(), Basis::Vague),
            Expression::Set(set) => {
                timeless(TimexKind::Set, calendar::recurrence(set), Basis::Explicit)
            }
            Expression::Reference(it) => {
                timeless(TimexKind::Date, it.code().to_owned(), Basis::Vague)
            }
            Expression::ClockReference(it) => {
                timeless(TimexKind::Time, it.code().to_owned(), Basis::Vague)
            }
            _ => self.dated(expression, at, around),
        }
    }

    fn dated(
        &mut self,
        expression: Expression,
        at: usize,
        around: Around<'_, '_>,
    ) -> Option<Resolved> {
        let (place, basis) = self.place(expression, at, around)?;
        let kind = match expression {
            Expression::Part(..)
            | Expression::PartOf(..)
            | Expression::Clock(..)
            | Expression::Near(_, Some(_))
            | Expression::Weekday(_, _, Some(_)) => TimexKind::Time,
            _ => TimexKind::Date,
        };
        let compared = matches!(
            expression,
            Expression::QuarterYearBefore | Expression::QuarterOf(_) | Expression::Shift(..)
        );
        let aside = matches!(expression, Expression::DocumentYear(_));
        let named = matches!(expression, Expression::PartOf(..));
        if let Some(place) =
            place.filter(|it| !(aside || compared && matches!(it, Place::Quarter(_))))
        {
            let quarter = self.quarter;
            self.remember(if named { place.day() } else { place }, basis, at);
            // Results are compared with those of quarters that are over.
            if self.is_ahead(place) && around.tense() == Tense::Future {
                self.quarter = quarter;
            }
        }
        Some(Resolved {
            kind,
            value: place.map(Place::value),
            period: place.and_then(Place::period),
            basis,
            rule: self.rule(expression, place, basis, around),
        })
    }

    /// What decided beyond the words: a year told before, or an eastern day.
    fn rule(
        &self,
        expression: Expression,
        place: Option<Place>,
        basis: Basis,
        around: Around<'_, '_>,
    ) -> Option<&'static str> {
        use Expression::{Day, Holiday, Month, Season, Weekday};
        let open = matches!(
            expression,
            Day(InYear::Open, ..)
                | Month(InYear::Open, _)
                | Season(InYear::Open, _)
                | Holiday(InYear::Open, ..)
        );
        if open && basis == Basis::Anaphoric && place.is_some() {
            return Some("in the year that the text told before");
        }
        if !matches!(expression, Weekday(None, ..)) {
            return None;
        }
        let ahead = place?.period()?.from.to_days() - self.published?.to_days();
        Some(match (ahead, around.tense()) {
            (1, Tense::Past) => "weekday, already begun in the place named",
            (1.., _) => "weekday, the next one by the tense",
            (0, _) => "weekday, the day of publication",
            _ => "weekday, the last one before publication",
        })
    }

    fn remember(&mut self, place: Place, basis: Basis, at: usize) {
        let grain = match place {
            Place::Day(_) | Place::Weekend(_) | Place::Days(_, 0..=10) => Grain::Day,
            Place::Part(..) | Place::Clock(..) | Place::BeforeChrist(..) => return,
            Place::Week(_) => Grain::Week,
            Place::Month(_) | Place::Days(..) => Grain::Month,
            Place::Quarter(day) => {
                self.quarter = Some((day, at));
                Grain::Quarter
            }
            Place::Season(..) => Grain::Season,
            Place::Year(_) => Grain::Year,
            Place::Half(..) | Place::Decade(_) | Place::Century(_) => Grain::Coarse,
        };
        let Some(day) = place.anchor() else { return };
        self.last = Some(Mention { day, grain, basis, at });
        if grain == Grain::Day {
            self.day = Some(day);
        }
        match basis {
            Basis::Publication => self.told.near += 1,
            _ if self.is_past(day.year()) => self.told.past += 1,
            _ => {}
        }
        if basis == Basis::Explicit {
            self.year = Some((day.year(), at));
        }
    }

    /// The inner option is empty where the reference date is not known.
    fn place(
        &mut self,
        expression: Expression,
        at: usize,
        around: Around<'_, '_>,
    ) -> Option<(Option<Place>, Basis)> {
        if let Some(place) = self.stated(expression, at) {
            return Some((Some(place), Basis::Explicit));
        }
        let published = |place| Some((place, Basis::Publication));
        match expression {
            Expression::Day(..)
            | Expression::WeekOf(..)
            | Expression::PartOf(..)
            | Expression::WeekIn(..)
            | Expression::Month(..)
            | Expression::Season(..)
            | Expression::Quarter(..)
            | Expression::QuarterEnded(..)
            | Expression::Half(..)
            | Expression::Holiday(..) => self.in_year(expression, at, around),
            Expression::DayOfMonth(day) => Some(self.day_of_month(day, around)),
            Expression::Near(days, part) => published(
                self.published
                    .and_then(|it| shift::moved(it, i32::from(days), 1))
                    .map(|it| day_or_part(it, part)),
            ),
            Expression::Weekday(which, day, part) => {
                let (date, basis) = self.weekday(which, day, around);
                Some((date.map(|it| day_or_part(it, part)), basis))
            }
            Expression::WeekdayOfWeek(which, day) => {
                let week = self.published.map(calendar::monday);
                published(
                    week.map(|it| Place::Day(it.plus_days(which.step() * 7 + i32::from(day) - 1))),
                )
            }
            Expression::Part(which, part) => {
                let (day, basis) = self.part_day(which, part);
                Some((day.map(|it| Place::Part(it, part)), basis))
            }
            Expression::Clock(hour, minute, half, day) => {
                let (day, basis) = self.clock_day(day, at, around)?;
                Some((day.map(|it| Place::Clock(it, hour_of(hour, half), minute)), basis))
            }
            Expression::Unit(which, unit) => Some(self.unit(which, unit, around)),
            Expression::TheUnit(unit) => {
                let back = unit == Unit::Weekend
                    && self.published.is_some_and(|it| calendar::weekday(it) < 6)
                    && around.tense() != Tense::Future;
                published(self.published.and_then(|it| shift::step(it, unit, -i32::from(back))))
            }
            Expression::DayBeside(step) => {
                let day = self.last.filter(|it| it.grain == Grain::Day).map(|it| it.day);
                Some((day.map(|it| Place::Day(it.plus_days(i32::from(step)))), Basis::Anaphoric))
            }
            Expression::YearEnd => published(
                self.published.and_then(|it| Date::new(it.year(), 12, 31)).map(Place::Day),
            ),
            Expression::TheQuarter => Some(self.the_quarter(at)),
            Expression::QuarterYearBefore => Some(self.quarter_year_before()),
            Expression::Shift(Amount::Exactly(value), unit, origin, direction) => {
                self.shifted(value, unit, origin, direction, at)
            }
            _ => None,
        }
    }

    /// Where anaphora count from: the last mention, else the day of publication.
    fn mention(&self) -> (Option<Date>, Basis) {
        match self.last {
            Some(last) => (Some(last.day), Basis::Anaphoric),
            None => (self.published, Basis::Publication),
        }
    }

    /// What the words say without counting.
    fn stated(&self, expression: Expression, at: usize) -> Option<Place> {
        Some(match expression {
            Expression::Year(year) | Expression::DocumentYear(year) => Place::Year(year),
            Expression::BeforeChrist(year, month) => Place::BeforeChrist(year, month),
            Expression::Decade(year) => Place::Decade(year),
            Expression::Century(century) => Place::Century(century),
            Expression::QuarterOf(year) => self.quarter_of(year, at),
            _ => return None,
        })
    }
}

fn day_or_part(day: Date, part: Option<Part>) -> Place {
    part.map_or(Place::Day(day), |part| Place::Part(day, part))
}

const fn hour_of(hour: u8, half: Meridiem) -> u8 {
    match half {
        Meridiem::Afternoon if hour < 12 => hour + 12,
        Meridiem::Morning if hour == 12 => 0,
        _ => hour,
    }
}
