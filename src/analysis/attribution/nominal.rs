//! Attribution without a verb of its own: nouns, "according to", adverbs, absence of evidence.

use crate::{
    analysis::attribution::{
        Attribution, Manner,
        lexicon::{ADVERBS, NOUNS, PRONOUNS},
        paragraph::Paragraph,
        verbal::trimmed,
    },
    model::{Quotation, Span},
};

/// Finds the attributions of one sentence; those of the paragraph so far begin at `from`.
pub fn find(
    text: &str,
    paragraph: &Paragraph,
    sentence: usize,
    from: usize,
    found: &mut Vec<Attribution>,
) {
    let span = paragraph.sentences[sentence];
    let range = paragraph.within(span);
    for at in range.clone() {
        let token = paragraph.tokens[at].span;
        if paragraph.quote_at(token.start).is_some() {
            continue;
        }
        let word = paragraph.lower(text, at);
        let end = paragraph.tokens[range.end - 1].span.end;
        let next = paragraph.lower(text, at + 1);
        if word == "according" && next == "to" {
            found.extend(according(text, paragraph, at, &range));
        } else if NOUNS.contains(&word.as_str()) && next == "that" {
            found.extend(noun(text, paragraph, at, &range));
        } else if ADVERBS.contains(&word.as_str()) {
            let content = trimmed(text, Span::new(token.end, end));
            found.extend(content.map(|it| {
                Attribution::cued(None, token, vec![it], "adverb that lays it to others")
            }));
        } else if word == "described" && paragraph.lower(text, at + 1) == "as" && at > range.start {
            let before = paragraph.tokens[at - 1].span;
            let pronoun = PRONOUNS.contains(&before.slice(text).to_lowercase().as_str());
            let known =
                found[from..].iter().any(|it| it.cue.is_some_and(|cue| cue.contains(token)));
            let content = trimmed_keeping_quote(text, paragraph, Span::new(token.end, end));
            if pronoun && !known {
                found.extend(content.map(|it| {
                    Attribution::cued(Some(before), token, vec![it], "what somebody described as")
                }));
            }
        }
    }
    let covered = found[from..].iter().any(|it| {
        it.content.iter().any(|part| part.overlaps(span))
            && it.inside.is_none()
            && it.ground.rule != "what somebody described as"
    });
    if !covered && let Some(cue) = absence(text, span) {
        let start =
            text[span.start..cue.start].rfind(", ").map_or(span.start, |it| span.start + it + 2);
        if let Some(content) = trimmed(text, Span::new(start, span.end)) {
            let mut one =
                Attribution::cued(None, cue, vec![content], "the narrator finds no evidence");
            one.cue = None;
            one.manner = Manner::Narrated;
            one.quotation = Quotation::None;
            found.push(one);
        }
    }
}

/// "According to Kim, ..." and "..., according to Kim".
fn according(
    text: &str,
    paragraph: &Paragraph,
    at: usize,
    range: &std::ops::Range<usize>,
) -> Option<Attribution> {
    let cue = paragraph.tokens[at].span.join(paragraph.tokens[at + 1].span);
    let stop = (at + 2..range.end)
        .find(|it| matches!(paragraph.word(text, *it), "," | "." | ";" | "“"))
        .unwrap_or(range.end);
    let source =
        Span::new(paragraph.tokens.get(at + 2)?.span.start, paragraph.tokens[stop - 1].span.end);
    let content = if at == range.start {
        Span::new(paragraph.tokens.get(stop)?.span.start, paragraph.tokens[range.end - 1].span.end)
    } else {
        Span::new(paragraph.tokens[range.start].span.start, paragraph.tokens[at - 1].span.end)
    };
    let content = trimmed(text, content)?;
    Some(Attribution::cued(Some(source), cue, vec![content], "according to"))
}

/// "the claim that ...", "Kim's claim that ...", "slammed Kim over claims that ...".
fn noun(
    text: &str,
    paragraph: &Paragraph,
    at: usize,
    range: &std::ops::Range<usize>,
) -> Option<Attribution> {
    let before = |back: usize| at.checked_sub(back).filter(|it| *it >= range.start);
    // "no indication that" is no claim of anybody's.
    if before(1)
        .is_some_and(|it| matches!(paragraph.lower(text, it).as_str(), "no" | "any" | "little"))
    {
        return None;
    }
    let stop = (at + 2..range.end)
        .find(|it| {
            let next = paragraph.lower(text, it + 1);
            paragraph.word(text, *it) == "," && next.ends_with("ing")
        })
        .unwrap_or(range.end);
    let content =
        Span::new(paragraph.tokens[at + 1].span.start, paragraph.tokens[stop - 1].span.end);
    let content = trimmed(text, content)?;
    let possessed = before(1).filter(|it| {
        matches!(paragraph.lower(text, *it).as_str(), "’s" | "'s" | "his" | "her" | "its" | "their")
    });
    let source = match possessed {
        Some(mark)
            if paragraph.word(text, mark).ends_with(['s', 'S'])
                && paragraph.word(text, mark).starts_with(['’', '\'']) =>
        {
            name_before(text, paragraph, mark, range.start)
        }
        Some(pronoun) => Some(paragraph.tokens[pronoun].span),
        None if before(1)
            .is_some_and(|it| matches!(paragraph.word(text, it), "over" | "for" | "about")) =>
        {
            name_before(text, paragraph, at - 1, range.start)
        }
        None => None,
    };
    let rule = "noun that carries a claim";
    Some(Attribution::cued(source, paragraph.tokens[at].span, vec![content], rule))
}

/// The name that ends before token `end`: capitalised words, with their article.
fn name_before(text: &str, paragraph: &Paragraph, end: usize, floor: usize) -> Option<Span> {
    let mut start = end;
    while start > floor && paragraph.word(text, start - 1).starts_with(char::is_uppercase) {
        start -= 1;
    }
    if start == end {
        return None;
    }
    if start > floor && paragraph.lower(text, start - 1) == "the" {
        start -= 1;
    }
    Some(Span::new(paragraph.tokens[start].span.start, paragraph.tokens[end - 1].span.end))
}

/// As `trimmed`, but a quotation that ends the sentence keeps its mark.
fn trimmed_keeping_quote(text: &str, paragraph: &Paragraph, span: Span) -> Option<Span> {
    let content = trimmed(text, span)?;
    Some(
        paragraph.quote_at(content.end.saturating_sub(1)).map_or(content, |quote| {
            if span.contains(quote) { content.join(quote) } else { content }
        }),
    )
}

/// Phrases by which a narrator says that something is not known to be so.
const ABSENCE: &[&str] = &[
    "no confirmation",
    "no evidence",
    "no immediate confirmation",
    "no indication",
    "no proof",
    "no sign",
    "not been independently verified",
    "not be independently verified",
];

fn absence(text: &str, sentence: Span) -> Option<Span> {
    let words = sentence.slice(text);
    ABSENCE.iter().find_map(|phrase| {
        let at = words.find(phrase)?;
        Some(Span::new(at, at + phrase.len()).shift(sentence.start))
    })
}
