//! What the layout says of sections: the headline, subheads, and the turns of a transcript.
//!
//! [`blocks`] gives the runs of units that nothing may join again, for an editor's subhead is an
//! editor's section. Rules on form only; what a text is about is not asked here.

use crate::{
    model::{Article, Span},
    text::sentences::paragraphs,
};

/// What may not be parted: a paragraph, or a question with the answer's first paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its paragraphs.
    pub paragraphs: Vec<Span>,
    /// Whether it begins with a question that somebody else asks.
    pub question: bool,
}

/// A run of units under one subhead, or before the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The headline, where it stands in the text; only the first block has one.
    pub title: Option<Span>,
    /// The subhead.
    pub heading: Option<Span>,
    /// Its units; may be empty where nothing follows a headline.
    pub units: Vec<Unit>,
}

/// Words at most in a subhead.
const HEADING_WORDS: usize = 12;

/// The blocks of an article, in order; empty where the text is.
pub(super) fn blocks(article: &Article) -> Vec<Block> {
    let text = article.text.as_str();
    let all = paragraphs(text);
    let title = all.first().copied().filter(|first| is_title(article, *first, all.get(1)));
    let body = &all[usize::from(title.is_some())..];
    let mut blocks = vec![Block { title, ..Block::default() }];
    for (index, &paragraph) in body.iter().enumerate() {
        let first = index == 0 && title.is_none();
        if !first && is_heading(text, body, index) {
            blocks.push(Block { heading: Some(paragraph), ..Block::default() });
        } else if let Some(block) = blocks.last_mut() {
            add(text, paragraph, &mut block.units);
        }
    }
    // A subhead right under the headline leaves nothing between them.
    if blocks.len() > 1 && blocks[0].title.is_none() && blocks[0].units.is_empty() {
        blocks.remove(0);
    } else if blocks.len() > 1 && blocks[0].units.is_empty() {
        let title = blocks.remove(0).title;
        blocks[0].title = title;
    }
    blocks
}

/// Whether the first paragraph is the headline.
fn is_title(article: &Article, first: Span, second: Option<&Span>) -> bool {
    let line = first.slice(&article.text);
    let named = !article.title.trim().is_empty() && line == article.title.trim();
    named || (second.is_some() && is_short_line(line) && speaker(line).is_none())
}

/// Whether the paragraph with this index is a subhead: a short line over one that is not, and not
/// the last of a list.
fn is_heading(text: &str, body: &[Span], index: usize) -> bool {
    let line = |at: usize| body.get(at).map(|span| span.slice(text));
    let short = |at: usize| line(at).is_some_and(is_short_line);
    let over = line(index + 1).is_some_and(|next| !is_short_line(next));
    let listed = index >= 2 && short(index - 1) && short(index - 2);
    over && !listed && short(index) && line(index).and_then(speaker).is_none()
}

/// A line that stands like a heading: few words, a capital, a digit or a quotation mark first, no
/// final punctuation.
fn is_short_line(line: &str) -> bool {
    let begins = line.starts_with(|it: char| {
        it.is_uppercase() || it.is_ascii_digit() || matches!(it, '“' | '"' | '‘' | '\'')
    });
    let bare = line.trim_end_matches(['”', '"', '’', '\'', ')']);
    let ends = bare.ends_with(char::is_alphanumeric);
    begins && ends && line.split_whitespace().count() <= HEADING_WORDS
}

/// The label of the speaker before a colon, as in a transcript: `MR PRICE`, `QUESTION`, `Q`.
fn speaker(line: &str) -> Option<&str> {
    let (label, _) = line.split_once(':')?;
    let few = label.split_whitespace().count() <= 5;
    let shouted = label.chars().any(char::is_alphabetic)
        && label.chars().all(|it| !it.is_lowercase() && !matches!(it, '"' | '“' | '?' | ','));
    (few && shouted).then_some(label)
}

/// Whether somebody asks here whose question the next paragraph answers.
fn asks(line: &str) -> bool {
    speaker(line).is_some_and(|label| {
        let label = label.trim();
        matches!(label, "QUESTION" | "Q" | "REPORTER" | "JOURNALIST" | "INTERVIEWER" | "MODERATOR")
            || line.trim_end().ends_with('?')
    })
}

/// Adds a paragraph to the units: to the question that it answers, or as one of its own.
fn add(text: &str, paragraph: Span, units: &mut Vec<Unit>) {
    let question = asks(paragraph.slice(text));
    match units.last_mut() {
        Some(unit) if unit.question && !question && unit.paragraphs.len() == 1 => {
            unit.paragraphs.push(paragraph);
        }
        _ => units.push(Unit { paragraphs: vec![paragraph], question }),
    }
}
