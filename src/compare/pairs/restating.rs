//! Restatements: who says again what was said before, and who only echoes it.
//!
//! To say a thing again takes another occasion, another paragraph or an "again", the same side and
//! the same stance; two sentences in one breath argue, they do not restate.

use crate::model::{Pair, Relation, Stance};

use super::{
    side::Side,
    view::{View, nearness},
};

/// Claims between a pronoun and what it points back to, at most.
const POINTED: usize = 3;

/// A says again what its own side said before; or, with nobody behind it, what somebody else said.
pub(super) fn restatement(a: &View, near: &[View], denied: &[Option<usize>]) -> Option<Pair> {
    // What another reports of somebody is not said again by him.
    if a.inside.is_some() {
        return None;
    }
    let before = near.iter().filter(|b| b.start < a.start && b.index != a.index);
    let again = before.filter(|b| b.inside != Some(a.index) && alike(a, b, denied));
    let b = again.max_by_key(|b| {
        (b.side.is(a.side), a.proposition.likeness(&b.proposition).shared, nearness(a, b))
    })?;
    if a.side.is(b.side) {
        return Some(a.pair(b, Relation::Restates, "the same side, the same act"));
    }
    (a.side == Side::Unknown && b.side != Side::Unknown)
        .then(|| a.pair(b, Relation::Echoes, "nobody named, another's words"))
}

/// Whether A is B again.
fn alike(a: &View, b: &View, denied: &[Option<usize>]) -> bool {
    let likeness = a.proposition.likeness(&b.proposition);
    let one_source = a.source.is_some() && a.source == b.source;
    let one_side = a.side.is(b.side);
    if a.stance != b.stance {
        let says = |view: &View| matches!(view.stance, Stance::Asserts | Stance::Confirms);
        return one_source && says(a) && says(b) && likeness.shared >= 4 && likeness.cover >= 75;
    }
    let elsewhere =
        a.paragraph != b.paragraph || a.proposition.says(&["again", "repeat", "reiterate"]);
    match a.stance {
        Stance::Denies => {
            let both = denied[a.index].is_some() && denied[a.index] == denied[b.index];
            let words = likeness.shared >= 4 && likeness.cover >= 50;
            let sayings = a.of_sayings && b.of_sayings && (both || words);
            one_source && elsewhere && (sayings || likeness.is_close())
        }
        // "This mistake", or the same act owned once more.
        Stance::Confirms => {
            let points = a.proposition.points() && a.index.abs_diff(b.index) <= POINTED;
            let owned = a.proposition.shares_event(&b.proposition);
            let same = one_source && likeness.shared >= 4 && likeness.cover >= 75;
            one_side && (points || owned || same)
        }
        Stance::Declines => one_source && likeness.shared >= 2 && likeness.cover >= 50,
        Stance::Alleges if one_source => {
            likeness.is_close() || likeness.is_same() && likeness.countries >= 2
        }
        Stance::Alleges => {
            likeness.is_close() || (one_side || a.side == Side::Unknown) && likeness.is_same()
        }
        Stance::Rejects | Stance::Condemns | Stance::Demands | Stance::Warns => {
            one_side && likeness.is_close()
        }
        Stance::Asserts
        | Stance::Commits
        | Stance::Assesses
        | Stance::Hedges
        | Stance::Qualifies => elsewhere && likeness.is_close() && likeness.shared >= 9,
        Stance::Questions | Stance::Supports => false,
    }
}

/// A repeats, by its own cue, what B of another side said: "echoed these theories".
pub(super) fn echo(a: &View, near: &[View]) -> Option<Pair> {
    const ECHOING: &[&str] = &["echo", "repeat", "parrot", "amplif"];
    let echoes = ECHOING.iter().any(|it| a.cue.contains(it)) && a.of_sayings;
    let said = |b: &&View| {
        b.start < a.start && b.alleges() && a.inside != Some(b.index) && a.side.answers(b.side)
    };
    let b = near.iter().filter(|_| echoes).filter(said).max_by_key(|b| nearness(a, b))?;
    Some(a.pair(b, Relation::Echoes, "repeats what another said"))
}
