//! The year of a month, a season, a quarter or a holiday that is given without one.

use crate::{
    analysis::timeline::{
        around::Around,
        calendar,
        expression::{InYear, Which},
        holidays::{self, Holiday},
        tense::Tense,
        words::Season,
    },
    model::{Basis, Date},
};

use super::{Grain, Resolver};

/// What a day against the tense of its clause costs, over its distance.
const AGAINST_TENSE: i32 = 4;
/// What a day to come costs where no tense is told.
const FUTURE_UNTOLD: i32 = 2;
/// How far a year said in the sentence governs, in bytes.
const YEAR_REACH: usize = 80;

impl Resolver {
    /// The year of a month or a day of a month.
    pub(super) fn year_of(
        &self,
        year: InYear,
        month: u8,
        day: Option<u8>,
        at: usize,
        around: Around<'_, '_>,
    ) -> (Option<i16>, Basis) {
        match year {
            InYear::Open => self.nearest(month, day, at, around),
            InYear::Which(which) => {
                let (from, basis) = if which.is_anaphoric() {
                    self.mention()
                } else {
                    (self.published, Basis::Publication)
                };
                (from.map(|it| near_month(which, it, month)), basis)
            }
            _ => self.told_year(year),
        }
    }

    /// The year where the words tell which.
    pub(super) fn told_year(&self, year: InYear) -> (Option<i16>, Basis) {
        match year {
            InYear::Said(year) => (Some(year), Basis::Explicit),
            InYear::Of(which) | InYear::Which(which) if which.is_anaphoric() => {
                let (from, basis) = self.mention();
                (from.map(|it| offset(it, which.step())), basis)
            }
            InYear::Of(which) | InYear::Which(which) => {
                (self.published.map(|it| offset(it, which.step())), Basis::Publication)
            }
            InYear::Open => (self.published.map(Date::year), Basis::Publication),
        }
    }

    /// The candidate nearest to the day of publication; years against the tense cost more.
    fn nearest(
        &self,
        month: u8,
        day: Option<u8>,
        at: usize,
        around: Around<'_, '_>,
    ) -> (Option<i16>, Basis) {
        let tense = match around.tense() {
            Tense::Future if around.is_attribute() => Tense::Open,
            tense => tense,
        };
        // "The club, founded in 1997, will move in March": not in the year of the same sentence.
        let told = self.year_in_sentence(at);
        let year = match (told, tense) {
            (Some(_), Tense::Future) => None,
            (told, _) => told.or_else(|| self.history(Some(month))),
        };
        if let Some(year) = year {
            return (Some(year), Basis::Anaphoric);
        }
        let Some(published) = self.published else {
            let said = self.year.filter(|it| it.1 >= self.paragraph);
            return match said {
                Some((year, _)) => (Some(year), Basis::Anaphoric),
                None => (None, Basis::Publication),
            };
        };
        let from = match day {
            Some(_) => published,
            None => Date::new(published.year(), published.month(), 15).unwrap_or(published),
        };
        let of_year = |year: i16| {
            let there = Date::new(year, month, day.unwrap_or(15).clamp(1, 28))?;
            Some(cost(there.to_days() - from.to_days(), tense))
        };
        let years = (-1..=1).map(|step| offset(published, step));
        (years.min_by_key(|it| of_year(*it).unwrap_or(i32::MAX)), Basis::Publication)
    }

    /// "In 1997, from March to June": a year long past in the same sentence.
    fn year_in_sentence(&self, at: usize) -> Option<i16> {
        let (year, said) = self.year?;
        let here = said >= self.sentence && said < at && at - said < YEAR_REACH;
        (here && self.published.is_none_or(|it| year < it.year())).then_some(year)
    }

    /// Whether a year is long past, seen from publication.
    pub(super) fn is_past(&self, year: i16) -> bool {
        self.published.is_none_or(|it| year + 1 < it.year())
    }

    /// In a text that tells of years long past, the year of the last mention, or the next one where
    /// the months have gone round.
    fn history(&self, month: Option<u8>) -> Option<i16> {
        let last =
            self.last.filter(|it| it.basis != Basis::Publication && self.is_past(it.day.year()))?;
        let tells = self.told.past >= 3 && self.told.past > 2 * self.told.near
            || (last.at >= self.paragraph && self.told.past > self.told.near);
        let round = matches!(last.grain, Grain::Day | Grain::Month)
            && month.is_some_and(|it| it + 8 < last.day.month());
        tells.then(|| last.day.year() + i16::from(round))
    }

    /// The year of a season.
    pub(super) fn season_year(
        &self,
        year: InYear,
        season: Season,
        at: usize,
        around: Around<'_, '_>,
    ) -> (Option<i16>, Basis) {
        let start = calendar::first_month(season);
        match year {
            InYear::Said(_) | InYear::Of(_) => self.told_year(year),
            InYear::Which(which) if which.is_anaphoric() => {
                let (from, basis) = self.mention();
                (from.map(|it| offset(it, which.step())), basis)
            }
            InYear::Which(which) => {
                let year = self.published.map(|it| match which {
                    Which::Last if start + 2 >= it.month() => offset(it, -1),
                    Which::Next if start <= it.month() => offset(it, 1),
                    _ => it.year(),
                });
                (year, Basis::Publication)
            }
            InYear::Open => {
                if let Some(year) = self.year_in_sentence(at).or_else(|| self.history(None)) {
                    return (Some(year), Basis::Anaphoric);
                }
                let year = self.published.map(|it| match around.tense() {
                    Tense::Past if start > it.month() => offset(it, -1),
                    Tense::Future if start + 2 < it.month() => offset(it, 1),
                    _ => it.year(),
                });
                (year, Basis::Publication)
            }
        }
    }

    /// The year of a quarter.
    pub(super) fn quarter_year(
        &self,
        year: InYear,
        number: u8,
        around: Around<'_, '_>,
    ) -> (Option<i16>, Basis) {
        if year != InYear::Open {
            return self.told_year(year);
        }
        let year = self.published.map(|it| {
            let ahead = i16::from(number) - i16::from(calendar::quarter(it));
            let back = ahead > 1 && around.tense() != Tense::Future;
            offset(it, -i32::from(back))
        });
        (year, Basis::Publication)
    }

    /// The day of a holiday.
    pub(super) fn holiday(
        &self,
        year: InYear,
        holiday: Holiday,
        at: usize,
        around: Around<'_, '_>,
    ) -> (Option<Date>, Basis) {
        if let InYear::Said(year) = year {
            return (holidays::days(holiday, year).next(), Basis::Explicit);
        }
        let told = self.year_in_sentence(at).or_else(|| self.history(None));
        if let Some(year) = told.filter(|_| year == InYear::Open) {
            return (holidays::days(holiday, year).next(), Basis::Anaphoric);
        }
        let Some(published) = self.published else { return (None, Basis::Publication) };
        let days = (-1..=1).flat_map(|step| holidays::days(holiday, offset(published, step)));
        let direction = match year {
            InYear::Which(Which::Last | Which::Previous) => Tense::Past,
            InYear::Which(Which::Next | Which::Following) => Tense::Future,
            InYear::Open => around.tense(),
            _ => Tense::Open,
        };
        let day = match direction {
            Tense::Past if year != InYear::Open => days.filter(|it| *it < published).last(),
            Tense::Future if year != InYear::Open => days.into_iter().find(|it| *it > published),
            tense => days.min_by_key(|it| cost(it.to_days() - published.to_days(), tense)),
        };
        (day, Basis::Publication)
    }
}

/// What a day so many days after publication costs as a candidate, in days.
const fn cost(days: i32, tense: Tense) -> i32 {
    let weight = match tense {
        Tense::Past if days > 0 => AGAINST_TENSE,
        Tense::Future if days < 0 => AGAINST_TENSE,
        Tense::Open if days > 0 => FUTURE_UNTOLD,
        _ => 1,
    };
    days.abs() * weight
}

/// The year of a date, some years on.
fn offset(from: Date, years: i32) -> i16 {
    from.plus_months(years.saturating_mul(12)).year()
}

/// The year of "last October", "next May".
fn near_month(which: Which, from: Date, month: u8) -> i16 {
    match which {
        Which::Last | Which::Previous if month >= from.month() => offset(from, -1),
        Which::Next | Which::Following if month <= from.month() => offset(from, 1),
        _ => from.year(),
    }
}
