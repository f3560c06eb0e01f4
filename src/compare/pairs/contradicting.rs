//! Contradictions that are no denial of an allegation: a denial that is gone back on, a finding that
//! goes against a denial, one act laid to two, and one thing said to go on and to have stopped.

use crate::model::{Pair, Relation, Stance};

use super::view::{View, nearness};

/// The same side grants what it had denied: it has changed its position, and both cannot hold.
pub(super) fn change(a: &View, near: &[View]) -> Vec<Pair> {
    if !a.does(Stance::Confirms) {
        return Vec::new();
    }
    let denied = |b: &&View| {
        b.does(Stance::Denies) && a.side.is(b.side) && (a.granted(b).is_same() || a.owns_what(b))
    };
    let Some(b) = near.iter().filter(denied).max_by_key(|b| nearness(a, b)) else {
        return Vec::new();
    };
    let rule = "grants what it had denied";
    let against = Pair { strict: true, ..a.pair(b, Relation::Contradicts, rule) };
    vec![a.pair(b, Relation::PositionChange, rule), against]
}

/// A lays to somebody what B, of another side, says that it did itself.
pub(super) fn two_doers(a: &View, near: &[View]) -> Option<Pair> {
    let blames = a.alleges() && a.proposition.names_any();
    let owns = |b: &&View| {
        let other = blames && b.does(Stance::Confirms) && a.side.answers(b.side);
        let named = b.side.country().is_some_and(|country| a.proposition.names(country));
        let one = a.proposition.likeness(&b.proposition).cover >= 50;
        other && !named && one && a.proposition.shares_event(&b.proposition)
    };
    let b = near.iter().find(owns)?;
    Some(a.pair(b, Relation::Contradicts, "each names somebody else for one act"))
}

/// A rules out that the act came from where B, who owns it, is.
pub(super) fn ruled_out(a: &View, near: &[View]) -> Option<Pair> {
    const OUT: &[&str] = &["not", "n't", "no evidence", "cannot", "never"];
    let owns = |b: &&View| {
        let home = b.country.is_some_and(|it| a.proposition.names(it));
        let owner = b.does(Stance::Confirms) && a.side.answers(b.side) && a.inside != Some(b.index);
        home && owner && a.proposition.shares_event(&b.proposition)
    };
    let ruled = a.proposition.says(OUT) && !a.does(Stance::Denies) && !a.does(Stance::Confirms);
    let b = near.iter().filter(|_| ruled).filter(owns).max_by_key(|b| nearness(a, b))?;
    Some(a.pair(b, Relation::Contradicts, "rules out the one who owns the act"))
}

/// A finds against B's denial: it lays the act to the side that denied it.
pub(super) fn refutation(a: &View, near: &[View], denied: &[Option<usize>]) -> Option<Pair> {
    let finds = a.alleges() || a.does(Stance::Assesses);
    let against = |b: &&View| {
        let country = b.side.country().filter(|_| b.stance == Stance::Denies);
        let named = country.is_some_and(|it| a.proposition.names(it) && b.side != a.side);
        let likeness = a.proposition.likeness(&b.proposition);
        named
            && denied[b.index] != Some(a.index)
            && a.inside != Some(b.index)
            && b.start < a.start
            && likeness.cover >= 33
            && a.proposition.shares_event(&b.proposition)
    };
    let b = near.iter().filter(|_| finds).filter(against).max_by_key(|b| nearness(a, b))?;
    Some(Pair { strict: true, ..a.pair(b, Relation::Contradicts, "finds against the denial") })
}

const GOING_ON: &[&str] = &[
    "continu*",
    "ongoing",
    "under control",
    "remain open",
    "unaffected",
    "uninterrupted",
    "as normal",
];
const STOPPED: &[&str] =
    &["disrupt*", "halt*", "suspend*", "stopped", "shut down", "ceased", "interrupt*", "cut off"];

/// One thing goes on by A and has stopped by B, or the other way about.
pub(super) fn opposite(a: &View, near: &[View]) -> Option<Pair> {
    let plain =
        |view: &View| matches!(view.stance, Stance::Asserts | Stance::Confirms | Stance::Assesses);
    let sense = |view: &View| (view.proposition.says(GOING_ON), view.proposition.says(STOPPED));
    let (goes, stopped) = sense(a);
    if goes == stopped || !plain(a) {
        return None;
    }
    let against = |b: &&View| {
        let other =
            b.start < a.start && plain(b) && a.side != b.side && sense(b) == (stopped, goes);
        other && a.proposition.likeness(&b.proposition).cover >= 50
    };
    let b = near.iter().filter(against).max_by_key(|b| nearness(a, b))?;
    Some(Pair {
        strict: true,
        ..a.pair(b, Relation::Contradicts, "going on by one, stopped by the other")
    })
}
