//! Quotations without a cue of their own, which go on with the source of what stands before them.
//!
//! A quotation that was left open goes on in the next paragraph; a sentence that is nothing but
//! quotation, after one that was attributed, has the same speaker.

use crate::{
    analysis::attribution::{Attribution, Manner, paragraph::Paragraph, quoting::Mark},
    model::{Ground, Quotation, Span},
    text::tokens::is_quote,
};

/// Words of the shortest quotation that is carried.
const SHORTEST: usize = 3;

/// What one paragraph leaves to the next.
#[derive(Debug, Default)]
pub struct State {
    /// The attribution whose quotation ended, or was left open, with the paragraph.
    speaker: Option<usize>,
    /// It was left open.
    open: bool,
    /// Quotations left open without a source, which may be named further on.
    waiting: Vec<Span>,
}

/// Adds the carried quotations of a paragraph whose own attributions begin at `from`.
pub fn add(
    text: &str,
    paragraph: &Paragraph,
    from: usize,
    state: &mut State,
    found: &mut Vec<Attribution>,
) {
    let own = from..found.len();
    for quote in &paragraph.quotes {
        let first = paragraph.span.start == quote.start;
        let covering = (from..found.len()).find(|it| covers(&found[*it], *quote));
        if let Some(speaker) = covering.filter(|_| first) {
            for waiting in state.waiting.drain(..) {
                let rule = "quotation whose source is named in the next paragraph";
                found.push(carried(found, speaker, waiting, rule));
            }
        }
        if covering.is_some() {
            continue;
        }
        if let Some(parted) = own.clone().find(|it| is_parted(text, &found[*it], *quote)) {
            found[parted].content.push(*quote);
            found[parted].content.sort_unstable();
            continue;
        }
        if !is_whole(text, paragraph, *quote) {
            continue;
        }
        let before = own
            .clone()
            .filter(|it| found[*it].extent().end <= quote.start)
            .max_by_key(|it| (found[*it].whole().end, std::cmp::Reverse(*it)));
        let (speaker, rule) = match before {
            Some(before) if follows(text, &found[before], *quote) => {
                (Some(before), "quotation that goes on after its source was named")
            }
            None if first && state.open => {
                (state.speaker, "quotation left open in the paragraph before")
            }
            None if first => (state.speaker, "quotation after a quotation of the same source"),
            _ => (None, ""),
        };
        if let Some(speaker) = speaker {
            found.push(carried(found, speaker, *quote, rule));
        } else if first && is_open(paragraph) {
            state.waiting.push(*quote);
        }
    }
    let waiting = std::mem::take(&mut state.waiting);
    *state = left(paragraph, from, found);
    state.waiting =
        if is_open(paragraph) && state.speaker.is_none() { waiting } else { Vec::new() };
}

/// A quotation with the source of another attribution.
fn carried(found: &[Attribution], speaker: usize, quote: Span, rule: &'static str) -> Attribution {
    let root = found[speaker].inherits.filter(|_| found[speaker].source.is_none());
    let root = root.unwrap_or(speaker);
    Attribution {
        manner: Manner::Cue,
        source: None,
        inherits: Some(root),
        cue: None,
        content: vec![quote],
        statements: Vec::new(),
        quotation: Quotation::Direct,
        inside: None,
        answers: None,
        ground: Ground { cue: found[root].cue.unwrap_or(quote), rule },
    }
}

/// Whether the last quotation of a paragraph is not closed.
fn is_open(paragraph: &Paragraph) -> bool {
    paragraph.quoting.last().is_some_and(|it| it.inside && it.mark != Mark::Closes)
}

/// What the paragraph leaves to the next one: the speaker of what is quoted in its last sentence.
fn left(paragraph: &Paragraph, from: usize, found: &[Attribution]) -> State {
    let (Some(quote), Some(sentence)) = (paragraph.quotes.last(), paragraph.sentences.last())
    else {
        return State::default();
    };
    let open = is_open(paragraph);
    let speaker = (from..found.len()).find(|it| covers(&found[*it], *quote));
    let last = |it: &usize| found[*it].whole().overlaps(*sentence);
    State { speaker: speaker.filter(|it| open || last(it)), open, waiting: Vec::new() }
}

/// Whether a quotation is a part of this attribution's content.
fn covers(one: &Attribution, quote: Span) -> bool {
    one.content.iter().any(|part| part.overlaps(quote))
}

/// Whether a quotation stands right behind the sentence of an attribution with a source.
fn follows(text: &str, before: &Attribution, quote: Span) -> bool {
    let gap = text.get(before.whole().end..quote.start).unwrap_or_default();
    let known = before.source.or(before.inherits.map(|_| quote)).is_some();
    known && gap.split_whitespace().count() <= 12 && gap.matches(['.', '!', '?']).count() <= 1
}

/// Whether a quotation goes on right behind source and cue with what stands before them: "A," he
/// said, "B".
fn is_parted(text: &str, one: &Attribution, quote: Span) -> bool {
    let ends = [one.source, one.cue].into_iter().flatten().map(|it| it.end).max();
    let Some(end) = ends.filter(|it| *it <= quote.start) else { return false };
    let gap = text[end..quote.start].trim();
    let before =
        one.content.last().is_some_and(|it| it.end <= end && it.slice(text).ends_with(is_quote));
    before && matches!(gap, "," | ":" | ", and" | ", but")
}

/// Whether a quotation makes whole sentences: nothing but it stands in them.
fn is_whole(text: &str, paragraph: &Paragraph, quote: Span) -> bool {
    let begins = paragraph.sentences.iter().any(|it| it.start == quote.start);
    let ends = paragraph.sentences.iter().any(|it| (quote.end..=quote.end + 1).contains(&it.end));
    begins && ends && quote.slice(text).split_whitespace().count() >= SHORTEST
}
