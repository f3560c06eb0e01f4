//! Relations between the claims of one article: who answers whom, and whether both can hold.
//!
//! A relation is proposed only where the parties differ (or, for a restatement, are one) and the
//! propositions share more than countries; a denial of "the allegations" goes to the nearest one of
//! another party. The rules would rather miss a pair than show a wrong one, for the reader's screen
//! presents a pair as a finding.
//!
//! * `view`: a claim as the rules look at it
//! * `denial`: which allegation a denial answers
//! * `proposition`: what a stretch of text speaks of
//! * `side`: for whom a source speaks
//! * `tense`: whether a denial and its allegation can both hold

mod denial;
mod proposition;
mod side;
mod tense;
mod view;

use crate::model::{Analysis, Article, Pair, Relation, Stance};

use self::{
    denial::denial,
    proposition::Proposition,
    side::Side,
    view::{View, complete, nearness},
};

/// Claims on each side of one that are looked at for what it answers.
const REACH: usize = 120;

/// The words by which somebody refuses the authority of a rule.
const LEGITIMACY: &[&str] = &[
    "unlawful",
    "illegal",
    "illegitimate",
    "null and void",
    "not recognize",
    "not recognise",
    "n't recognize",
    "n't recognise",
    "not binding",
    "no legal",
    "legitimacy",
    "jurisdiction",
];

/// The pairs among the claims of `analysis`, by the place of the claim that answers.
pub fn pairs(article: &Article, analysis: &Analysis) -> Vec<Pair> {
    let mut views: Vec<View> =
        (0..analysis.claims.len()).map(|index| View::new(article, analysis, index)).collect();
    complete(&mut views);
    let mut found: Vec<Pair> = Vec::new();
    let mut denied: Vec<Option<usize>> = vec![None; views.len()];
    for a in &views {
        let near = &views[a.index.saturating_sub(REACH)..(a.index + REACH).min(views.len())];
        let denial = denial(a, near);
        denied[a.index] = denial.as_ref().map(|pair| pair.b);
        found.extend(denial);
        found.extend(counter(a, near));
        found.extend(legitimacy(a, near, &views, &found));
        found.extend(change(a, near));
        found.extend(contradiction(a, near));
        found.extend(restatement(a, near, &denied));
    }
    let narrowings = qualifications(article, analysis, &views);
    found.extend(narrowings);
    found.sort_by_key(|pair| (views[pair.a].start, pair.a, pair.b, pair.relation));
    found.dedup_by_key(|pair| (pair.a, pair.b, pair.relation));
    found
}

/// A answers B's allegation with one of its own: each lays something to the other. Where A comes
/// first, only its wording ("lies about") shows that it answers.
fn counter(a: &View, near: &[View]) -> Option<Pair> {
    let mine = a.side.country().filter(|_| a.alleges())?;
    let accused = |b: &View| {
        let theirs = b.side.country().filter(|it| *it != mine);
        theirs.is_some_and(|it| a.proposition.names(it)) && b.proposition.names(mine)
    };
    let answered = |b: &&View| {
        let order = b.start < a.start || a.of_sayings;
        if !(order && b.alleges() && accused(b) && !b.of_sayings) {
            return false;
        }
        let cover = a.proposition.likeness(&b.proposition).cover;
        cover >= 30 || (cover > 0 && a.of_sayings)
    };
    let b = near.iter().filter(answered).max_by_key(|b| (b.start < a.start, nearness(a, b)))?;
    Some(a.pair(b, Relation::CounterAllegation, "each accuses the other"))
}

/// A refuses the authority of a rule that B rests on.
fn legitimacy(a: &View, near: &[View], views: &[View], found: &[Pair]) -> Option<Pair> {
    let refusal = a
        .statements
        .iter()
        .find(|it| it.stance == Stance::Rejects && it.proposition.says(LEGITIMACY))?;
    let rests = |b: &&View| {
        let other = b.index != a.index && !b.side.is(a.side);
        let takes = matches!(
            b.stance,
            Stance::Asserts | Stance::Demands | Stance::Supports | Stance::Confirms
        );
        other && takes && rule_shared(&refusal.proposition, &b.proposition)
    };
    let b = near.iter().filter(rests).max_by_key(|b| nearness(a, b))?;
    let told = |pair: &Pair| {
        let same = pair.relation == Relation::DisputesLegitimacy && pair.b == b.index;
        same && views[pair.a].source == a.source
    };
    if found.iter().rev().take(REACH).any(told) {
        return None;
    }
    Some(a.pair(b, Relation::DisputesLegitimacy, "refuses the rule that the other rests on"))
}

/// Whether both speak of one rule: the same thing of at least two words.
fn rule_shared(a: &Proposition, b: &Proposition) -> bool {
    let likeness = a.likeness(b);
    likeness.shared >= 3 && likeness.cover >= 30
}

/// The same side grants what it had denied.
fn change(a: &View, near: &[View]) -> Option<Pair> {
    if !a.does(Stance::Confirms) {
        return None;
    }
    let denied = |b: &&View| {
        b.does(Stance::Denies)
            && a.side.is(b.side)
            && a.proposition.likeness(&b.proposition).is_same()
    };
    let b = near.iter().filter(denied).max_by_key(|b| nearness(a, b))?;
    Some(a.pair(b, Relation::PositionChange, "grants what it had denied"))
}

/// A lays to somebody what B, of another side, says that it did itself.
fn contradiction(a: &View, near: &[View]) -> Option<Pair> {
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

/// A says again what its own side said before; or, with nobody behind it, what somebody else said.
fn restatement(a: &View, near: &[View], denied: &[Option<usize>]) -> Option<Pair> {
    let before = near.iter().filter(|b| b.start < a.start && b.index != a.index);
    let same_stance = before.filter(|b| a.stance == b.stance && a.inside != Some(b.index));
    let again = |b: &&View| {
        let likeness = a.proposition.likeness(&b.proposition);
        let repeated = a.source == b.source && a.alleges() && likeness.is_same();
        let close = likeness.is_close() || (repeated && likeness.countries >= 2);
        let both = denied[a.index].is_some() && denied[a.index] == denied[b.index];
        close || (both && a.of_sayings && b.of_sayings && a.source == b.source)
    };
    let b = same_stance.filter(again).max_by_key(|b| (b.side.is(a.side), nearness(a, b)))?;
    if a.side.is(b.side) {
        return Some(a.pair(b, Relation::Restates, "the same side, the same act"));
    }
    (a.side == Side::Unknown && b.side != Side::Unknown)
        .then(|| a.pair(b, Relation::Echoes, "nobody named, another's words"))
}

/// A narrows B: "clarified Patel's statement", and what it says in doing so; or a hedge on what
/// the same side had alleged.
fn qualifications(article: &Article, analysis: &Analysis, views: &[View]) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    for a in views {
        let near = &views[a.index.saturating_sub(REACH)..a.index];
        let pair = if a.does(Stance::Qualifies) {
            named_statement(article, analysis, a, near).or_else(|| narrowed(a, near))
        } else if a.does(Stance::Hedges) {
            let said =
                found.iter().rev().take(REACH).find(|pair| continues(article, &views[pair.a], a));
            said.map(|pair| &views[pair.b]).or_else(|| narrowed(a, near))
        } else {
            None
        };
        found.extend(pair.map(|b| a.pair(b, Relation::Qualifies, "narrows what was said")));
    }
    found
}

/// The last claim of the source whose statement this one names.
fn named_statement<'a>(
    article: &Article,
    analysis: &Analysis,
    a: &View,
    near: &'a [View],
) -> Option<&'a View> {
    near.iter().rev().find(|b| {
        let Some(source) = b.source.and_then(|it| analysis.sources.get(it)) else { return false };
        let name = source.name.split_whitespace().last().unwrap_or_default();
        let said = article.text.get(a.start..a.start + reach(article, a)).unwrap_or_default();
        b.source != a.source && name.len() > 2 && said.contains(name)
    })
}

/// How many bytes from the start of a claim to the end of its content.
fn reach(article: &Article, a: &View) -> usize {
    let end = a.statements.iter().map(|it| it.span.end).max().unwrap_or(a.start);
    end.clamp(a.start, article.text.len()) - a.start
}

/// What the same side alleged, where this one shares enough with it.
fn narrowed<'a>(a: &View, near: &'a [View]) -> Option<&'a View> {
    let same = |b: &&View| {
        b.alleges() && a.side.is(b.side) && a.proposition.likeness(&b.proposition).is_same()
    };
    near.iter().filter(same).max_by_key(|b| (b.quoted, nearness(a, b)))
}

/// Whether `b` goes on in the sentence in which the same source narrowed something.
fn continues(article: &Article, a: &View, b: &View) -> bool {
    let between = article.text.get(a.start..b.start).unwrap_or("\n");
    a.source == b.source && a.start <= b.start && !between.contains(['\n', '.'])
}
