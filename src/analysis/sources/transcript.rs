//! Who speaks where in a transcript: its labels, and which of the reporters asks.
//!
//! `sources` relies on the turns standing in order, without a gap from the first label on.

use crate::{
    model::Span,
    text::sentences::{paragraphs, sentences_in},
};

/// A turn of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The label.
    pub label: Span,
    /// From the label to the next one.
    pub span: Span,
    /// Which of the reporters, where it is one.
    pub reporter: Option<usize>,
}

/// The turns of a text whose paragraphs begin with labels.
pub fn turns(text: &str) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut reporter = 0;
    let mut called = true;
    for paragraph in paragraphs(text) {
        let Some(label) = label(text, paragraph) else {
            called = is_call(text, paragraph);
            if let Some(turn) = turns.last_mut() {
                turn.span.end = paragraph.end;
            }
            continue;
        };
        let asks = is_reporter(label.slice(text));
        let words = Span::new(label.end + 1, paragraph.end.max(label.end + 1)).trim(text);
        if asks && (called || greets(words.slice(text))) {
            reporter += 1;
        }
        called = !asks && is_call(text, words);
        let span = Span::new(label.start, paragraph.end);
        turns.push(Turn { label, span, reporter: asks.then_some(reporter) });
    }
    turns
}

/// The turn that a place lies in.
pub fn at(turns: &[Turn], place: usize) -> Option<&Turn> {
    let next = turns.partition_point(|it| it.label.start <= place);
    turns.get(next.checked_sub(1)?).filter(|it| place < it.span.end)
}

/// "QUESTION", "Q".
pub fn is_reporter(label: &str) -> bool {
    matches!(label.trim(), "QUESTION" | "Q" | "REPORTER" | "PRESS" | "JOURNALIST")
}

/// A label in capitals with its colon.
fn label(text: &str, paragraph: Span) -> Option<Span> {
    let words = paragraph.slice(text);
    let colon = words.char_indices().take(40).find(|it| it.1 == ':')?.0;
    let name = &words[..colon];
    let letters = name.chars().any(char::is_alphabetic);
    let shouted = name.chars().all(|it| !it.is_lowercase());
    (letters && shouted && name.split_whitespace().count() <= 4)
        .then(|| Span::new(paragraph.start, paragraph.start + colon))
}

/// Whether words call upon the next reporter: "Shaun.", "Let's go to Aiko Mori.", "Go ahead."
fn is_call(text: &str, words: Span) -> bool {
    let Some(last) = sentences_in(text, words).last().copied() else { return false };
    let last = last.slice(text);
    let lower = last.to_lowercase().replace('’', "'");
    let invites =
        ["go ahead", "let's go to", "go to", "in the back", "yes, please", "next question"]
            .iter()
            .any(|it| lower.contains(it));
    let name = last.split_whitespace().count() <= 3
        && last.split_whitespace().all(|it| it.starts_with(char::is_uppercase))
        && last.ends_with('.')
        && !["no.", "yes.", "yeah.", "sure.", "okay.", "right."].contains(&lower.as_str());
    invites && last.len() <= 120 || name
}

/// Whether a question begins as one does who has just been called upon.
fn greets(words: &str) -> bool {
    let lower = words.to_lowercase();
    [
        "thank",
        "thanks",
        "hi",
        "hello",
        "good morning",
        "good afternoon",
        "yes, thank",
        "yeah, thank",
    ]
    .iter()
    .any(|it| {
        let rest = lower.strip_prefix(it);
        rest.is_some_and(|it| it.is_empty() || it.starts_with([' ', ',', '.', '-', '–']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporter_is_another_when_called_upon() {
        let text = "QUESTION: Is it so?\n\nMR HALE: It is.\n\nQUESTION: Still?\n\nMR HALE: Yes.\n\n\
                    Next, please. Aiko.\n\nQUESTION: And now?\n\nMR HALE: No.\n\n\
                    QUESTION: Hi, a new matter.";
        let turns = turns(text);
        let reporters: Vec<usize> = turns.iter().filter_map(|it| it.reporter).collect();
        assert_eq!(reporters, [1, 1, 2, 3]);
        assert_eq!(at(&turns, text.len() - 1).and_then(|it| it.reporter), Some(3));
    }
}
