//! The day of a weekday, a part of the day, a clock time, and of "this", "last" and "next" units.

use crate::{
    analysis::timeline::{
        around::Around,
        calendar::{self, Place},
        expression::{ClockDay, InYear, Which},
        tense::Tense,
        words::{Part, Unit},
    },
    model::{Basis, Date},
};

use super::{Grain, Mention, Resolver, shift};

impl Resolver {
    pub(super) fn weekday(
        &self,
        which: Option<Which>,
        day: u8,
        around: Around<'_, '_>,
    ) -> (Option<Date>, Basis) {
        let on = i32::from(day);
        let back = |from: Date| (calendar::weekday(from) - on).rem_euclid(7);
        let ahead = |from: Date| (on - calendar::weekday(from)).rem_euclid(7);
        let strict = |days: i32| if days == 0 { 7 } else { days };
        if let Some(which) = which.filter(|it| it.is_anaphoric()) {
            let (from, basis) = self.mention();
            let date = from.map(|it| match which {
                Which::Previous => it.plus_days(-strict(back(it))),
                Which::Following => it.plus_days(strict(ahead(it))),
                _ => it.plus_days(-back(it)),
            });
            return (date, basis);
        }
        let date = self.published.map(|it| match which {
            Some(Which::Last) => it.plus_days(-strict(back(it))),
            Some(Which::Next) => it.plus_days(strict(ahead(it))),
            _ if around.tense() == Tense::Future => it.plus_days(ahead(it)),
            // "KCNA said Thursday" in a story that is dated Wednesday, to the west of it.
            None if ahead(it) == 1
                && around.tense() == Tense::Past
                && around.is_eastern_report() =>
            {
                it.plus_days(1)
            }
            _ => it.plus_days(-back(it)),
        });
        (date, Basis::Publication)
    }

    pub(super) fn part_day(&self, which: Which, part: Part) -> (Option<Date>, Basis) {
        if which.is_anaphoric() {
            let (from, basis) = match self.last {
                Some(Mention { grain: Grain::Day, .. }) => self.mention(),
                _ => (self.published, Basis::Publication),
            };
            return (from.map(|it| it.plus_days(which.step())), basis);
        }
        let step = if which == Which::Last && part == Part::Night { -1 } else { which.step() };
        (self.published.map(|it| it.plus_days(step)), Basis::Publication)
    }

    pub(super) fn clock_day(
        &self,
        day: ClockDay,
        at: usize,
        around: Around<'_, '_>,
    ) -> Option<(Option<Date>, Basis)> {
        Some(match day {
            ClockDay::Open => match self.last {
                Some(Mention { day, grain: Grain::Day, .. }) => (Some(day), Basis::Anaphoric),
                _ => (self.published, Basis::Publication),
            },
            ClockDay::Weekday(day) => self.weekday(None, day, around),
            ClockDay::Near(days) => {
                (self.published.map(|it| it.plus_days(i32::from(days))), Basis::Publication)
            }
            ClockDay::Full(year, month, day) => {
                (Some(Date::new(year, month, day)?), Basis::Explicit)
            }
            ClockDay::Day(month, day) => {
                let (year, basis) = self.year_of(InYear::Open, month, Some(day), at, around);
                (year.and_then(|it| Date::new(it, month, day)), basis)
            }
        })
    }

    pub(super) fn unit(
        &self,
        which: Which,
        unit: Unit,
        around: Around<'_, '_>,
    ) -> (Option<Place>, Basis) {
        if which.is_anaphoric() {
            let (from, basis) = match (unit, self.day) {
                (Unit::Day, Some(day)) => (Some(day), Basis::Anaphoric),
                // "that day" after nothing but a year: no telling which.
                (Unit::Day, None) if self.last.is_some_and(|it| it.grain != Grain::Day) => {
                    (None, Basis::Anaphoric)
                }
                _ => self.mention(),
            };
            return (from.and_then(|it| shift::step(it, unit, which.step())), basis);
        }
        let mut steps = which.step();
        let begun = self.published.is_some_and(|it| calendar::weekday(it) < 6);
        if unit == Unit::Weekend && which == Which::This && begun && around.tense() == Tense::Past {
            steps = -1;
        }
        (self.published.and_then(|it| shift::step(it, unit, steps)), Basis::Publication)
    }

    /// "on the 15th": of the month mentioned before, else the nearest on the side of the tense.
    pub(super) fn day_of_month(&self, day: u8, around: Around<'_, '_>) -> (Option<Place>, Basis) {
        let (from, basis) = match self.last {
            Some(Mention { grain: Grain::Day | Grain::Month, .. }) => self.mention(),
            _ => (self.published, Basis::Publication),
        };
        let Some(from) = from else { return (None, basis) };
        let months = match (basis, around.tense()) {
            (Basis::Anaphoric, _) => 0,
            (_, Tense::Future) => i32::from(day < from.day()),
            _ => -i32::from(day > from.day()),
        };
        let month = from.plus_months(months);
        (Date::new(month.year(), month.month(), day).map(Place::Day), basis)
    }
}
