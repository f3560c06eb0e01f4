//! When: temporal expressions, their values, and the events they date.
//!
//! [`timeline`] goes over the paragraphs once: `words` classes the tokens, `recognise` takes the
//! longest expression at each, `resolve` gives it a TIMEX3 value and its days, `link` finds the
//! phrase of the event. The reference date is the day of publication, never today.
//!
//! * `words`, `line`: the words of a paragraph and small parses over them
//! * `expression`: what an expression says, before anybody counts
//! * `recognise`: from words to expressions
//! * `around`, `tense`, `zones`: what the sentence adds: tense, places and their clocks
//! * `calendar`, `holidays`, `resolve`: from expressions to values
//! * `link`: from an expression to its event
//!
//! # What a second language would take
//!
//! The word lists are data, `assets/lexicon/timeline_*.txt`: months, units, numbers, holidays, zones,
//! event words. A language is a set of these files and of four things that are code here because they
//! are grammar: the order of words in `recognise` (day before month, "vor drei Wochen" before its
//! number), the function words that the rules name ("the", "last", "ago"), the verbs of `tense`, and
//! what begins a clause in `link`. `words`, `expression`, `resolve`, `calendar` and `holidays` stay as
//! they are: values know no language. The article's language, which `ingest` finds, would choose.

mod around;
mod calendar;
mod expression;
mod holidays;
mod line;
mod link;
mod recognise;
mod resolve;
mod tense;
mod words;
mod zones;

use crate::{
    model::{Article, Ground, Span, TimelineEntry, Timex},
    text::sentences::{paragraphs, sentences_in},
};

use self::{
    around::Around, expression::Expression, line::Line, link::Place, resolve::Resolver, words::Word,
};

/// The temporal expressions of `article`, in the order of the text.
pub fn timeline(article: &Article) -> Vec<TimelineEntry> {
    let text = article.text.as_str();
    let mut resolver = Resolver::new(article.published);
    let mut words = Vec::new();
    let mut entries = Vec::new();
    for paragraph in paragraphs(text) {
        resolver.begin_paragraph(paragraph.start);
        words::read(text, paragraph, &mut words);
        read_paragraph(text, paragraph, &words, &mut resolver, &mut entries);
    }
    entries
}

/// The expressions of one paragraph.
fn read_paragraph(
    text: &str,
    paragraph: Span,
    words: &[Word<'_>],
    resolver: &mut Resolver,
    out: &mut Vec<TimelineEntry>,
) {
    let mut sentences = None;
    let line = Line(words);
    let first = out.len();
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(found) = recognise::find(line, at) else {
            at += 1;
            continue;
        };
        let sentences = sentences.get_or_insert_with(|| sentence_ranges(text, paragraph, words));
        let sentence = sentences
            .get(sentences.partition_point(|it| it.1 <= at))
            .copied()
            .unwrap_or((0, words.len()));
        let (from, to) = (sentence.0.min(at), sentence.1.max(found.end));
        resolver.begin_sentence(words[from].span.start);
        let span = words[at].span.join(words[found.end - 1].span);
        let around = Around { words, sentence: (from, to), expression: (at, found.end) };
        let Some(value) = resolver.resolve(found.expression, span.start, around) else {
            at += 1;
            continue;
        };
        places.push(Place {
            start: at,
            end: found.end,
            sentence: (from, to),
            document: recognise::years::document(line, at),
            other: matches!(found.expression, Expression::After(..)),
        });
        let modifier = found.modifier.or_else(|| said_outside(line, at));
        out.push(TimelineEntry {
            when: Timex { span, kind: value.kind, value: value.value, modifier },
            event: None,
            period: value.period,
            basis: value.basis,
            claims: Vec::new(),
            ground: Ground { cue: span, rule: value.rule.unwrap_or(found.rule) },
        });
        at = found.end;
    }
    link::link(words, &places, &mut out[first..]);
}

/// "about two weeks": the word that says how near is meant stands outside.
fn said_outside(line: Line<'_, '_>, at: usize) -> Option<&'static str> {
    line.before(at, 1, &["about", "around", "some", "circa"]).then_some("APPROX")
}

/// The sentences of a paragraph, as ranges of its words.
fn sentence_ranges(text: &str, paragraph: Span, words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut start = 0;
    sentences_in(text, paragraph)
        .into_iter()
        .map(|sentence| {
            let end = words.partition_point(|word| word.span.start < sentence.end);
            let range = (start, end);
            start = end;
            range
        })
        .collect()
}
