//! Where a source is mentioned besides at its claims: "I" in its quotations, its label, its name
//! again, "he continued".
//!
//! One pass over the text each; `sources` relies on no place being given to two sources.

use std::collections::HashMap;

use crate::{
    analysis::{
        attribution::{Attribution, Manner},
        sources::{
            class, country,
            mention::{self, Number},
            name,
            phrase::is_preposition,
            roster::{Mark, Roster},
            saying,
            transcript::{self, Turn},
        },
    },
    model::{Quotation, SourceClass, Span},
    text::{sentences::paragraphs, tokens},
};

/// The speakers of a transcript, by label and reporter.
pub type Labels = HashMap<String, usize>;

/// Places where each quotation's source speaks in the first person.
pub fn first_persons(
    roster: &mut Roster<'_>,
    attributions: &[Attribution],
    found: &[Option<usize>],
) {
    for (attribution, source) in attributions.iter().zip(found) {
        let quoted = matches!(attribution.quotation, Quotation::Direct | Quotation::Mixed);
        let Some(source) = source.filter(|_| quoted && attribution.manner == Manner::Cue) else {
            continue;
        };
        let text = roster.article.text.as_str();
        for part in &attribution.content {
            let mut inside = false;
            let quoted = part.slice(text).split_inclusive(['"', '“', '”']).filter(|piece| {
                let here = inside;
                inside = piece.ends_with('“') || piece.ends_with('"') && !inside;
                here
            });
            let words = quoted.flat_map(|it| it.split(|it: char| !it.is_alphanumeric()));
            let spans: Vec<Span> = words
                .filter(|it| matches!(*it, "I" | "We" | "we"))
                .filter_map(|it| Span::of(text, it))
                .collect();
            for span in spans {
                roster.mark(source, span, "first person of its quotation");
            }
        }
    }
}

/// "We" outside a quotation, in a statement that somebody issued.
pub fn issuers_we(roster: &mut Roster<'_>, issuer: usize) {
    let text = roster.article.text.as_str();
    for paragraph in paragraphs(text).into_iter().skip(1) {
        let mut quoted = false;
        for token in tokens::tokens_in(text, paragraph) {
            match token.span.slice(text) {
                "“" => quoted = true,
                "”" => quoted = false,
                "\"" => quoted = !quoted,
                "We" | "we" | "I" if !quoted => {
                    roster.mark(issuer, token.span, "first person of the issuer");
                }
                _ => {}
            }
        }
    }
}

/// The labels of a transcript's speakers, what they say of themselves, and what they are called.
pub fn turns(roster: &mut Roster<'_>, turns: &[Turn], speakers: &[Option<usize>]) {
    let text = roster.article.text.as_str();
    let first_names: HashMap<String, usize> = speakers
        .iter()
        .flatten()
        .filter_map(|at| {
            let person = &roster.entries[*at].person;
            Some((person.first().filter(|_| person.len() > 1)?.clone(), *at))
        })
        .collect();
    let mut answering: Option<usize> = None;
    for (turn, speaker) in turns.iter().zip(speakers) {
        if turn.reporter.is_none() {
            answering = speaker.or(answering);
        }
        if let Some(speaker) = speaker {
            roster.mark(*speaker, turn.label, "label of a turn");
        }
        let words = tokens::tokens_in(text, Span::new(turn.label.end, turn.span.end));
        let word = |at: usize| words.get(at).map_or("", |it| it.span.slice(text));
        for (at, token) in words.iter().enumerate() {
            let says = (1..=3).any(|step| saying::is_verb(&word(at + step).to_lowercase()));
            let span = token.span;
            match token.span.slice(text) {
                "I" | "we" | "We" if says => {
                    if let Some(speaker) = speaker {
                        roster.mark(*speaker, span, "first person of a turn");
                    }
                }
                "you" | "You" if says && turn.reporter.is_some() => {
                    if let Some(hearer) = answering {
                        roster.mark(hearer, span, "you: the one who answers");
                    }
                }
                name => {
                    let called = first_names.get(name).filter(|it| Some(**it) != *speaker);
                    if let Some(called) = called.copied() {
                        roster.mark(called, span, "first name of a speaker");
                    }
                }
            }
        }
    }
}

/// Places where "he", "she", "they" or "it" speaks and no claim was found.
pub fn pronouns_that_speak(roster: &mut Roster<'_>) {
    let text = roster.article.text.as_str();
    let taken = Taken::of(roster);
    let words = tokens::tokens(text);
    let word = |at: usize| words.get(at).map_or("", |it| it.span.slice(text));
    let mut quoted = false;
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    // Pronouns come in the order of the text, and so must the trail that they look back on.
    let mut trail: Vec<(usize, Span)> = std::mem::take(&mut roster.trail);
    trail.sort_by_key(|it| (it.1.start, it.1.end));
    let mut behind = trail.into_iter().peekable();
    for (at, token) in words.iter().enumerate() {
        let span = token.span;
        while let Some(passed) = behind.next_if(|it| it.1.end <= span.start) {
            roster.trail.push(passed);
        }
        match word(at) {
            "“" => quoted = true,
            "”" => quoted = false,
            "\"" => quoted = !quoted,
            _ => {}
        }
        if quoted || taken.holds(span) {
            continue;
        }
        let lower = word(at).to_lowercase();
        if !matches!(lower.as_str(), "he" | "she" | "they") {
            continue;
        }
        let after = word(at + 1).to_lowercase();
        let adverb = after.ends_with("ly")
            || matches!(after.as_str(), "also" | "has" | "have" | "had" | "then");
        let says = saying::is_finite(&after)
            || adverb && saying::is_finite(&word(at + 2).to_lowercase())
            || matches!(after.as_str(), "'s" | "’s" | "'re" | "’re")
                && saying::is_participle(word(at + 2))
            || at > 0
                && saying::is_finite(&word(at - 1).to_lowercase())
                && matches!(after.as_str(), "," | ".");
        let pronoun = mention::parse(&lower).and_then(|it| it.pronoun).filter(|_| says);
        if let Some((found, _)) = pronoun.and_then(|it| roster.known_antecedent(it, span)) {
            marks.push((found, Mark { span, rule: "pronoun that speaks" }));
            roster.trail.push((found, span));
        }
    }
    roster.trail.extend(behind);
    for (at, mark) in marks {
        roster.mark(at, mark.span, mark.rule);
    }
}

/// Places where a source is named again.
pub fn named_again(roster: &mut Roster<'_>) {
    let names = Names::of(roster);
    let taken = Taken::of(roster);
    let text = roster.article.text.as_str();
    let words = tokens::tokens(text);
    let word = |at: usize| words.get(at).map_or("", |it| it.span.slice(text));
    let mut at = 0;
    let mut marks: Vec<(usize, Span)> = Vec::new();
    while at < words.len() {
        if !word(at).starts_with(char::is_uppercase) {
            at += 1;
            continue;
        }
        // A run of capitalised words, as far as any name reaches.
        let most = (at..(at + names.longest).min(words.len()))
            .take_while(|it| *it == at || word(*it).starts_with(|it: char| it.is_alphanumeric()))
            .count();
        let hit = (1..=most).rev().find_map(|len| {
            let span = words[at].span.join(words[at + len - 1].span);
            let name = names.get(span.slice(text))?;
            let article = at > 0 && word(at - 1).eq_ignore_ascii_case("the");
            let before = at.checked_sub(1 + usize::from(article)).map_or("", word);
            let context = Context { before, after: word(at + len), next: word(at + len + 1) };
            name.stands(&context).then_some((name.entry, span, len))
        });
        let Some((entry, span, len)) = hit else {
            at += 1;
            continue;
        };
        let article = at > 0 && word(at - 1).eq_ignore_ascii_case("the");
        let span = if article { words[at - 1].span.join(span) } else { span };
        if !taken.holds(span) {
            marks.push((entry, span));
        }
        at += len;
    }
    for (entry, span) in marks {
        roster.mark(entry, span, "named again");
    }
}

/// The words around a name.
struct Context<'a> {
    before: &'a str,
    after: &'a str,
    next: &'a str,
}

/// A name with the source that bears it.
#[derive(Clone, Copy)]
struct Name {
    entry: usize,
    /// Of a state: it may be but a place, or say whose something is.
    state: bool,
    person: bool,
}

impl Name {
    /// Whether the name, where it stands, means its bearer and not a place, a thing of his, or the
    /// name of another.
    fn stands(&self, context: &Context<'_>) -> bool {
        let genitive = matches!(context.after, "'s" | "’s" | "'" | "’");
        let capital = |it: &str| it.starts_with(char::is_uppercase);
        if genitive {
            return self.person && saying::is_noun(context.next);
        }
        let noun = || !class::hits(&[context.after]).is_empty();
        if self.person {
            return !capital(context.after) && !noun();
        }
        if self.state {
            let after = context.after.to_lowercase();
            let listed = matches!(context.before, "and" | "or" | ",");
            let place = is_preposition(context.before)
                || context.before == "into"
                || listed && !saying::follows_subject(&after);
            let acts = context.after.is_empty()
                || !context.after.starts_with(char::is_alphabetic)
                || is_preposition(context.after)
                || saying::follows_subject(&after);
            return !place && acts && context.after != ",";
        }
        !capital(context.after)
    }
}

/// The names by which sources may be named again.
struct Names {
    names: HashMap<String, Name>,
    longest: usize,
}

impl Names {
    fn of(roster: &Roster<'_>) -> Self {
        let mut names: HashMap<String, Option<Name>> = HashMap::new();
        let mut put = |words: String, name: Name| {
            let known = names.entry(words).or_insert(Some(name));
            // Two of one name: nobody can say which.
            *known = known.filter(|it| it.entry == name.entry);
        };
        for (entry, it) in roster.entries.iter().enumerate() {
            if it.number == Number::Joint
                || it.labelled && it.source.class == SourceClass::Journalist
            {
                continue;
            }
            let person = !it.person.is_empty();
            let name = Name { entry, state: it.state, person };
            if let Some(code) = it.source.country.filter(|_| it.state) {
                for words in country::names(code) {
                    put(words, name);
                }
            } else if person {
                put(it.source.name.clone(), name);
                let surname = it.person.last().filter(|it| it.chars().count() > 2);
                for surname in it.aliases.iter().chain(surname) {
                    put(surname.clone(), name);
                    put(name::unmarked(surname), name);
                }
            } else if it.source.name.starts_with(char::is_uppercase) && it.number == Number::One {
                put(it.source.name.clone(), name);
            }
        }
        let names: HashMap<String, Name> =
            names.into_iter().filter_map(|(words, name)| Some((words, name?))).collect();
        let longest = names.keys().map(|it| tokens::tokens(it).len()).max().unwrap_or(1).min(12);
        Self { names, longest }
    }

    fn get(&self, words: &str) -> Option<Name> {
        self.names.get(words).copied()
    }
}

/// The places that mentions already have.
struct Taken {
    spans: Vec<Span>,
}

impl Taken {
    fn of(roster: &Roster<'_>) -> Self {
        let marks = roster.entries.iter().flat_map(|it| &it.marks).map(|it| it.span);
        let mut spans: Vec<Span> = marks.filter(|it| !it.is_empty()).collect();
        spans.sort_unstable_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
        // What lies in an earlier one adds nothing.
        let mut end = 0;
        spans.retain(|it| {
            let new = it.end > end;
            end = end.max(it.end);
            new
        });
        Self { spans }
    }

    fn holds(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|it| it.end <= span.start);
        self.spans.get(next).is_some_and(|it| it.overlaps(span))
    }
}

/// The speaker of each turn, as far as he has an entry.
pub fn speakers(roster: &Roster<'_>, turns: &[Turn], labels: &Labels) -> Vec<Option<usize>> {
    let text = roster.article.text.as_str();
    turns.iter().map(|turn| labels.get(&key(text, turn)).copied()).collect()
}

/// What tells a turn's speaker from others: the label, and of reporters which.
pub fn key(text: &str, turn: &Turn) -> String {
    let label = turn.label.slice(text);
    let reporter = transcript::is_reporter(label).then_some(turn.reporter).flatten();
    reporter.map_or_else(|| label.replace('.', ""), |it| format!("reporter {it}"))
}
