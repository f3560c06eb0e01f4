//! A claim as the rules of the pairs look at it: its side and what it speaks of, read once.

use std::cmp::Reverse;

use crate::model::{Analysis, Article, Ground, Pair, Quotation, Relation, Span, Stance};

use super::{
    proposition::{Likeness, Proposition},
    side::Side,
};

/// The words by which somebody speaks of what was said, and not of what was done.
pub(super) const SAYINGS: &[&str] = &[
    "allegation*",
    "accusation*",
    "claim",
    "claims",
    "charge",
    "charges",
    "report",
    "reports",
    "rumor*",
    "rumour*",
    "lie",
    "lies",
    "lying",
    "fake",
    "false",
    "falsehood*",
    "disinformation",
    "truth",
    "true",
    "nonsense",
    "fabricat*",
    "characteriz*",
    "characteris*",
    "remarks",
    "theories",
    "assertion*",
    "baseless",
    "groundless",
    "untrue",
    "not accurate",
];

/// Bytes between a clause and the one that its pronoun can stand for.
const NEAR: usize = 40;

/// A claim as the rules look at it.
pub(super) struct View {
    pub index: usize,
    /// Where its content begins.
    pub start: usize,
    pub side: Side,
    pub source: Option<usize>,
    /// Where the source is, whether or not it speaks for a state.
    pub country: Option<&'static str>,
    pub stance: Stance,
    /// Whether words of the source itself are in it.
    pub quoted: bool,
    pub inside: Option<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The words that report it, in lower case.
    pub cue: String,
    /// What it denies by naming it only, once that is known.
    pub denied: Option<Proposition>,
    pub proposition: Proposition,
    /// Whether it speaks of what was said, and not of what was done.
    pub of_sayings: bool,
    pub statements: Vec<Part>,
}

/// A clause of a claim.
pub(super) struct Part {
    pub span: Span,
    pub stance: Stance,
    pub proposition: Proposition,
}

impl View {
    pub(super) fn new(
        article: &Article,
        analysis: &Analysis,
        index: usize,
        lines: &[usize],
    ) -> Self {
        let claim = &analysis.claims[index];
        let side = Side::of(claim.source, &analysis.sources);
        let text = article.text.as_str();
        let read = |parts: &[Span]| Proposition::read(text, parts, side.country());
        let part = |span, stance| Part { span, stance, proposition: read(&[span]) };
        let mut statements: Vec<Part> =
            claim.statements.iter().map(|it| part(it.span, it.stance)).collect();
        if statements.is_empty() {
            statements.push(part(claim.extent(), claim.stance));
        }
        let proposition = read(&claim.content);
        Self {
            index,
            start: claim.extent().start,
            side,
            source: claim.source,
            country: claim.source.and_then(|it| analysis.sources.get(it)?.country),
            stance: claim.stance,
            quoted: matches!(claim.quotation, Quotation::Direct | Quotation::Mixed),
            inside: claim.inside,
            paragraph: lines.partition_point(|it| *it < claim.extent().start),
            cue: claim.cue.map_or("", |it| it.slice(text)).to_lowercase(),
            denied: None,
            of_sayings: proposition.says(SAYINGS),
            proposition,
            statements,
        }
    }

    pub(super) fn does(&self, stance: Stance) -> bool {
        self.stance == stance || self.statements.iter().any(|it| it.stance == stance)
    }

    pub(super) fn alleges(&self) -> bool {
        self.does(Stance::Alleges)
    }

    /// How much of what `b` denies this one grants.
    pub(super) fn granted(&self, b: &Self) -> Likeness {
        let words = self.proposition.likeness(&b.proposition);
        b.denied.as_ref().map_or(words, |it| words.max(self.proposition.likeness(it)))
    }

    /// Whether it owns, with its country, what `b` was accused of and denied.
    pub(super) fn owns_what(&self, b: &Self) -> bool {
        b.denied.as_ref().is_some_and(|it| {
            self.proposition.shares_event(it) || self.proposition.likeness(it).cover >= 50
        })
    }

    pub(super) fn pair(&self, b: &Self, relation: Relation, rule: &'static str) -> Pair {
        let whole = self.statements.first().map_or_else(Span::default, |it| it.span);
        let cue = self.proposition.words_shared(&b.proposition).unwrap_or(whole);
        Pair { relation, a: self.index, b: b.index, strict: false, ground: Ground { cue, rule } }
    }
}

/// Gives clauses with an open object what the same source spoke of just before: "we never sold
/// tanks, and will not sell them".
pub(super) fn complete(views: &mut [View]) {
    let mut before: Option<(Option<usize>, usize, Proposition)> = None;
    for view in views {
        for part in &mut view.statements {
            let near = before.as_ref().filter(|(source, end, _)| {
                *source == view.source && (*end..*end + NEAR).contains(&part.span.start)
            });
            if let Some((_, _, said)) = near.filter(|_| part.proposition.is_open()) {
                part.proposition.inherit(said);
            }
            before = Some((view.source, part.span.end, part.proposition.clone()));
        }
    }
}

/// Greater where two claims stand nearer.
pub(super) fn nearness(a: &View, b: &View) -> Reverse<usize> {
    Reverse(a.start.abs_diff(b.start))
}
