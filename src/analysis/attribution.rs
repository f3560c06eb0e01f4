//! Who says what: source, cue and content of every attribution, as spans.
//!
//! Rules over tokens, sentence by sentence; each names itself in the ground of what it finds. The
//! conventions are those of `PolNeAR` where it has any: "that" and quotation marks belong to the
//! content, final punctuation does not; auxiliaries and adverbs belong to the cue.
//!
//! * `paragraph`: the tokens, sentences and quotations of one paragraph
//! * `lexicon`: verbs, nouns and phrases that attribute
//! * `verbal`: "Kim said that ...", "...", said Kim; "slammed the US over ..."
//! * `subject`: the noun phrase that a verb has as its subject
//! * `nominal`: "claims that ...", "according to ...", "reportedly"
//! * `turns`: transcripts
//! * `issued`: press statements and communiques
//! * `clauses`: the statements of a content

pub mod engine;
pub mod features;
pub mod network;
pub mod paragraph;
pub mod quoting;
pub mod reading;

mod clauses;
mod issued;
mod lexicon;
mod nominal;
mod subject;
mod turns;
mod verbal;

use crate::model::{Article, Ground, Quotation, Span};

use self::paragraph::Paragraph;

/// How an attribution came about; it decides how its source is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A cue in running text: "Kim said that ...".
    Cue,
    /// A turn of a transcript: "MR. KIRBY: ...".
    Turn,
    /// A sentence of a press statement, spoken by its issuer.
    Issued,
    /// Stated by the narrator, with no attribution.
    Narrated,
}

/// One attribution in the text: spans only; who the source is comes later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// How it came about.
    pub manner: Manner,
    /// The mention of the source that stands at it.
    pub source: Option<Span>,
    /// The attribution whose source this one inherits ("adding that", a turn's later paragraphs):
    /// an index into the list, always an earlier or enclosing one.
    pub inherits: Option<usize>,
    /// The cue.
    pub cue: Option<Span>,
    /// The content, in one or more parts.
    pub content: Vec<Span>,
    /// The clauses of the content, one or more.
    pub statements: Vec<Span>,
    /// How it is quoted.
    pub quotation: Quotation,
    /// The attribution in whose content it is reported.
    pub inside: Option<usize>,
    /// In a transcript, the question that it answers.
    pub answers: Option<usize>,
    /// Why.
    pub ground: Ground,
}

impl Attribution {
    /// An attribution in running text.
    fn cued(source: Option<Span>, cue: Span, content: Vec<Span>, rule: &'static str) -> Self {
        Self {
            manner: Manner::Cue,
            source,
            inherits: None,
            cue: Some(cue),
            content,
            statements: Vec::new(),
            quotation: Quotation::Indirect,
            inside: None,
            answers: None,
            ground: Ground { cue, rule },
        }
    }

    /// From the first word of the content to the last.
    fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().copied().fold(first, Span::join)
    }
}

/// The attributions of `article`, by the place of their first word.
pub fn attributions(article: &Article) -> Vec<Attribution> {
    let text = article.text.as_str();
    let paragraphs = paragraph::paragraphs(text);
    let mut found = if turns::is_transcript(text, &paragraphs) {
        turns::attributions(text, &paragraphs)
    } else if let Some(issued) = issued::attributions(article, &paragraphs) {
        issued
    } else {
        running(text, &paragraphs)
    };
    for one in &mut found {
        one.statements = clauses::statements(text, &one.content);
        if one.manner != Manner::Turn {
            one.quotation = quotation(text, one);
        }
    }
    nest(&mut found);
    found
}

/// The attributions of running text.
fn running(text: &str, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let from = found.len();
        for sentence in 0..paragraph.sentences.len() {
            verbal::find(text, paragraph, sentence, &mut found);
            nominal::find(text, paragraph, sentence, from, &mut found);
        }
    }
    sorted(&found)
}

/// In the order of the text, with the links between them kept right.
fn sorted(found: &[Attribution]) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    let key = |it: &Attribution| {
        let spans = [it.source, it.cue].into_iter().flatten();
        spans.fold(it.extent(), Span::join).start
    };
    order.sort_by_key(|index| (key(&found[*index]), found[*index].cue.map(|it| it.start)));
    let place = |old: usize| order.iter().position(|it| *it == old);
    let mut out: Vec<Attribution> = order.iter().map(|index| found[*index].clone()).collect();
    for one in &mut out {
        one.inherits = one.inherits.and_then(place);
        one.answers = one.answers.and_then(place);
    }
    out
}

/// How the words of a content stand in the text.
fn quotation(text: &str, one: &Attribution) -> Quotation {
    if one.manner == Manner::Narrated {
        return Quotation::None;
    }
    let opens = |part: &Span| part.slice(text).starts_with(['“', '"', '«']);
    let closes = |part: &Span| part.slice(text).ends_with(['”', '"', '»', '.', '…', '?', '!']);
    let marked = |part: &Span| part.slice(text).contains(['“', '”', '"', '«', '»']);
    if one.content.iter().all(|part| opens(part) && (closes(part) || marked(part))) {
        // A fragment between marks with words after it is mixed, not direct.
        let whole = one.content.iter().all(|part| {
            let words = part.slice(text);
            let last = words.rfind(['”', '"', '»']).unwrap_or(words.len());
            words.len() - last <= 4
        });
        return if whole { Quotation::Direct } else { Quotation::Mixed };
    }
    if one.content.iter().any(marked) { Quotation::Mixed } else { Quotation::Indirect }
}

/// Finds for each attribution the one in whose content its cue lies.
fn nest(found: &mut [Attribution]) {
    for index in 0..found.len() {
        let Some(cue) = found[index].cue else { continue };
        let around = (0..found.len())
            .rev()
            .skip(found.len().saturating_sub(index + 12))
            .filter(|other| *other != index && index.abs_diff(*other) < 12)
            .filter(|other| found[*other].content.iter().any(|part| part.contains(cue)))
            .filter(|other| {
                !found[index]
                    .content
                    .iter()
                    .any(|part| found[*other].cue.is_some_and(|it| part.contains(it)))
            })
            .min_by_key(|other| found[*other].extent().len());
        found[index].inside = around;
    }
}
