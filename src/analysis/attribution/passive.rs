//! Passives: whom or what a passive is about is not who says so.
//!
//! "The group is believed to have a thousand men" names no source; "reporters were told" names the
//! hearers. The engine, which saw few of them, takes the subject for the source.

use crate::{
    analysis::attribution::{Attribution, paragraph::Paragraph},
    model::Span,
};

/// Participles by which something is told of the subject.
const TOLD_OF: &[&str] = &[
    "accused",
    "alleged",
    "believed",
    "considered",
    "deemed",
    "estimated",
    "expected",
    "known",
    "presumed",
    "reported",
    "reputed",
    "rumored",
    "rumoured",
    "said",
    "supposed",
    "suspected",
    "thought",
    "understood",
];

/// Participles by which something is told to the subject.
const TOLD_TO: &[&str] =
    &["advised", "assured", "informed", "notified", "reminded", "told", "warned"];

/// Verbs of which "it" is no more than a place holder.
const SEEMING: &[&str] = &["appeared", "appears", "seemed", "seems"];

/// Takes the subject of a passive out of the source; what is told of it belongs to the content.
pub fn resolve(text: &str, paragraph: &Paragraph, one: &mut Attribution) {
    let (Some(source), Some(cue)) = (one.source, one.cue) else { return };
    if source.start > cue.start {
        return;
    }
    let words: Vec<String> = paragraph.within(cue).map(|it| paragraph.lower(text, it)).collect();
    let is = |it: &String| {
        matches!(it.as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "’s")
    };
    let passive = words.iter().any(is);
    let any = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    let it = source.slice(text).eq_ignore_ascii_case("it");
    if it && (passive && any(TOLD_OF) || any(SEEMING)) || passive && any(TOLD_TO) {
        one.source = None;
    } else if passive && any(TOLD_OF) {
        one.source = None;
        one.content.insert(0, Span::new(source.start, source.end.min(cue.start)).trim(text));
    }
}
