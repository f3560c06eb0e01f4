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
mod shift;
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

/// How far a quarter still governs "a year earlier", in bytes.
const QUARTER_REACH: usize = 400;

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
        let timeless =
            |kind, value, basis| Some(Resolved { kind, value: Some(value), period: None, basis, rule: None });
        match expression {
            Expression::Duration(amount, unit) => timeless(
                TimexKind::Duration,
                calendar::duration(amount, unit),
                duration_basis(amount),
            ),
            Expression::Window(amount, unit, direction) => {
                Some(self.window(amount, unit, direction))
            }
            Expression::After(amount, unit) => Some(self.distance(amount, unit)),
            Expression::Spell => {
                timeless(TimexKind::Duration, "PXX".to_owned(), Basis::Vague)
            }
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
        if let Some(place) =
            place.filter(|it| !aside && !(compared && matches!(it, Place::Quarter(_))))
        {
            self.remember(place, basis, at);
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
        use Expression::{Day, Month, Season, Weekday};
        let open =
            matches!(expression, Day(InYear::Open, ..) | Month(InYear::Open, _) | Season(InYear::Open, _));
        if open && basis == Basis::Anaphoric {
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
            Place::Day(_) | Place::Weekend(_) => Grain::Day,
            Place::Part(..) | Place::Clock(..) | Place::BeforeChrist(..) => return,
            Place::Week(_) => Grain::Week,
            Place::Month(_) => Grain::Month,
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
            Expression::Day(year, month, day) => {
                let (year, basis) = self.year_of(year, month, Some(day), at, around);
                let Some(year) = year else { return Some((None, basis)) };
                Some((Some(Place::Day(Date::new(year, month, day)?)), basis))
            }
            Expression::WeekOf(year, month, day) => {
                let (year, basis) = self.year_of(year, month, Some(day), at, around);
                let Some(year) = year else { return Some((None, basis)) };
                Some((Some(Place::Week(Date::new(year, month, day)?)), basis))
            }
            Expression::DayOfMonth(day) => Some(self.day_of_month(day, around)),
            Expression::Month(year, month) => {
                let (year, basis) = self.year_of(year, month, None, at, around);
                Some((year.and_then(|it| Date::new(it, month, 1)).map(Place::Month), basis))
            }
            Expression::Season(year, season) => {
                let (year, basis) = self.season_year(year, season, at, around);
                Some((year.map(|it| Place::Season(it, season)), basis))
            }
            Expression::Quarter(year, number) => {
                let (year, basis) = self.quarter_year(year, number, around);
                let day = year.and_then(|it| Date::new(it, number.clamp(1, 4) * 3 - 2, 1));
                Some((day.map(Place::Quarter), basis))
            }
            Expression::Half(year, half) => {
                let (year, basis) = self.told_year(year);
                Some((year.map(|it| Place::Half(it, half)), basis))
            }
            Expression::Holiday(year, holiday) => {
                let (day, basis) = self.holiday(year, holiday, around);
                Some((day.map(Place::Day), basis))
            }
            Expression::Near(days, part) => {
                published(self.published.map(|it| day_or_part(it.plus_days(i32::from(days)), part)))
            }
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
                Some((
                    day.map(|it| Place::Day(it.plus_days(i32::from(step)))),
                    Basis::Anaphoric,
                ))
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

    /// The quarter that still governs here, by its first day.
    fn governing_quarter(&self, at: usize) -> Option<Date> {
        self.quarter.filter(|it| at.saturating_sub(it.1) < QUARTER_REACH).map(|it| it.0)
    }

    /// The last quarter mentioned, else the last one over.
    fn the_quarter(&self, at: usize) -> (Option<Place>, Basis) {
        let (day, basis) = match self.governing_quarter(at) {
            Some(day) => (Some(day), Basis::Anaphoric),
            None => (self.published.map(|it| it.plus_months(-3)), Basis::Publication),
        };
        (day.map(Place::Quarter), basis)
    }

    /// "the 1988 period": the quarter that governs, in that year; else the year.
    fn quarter_of(&self, year: i16, at: usize) -> Place {
        let day = self.governing_quarter(at).and_then(|it| Date::new(year, it.month(), 1));
        day.map_or(Place::Year(year), Place::Quarter)
    }

    /// The last quarter mentioned, a year before; else the year before publication.
    fn quarter_year_before(&mut self) -> (Option<Place>, Basis) {
        match self.quarter {
            Some((day, _)) => (Some(Place::Quarter(day.plus_months(-12))), Basis::Anaphoric),
            None => (self.published.map(|it| Place::Year(it.year() - 1)), Basis::Publication),
        }
    }

    /// The day of the earlier event: so long before the day that the text tells of.
    fn distance(&self, amount: Amount, unit: Unit) -> Resolved {
        let (from, basis) = match self.last {
            Some(Mention { grain: Grain::Day, .. }) => self.mention(),
            _ => (self.published, Basis::Publication),
        };
        let period = from.zip(shift::days(amount, unit)).map(|(from, days)| {
            let day = from.plus_days(-days);
            Period { from: day, to: day }
        });
        let basis = if period.is_some() { basis } else { duration_basis(amount) };
        Resolved {
            kind: TimexKind::Duration,
            value: Some(calendar::duration(amount, unit)),
            period,
            basis,
            rule: None,
        }
    }

    fn window(&self, amount: Amount, unit: Unit, direction: i8) -> Resolved {
        let period = self.published.zip(shift::days(amount, unit)).and_then(|(published, days)| {
            match direction {
                -1 => Some(Period { from: published.plus_days(-days), to: published }),
                1 => Some(Period { from: published, to: published.plus_days(days) }),
                _ => None,
            }
        });
        let basis = if period.is_some() { Basis::Publication } else { duration_basis(amount) };
        Resolved {
            kind: TimexKind::Duration,
            value: Some(calendar::duration(amount, unit)),
            period,
            basis,
            rule: None,
        }
    }
}

const fn duration_basis(amount: Amount) -> Basis {
    match amount {
        Amount::Exactly(_) => Basis::Explicit,
        Amount::Some => Basis::Vague,
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
