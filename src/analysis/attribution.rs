//! Who says what: source, cue and content of every attribution, as spans.
//!
//! A trained engine finds them in running text; around it stand the rules of the product, for what
//! no corpus of news teaches: transcripts, press statements, quotations that run on, reports inside
//! reports. Each finding names in its ground the words and what went by them. The conventions are
//! those of `PolNeAR` where it has any: "that" and quotation marks belong to the content, final
//! punctuation does not; auxiliaries and adverbs belong to the cue.
//!
//! * `paragraph`, `quoting`: tokens, sentences, the state of quotation
//! * `features`: what the network is told of a token
//! * `engine`, `network`, `reading`: the trained engine
//! * `running`: from its claims to attributions; reports inside contents
//! * `carried`: quotations without a cue of their own
//! * `charged`: what those are said to hold whom somebody rebukes
//! * `passive`: whom a passive is about is not who says so
//! * `absence`: what the narrator says is not known
//! * `turns`: transcripts
//! * `issued`: press statements and communiques
//! * `content`, `clauses`: contents as spans, and their statements
//! * `lexicon`: words that propose a cue inside a content

pub mod engine;
pub mod features;
pub mod network;
pub mod paragraph;
pub mod quoting;
pub mod reading;

mod absence;
mod carried;
mod charged;
mod clauses;
mod content;
mod issued;
pub mod lexicon;
mod passive;
mod running;
mod turns;

use crate::model::{Article, Ground, Quotation, Span};

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
    /// From the first word of the content to the last.
    fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().copied().fold(first, Span::join)
    }

    /// All of it: source, cue and content.
    fn whole(&self) -> Span {
        [self.source, self.cue].into_iter().flatten().fold(self.extent(), Span::join)
    }
}

/// The attributions of `article`, by the place of their first word.
pub fn attributions(article: &Article) -> Vec<Attribution> {
    let text = article.text.as_str();
    let paragraphs = paragraph::paragraphs(text);
    let found = if turns::is_transcript(text, &paragraphs) {
        turns::attributions(text, &paragraphs)
    } else if let Some(issued) = issued::attributions(article, &paragraphs) {
        issued
    } else {
        running::attributions(text, &paragraphs)
    };
    let mut found = sorted(&found);
    for one in &mut found {
        one.statements = clauses::statements(text, &one.content);
        if one.manner == Manner::Cue {
            one.quotation = content::quotation(&paragraphs, &one.content);
        }
    }
    nest(&mut found);
    found
}

/// In the order of the text, with the links between them kept right.
fn sorted(found: &[Attribution]) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|index| {
        let one = &found[*index];
        (one.whole().start, one.cue.map(|it| it.start), *index)
    });
    let mut place = vec![0; found.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let moved = |old: Option<usize>| old.and_then(|it| place.get(it).copied());
    let mut out: Vec<Attribution> = order.iter().map(|index| found[*index].clone()).collect();
    for one in &mut out {
        one.inherits = moved(one.inherits);
        one.answers = moved(one.answers);
    }
    out
}

/// Attributions before one among which those that hold it are looked for.
const REACH: usize = 24;

/// Finds for each attribution the innermost one in whose content its cue lies.
fn nest(found: &mut [Attribution]) {
    for index in 0..found.len() {
        let Some(cue) = found[index].cue else { continue };
        let holds =
            |outer: usize, cue: Span| found[outer].content.iter().any(|it| it.contains(cue));
        found[index].inside = (index.saturating_sub(REACH)..found.len().min(index + REACH))
            .filter(|outer| *outer != index && holds(*outer, cue))
            // Of two that hold each other's cue neither is inside.
            .filter(|outer| !found[*outer].cue.is_some_and(|it| holds(index, it)))
            .min_by_key(|outer| found[*outer].extent().len());
    }
}
