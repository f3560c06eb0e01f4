//! What those are said to hold whom somebody rebukes: "slammed the union over claims that ...".
//!
//! The rebuke is a claim of its own, which the engine finds; the claim that it answers belongs to
//! whoever is rebuked, and no training text marks it.

use crate::{
    analysis::attribution::{Attribution, Manner, content::trimmed, lexicon, paragraph::Paragraph},
    model::{Ground, Quotation, Span},
};

/// Words that join who is rebuked to what for.
const JOINS: &[&str] = &["about", "after", "for", "over"];

/// Nouns of what somebody is said to hold.
const HELD: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "claim",
    "claims",
    "suggestion",
    "suggestions",
];

/// Tokens of the longest name of who is rebuked.
const LONGEST: usize = 8;

/// Adds to the claims `found` in a paragraph those that its rebukes answer. A claim that was found at
/// the same noun is that of whoever is rebuked, not of whoever rebukes.
pub fn add(text: &str, paragraph: &Paragraph, from: usize, found: &mut Vec<Attribution>) {
    for noun in 0..paragraph.tokens.len() {
        let Some(one) = charged(text, paragraph, noun, &found[from..]) else { continue };
        match found[from..].iter_mut().find(|it| it.cue == one.cue) {
            Some(known) => *known = one,
            None => found.push(one),
        }
    }
}

/// The claim at this noun, if somebody is rebuked for it.
fn charged(
    text: &str,
    paragraph: &Paragraph,
    noun: usize,
    found: &[Attribution],
) -> Option<Attribution> {
    let word = |at: usize| paragraph.lower(text, at);
    let ahead = |list: &[&str], at: usize| list.contains(&word(at).as_str());
    if !(HELD.contains(&word(noun).as_str()) && noun + 2 < paragraph.tokens.len()) {
        return None;
    }
    let before = noun.checked_sub(1)?;
    let join = if ahead(JOINS, before) { before } else { before.checked_sub(1)? };
    if !(ahead(JOINS, join) && word(noun + 1) == "that") {
        return None;
    }
    // Whoever is rebuked stands between the verb and the word that joins.
    let first = join.saturating_sub(LONGEST);
    let cues = found.iter().filter_map(|it| it.cue);
    let rebuke = cues.map(|cue| paragraph.within(cue)).filter(|it| it.end <= join).map(|it| it.end);
    let rebuke = rebuke.filter(|end| *end > first).max().map(|end| end - 1);
    let listed = (first..join).rev().find(|at| lexicon::attributes(&word(*at)));
    let verb = rebuke.into_iter().chain(listed).max()?;
    let (start, end) = (paragraph.tokens.get(verb + 1)?.span, paragraph.tokens[join - 1].span);
    let source = (verb + 1 < join).then(|| start.join(end))?;
    let named = source.slice(text);
    if named.contains([',', ';', '“', '"']) {
        return None;
    }
    let sentence = *paragraph.sentences.get(*paragraph.sentence_of.get(noun)?)?;
    let from = paragraph.tokens[noun + 1].span.start;
    let rest = text.get(from..sentence.end)?;
    let end = rest.find([',', ';', '“', '"', '—', '–']).unwrap_or(rest.len());
    let content = trimmed(text, Span::new(from, from + end))?;
    let cue = paragraph.tokens[noun].span;
    Some(Attribution {
        manner: Manner::Cue,
        source: Some(source),
        inherits: None,
        cue: Some(cue),
        content: vec![content],
        statements: Vec::new(),
        quotation: Quotation::Indirect,
        inside: None,
        answers: None,
        ground: Ground { cue, rule: "held by whom the text says is rebuked" },
    })
}
