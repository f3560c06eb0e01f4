//! What the narrator says is not known: "no evidence", "could not be independently verified".
//!
//! Nobody is the source of such a sentence but the narrator, so no model of attribution finds it;
//! the analyst must not miss it.

use crate::{
    analysis::attribution::{Attribution, Manner, content::trimmed, paragraph::Paragraph},
    model::{Ground, Quotation, Span},
};

/// Phrases by which a narrator says that something is not known to be so.
const ABSENCE: &[&str] = &[
    "no confirmation",
    "no evidence",
    "no immediate confirmation",
    "no indication",
    "no proof",
    "no sign",
    "not been independently verified",
    "not be independently verified",
];

/// The sentences of a paragraph that say so and belong to nobody among `found`.
pub fn attributions(text: &str, paragraph: &Paragraph, found: &[Attribution]) -> Vec<Attribution> {
    let free = |sentence: &&Span| {
        !found.iter().any(|it| it.content.iter().any(|part| part.overlaps(**sentence)))
    };
    let sentences = paragraph.sentences.iter().filter(free);
    sentences.filter_map(|sentence| narrated(text, *sentence)).collect()
}

fn narrated(text: &str, sentence: Span) -> Option<Attribution> {
    let words = sentence.slice(text);
    let cue = ABSENCE.iter().find_map(|phrase| {
        let at = words.find(phrase)?;
        Some(Span::new(at, at + phrase.len()).shift(sentence.start))
    })?;
    let start = text[sentence.start..cue.start]
        .rfind(", ")
        .map_or(sentence.start, |it| sentence.start + it + 2);
    Some(Attribution {
        manner: Manner::Narrated,
        source: None,
        inherits: None,
        cue: None,
        content: vec![trimmed(text, Span::new(start, sentence.end))?],
        statements: Vec::new(),
        quotation: Quotation::None,
        inside: None,
        answers: None,
        ground: Ground { cue, rule: "the narrator finds no evidence" },
    })
}
