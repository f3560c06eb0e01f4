//! Quarters that the text counts from others: "the quarter", "a year earlier".

use crate::{
    analysis::timeline::calendar::Place,
    model::{Basis, Date},
};

use super::Resolver;

/// How far a quarter still governs "a year earlier", in bytes.
pub(super) const QUARTER_REACH: usize = 400;

impl Resolver {
    /// The quarter that still governs here, by its first day.
    pub(super) fn governing_quarter(&self, at: usize) -> Option<Date> {
        self.quarter.filter(|it| at.saturating_sub(it.1) < QUARTER_REACH).map(|it| it.0)
    }

    /// Whether a place is a quarter that is not over on the day of publication.
    pub(super) fn is_ahead(&self, place: Place) -> bool {
        match (place, self.published) {
            (Place::Quarter(day), Some(published)) => day.plus_months(3) > published,
            _ => false,
        }
    }

    /// The last quarter mentioned, else the last one over.
    pub(super) fn the_quarter(&self, at: usize) -> (Option<Place>, Basis) {
        let (day, basis) = match self.governing_quarter(at) {
            Some(day) => (Some(day), Basis::Anaphoric),
            None => (self.published.map(|it| it.plus_months(-3)), Basis::Publication),
        };
        (day.map(Place::Quarter), basis)
    }

    /// "the 1988 period": the quarter that governs, in that year; else the year.
    pub(super) fn quarter_of(&self, year: i16, at: usize) -> Place {
        let day = self.governing_quarter(at).and_then(|it| Date::new(year, it.month(), 1));
        day.map_or(Place::Year(year), Place::Quarter)
    }

    /// The last quarter mentioned, a year before; else the year before publication.
    pub(super) fn quarter_year_before(&mut self) -> (Option<Place>, Basis) {
        match self.quarter {
            Some((day, _)) => (Some(Place::Quarter(day.plus_months(-12))), Basis::Anaphoric),
            None => (self.published.map(|it| Place::Year(it.year() - 1)), Basis::Publication),
        }
    }
}
