//! Parts of a year: days, weeks, months, seasons, quarters, halves, holidays.

use crate::{
    analysis::timeline::{
        around::Around,
        calendar::Place,
        expression::{Expression, InYear},
        words::Unit,
    },
    model::{Basis, Date},
};

use super::Resolver;

impl Resolver {
    /// The place of a part of a year; none where the calendar has no such day, the inner option
    /// empty where the year is not known.
    pub(super) fn in_year(
        &self,
        expression: Expression,
        at: usize,
        around: Around<'_, '_>,
    ) -> Option<(Option<Place>, Basis)> {
        match expression {
            Expression::Day(year, month, day) => {
                self.on_day(year, month, day, at, around, Place::Day)
            }
            Expression::WeekOf(year, month, day) => {
                self.on_day(year, month, day, at, around, Place::Week)
            }
            Expression::PartOf(year, month, day, part) => {
                self.on_day(year, month, day, at, around, |it| Place::Part(it, part))
            }
            Expression::WeekIn(which, year, month) => {
                let (year, basis) = self.year_of(year, month, None, at, around);
                let day = year.and_then(|it| Date::new(it, month, 1)).map(|it| match which {
                    0 => it.end_of_month().plus_days(-3),
                    which => it.plus_days(i32::from(which) * 7 - 4),
                });
                Some((day.map(Place::Week), basis))
            }
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
            // By the name that the text gave it before, else by its days.
            Expression::QuarterEnded(month, day) => {
                if self.governing_quarter(at).is_some() {
                    return Some(self.the_quarter(at));
                }
                let (year, basis) = self.year_of(InYear::Open, month, Some(day), at, around);
                Some((year.and_then(|it| Date::new(it, month, 1)).map(Place::Quarter), basis))
            }
            Expression::Half(year, half) => {
                let (year, basis) = self.told_year(year);
                Some((year.map(|it| Place::Half(it, half)), basis))
            }
            Expression::Holiday(year, holiday, span) => {
                let (day, basis) = self.holiday(year, holiday, at, around);
                let place = |day: Date| match span {
                    Unit::Week => Place::Week(day),
                    // The weekend of a holiday on a Monday ends with it.
                    Unit::Weekend => Place::Weekend(day.plus_days(-1)),
                    _ if holiday.days() > 1 => Place::Days(day, holiday.days()),
                    _ => Place::Day(day),
                };
                Some((day.map(place), basis))
            }
            _ => None,
        }
    }

    /// What stands on a day of a month; none where the calendar has no such day.
    fn on_day(
        &self,
        year: InYear,
        month: u8,
        day: u8,
        at: usize,
        around: Around<'_, '_>,
        place: impl Fn(Date) -> Place,
    ) -> Option<(Option<Place>, Basis)> {
        let (year, basis) = self.year_of(year, month, Some(day), at, around);
        match year {
            Some(year) => Some((Some(place(Date::new(year, month, day)?)), basis)),
            None => Some((None, basis)),
        }
    }
}
