//! One paragraph, made ready for the rules: sentences, tokens, quotations.

use crate::{
    model::Span,
    text::{
        sentences,
        tokens::{self, Token},
    },
};

/// A paragraph.
#[derive(Debug)]
pub struct Paragraph {
    /// All of it.
    pub span: Span,
    /// Its sentences, in order.
    pub sentences: Vec<Span>,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its quotations with their marks; one that is not closed ends with the paragraph.
    pub quotes: Vec<Span>,
}

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    sentences::paragraphs(text).into_iter().map(|span| Paragraph::new(text, span)).collect()
}

impl Paragraph {
    fn new(text: &str, span: Span) -> Self {
        let tokens = tokens::tokens_in(text, span);
        Self {
            span,
            sentences: sentences::sentences_in(text, span),
            quotes: quotes(text, span),
            tokens,
        }
    }

    /// The indexes of the tokens within `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|it| it.span.start < span.start);
        let to = self.tokens.partition_point(|it| it.span.start < span.end);
        from..to.max(from)
    }

    /// The quotation that covers the byte at `offset`.
    pub fn quote_at(&self, offset: usize) -> Option<Span> {
        self.quotes.iter().copied().find(|it| it.covers(offset))
    }

    /// The words of token `index`, as they stand; nothing where there is no such token.
    pub fn word<'a>(&self, text: &'a str, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |it| it.span.slice(text))
    }

    /// The words of token `index` in lower case.
    pub fn lower(&self, text: &str, index: usize) -> String {
        self.word(text, index).to_lowercase()
    }
}

/// Double quotations only: single marks are apostrophes too often.
fn quotes(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, it) in span.slice(text).char_indices() {
        let at = span.start + at;
        let closes = matches!(it, '”' | '»') || it == '"' && open.is_some();
        match open {
            Some(start) if closes => {
                found.push(Span::new(start, at + it.len_utf8()));
                open = None;
            }
            None if matches!(it, '“' | '«' | '"') => open = Some(at),
            _ => (),
        }
    }
    if let Some(start) = open {
        found.push(Span::new(start, span.end));
    }
    found
}
