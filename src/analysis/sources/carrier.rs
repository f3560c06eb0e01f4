//! Who carried somebody's words: speaker > via > outlet.
//!
//! "In a statement carried by KCNA", "told Reuters", "Reuters, citing officials", "according to a
//! statement quoted by TASS", and a report inside an outlet's own report. `sources` relies on a
//! carrier never being its own.

use crate::{
    analysis::{
        attribution::Attribution,
        sources::{
            mention::{self, Mention, Number},
            phrase::Part,
            reference,
            roster::{Roster, floor, is_news},
            saying,
        },
    },
    model::{SourceClass, Span},
};

/// How far from a source its carrier is looked for, in bytes of its sentence.
const REACH: usize = 600;

/// Words between a speaker's words and who carried them.
const CARRIED: &[&str] = &[
    "carried by ",
    "published by ",
    "released by ",
    "reported by ",
    "quoted by ",
    "cited by ",
    "aired by ",
    "broadcast by ",
    "broadcast on ",
    "aired on ",
    "distributed by ",
    "relayed by ",
    "published in ",
    "interview with ",
    "interview to ",
    "interview on ",
    "remarks to ",
    "comments to ",
    "speaking to ",
    "statement to ",
];

/// A noun phrase that stands for an outlet or an agency.
pub struct Carrier {
    /// What it says of the outlet.
    pub mention: Mention,
    /// Where it stands.
    pub span: Span,
}

/// The carrier named in the sentence of an attribution, if any.
pub fn named(roster: &Roster<'_>, attribution: &Attribution) -> Option<Carrier> {
    let text = roster.article.text.as_str();
    let source = attribution.source?;
    let sentence = near(text, roster.sentence(source.start), source);
    if let Some(hearer) = attribution.cue.and_then(|cue| told(text, sentence, cue)) {
        return Some(hearer);
    }
    let words = sentence.slice(text);
    let phrase = CARRIED.iter().find_map(|lead| {
        let at = words.find(lead)? + lead.len() + sentence.start;
        outlet(text, Span::new(at, sentence.end))
    });
    phrase
        .or_else(|| according(text, sentence, attribution))
        .or_else(|| reporting(text, sentence, source))
        .filter(|it| !it.span.overlaps(source))
}

/// The part of a sentence around a place that is looked at.
fn near(text: &str, sentence: Span, place: Span) -> Span {
    let start = sentence.start.max(floor(text, place.start.saturating_sub(REACH)));
    let end = sentence.end.min(floor(text, place.end + REACH));
    Span::new(start.min(place.start), end.max(place.end))
}

/// "told Reuters".
fn told(text: &str, sentence: Span, cue: Span) -> Option<Carrier> {
    let verb = cue.slice(text).rsplit(' ').next()?;
    if !matches!(verb, "told" | "tells" | "telling" | "tell" | "informed" | "described") {
        return None;
    }
    let rest = Span::new(cue.end, sentence.end.max(cue.end)).slice(text);
    let rest = rest.strip_prefix(' ')?;
    let rest = rest.strip_prefix("for ").unwrap_or(rest);
    outlet(text, Span::of(text, rest)?)
}

/// "Witnesses, according to the Herald, said": not where the outlet is the source itself.
fn according(text: &str, sentence: Span, attribution: &Attribution) -> Option<Carrier> {
    let lead = "according to ";
    let at = sentence.slice(text).find(lead)? + lead.len() + sentence.start;
    let own =
        attribution.cue.is_some_and(|cue| cue.slice(text).to_lowercase().starts_with("according"));
    outlet(text, Span::new(at, sentence.end)).filter(|_| !own)
}

/// "Reuters reported on Monday a government source said", "Reuters, citing officials, said".
fn reporting(text: &str, sentence: Span, source: Span) -> Option<Carrier> {
    let span = reference::subject(text, sentence).filter(|it| it.end < source.start)?;
    let between = Span::new(span.end, source.start).slice(text);
    let reports = between
        .split(|it: char| !it.is_alphanumeric())
        .any(|it| saying::is_verb(it) || it == "citing" || it == "quoting");
    let quoted = between.contains(['"', '“', '”', ';']);
    outlet(text, span).filter(|_| reports && !quoted)
}

/// The outlet with whose name a stretch begins.
fn outlet(text: &str, stretch: Span) -> Option<Carrier> {
    let span = name(text, stretch)?;
    let part = Part::read(span.slice(text));
    let news = part.classes.iter().rfind(|it| it.kind.is_body())?;
    let whole = part.slice(0, news.end());
    let named = news.entry.starts_with(char::is_uppercase);
    let span = Span::of(text, whole).filter(|_| named).unwrap_or(span);
    let mention = mention::parse(span.slice(text))?;
    let journalist = mention.class == SourceClass::Journalist && !mention.person.is_empty();
    (is_news(mention.class) && (mention.number == Number::One || !journalist))
        .then_some(Carrier { mention, span })
}

/// The noun phrase with which a stretch begins: up to a mark or a small word that ends it.
fn name(text: &str, stretch: Span) -> Option<Span> {
    let words = stretch.slice(text);
    let mut end = 0;
    for word in words.split(' ').take(8) {
        let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
        let over = matches!(
            bare,
            "on" | "that"
                | "in"
                | "as"
                | "at"
                | "of"
                | "and"
                | "how"
                | "who"
                | "a"
                | "late"
                | "by"
                | "early"
                | "under"
                | "to"
                | "before"
                | "after"
                | "it"
                | "he"
                | "she"
                | "they"
                | ""
        );
        if over && !(end == 0 && bare == "a") {
            break;
        }
        end = Span::of(words, word)?.end;
        if word.ends_with([',', '.', ';', ':', '"', '”', ')']) && !matches!(word, "U.S." | "U.N.")
        {
            end -= word.len() - word.trim_end_matches([',', '.', ';', ':', '"', '”', ')']).len();
            break;
        }
    }
    Some(Span::new(stretch.start, stretch.start + end).trim(text)).filter(|it| !it.is_empty())
}

/// Those whom an outlet cites: "Reuters, citing anonymous sources, reported". The place is that of
/// their mention.
pub fn cited(roster: &Roster<'_>, source: Span) -> Option<Span> {
    let text = roster.article.text.as_str();
    let sentence = near(text, roster.sentence(source.start), source);
    let lead =
        source.slice(text).find("citing ").map(|at| source.start + at + 7).or_else(|| {
            let rest = Span::new(source.end, sentence.end.max(source.end)).slice(text);
            let at = rest.find("citing ")?;
            let close =
                rest[..at].split_whitespace().count() <= 4 && !rest[..at].contains(['"', '“']);
            close.then_some(source.end + at + 7)
        })?;
    let words = Span::new(lead, sentence.end.max(lead)).slice(text);
    let end = words.find([',', '.', ';']).or_else(|| words.find(" that ")).unwrap_or(words.len());
    let end = words[..end].find(" that ").unwrap_or(end);
    let span = Span::of(text, words[..end].trim())?;
    let mention = mention::parse(span.slice(text))?;
    let somebody =
        !mention.person.is_empty() || !mention.heads.is_empty() || mention.country.is_some();
    (somebody && mention.pronoun.is_none()).then_some(span)
}
