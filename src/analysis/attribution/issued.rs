//! Press statements and communiques: the issuer speaks in every sentence that takes a position.

use crate::{
    analysis::{
        attribution::{
            Attribution, Manner, content::trimmed, lexicon, paragraph::Paragraph, running,
        },
        sources::{issuer, mention, reference},
        stance,
    },
    model::{Article, Ground, Quotation, SourceClass, Span, Stance},
    text::tokens::Kind,
};

/// Tokens of a sentence among which its performative verb stands.
const HEAD: usize = 14;

/// Performative sentences that make a press statement.
const ENOUGH: usize = 2;

/// Words of a title that make a press statement likelier.
const TITLES: &[&str] = &["communique", "communiqué", "declaration", "statement"];

/// Lines that say what kind of document this is.
const TYPES: &[&str] = &[
    "communique",
    "communiqué",
    "joint communique",
    "joint communiqué",
    "joint statement",
    "media note",
    "official statement",
    "press statement",
    "statement",
];

/// Paragraphs among which the line with the type stands.
const TOP: usize = 8;

/// Performative sentences that make a press statement of this article: fewer where its head says
/// that it is one.
fn enough(article: &Article, paragraphs: &[Paragraph]) -> usize {
    let line = |it: &str| it.trim_matches([':', ' ', '*', '#']).to_lowercase();
    let top = paragraphs.iter().take(TOP).map(|it| it.span.slice(&article.text));
    let removed = article.removed.iter().map(|it| it.text.as_str());
    if top.chain(removed).any(|it| it.len() < 40 && TYPES.contains(&line(it).as_str())) {
        return 0;
    }
    let first = paragraphs.first().map_or("", |it| it.span.slice(&article.text));
    let heading = format!("{} {}", article.title, first).to_lowercase();
    let titled = heading.len() < 300 && heading.split_whitespace().any(|it| TITLES.contains(&it));
    if titled { 1 } else { ENOUGH }
}

/// The attributions of a press statement; none where the article is something else.
pub fn attributions(article: &Article, paragraphs: &[Paragraph]) -> Option<Vec<Attribution>> {
    let text = article.text.as_str();
    let performing = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.sentences.iter().map(move |it| (paragraph, *it)))
        .filter(|(paragraph, sentence)| performs(text, paragraph, *sentence))
        .count();
    let quoted = paragraphs.iter().map(|it| it.quotes.len()).sum::<usize>();
    let enough = enough(article, paragraphs);
    if performing < enough || quoted > performing * 2 + 2 {
        return published(article, paragraphs);
    }
    let mut found = Vec::new();
    for paragraph in paragraphs.iter().skip(1) {
        let from = found.len();
        running::claims(text, paragraph, false, &mut found);
        for one in &mut found[from..] {
            if is_own(text, paragraph, one) {
                one.manner = Manner::Issued;
            }
        }
        for sentence in &paragraph.sentences {
            // What a sentence reports of others stands inside what the issuer says by it.
            let own = found[from..]
                .iter()
                .any(|it| it.manner == Manner::Issued && it.whole().overlaps(*sentence));
            let position = takes_position(text, paragraph, *sentence)
                || enough == 0 && judges(text, paragraph, *sentence);
            if !own && position {
                found.extend(issued(text, paragraph, *sentence));
            }
        }
    }
    Some(found)
}

/// What a ministry's own page tells of its government: a fact sheet performs nothing by "we", but in
/// "Kenya is extending its mission" it speaks for Kenya.
fn published(article: &Article, paragraphs: &[Paragraph]) -> Option<Vec<Attribution>> {
    let text = article.text.as_str();
    let home = issuer::country_of_publisher(article)?;
    let mut found = running::attributions(text, paragraphs);
    let told = found.len();
    for paragraph in paragraphs.iter().skip(1) {
        for sentence in &paragraph.sentences {
            let reported = found[..told].iter().any(|it| it.whole().overlaps(*sentence));
            let quoted = paragraph.quotes.iter().any(|it| it.overlaps(*sentence));
            let own = || {
                let subject = reference::subject(text, *sentence);
                let body = subject.and_then(|it| mention::parse(it.slice(text)));
                body.is_some_and(|it| {
                    it.country == Some(home) && it.class == SourceClass::StateActor
                })
            };
            if !reported && !quoted && takes_position(text, paragraph, *sentence) && own() {
                found.extend(issued(text, paragraph, *sentence));
            }
        }
    }
    (found.len() > told).then_some(found)
}

/// Whether the words of a text that calls itself a statement do more than to state.
fn judges(text: &str, paragraph: &Paragraph, sentence: Span) -> bool {
    issued(text, paragraph, sentence)
        .is_some_and(|it| stance::reading(text, &it, sentence, None).stance != Stance::Asserts)
}

/// Whether the issuer says so of itself: "we", or a name that heads the sentence, and performs.
fn is_own(text: &str, paragraph: &Paragraph, one: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (one.source, one.cue) else { return false };
    let heads = paragraph.sentences.iter().any(|it| it.start == source.start);
    let performs = paragraph.within(cue).any(|it| lexicon::performs(&paragraph.lower(text, it)));
    running::is_first_person(source.slice(text)) || heads && performs
}

/// A sentence that the issuer speaks: whole, or "we", the performative verb and what it performs.
fn issued(text: &str, paragraph: &Paragraph, sentence: Span) -> Option<Attribution> {
    let parted = performative(text, paragraph, sentence).and_then(|(source, cue)| {
        Some((source, cue, trimmed(text, Span::new(cue.end, sentence.end))?))
    });
    let (source, cue, content) = match parted {
        Some((source, cue, content)) => (Some(source), Some(cue), content),
        None => (None, None, trimmed(text, sentence)?),
    };
    Some(Attribution {
        manner: Manner::Issued,
        source,
        inherits: None,
        cue,
        content: vec![content],
        statements: Vec::new(),
        quotation: if cue.is_some() { Quotation::Indirect } else { Quotation::Direct },
        inside: None,
        answers: None,
        ground: Ground { cue: cue.unwrap_or(content), rule: "sentence of a press statement" },
    })
}

/// "We strongly condemn", "We call on": the pronoun and the verb with what belongs to it.
fn performative(text: &str, paragraph: &Paragraph, sentence: Span) -> Option<(Span, Span)> {
    let range = paragraph.within(sentence);
    let we = range.start;
    let verb = (we + 1..range.end.min(we + 5))
        .find(|it| lexicon::performs(&paragraph.lower(text, *it)))?;
    if paragraph.lower(text, we) != "we" || paragraph.word(text, we + 1) == "," {
        return None;
    }
    let particle = matches!(paragraph.word(text, verb + 1), "on" | "upon" | "for");
    let last = if particle { verb + 1 } else { verb };
    let span = |at: usize| paragraph.tokens[at].span;
    Some((span(we), span(we + 1).join(span(last))))
}

/// "We condemn ...", in nobody's quotation.
fn performs(text: &str, paragraph: &Paragraph, sentence: Span) -> bool {
    let range = paragraph.within(sentence);
    let free = |at: &usize| !paragraph.quoting[*at].inside;
    range.clone().take(4).filter(free).any(|it| paragraph.lower(text, it) == "we")
        && range.take(HEAD).filter(free).any(|it| lexicon::performs(&paragraph.lower(text, it)))
}

/// Words of the shortest sentence that takes a position.
const SHORTEST: usize = 5;

/// Whether a sentence of a statement takes a position: statements are made of such, but for what
/// is no sentence.
fn takes_position(text: &str, paragraph: &Paragraph, sentence: Span) -> bool {
    let words = paragraph.within(sentence).filter(|it| paragraph.tokens[*it].kind == Kind::Word);
    let leads = sentence.slice(text).contains("following statement");
    !leads && words.count() >= SHORTEST && sentence.slice(text).ends_with(['.', '!', '”', '"', ';'])
}
