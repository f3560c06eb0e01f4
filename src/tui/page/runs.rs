//! One paragraph, broken into lines: spans of its words, and the tags of its claims.

use crate::{
    library::Opened,
    model::Span,
    text::{sentences::sentences_in, wrap::wrap},
    tui::page::{Run, tag},
};

/// The lines of a paragraph: its words, with the tags of claims after the sentences they begin in.
pub(super) fn runs(opened: &Opened, paragraph: Span, width: usize) -> Vec<Vec<Run>> {
    let text = &opened.article.text;
    let mut shown = String::new();
    let mut pieces: Vec<(Span, Run)> = Vec::new();
    let mut at = paragraph.start;
    let mut show = |words: &str, run: Run| {
        let start = shown.len();
        shown.push_str(words);
        pieces.push((Span::new(start, shown.len()), run));
    };
    for sentence in sentences_in(text, paragraph) {
        let part = Span::new(at, sentence.end);
        show(part.slice(text), Run::Text(part));
        at = sentence.end;
        for (index, claim) in opened.analysis.claims.iter().enumerate() {
            if sentence.covers(claim.extent().start) {
                // A blank that does not break keeps the tag on the line of the last word.
                show(&format!("\u{a0}[{}]", tag(index)), Run::Tag(index));
            }
        }
    }
    let rest = Span::new(at, paragraph.end);
    if !rest.is_empty() {
        show(rest.slice(text), Run::Text(rest));
    }
    wrap(&shown, width).into_iter().map(|line| cut(line, &pieces)).collect()
}

/// The pieces that a line of the shown text consists of.
fn cut(line: Span, pieces: &[(Span, Run)]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (place, run) in pieces.iter().filter(|(place, _)| place.overlaps(line)) {
        match run {
            Run::Text(source) => {
                let start = line.start.max(place.start) - place.start;
                let end = line.end.min(place.end) - place.start;
                runs.push(Run::Text(Span::new(source.start + start, source.start + end)));
            }
            // A tag broken by a line of a few cells shows once, on its first line.
            Run::Tag(_) if place.start < line.start => {}
            Run::Tag(claim) => runs.push(Run::Tag(*claim)),
        }
    }
    runs
}
