//! Recognition: the longest expression that begins at a word.
//!
//! Rules are functions over the words of a paragraph; at each word with a class all of them are
//! asked, and the longest answer wins, the earlier rule where two are equal. Each rule looks at its
//! neighbours itself to refuse what only looks like a date.
//!
//! * `dates`, `years`: days and months; years, decades, centuries
//! * `periods`: seasons, quarters, halves, holidays
//! * `relative`: yesterday, weekdays, last week, three days ago
//! * `clock`: times of the day
//! * `durations`: how long and how often
//! * `units`: units on their own
//! * `within`: told by a date that follows
//! * `references`: now, recently

mod clock;
mod dates;
mod durations;
mod periods;
mod references;
mod relative;
mod units;
mod within;
pub(super) mod years;

use super::{
    expression::{Expression, Found},
    line::Line,
    words::Class,
};

type Rule = fn(Line<'_, '_>, usize) -> Option<Found>;

/// In the order that decides between answers of the same length.
const RULES: &[Rule] = &[
    dates::day,
    dates::month,
    years::year,
    years::of_document,
    dates::numeric,
    years::decade,
    years::century,
    periods::season,
    periods::quarter,
    periods::half,
    periods::this_quarter,
    years::of_period,
    periods::holiday,
    relative::near,
    relative::weekday,
    relative::part,
    clock::clock,
    relative::unit,
    units::the_unit,
    relative::shifted,
    within::beside,
    durations::window,
    durations::after,
    durations::counted,
    durations::single,
    durations::vague,
    units::bare,
    units::plural,
    units::spell,
    units::beside,
    within::week,
    within::half_month,
    within::part,
    durations::set,
    references::reference,
];

/// The longest expression that begins at word `at`.
pub fn find(line: Line<'_, '_>, at: usize) -> Option<Found> {
    if matches!(line.class(at), Class::None | Class::PastTense) || !is_open(line, at) {
        return None;
    }
    // Most articles stand before words that are no part of an expression.
    let plain = matches!(line.class(at + 1), Class::None | Class::PastTense);
    if plain && line.class(at) == Class::Opener && line.any(at, &["the", "a", "an"]) {
        return None;
    }
    let mut best: Option<Found> = None;
    for rule in RULES {
        let Some(found) = rule(line, at) else { continue };
        if best.is_none_or(|it| it.end < found.end) && is_closed(line, at, found) {
            best = Some(found);
        }
    }
    best
}

/// Whether nothing is glued to the left that makes this a price, a path or a part of a name.
fn is_open(line: Line<'_, '_>, at: usize) -> bool {
    if at == 0 || !line.glued(at) {
        return true;
    }
    !line.any(at - 1, &["$", "€", "£", "#", "/", ".", "@", "%", "=", "+", "&"])
}

/// After a hyphen only what can be the end of a range begins, and what is glued to the right must
/// not make another word of it.
fn is_closed(line: Line<'_, '_>, at: usize, found: Found) -> bool {
    if at > 0 && line.glued(at) && line.hyphen(at - 1) {
        use Expression::{BeforeChrist, Day, Decade, Month, Year};
        let ranged = matches!(
            found.expression,
            Day(..) | Month(..) | Year(_) | Decade(_) | BeforeChrist(..)
        );
        let prefix = line.before(at, 2, &["pre", "post", "mid"]);
        return ranged && !prefix || matches!(found.expression, Expression::Weekday(..));
    }
    true
}
