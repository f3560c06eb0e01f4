//! Some time, no telling when: "now", "currently", "recently", "in the past".

use crate::analysis::timeline::{
    expression::{Expression, Found},
    line::Line,
    words::{Class, Reference},
};

/// Phrases of several words.
const PHRASES: &[(&[&str], Reference)] = &[
    (&["these", "days"], Reference::Present),
    (&["at", "the", "present", "time"], Reference::Present),
    (&["at", "present"], Reference::Present),
    (&["right", "now"], Reference::Present),
    (&["just", "now"], Reference::Present),
    (&["at", "this", "moment"], Reference::Present),
    (&["this", "moment"], Reference::Present),
    (&["more", "recently"], Reference::Past),
    (&["most", "recently"], Reference::Past),
    (&["just", "recently"], Reference::Past),
    (&["the", "recent", "past"], Reference::Past),
    (&["the", "distant", "past"], Reference::Past),
    (&["the", "near", "future"], Reference::Future),
    (&["the", "foreseeable", "future"], Reference::Future),
    (&["the", "immediate", "future"], Reference::Future),
    (&["the", "distant", "future"], Reference::Future),
    (&["as", "soon", "as", "possible"], Reference::Future),
];

/// A vague reference to the past, the present or the future.
pub fn reference(line: Line<'_, '_>, at: usize) -> Option<Found> {
    let found = |end, reference| {
        Some(Found {
            end,
            expression: Expression::Reference(reference),
            modifier: None,
            rule: "vague",
        })
    };
    if let Class::Reference(reference) = line.class(at) {
        return found(at + 1, reference);
    }
    if let Some((words, reference)) =
        PHRASES.iter().find(|(words, _)| line.phrase(at, words).is_some())
    {
        return found(at + words.len(), *reference);
    }
    let modal = &["will", "would", "could", "may", "might", "to", "'ll", "’ll"];
    if let Some(end) = line.phrase(at, &["one", "day"]).filter(|_| line.before(at, 1, modal)) {
        return found(end, Reference::Future);
    }
    if line.is(at, "current") {
        return found(at + 1, Reference::Present);
    }
    if line.is(at, "recent") && line.any(at + 1, &["times", "history"]) {
        return found(at + 1, Reference::Past);
    }
    let end = line.phrase(at, &["the"])?;
    if line.is(end, "past") && line.before(at, 1, &["in", "of", "from", "about"]) {
        let number = line.vague(end + 1).map(|it| it.1).or_else(|| Some(line.count(end + 1)?.1));
        let counted = line.unit(number.unwrap_or(end + 1)).is_some()
            || matches!(line.class(end + 1), Class::Season(_));
        return if counted { None } else { found(end + 1, Reference::Past) };
    }
    (line.is(end, "future") && line.before(at, 1, &["in", "for", "into", "about"]))
        .then(|| found(end + 1, Reference::Future))
        .flatten()
}
