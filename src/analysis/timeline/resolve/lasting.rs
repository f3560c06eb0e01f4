//! How long, with the days where they can be counted: a window up to publication, the day that a
//! duration reaches from another one.

use crate::{
    analysis::timeline::{calendar, expression::Amount, words::Unit},
    model::{Basis, Date, Period, TimexKind},
};

use super::{Grain, Mention, Resolved, Resolver, shift};

impl Resolver {
    /// The day of the earlier event: so long before the day that the text tells of.
    pub(super) fn distance(&self, amount: Amount, unit: Unit) -> Resolved {
        let (from, basis) = match self.last {
            Some(Mention { grain: Grain::Day, .. }) => self.mention(),
            _ => (self.published, Basis::Publication),
        };
        derived(amount, unit, from, -1, basis)
    }

    pub(super) fn window(&self, amount: Amount, unit: Unit, direction: i8) -> Resolved {
        let period = self.published.zip(shift::days(amount, unit)).and_then(|(published, days)| {
            match direction {
                -1 => Some(Period { from: published.plus_days(-days), to: published }),
                1 => Some(Period { from: published, to: published.plus_days(days) }),
                _ => None,
            }
        });
        lasting(amount, unit, period, Basis::Publication)
    }
}

/// A duration with the day that it reaches from another.
pub(super) fn derived(
    amount: Amount,
    unit: Unit,
    from: Option<Date>,
    direction: i32,
    basis: Basis,
) -> Resolved {
    let period = from.zip(shift::days(amount, unit)).map(|(from, days)| {
        let day = match (unit, amount) {
            (Unit::Month, Amount::Exactly(count)) => from.plus_months(direction * count / 100),
            (Unit::Year, Amount::Exactly(count)) => {
                from.plus_months(direction * (count * 12 / 100))
            }
            _ => from.plus_days(direction * days),
        };
        Period { from: day, to: day }
    });
    lasting(amount, unit, period, basis)
}

/// A duration, with its days where they can be counted by `basis`.
fn lasting(amount: Amount, unit: Unit, period: Option<Period>, basis: Basis) -> Resolved {
    let basis = if period.is_some() { basis } else { duration_basis(amount) };
    let value = Some(calendar::duration(amount, unit));
    Resolved { kind: TimexKind::Duration, value, period, basis, rule: None }
}

pub(super) const fn duration_basis(amount: Amount) -> Basis {
    match amount {
        Amount::Exactly(_) => Basis::Explicit,
        Amount::Some => Basis::Vague,
    }
}
