//! Press statements and communiques: the issuer speaks in every sentence that takes a position.

use crate::{
    analysis::{
        attribution::{Attribution, Manner, lexicon, nominal, paragraph::Paragraph, verbal},
        stance,
    },
    model::{Article, Ground, Quotation, Span, Stance},
};

/// Performative verbs of statements, in the first person or of the issuing body.
const PERFORMATIVES: &[&str] = &[
    "affirm",
    "affirms",
    "applaud",
    "applauds",
    "call",
    "calls",
    "commend",
    "commends",
    "condemn",
    "condemns",
    "congratulate",
    "congratulates",
    "deplore",
    "deplores",
    "emphasize",
    "express",
    "expresses",
    "reaffirm",
    "reaffirms",
    "reiterate",
    "reiterates",
    "reject",
    "rejects",
    "remain",
    "remains",
    "stand",
    "stands",
    "support",
    "supports",
    "urge",
    "urges",
    "welcome",
    "welcomes",
];

/// Performative sentences that make a press statement.
const ENOUGH: usize = 2;

/// The attributions of a press statement; none where the article is something else.
pub fn attributions(article: &Article, paragraphs: &[Paragraph]) -> Option<Vec<Attribution>> {
    let text = article.text.as_str();
    let performing = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.sentences.iter().map(move |it| (paragraph, *it)))
        .filter(|(paragraph, sentence)| performs(text, paragraph, *sentence))
        .count();
    let quoted = paragraphs.iter().map(|it| it.quotes.len()).sum::<usize>();
    let declared = is_declared(article) && quoted <= paragraphs.len();
    if !declared && (performing < ENOUGH || quoted > performing * 2) {
        return None;
    }
    let mut found = Vec::new();
    for paragraph in paragraphs.iter().skip(1) {
        for sentence in 0..paragraph.sentences.len() {
            let from = found.len();
            verbal::find(text, paragraph, sentence, &mut found);
            nominal::find(text, paragraph, sentence, from, &mut found);
            let span = paragraph.sentences[sentence];
            // In a statement that calls itself one, what is reported stands inside what is issued.
            let own =
                found[from..].iter().all(|it| it.source.is_none_or(|it| it.start > span.start));
            let position = takes_position(text, paragraph, span) || declared && judges(text, span);
            if (found.len() == from || declared && own) && position {
                found.extend(issued(text, span));
            }
        }
    }
    Some(super::sorted(&found))
}

/// Whether the page calls it a statement, in a line that is no part of the text.
fn is_declared(article: &Article) -> bool {
    const FORMS: &[&str] =
        &["press statement", "joint statement", "media note", "statement by", "statement of"];
    article.removed.iter().any(|it| {
        let line = it.text.to_lowercase();
        FORMS.iter().any(|form| line.starts_with(form))
    })
}

/// Whether the words do more than to state.
fn judges(text: &str, sentence: Span) -> bool {
    issued(text, sentence)
        .is_some_and(|it| stance::reading(text, &it, sentence, None).stance != Stance::Asserts)
}

fn issued(text: &str, sentence: Span) -> Option<Attribution> {
    let content = verbal::trimmed(text, sentence)?;
    Some(Attribution {
        manner: Manner::Issued,
        source: None,
        inherits: None,
        cue: None,
        content: vec![content],
        statements: Vec::new(),
        quotation: Quotation::Indirect,
        inside: None,
        answers: None,
        ground: Ground { cue: content, rule: "sentence of a press statement" },
    })
}

/// "We condemn ...", "The United States welcomes ...".
fn performs(text: &str, paragraph: &Paragraph, sentence: Span) -> bool {
    let range = paragraph.within(sentence);
    let we = range.clone().take(4).any(|it| matches!(paragraph.word(text, it), "We" | "we"));
    let body = paragraph.lower(text, range.start) == "the";
    (we || body)
        && range.take(8).any(|it| PERFORMATIVES.contains(&paragraph.lower(text, it).as_str()))
}

/// Whether a sentence of a statement takes a position: it performs, judges, or lays something to
/// somebody.
fn takes_position(text: &str, paragraph: &Paragraph, sentence: Span) -> bool {
    const POSITIONS: &[&str] = &[
        "must",
        "should",
        "will",
        "false",
        "violation",
        "violates",
        "violated",
        "threat",
        "threatens",
        "falsely",
        "lies",
        "disinformation",
        "responsible",
        "never",
        "committed",
        "concerned",
        "not",
    ];
    let range = paragraph.within(sentence);
    performs(text, paragraph, sentence)
        || range.into_iter().any(|it| {
            let word = paragraph.lower(text, it);
            POSITIONS.contains(&word.as_str())
                || PERFORMATIVES.contains(&word.as_str()) && lexicon::verb(&word).is_some()
        })
}
