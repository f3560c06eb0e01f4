//! One paragraph, made ready: sentences, tokens, and what stands between quotation marks.
//!
//! A paragraph is all that the network sees at a time; the state of quotation begins anew with
//! each, so that a mark that is missing spoils one paragraph and no more.

use std::ops::Range;

use crate::{
    model::Span,
    text::{
        sentences,
        tokens::{self, Token},
    },
};

use super::quoting::{self, Quoting};

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// All of it.
    pub span: Span,
    /// Its sentences, in order.
    pub sentences: Vec<Span>,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// How each token stands to the quotation marks.
    pub quoting: Vec<Quoting>,
    /// Its quotations with their marks; one that is not closed ends with the paragraph.
    pub quotes: Vec<Span>,
    /// For each token the number of its sentence.
    pub sentence_of: Vec<usize>,
}

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    sentences::paragraphs(text).into_iter().map(|span| Paragraph::new(text, span)).collect()
}

impl Paragraph {
    /// The paragraph at `span`.
    pub fn new(text: &str, span: Span) -> Self {
        let tokens = tokens::tokens_in(text, span);
        let sentences = sentences::sentences_in(text, span);
        let mut number = 0;
        let sentence_of = tokens
            .iter()
            .map(|token| {
                while sentences.get(number + 1).is_some_and(|it| it.start <= token.span.start) {
                    number += 1;
                }
                number
            })
            .collect();
        let quoting = quoting::quoting(text, &tokens);
        let quotes = quoting::quotations(&tokens, &quoting);
        Self { span, sentences, tokens, quoting, quotes, sentence_of }
    }

    /// The indexes of the tokens within `span`.
    pub fn within(&self, span: Span) -> Range<usize> {
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
