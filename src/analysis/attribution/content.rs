//! Contents as spans: where their words begin and end, and how they are quoted.

use crate::{
    analysis::attribution::paragraph::Paragraph,
    model::{Quotation, Span},
    text::tokens::{Kind, is_quote},
};

/// A content without the punctuation and white space around it; quotation marks stay.
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let span = span.trim(text);
    let words = span.slice(text);
    let head = words.trim_start_matches([',', ';', ':', ' ', '—', '–']);
    let tail = head.trim_end_matches([',', ';', ':', '.', ' ', '—', '–', '!', '?', '…']);
    let start = span.end - head.len();
    let span = Span::new(start, start + tail.len());
    span.slice(text).chars().any(char::is_alphanumeric).then_some(span)
}

/// Words that alone are no part of a content: what they belong to stands in another part.
const FRAGMENTS: &[&str] = &[
    "and", "as", "but", "can", "could", "did", "do", "does", "if", "it", "or", "so", "that",
    "there", "what", "which", "who",
];

/// The parts of a content without the commas at their ends, and without parts that say nothing.
pub fn tidied(text: &str, parts: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let bare = |part: Span| {
        let words = part.slice(text);
        let head = words.trim_start_matches([',', ';', ':', ' ']);
        let start = part.end - head.len();
        Span::new(start, start + head.trim_end_matches([',', ';', ':', ' ']).len())
    };
    let says = |part: &Span| {
        let words = part.slice(text).to_lowercase();
        words.contains(char::is_alphanumeric) && !FRAGMENTS.contains(&words.as_str())
    };
    parts.into_iter().map(bare).filter(says).collect()
}

/// Words of the longest hearer.
const HEARER: usize = 4;

/// A content without the hearer that stands between the cue and a quotation ("told parliament,
/// “...”").
pub fn without_hearer(text: &str, cue: Span, mut content: Vec<Span>) -> Vec<Span> {
    let quoted = |it: &Span| it.slice(text).starts_with(is_quote);
    let between = |it: &Span| text.get(cue.end..it.start).is_some_and(|gap| gap.trim().is_empty());
    let short = |it: &Span| it.slice(text).split_whitespace().count() <= HEARER;
    if let [first, second, ..] = content.as_slice()
        && between(first)
        && short(first)
        && !quoted(first)
        && quoted(second)
    {
        content.remove(0);
    }
    content
}

/// A content without the adverbial before a cue that a whole quoted sentence follows ("Speaking in
/// Geneva, she said: “The ...”").
pub fn without_adverbial(text: &str, cue: Span, mut content: Vec<Span>) -> Vec<Span> {
    let quoted = |it: &Span| it.slice(text).starts_with(is_quote);
    let sentence = |it: &Span| {
        let bare = it.slice(text).trim_start_matches(is_quote);
        it.start >= cue.end && quoted(it) && bare.starts_with(char::is_uppercase)
    };
    if content.iter().any(sentence) {
        content.retain(|it| quoted(it) || it.start >= cue.end);
    }
    content
}

/// How the words of a content stand in the text: all between marks, some, or none.
pub fn quotation(paragraphs: &[Paragraph], content: &[Span]) -> Quotation {
    let (mut quoted, mut plain) = (0, 0);
    for part in content {
        let first = paragraphs.partition_point(|it| it.span.end <= part.start);
        for paragraph in paragraphs[first..].iter().take_while(|it| it.span.start < part.end) {
            for at in paragraph.within(*part) {
                if matches!(paragraph.tokens[at].kind, Kind::Word | Kind::Number) {
                    let inside = paragraph.quoting[at].inside;
                    *(if inside { &mut quoted } else { &mut plain }) += 1;
                }
            }
        }
    }
    match (quoted, plain) {
        (0, _) => Quotation::Indirect,
        (_, 0) => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}
/// Leaves out the heading of an entry of a list: "Ports: The ministers discussed dredging".
pub fn without_heading(
    text: &str,
    source: Option<Span>,
    cue: Span,
    mut content: Vec<Span>,
) -> Vec<Span> {
    let start = source.map_or(cue.start, |it| it.start.min(cue.start));
    if content.len() > 1 && content.last().is_some_and(|it| it.start >= cue.end) {
        content.retain(|it| {
            let till = text.get(it.start..start).unwrap_or_default();
            let quoted = it.slice(text).starts_with(is_quote);
            !till.trim_end().ends_with(':') || quoted || it.start >= start
        });
    }
    content
}
