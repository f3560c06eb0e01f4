//! Relations between the claims of one article: who answers whom, and whether both can hold.
//!
//! A relation is proposed only where the parties differ (or, for a restatement, are one) and the
//! propositions share more than countries; a denial of "the allegations" goes to the nearest one of
//! another party. The rules would rather miss a pair than show a wrong one, for the reader's screen
//! presents a pair as a finding.
//!
//! * `view`: a claim as the rules look at it
//! * `denial`: which allegation a denial answers
//! * `contradicting`: what else cannot both hold
//! * `restating`: who says a thing again
//! * `proposition`: what a stretch of text speaks of
//! * `side`: for whom a source speaks
//! * `tense`: whether a denial and its allegation can both hold

mod contradicting;
mod denial;
mod proposition;
mod restating;
mod side;
mod tense;
mod view;

use crate::model::{Analysis, Article, Pair, Relation, Stance};

use self::{
    contradicting::{change, opposite, refutation, ruled_out, two_doers},
    denial::denial,
    proposition::Proposition,
    restating::{echo, restatement},
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
    let lines: Vec<usize> = article.text.match_indices('\n').map(|it| it.0).collect();
    let mut views: Vec<View> = (0..analysis.claims.len())
        .map(|index| View::new(article, analysis, index, &lines))
        .collect();
    complete(&mut views);
    let first = behind_title(article, &views);
    let mut found: Vec<Pair> = Vec::new();
    let mut denied: Vec<Option<usize>> = vec![None; views.len()];
    for a in &views[first..] {
        let denial = denial(a, around(&views, first, a));
        denied[a.index] = denial.as_ref().map(|pair| pair.b);
        found.extend(denial);
    }
    // A denial of "the accusation" denies what was accused.
    for pair in &found {
        let accused = views[pair.b].proposition.clone();
        views[pair.a].denied = Some(accused);
    }
    for a in &views[first..] {
        let near = around(&views, first, a);
        found.extend(counter(a, near));
        found.extend(legitimacy(a, near, &views, &found));
        found.extend(change(a, near));
        found.extend(two_doers(a, near));
        found.extend(ruled_out(a, near));
        found.extend(refutation(a, near, &denied));
        found.extend(opposite(a, near));
        found.extend(restatement(a, near, &denied));
        found.extend(echo(a, near));
    }
    let narrowings = qualifications(article, analysis, &views, first);
    found.extend(narrowings);
    found.sort_by_key(|pair| (views[pair.a].start, pair.a, pair.b, pair.relation));
    found.dedup_by_key(|pair| (pair.a, pair.b, pair.relation));
    found
}

/// The first claim behind the title, which says again what the text says; with no text behind it
/// the first of all.
fn behind_title(article: &Article, views: &[View]) -> usize {
    let rest = article.text.strip_prefix(article.title.as_str());
    let titled = !article.title.is_empty() && rest.is_some_and(|it| it.starts_with('\n'));
    let end = if titled { article.title.len() } else { 0 };
    let first = views.iter().take_while(|it| it.start < end).count();
    if first < views.len() { first } else { 0 }
}

/// The claims near one, from `first` on.
fn around<'a>(views: &'a [View], first: usize, a: &View) -> &'a [View] {
    &views[a.index.saturating_sub(REACH).max(first)..(a.index + REACH).min(views.len())]
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
        let takes = defends(b)
            || matches!(
                b.stance,
                Stance::Asserts | Stance::Demands | Stance::Supports | Stance::Confirms
            );
        other && takes && rule_shared(&refusal.proposition, &b.proposition)
    };
    let defended = near.iter().filter(|b| !b.side.is(a.side) && a.side.answers(b.side));
    let defended = defended.filter(|b| defends(b) && speaks_of(&refusal.proposition, b));
    let b = defended
        .max_by_key(|b| nearness(a, b))
        .or_else(|| near.iter().filter(rests).max_by_key(|b| nearness(a, b)))?;
    let told = |pair: &Pair| {
        let same = pair.relation == Relation::DisputesLegitimacy && pair.b == b.index;
        same && views[pair.a].source == a.source
    };
    if found.iter().rev().take(REACH).any(told) {
        return None;
    }
    Some(a.pair(b, Relation::DisputesLegitimacy, "refuses the rule that the other rests on"))
}

/// The words by which somebody stands up for a rule.
const LEGITIMATE: &[&str] = &["legitimate", "lawful", "legal", "fully compatible", "in line with"];

/// Whether it says that a rule holds, answering those who say otherwise.
fn defends(b: &View) -> bool {
    b.does(Stance::Denies)
        && b.proposition.says(LEGITIMATE)
        && !b.proposition.says(&["not", "illegal", "illegitimate", "unlawful"])
}

/// Whether a refusal and who defends it name one thing.
fn speaks_of(refusal: &Proposition, b: &View) -> bool {
    refusal.likeness(&b.proposition).cover > 0
}

/// Whether both speak of one rule: the same thing of at least two words.
fn rule_shared(a: &Proposition, b: &Proposition) -> bool {
    let likeness = a.likeness(b);
    likeness.shared >= 3 && likeness.cover >= 30
}

/// A narrows B: "clarified Patel's statement", and what it says in doing so; or a hedge on what
/// the same side had alleged.
fn qualifications(
    article: &Article,
    analysis: &Analysis,
    views: &[View],
    first: usize,
) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    for a in &views[first..] {
        let near = &views[a.index.saturating_sub(REACH).max(first)..a.index];
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
