//! Steps in the calendar: so many weeks back, the following year.

use crate::{
    analysis::timeline::{
        calendar::Place,
        expression::{Amount, Origin},
        words::Unit,
    },
    model::{Basis, Date},
};

use super::{Grain, Resolver, quarter::QUARTER_REACH};

/// The unit of the calendar so many steps from the one that `from` is in.
pub fn step(from: Date, unit: Unit, steps: i32) -> Option<Place> {
    let months = |count: i32| from.plus_months(steps.saturating_mul(count));
    let days = |count: i32| from.plus_days(steps.saturating_mul(count));
    Some(match unit {
        Unit::Day => Place::Day(days(1)),
        Unit::Week => Place::Week(days(7)),
        Unit::Fortnight => Place::Week(days(14)),
        Unit::Weekend => Place::Weekend(days(7)),
        Unit::Month => Place::Month(months(1)),
        Unit::Quarter => Place::Quarter(months(3)),
        Unit::Year => Place::Year(months(12).year()),
        Unit::Decade => Place::Decade(months(120).year() / 10 * 10),
        Unit::Century => Place::Century(u8::try_from(months(1_200).year() / 100).ok()?),
        Unit::Second | Unit::Minute | Unit::Hour => return None,
    })
}

/// About how many days an amount of time is.
pub fn days(amount: Amount, unit: Unit) -> Option<i32> {
    let Amount::Exactly(hundredths) = amount else { return None };
    let hours = match unit {
        Unit::Second | Unit::Minute | Unit::Weekend => return None,
        Unit::Hour => 1,
        Unit::Day => 24,
        Unit::Week => 24 * 7,
        Unit::Fortnight => 24 * 14,
        Unit::Month => 730,
        Unit::Quarter => 2_191,
        Unit::Year => 8_766,
        Unit::Decade => 87_660,
        Unit::Century => 876_600,
    };
    let hours = i64::from(hundredths) * hours / 100;
    i32::try_from((hours + 23) / 24).ok()
}

/// So many days forward or back, if the calendar reaches as far.
pub fn moved(from: Date, days: i32, direction: i8) -> Option<Date> {
    let days = days.checked_mul(i32::from(direction))?;
    let there = from.plus_days(days);
    (there.to_days() == from.to_days().checked_add(days)?).then_some(there)
}

impl Resolver {
    /// "three weeks ago", "a year earlier".
    pub(super) fn shifted(
        &mut self,
        value: i32,
        unit: Unit,
        origin: Origin,
        direction: i8,
        at: usize,
    ) -> Option<(Option<Place>, Basis)> {
        if unit == Unit::Year
            && value == 100
            && direction < 0
            && let Some((day, said)) = self.quarter
            && at.saturating_sub(said) < QUARTER_REACH
        {
            return Some((Some(Place::Quarter(day.plus_months(-12))), Basis::Anaphoric));
        }
        let (from, basis) = match origin {
            Origin::Publication => (self.published, Basis::Publication),
            Origin::Mention => self.mention(),
        };
        let Some(from) = from else { return Some((None, basis)) };
        let there = days(Amount::Exactly(value), unit).and_then(|it| moved(from, it, direction));
        if there.is_none() && !unit.is_clock() {
            return Some((None, basis));
        }
        let grain = self.last.filter(|_| origin == Origin::Mention).map(|it| it.grain);
        let whole = value / 100 * i32::from(direction);
        let place = match (unit, grain) {
            (Unit::Week | Unit::Fortnight, Some(Grain::Day)) => {
                let weeks = if unit == Unit::Week { 7 } else { 14 };
                Place::Day(from.plus_days(whole.checked_mul(weeks)?))
            }
            (Unit::Year, Some(Grain::Month)) if value % 100 == 0 => {
                Place::Month(from.plus_months(whole.checked_mul(12)?))
            }
            (Unit::Year, _) => {
                let rounded = (value + 50) / 100 * i32::from(direction);
                Place::Year(from.plus_months(rounded.checked_mul(12)?).year())
            }
            (Unit::Decade, _) => {
                let years = value / 10 * i32::from(direction);
                Place::Decade(from.plus_months(years.checked_mul(12)?).year() / 10 * 10)
            }
            _ => step(from, unit, whole)?,
        };
        Some((Some(place), basis))
    }
}
