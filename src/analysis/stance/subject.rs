//! Whose act a clause tells of: the speaker's side, another's, or nobody's in particular.
//!
//! The subject is what stands before the first verb that can be told without a parser: an auxiliary,
//! a word of the lists, or one in "-ed". Pronouns take the side of the country that was named last in
//! the same content; with none, he who reports himself is meant. `stance` relies on it.

use crate::{
    analysis::{
        sources::country,
        stance::{
            lexicon::{self, Weight},
            scope::{self, Word},
        },
    },
    model::Span,
    text::sentences,
};

/// Words that are looked at for the first verb.
const HEAD: usize = 18;

/// Bytes before a statement in which its pronouns are looked for.
const BEFORE: usize = 300;

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The speaker's, or his country's.
    Own,
    /// Somebody else's.
    Other,
    /// The words do not say.
    Unknown,
}

/// The subject and the first verb of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Whose act.
    pub side: Side,
    /// Whether the speaker says "I" or "we" of himself.
    pub first_person: bool,
    /// Whether the speaker's side is named anywhere in the clause.
    pub named: bool,
    /// The first verb with its auxiliaries passed over: an index into the words.
    pub verb: Option<usize>,
}

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The speaker's country.
    speaker: Option<&'a str>,
    /// What was said before in the same content, and before that in the same paragraph.
    said: &'a str,
    paragraph: &'a str,
    /// Whether the words are told in the narrator's person: "he" can be the speaker.
    indirect: bool,
}

impl<'a> Context<'a> {
    /// For the statement at `span` of a content that begins at `start`.
    pub fn new(
        text: &'a str,
        start: usize,
        span: Span,
        speaker: Option<&'a str>,
        indirect: bool,
    ) -> Self {
        let paragraph = before(text, span.start);
        let paragraph = paragraph.rfind('\n').map_or(paragraph, |at| &paragraph[at..]);
        let inside = span.start.saturating_sub(start).min(paragraph.len());
        let said = paragraph.get(paragraph.len() - inside..).unwrap_or_default();
        Self { speaker, said, paragraph, indirect }
    }

    /// The side of a country.
    fn side_of(&self, code: &str) -> Side {
        if self.speaker == Some(code) { Side::Own } else { Side::Other }
    }

    /// The side of a clause that leaves its subject out: "and will stand by them".
    fn left_out(&self) -> Side {
        let sentences = sentences::sentences_in(self.said, Span::new(0, self.said.len()));
        let sentence = sentences.last().map_or("", |it| it.slice(self.said));
        let spoken = country::words(sentence).iter().any(|it| is_first_person(&it.to_lowercase()));
        match country::first_in(sentence) {
            Some(code) if !spoken => self.side_of(code),
            _ => Side::Own,
        }
    }

    /// The side that a pronoun stands for: the subject of the last sentence that has a country.
    fn carried(&self, person: bool) -> Side {
        if let Some(code) = last_subject(self.said) {
            return self.side_of(code);
        }
        match last_subject(self.paragraph) {
            _ if self.indirect => Side::Own,
            // In somebody's own words "he" and "she" are others.
            _ if person => Side::Other,
            Some(code) => self.side_of(code),
            None => Side::Unknown,
        }
    }
}

/// Up to [`BEFORE`] bytes before `end`.
fn before(text: &str, end: usize) -> &str {
    let mut low = end.saturating_sub(BEFORE);
    while low < end && !text.is_char_boundary(low) {
        low += 1;
    }
    text.get(low..end).unwrap_or_default()
}

/// The question that ends in the words before `end`, or none.
pub fn question_before(text: &str, end: usize) -> &str {
    let said = before(text, end);
    let Some(mark) = said.rfind('?') else { return "" };
    let start = said[..mark].rfind(['.', '?', '!', ':', '\n']).map_or(0, |it| it + 1);
    &said[start..=mark]
}

/// The first country of the last sentence that names one.
fn last_subject(text: &str) -> Option<&'static str> {
    let sentences = sentences::sentences_in(text, Span::new(0, text.len()));
    sentences.into_iter().rev().find_map(|it| country::first_in(it.slice(text)))
}

/// Words before a subject that are no part of it.
const OPENERS: &[&str] = &[
    "that", "and", "but", "because", "so", "now", "well", "as", "of", "course", "finally", "also",
    "yes", "no", "again", "however", "while", "although", "since", "if", "when", "then",
    "moreover", "today",
];

fn is_first_person(word: &str) -> bool {
    FIRST.contains(&word)
}

const FIRST: &[&str] = &["i", "we", "our", "us", "my", "ours"];
const THIRD: &[&str] = &["it", "he", "she", "they", "its"];
const OTHERS: &[&str] = &[
    "you",
    "your",
    "those",
    "regime",
    "rebels",
    "rebel",
    "terrorists",
    "terrorist",
    "militants",
    "enemy",
    "enemies",
    "perpetrators",
    "aggressor",
    "occupiers",
    "militias",
    "gangs",
    "hackers",
    "invaders",
    "mercenaries",
    "separatists",
    "militia",
    "insurgents",
    "opponents",
    "adversaries",
];

/// The subject of the clause that `words` are.
pub fn of(text: &str, words: &[Word], context: &Context<'_>) -> Subject {
    let first = words.iter().position(|it| it.is_word() && !is(it, OPENERS)).unwrap_or(0);
    let finite =
        (first..words.len().min(first + HEAD)).find(|it| is_finite(text, words, *it, first));
    let performance = begins_with_performance(&words[first.min(words.len())..]);
    let verb = if performance { Some(first) } else { finite.and_then(|at| real_verb(words, at)) };
    let end = finite.unwrap_or_else(|| words.len().min(first + 6)).max(first);
    let head = &words[first.min(words.len())..end.min(words.len())];
    let first_person = head.iter().any(|it| is(it, FIRST));
    let span = match (head.first(), head.last()) {
        (Some(from), Some(to)) => from.span.join(to.span),
        _ => Span::default(),
    };
    let named = country::first_in(span.slice(text));
    let pronoun = head.first().is_some_and(|it| is(it, THIRD));
    let left_out = performance || finite == Some(first);
    let side = if left_out {
        context.left_out()
    } else if first_person {
        Side::Own
    } else if let Some(code) = named {
        context.side_of(code)
    } else if head.iter().any(|it| is(it, OTHERS)) {
        Side::Other
    } else if pronoun || head.first().is_some_and(|it| is(it, &["this", "these", "such"])) {
        let person = head.first().is_some_and(|it| is(it, &["he", "she"]));
        if pronoun { context.carried(person) } else { Side::Unknown }
    } else {
        Side::Unknown
    };
    let whole = words.first().zip(words.last()).map(|(from, to)| from.span.join(to.span));
    let countries = country::all_in(whole.unwrap_or_default().slice(text));
    let named = words.iter().any(|it| is(it, FIRST))
        || countries.into_iter().any(|it| context.speaker == Some(it));
    Subject { side, first_person, named, verb }
}

/// "demand a united response": a verb that performs, with nobody before it.
fn begins_with_performance(words: &[Word]) -> bool {
    let Some(word) = words.first() else { return false };
    let base = !["s", "ed", "ing", "ion"].iter().any(|it| word.lower.ends_with(it));
    let object = words.get(1).is_some_and(|it| {
        is(it, &["a", "an", "the", "all", "on", "upon", "that", "for", "any", "this", "these"])
    });
    base && object
        && lexicon::cue_in(std::slice::from_ref(&word.lower), &[])
            .is_some_and(|it| it.weight == Weight::Hard)
}

fn is(word: &Word, any: &[&str]) -> bool {
    any.contains(&word.lower.as_str())
}

/// Whether a verb with a subject before it, or the first auxiliary, stands at `at`.
fn is_finite(text: &str, words: &[Word], at: usize, first: usize) -> bool {
    let word = &words[at];
    let before = at.checked_sub(1).filter(|it| *it >= first).map(|it| words[it].lower.as_str());
    if word.lower == "'s" {
        return before
            .is_some_and(|it| matches!(it, "it" | "that" | "there" | "he" | "she" | "what"));
    }
    if scope::is_auxiliary(word)
        && !matches!(word.lower.as_str(), "about" | "able" | "used" | "need")
    {
        return true;
    }
    let Some(before) = before else { return false };
    let after_determiner = matches!(
        before,
        "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "by"
            | "those"
            | "these"
            | "in"
            | "its"
            | "their"
            | "our"
            | "more"
            | "such"
            | "this"
            | "for"
            | "with"
            | "to"
            | "on"
            | ","
    );
    let pronoun =
        FIRST[..2].contains(&before) || matches!(before, "it" | "he" | "she" | "they" | "you");
    let ed = word.lower.len() > 4 && word.lower.ends_with("ed");
    let third = word.lower.len() > 4
        && word.lower.ends_with('s')
        && !word.lower.ends_with("ss")
        && word.span.slice(text).starts_with(char::is_lowercase)
        && (lexicon::cue_in(std::slice::from_ref(&word.lower), &[]).is_some()
            || lexicon::class(&word.lower).is_some()
            || words.get(at + 1).is_some_and(|it| is(it, &["to", "that"])))
        && words.get(at + 1).is_some_and(|it| it.is_word() && !is(it, &["of", "and", "in", "by"]))
        && at > first;
    let adverb = before.len() > 4 && before.ends_with("ly") && at >= first + 2 && word.is_word();
    (pronoun && !word.lower.ends_with("ly") && word.is_word())
        || (adverb && !matches!(words[at - 2].lower.as_str(), "the" | "a" | "an" | "and" | "of"))
        || ((ed || third) && !after_determiner)
}

/// The verb after the auxiliaries and adverbs that begin at `at`.
fn real_verb(words: &[Word], at: usize) -> Option<usize> {
    const OBJECTS: &[&str] = &[
        "a",
        "an",
        "the",
        "any",
        "no",
        "some",
        "to",
        "our",
        "more",
        "nothing",
        "something",
        "anything",
        "much",
        "many",
        "this",
        "that",
        "those",
        "these",
        "their",
        "its",
        "his",
        "every",
    ];
    let has_object = |place: usize| words.get(place + 1).is_some_and(|it| is(it, OBJECTS));
    let passed = (at..words.len().min(at + 8))
        .take_while(|place| {
            let it = &words[*place];
            let holds = is(it, &["have", "has", "had", "do", "did"]) && has_object(*place);
            !holds
                && (scope::is_auxiliary(it)
                    || it.lower.ends_with("ly")
                    || is(it, &["also", "still", "all", "now", "to", "just", "again"]))
        })
        .count();
    Some(at + passed).filter(|it| *it < words.len())
}

/// What a verb of the speaker's own does by its own meaning: "we condemn", "we call on".
pub fn performed(words: &[Word], verb: usize) -> Option<lexicon::Cue> {
    let lower: Vec<String> = words[verb..].iter().take(3).map(|it| it.lower.clone()).collect();
    lexicon::cue_in(&lower[..1], &lower[1..]).filter(|it| it.weight != Weight::Plain)
}
