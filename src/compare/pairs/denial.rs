//! Denials: which allegation each one answers.
//!
//! Three grounds, the surest first: the allegation is reported inside the denial; it speaks of the
//! same act; or the denial speaks of what was said, and this is the nearest that another party said.

use crate::model::{Ground, Pair, Relation, Stance};

use super::{
    proposition::{Likeness, Proposition},
    tense,
    view::{Part, SAYINGS, View, nearness},
};

/// Claims before a denial, and after it, among which that is looked for which it only names.
const BEFORE: usize = 16;
const AFTER: usize = 6;

/// A denies what B alleges: in the same breath, in its own words, or by calling it false.
pub(super) fn denial(a: &View, near: &[View]) -> Option<Pair> {
    let denials: Vec<&Part> =
        a.statements.iter().filter(|it| it.stance == Stance::Denies).collect();
    let first = denials.first()?;
    let (b, rule) = denied_inside(a, near)
        .map(|b| (b, "denies the claim that it reports"))
        .or_else(|| denied_in_words(a, &denials, near).map(|b| (b, "denies the same act")))
        .or_else(|| denied_by_name(a, &denials, near).map(|b| (b, "denies what was said")))?;
    let b = passed_on(a, b, near);
    let alleged = tense::alleged(&b.proposition);
    let strict =
        denials.iter().find(|it| tense::is_strict(tense::denied(&it.proposition), alleged));
    let said = strict.map_or(first.span, |it| it.span);
    let shared = denials.iter().find_map(|it| it.proposition.words_shared(&b.proposition));
    let cue = shared.unwrap_or(said);
    let ground = Ground { cue, rule };
    let relation = Relation::DenialOfAllegation;
    Some(Pair { relation, a: a.index, b: b.index, strict: strict.is_some(), ground })
}

/// The claim that stands inside the denial: "denied claims that it had sold drones".
fn denied_inside<'a>(a: &View, near: &'a [View]) -> Option<&'a View> {
    near.iter().find(|b| {
        b.inside == Some(a.index) && b.alleges() && !b.does(Stance::Denies) && !b.side.is(a.side)
    })
}

/// Where somebody only passes on what another alleges ("he renewed his accusation that"), that.
fn passed_on<'a>(a: &View, b: &'a View, near: &'a [View]) -> &'a View {
    let laid = |c: &&View| {
        c.inside == Some(b.index) && c.alleges() && !c.of_sayings && a.side.answers(c.side)
    };
    near.iter().find(|c| b.of_sayings && laid(c)).unwrap_or(b)
}

/// The claim of another party that the denial shares most with.
fn denied_in_words<'a>(a: &View, denials: &[&Part], near: &'a [View]) -> Option<&'a View> {
    // Who denies an act of his own leaves himself out: "denies sending arms".
    let own = |it: &&Part| it.proposition.clone().with_country(a.side.country());
    let denials: Vec<Proposition> = denials.iter().map(own).collect();
    let likeness = |b: &View| {
        let all = denials.iter().map(|it| it.likeness(&b.proposition));
        all.filter(|it| it.is_same()).max()
    };
    let of_others = near.iter().filter(|b| b.index != a.index && a.side.answers(b.side));
    // What is only stated or held likely is denied where it is nearly the same.
    let laid = |b: &View, it: Likeness| {
        let stated = matches!(b.stance, Stance::Assesses | Stance::Asserts);
        b.alleges() || stated && it.countries >= 1 && it.is_close()
    };
    let alike =
        of_others.filter_map(|b| likeness(b).map(|it| (it, b))).filter(|(it, b)| laid(b, *it));
    alike
        .max_by_key(|(it, b)| (b.alleges(), b.start < a.start, it.shared, b.quoted, nearness(a, b)))
        .map(|(_, b)| b)
}

/// The nearest allegation of another party, where the denial speaks of what was said; one before
/// the denial rather than one after it.
fn denied_by_name<'a>(a: &View, denials: &[&Part], near: &'a [View]) -> Option<&'a View> {
    if !denials.iter().any(|it| it.proposition.says(SAYINGS)) {
        return None;
    }
    let accuses = |b: &&View| {
        let assessed = b.does(Stance::Assesses)
            && a.side.country().is_some_and(|country| b.proposition.names(country));
        // "These theories" says nothing that could be denied.
        let empty = b.of_sayings && b.proposition.spoken() <= 2;
        let within = b.index < a.index + AFTER && a.index < b.index + BEFORE;
        b.index != a.index
            && within
            && (b.alleges() || assessed)
            && !empty
            && a.side.answers(b.side)
    };
    near.iter().filter(accuses).max_by_key(|b| (b.alleges(), b.index < a.index, nearness(a, b)))
}
