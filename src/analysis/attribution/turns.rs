//! Transcripts: "MR. KIRBY: ...", "QUESTION: ...".
//!
//! The label is the mention of the source, its colon the cue; only sentences that take a position
//! are claims. A later paragraph of a turn inherits its source and has neither.

use crate::{
    analysis::attribution::{Attribution, Manner, paragraph::Paragraph, running},
    model::{Ground, Quotation, Span},
    text::tokens::Kind,
};

/// Turns that make a transcript.
const ENOUGH: usize = 3;

/// Whether the text is a transcript.
pub fn is_transcript(text: &str, paragraphs: &[Paragraph]) -> bool {
    paragraphs.iter().filter(|it| label(text, it).is_some()).count() >= ENOUGH
}

/// The label of a turn with its colon, if the paragraph begins one.
fn label(text: &str, paragraph: &Paragraph) -> Option<(Span, Span)> {
    let words = paragraph.span.slice(text);
    let colon = words.char_indices().take(40).find(|it| it.1 == ':')?.0;
    let name = &words[..colon];
    let capital = name.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase);
    let named = name.split_whitespace().count() <= 4 && name.chars().any(char::is_alphabetic);
    (capital && named).then(|| {
        let start = paragraph.span.start;
        (Span::new(start, start + colon), Span::new(start + colon, start + colon + 1))
    })
}

/// The attributions of a transcript.
pub fn attributions(text: &str, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    // The attribution that holds the source of this turn, and the question put last.
    let mut speaker: Option<(Span, Span)> = None;
    let mut first_of_turn: Option<usize> = None;
    let mut question: Option<usize> = None;
    for paragraph in paragraphs {
        let fresh = label(text, paragraph);
        if fresh.is_some() {
            speaker = fresh;
            first_of_turn = None;
        }
        reported(text, paragraph, fresh.map(|it| it.1), &mut found);
        let Some((name, colon)) = speaker else { continue };
        let asks = name.slice(text).starts_with("QUESTION") || name.slice(text) == "Q";
        for sentence in &paragraph.sentences {
            let start =
                if fresh.is_some() { sentence.start.max(colon.end) } else { sentence.start };
            let content = Span::new(start, sentence.end).trim(text);
            if !takes_position(text, paragraph, content, asks) {
                continue;
            }
            let standing = fresh.is_some() && first_of_turn.is_none();
            let index = found.len();
            found.push(Attribution {
                manner: Manner::Turn,
                source: Some(name).filter(|_| standing || first_of_turn.is_none()),
                inherits: first_of_turn,
                cue: Some(colon).filter(|_| standing),
                content: vec![content],
                statements: Vec::new(),
                quotation: Quotation::Direct,
                inside: None,
                answers: if asks { None } else { question },
                ground: Ground { cue: name, rule: "turn of a transcript" },
            });
            first_of_turn.get_or_insert(index);
            if asks {
                question = Some(index);
            }
        }
    }
    found
}

/// What a turn reports of others; what its speaker says of his own saying is said already.
fn reported(text: &str, paragraph: &Paragraph, colon: Option<Span>, found: &mut Vec<Attribution>) {
    let start = colon.map_or(paragraph.span.start, |it| it.end);
    let words = Span::new(start, paragraph.span.end).trim(text);
    let from = found.len();
    running::claims_of_others(text, words, found);
    // "Can you say who ...?" asks, and lays nothing to anybody.
    let asked = |one: &Attribution| {
        let sentence =
            paragraph.sentences.iter().find(|it| one.cue.is_some_and(|cue| it.contains(cue)));
        let you = one.source.is_some_and(|it| it.slice(text).eq_ignore_ascii_case("you"));
        you && sentence.is_some_and(|it| it.slice(text).ends_with('?'))
    };
    let kept: Vec<Attribution> = found.drain(from..).filter(|it| !asked(it)).collect();
    found.extend(kept);
}

/// Courtesies and business of the room, which take no position.
const ASIDES: &[&str] = &[
    "thank",
    "thanks",
    "go ahead",
    "let's go",
    "let’s go",
    "good morning",
    "good afternoon",
    "hi ",
    "hello",
    "yes, please",
    "sure",
    "okay",
    "all right",
    "please",
    "next question",
    "follow-up",
    "my question",
    "question on",
    "can you hear",
    "with that",
    "i'll start",
    "i’ll start",
    "i have one",
    "i have two",
    "and next",
    "next we",
];

/// The same, wherever they stand in a sentence.
const BUSINESS: &[&str] =
    &["go to the line", "please go to", "first go to", "take your question", "let me first"];

/// Words that lead up to a question.
const ASKING: &[&str] = &[
    "can you",
    "could you",
    "how ",
    "i am asking",
    "i don't know",
    "i don’t know",
    "i was wondering",
    "i wonder",
    "i'm asking",
    "i’m asking",
    "so how ",
    "so what ",
    "so why ",
    "what ",
    "why ",
];

/// Words that make a position of a short answer.
const POSITIONS: &[&str] =
    &["false", "lie", "lies", "never", "no", "nonsense", "not", "true", "untrue", "wrong"];

/// Words with which a question begins that is answered by yes or no.
const WHETHER: &[&str] = &["are", "did", "do", "does", "has", "have", "is", "was", "were", "will"];

/// Words before the verb of a question.
const BEFORE: &[&str] = &["and", "but", "i", "mean", "ok", "okay", "or", "so", "then", "well"];

/// Whether a question, in lower case, puts a proposition of its own: answered by yes or no, and
/// neither of what was just said ("is that right") nor of what the hearer knows or can tell.
fn puts(question: &str) -> bool {
    let clause = question.rsplit(['–', '—']).next().unwrap_or_default();
    let words: Vec<&str> = clause
        .split(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’')
        .filter(|it| !it.is_empty())
        .skip_while(|it| BEFORE.contains(it))
        .collect();
    let [verb, subject, next, ..] = words.as_slice() else { return false };
    let told = matches!(*next, "said" | "say" | "decided" | "agreed" | "planning" | "going");
    let open = matches!(*subject, "there" | "that" | "it" | "anybody" | "anyone");
    words.len() >= 6 && WHETHER.contains(verb) && !open && (*subject != "you" || told)
}

fn takes_position(text: &str, paragraph: &Paragraph, content: Span, asks: bool) -> bool {
    // "(Laughter.)", "(The treaty is signed.)": nobody says it.
    let words = content.slice(text);
    if words.starts_with('(') && words.ends_with(')') {
        return false;
    }
    let lower = content.slice(text).to_lowercase();
    if BUSINESS.iter().any(|it| lower.contains(it)) {
        return false;
    }
    let range = paragraph.within(content);
    let words = paragraph.tokens[range].iter().filter(|it| it.kind == Kind::Word).count();
    if asks {
        // A question is a claim only where it puts a proposition.
        if lower.ends_with('?') {
            return words >= 8 && puts(&lower);
        }
        return words >= 8
            && !ASKING.iter().any(|it| lower.starts_with(it))
            && !ASIDES.iter().any(|it| lower.starts_with(it));
    }
    let short = words > 0 && words < 6 && !lower.ends_with('?') && {
        let mut each = lower.split(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’');
        each.any(|it| POSITIONS.contains(&it) || it.ends_with("n't") || it.ends_with("n’t"))
    };
    short || words >= 6 && !ASIDES.iter().any(|it| lower.starts_with(it)) && !lower.ends_with('?')
}
