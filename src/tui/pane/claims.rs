//! Who says what: stance, source with its carrier, content, verdict, date, counterpart.
//!
//! A content stands between quotation marks only where the text has them: it is cut out of the text
//! and never set in quotes here.

use crate::{
    library::Opened,
    model::{Analysis, Claim, Grade, Item, Likelihood, Review},
    text::wrap::{clip, fit, width as cells},
    tui::{
        page::tag,
        pane::{Done, Row, Words, timeline},
        relate::{chain, conflicts},
        state::State,
        theme::Role,
    },
};

/// The width from which a claim stands in one line.
const WIDE: usize = 70;

/// The row of a claim.
pub fn row(state: &State, index: usize, width: usize) -> Row {
    let Some(opened) = &state.opened else { return Row::default() };
    let Some(claim) = opened.analysis.claims.get(index) else { return Row::default() };
    let mut verdict = judged(state, &Item::Claim(claim.extent()));
    if claim.ground.is_analysts() {
        verdict.shown = format!("e{}", verdict.shown.trim_start());
    }
    let depth = depth(&opened.analysis, index);
    let lines = if width >= WIDE {
        vec![wide(opened, index, claim, &verdict, width)]
    } else {
        let room = width.saturating_sub(depth * cells(NESTED));
        let mut lines = narrow(opened, index, claim, &verdict, room);
        for (number, line) in lines.iter_mut().enumerate().filter(|_| depth > 0) {
            let hook = if number == 0 { NESTED } else { "  " };
            line.0.insert(0, (vec![Role::Dim], format!("{}{hook}", "  ".repeat(depth - 1))));
        }
        lines
    };
    Row { lines, done: verdict.done }
}

/// Between who said it and who carried it.
const VIA: &str = " via ";

/// Between what the last line of a claim tells.
const GAP: &str = "   ";

/// What stands before a claim that is part of another.
const NESTED: &str = "└ ";

/// How many claims a claim stands in, as far as there is room to show it.
fn depth(analysis: &Analysis, index: usize) -> usize {
    let outer = |at: &usize| analysis.claims.get(*at).and_then(|it| it.inside);
    let mut found = 0;
    let mut at = index;
    while let Some(next) = outer(&at).filter(|_| found < 3) {
        found += 1;
        at = next;
    }
    found
}

/// The grade that the analyst gives a claim; that of its source is part of it.
pub fn grade(opened: &Opened, claim: &Claim) -> Grade {
    let source = claim.source.and_then(|it| opened.analysis.sources.get(it));
    let source =
        source.map_or_else(Grade::default, |it| grade_of(opened, &Item::Source(it.name.clone())));
    grade_of(opened, &Item::Claim(claim.extent())).or(source)
}

/// The grade that the analyst gives an item itself.
pub fn grade_of(opened: &Opened, item: &Item) -> Grade {
    let mark = opened.marks.iter().find(|it| it.item == *item);
    mark.map_or_else(Grade::default, |it| Grade::of(&it.tags))
}

/// A verdict as it stands at the end of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// `[s!]`, four cells: its letter, and whether the thing is to be verified.
    pub shown: String,
    /// How that looks.
    pub role: Role,
    /// Whether it settles the thing.
    pub done: Done,
}

/// The verdict on an item.
pub fn judged(state: &State, item: &Item) -> Judged {
    let known = state.verdict(item);
    let review = known.map_or(Review::Unreviewed, |it| it.review);
    let letter = review.letter();
    let shown = match (known.is_some_and(|it| it.verify), review) {
        (true, Review::Unreviewed) => " [!]".to_owned(),
        (true, _) => format!("[{letter}!]"),
        (false, _) => format!(" [{letter}]"),
    };
    let (role, done) = match review {
        Review::Unreviewed if known.is_some_and(|it| it.verify) => (Role::Verify, Done::No),
        Review::Unreviewed => (Role::Dim, Done::No),
        Review::Kept => (Role::Kept, Done::No),
        Review::Reviewed => (Role::Reviewed, Done::Yes),
        Review::Dropped => (Role::Dropped, Done::Yes),
        Review::Wrong => (Role::Wrong, Done::Yes),
    };
    Judged { shown, role, done }
}

/// `DPRK MFA via KCNA`: who said it, and who carried it.
pub fn speaker(opened: &Opened, claim: &Claim) -> String {
    let analysis = &opened.analysis;
    let Some(source) = claim.source else {
        return match claim.quotation {
            crate::model::Quotation::None => "(narration)".to_owned(),
            _ => "(not said who)".to_owned(),
        };
    };
    let names = chain(analysis, source).into_iter().filter_map(|at| analysis.sources.get(at));
    names.map(|it| it.name.as_str()).collect::<Vec<_>>().join(VIA)
}

/// The words of the content in one line.
pub fn content(opened: &Opened, claim: &Claim) -> String {
    let text = &opened.article.text;
    let parts: Vec<String> = claim
        .content
        .iter()
        .map(|part| part.slice(text).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    parts.join(" … ")
}

fn wide(opened: &Opened, index: usize, claim: &Claim, verdict: &Judged, width: usize) -> Words {
    let against = against(opened, index);
    let sign = grade(opened, claim).sign();
    let graded = if sign.is_empty() { sign } else { format!(" {sign}") };
    let tail = format!("{graded} {against:>3} ");
    let name = 22.min(width / 4);
    // The columns stay where they are: what is nested hangs in the first.
    let hook = if claim.inside.is_some() { NESTED } else { "" };
    let room = width.saturating_sub(6 + 11 + name + 1 + cells(&tail) + cells(&verdict.shown));
    Words::new()
        .and(Role::Dim, fit(&format!("{hook}{}", tag(index)), 6))
        .and(Role::Cue, fit(claim.stance.code(), 11))
        .and(Role::Source, fit(&speaker(opened, claim), name))
        .and(Role::Text, format!(" {}", fit(&content(opened, claim), room)))
        .and(Role::Conflict, tail)
        .and(verdict.role, verdict.shown.as_str())
}

fn narrow(
    opened: &Opened,
    index: usize,
    claim: &Claim,
    verdict: &Judged,
    width: usize,
) -> Vec<Words> {
    let grade = grade(opened, claim);
    let graded = if grade.sign().is_empty() { String::new() } else { format!(" {}", grade.sign()) };
    let room = width.saturating_sub(4 + 10 + cells(&graded) + cells(&verdict.shown));
    let whole = speaker(opened, claim);
    // Who carried it goes to the last line, where the first has no room for it.
    let (who, via) = match whole.split_once(VIA) {
        Some((who, via)) if cells(&whole) >= room => (who.to_owned(), format!("via {via}")),
        _ => (whole.clone(), String::new()),
    };
    let first = Words::new()
        .and(Role::Dim, fit(&tag(index), 4))
        .and(Role::Cue, fit(claim.stance.code(), 10))
        .and(Role::Source, fit(&who, room))
        .and(Role::Note, graded)
        .and(verdict.role, verdict.shown.as_str());
    let indent = " ".repeat(4.min(width));
    let second = Words::new()
        .and(Role::Text, indent.as_str())
        .and(Role::Text, clip(&content(opened, claim), width.saturating_sub(5)));
    let others: Vec<String> = conflicts(&opened.analysis, index).into_iter().map(tag).collect();
    let versus = if others.is_empty() { String::new() } else { format!("vs {}", others.join(" ")) };
    let date = date(opened, index).unwrap_or_default();
    let likely = grade.likelihood.map(Likelihood::words).unwrap_or_default();
    let told =
        [(Role::Date, date), (Role::Conflict, versus), (Role::Source, via), (Role::Note, likely)];
    let mut third = Words::new().and(Role::Text, indent.as_str());
    for (role, words) in told.into_iter().filter(|(_, words)| !words.is_empty()) {
        let gap = if third.0.len() > 1 { GAP } else { "" };
        let room = width.saturating_sub(third.width() + cells(gap) + 1);
        third = third.and(Role::Text, gap).and(role, clip(&words, room));
    }
    let mut lines = vec![first, second];
    lines.extend((third.0.len() > 1).then_some(third));
    lines
}

/// `x2`: how many other claims it is in conflict with.
fn against(opened: &Opened, index: usize) -> String {
    match conflicts(&opened.analysis, index).len() {
        0 => String::new(),
        number => format!("x{number}"),
    }
}

/// The first date that the claim has.
fn date(opened: &Opened, index: usize) -> Option<String> {
    let entry = opened.analysis.timeline.iter().find(|it| it.claims.contains(&index))?;
    Some(timeline::label(entry))
}
