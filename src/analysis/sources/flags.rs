//! What else there is to know of a source: its side, its anonymity, whether it was there.
//!
//! Read off the claims and the sentences of the mentions; sorted, each once.

use crate::{
    analysis::sources::{
        country,
        roster::{Roster, is_news},
    },
    model::{Claim, Flag, Quotation, Source, SourceClass, Span, Stance},
};

/// Words by which a text says why somebody is not named.
const REASONS: &[&str] = &[
    "because they were not authori",
    "because he was not authori",
    "because she was not authori",
    "not authorized to",
    "not authorised to",
    "because of the sensitivity",
    "due to the sensitivity",
    "given the sensitivity",
    "citing the sensitivity",
    "for fear of",
    "fearing ",
    "for security reasons",
    "for safety reasons",
    "to discuss sensitive",
    "to speak freely",
    "to speak candidly",
    "to discuss internal",
];

/// Words by which a text says that somebody asked not to be named.
const ANONYMOUS: &[&str] = &[
    "anonymity",
    "anonymous",
    "not to be named",
    "not be named",
    "not to be identified",
    "declined to be named",
    "declined to give",
    "unnamed",
    "withheld",
    "pseudonym",
];

/// Words by which a text says that it gives a translation.
const TRANSLATED: &[&str] = &[
    "via interpreter",
    "via translator",
    "through interpreter",
    "through an interpreter",
    "through a translator",
    "(as interpreted)",
    "(in translation)",
    "translated from",
    "unofficial translation",
    "said in arabic",
    "said in chinese",
    "said in french",
    "said in hebrew",
    "said in persian",
    "said in russian",
    "said in spanish",
];

/// Sets the flags that the sentences of the mentions tell.
pub fn of_mentions(roster: &mut Roster<'_>, claimed: &[bool], carriers: &[usize]) {
    let text = roster.article.text.as_str();
    for (at, claimed) in claimed.iter().enumerate() {
        let mut flags = Vec::new();
        let Some(entry) = roster.entries.get(at) else { continue };
        let unnamed = matches!(
            entry.source.class,
            SourceClass::UnnamedOfficial
                | SourceClass::ExpertsUnnamed
                | SourceClass::Witness
                | SourceClass::Unspecified
                | SourceClass::FormerOfficial
        );
        let sentences = entry.marks.iter().take(12).map(|it| roster.sentence(it.span.start));
        let sentences: Vec<String> = sentences.map(|it| near(text, it).to_lowercase()).collect();
        let says = |words: &[&str]| {
            sentences.iter().any(|sentence| words.iter().any(|it| sentence.contains(it)))
        };
        if unnamed && entry.person.is_empty() && says(REASONS) && says(ANONYMOUS) {
            flags.push(Flag::AnonymityReasonGiven);
        }
        let label = entry.marks.first().map_or("", |it| it.span.slice(text)).to_lowercase();
        if says(TRANSLATED) || label.contains("interpreter") || label.contains("translator") {
            flags.push(Flag::Translation);
        }
        if carriers.contains(&at) && !claimed && is_news(entry.source.class) {
            flags.push(Flag::CarrierOnly);
        }
        roster.entries[at].source.flags.extend(flags);
    }
}

/// The beginning of a sentence, as much as flags are read from.
fn near(text: &str, sentence: Span) -> &str {
    let words = sentence.slice(text);
    words.char_indices().nth(800).map_or(words, |(end, _)| &words[..end])
}

/// Words of one's own experience at the beginning of a quotation.
const SAW: &[&str] = &[
    "i saw",
    "we saw",
    "i heard",
    "we heard",
    "i was ",
    "we were ",
    "i felt",
    "we felt",
    "i ran",
    "we ran",
    "i watched",
    "i witnessed",
    "i could see",
    "we could see",
    "my house",
    "our house",
];

/// Sets the flags that the claims tell.
pub fn of_claims(text: &str, claims: &[Claim], sources: &mut [Source]) {
    let parties = parties(text, claims, sources);
    for claim in claims {
        let Some(at) = claim.source else { continue };
        let outer = claim.inside.and_then(|it| claims.get(it)).and_then(|it| it.source);
        let other = outer.filter(|it| *it != at);
        let Some(class) = sources.get(at).map(|it| it.class) else { continue };
        let people = matches!(
            class,
            SourceClass::Witness | SourceClass::NamedPerson | SourceClass::Unspecified
        );
        let words = claim.extent();
        let lower = near(text, words).to_lowercase();
        if people && claim.quotation == Quotation::Direct && SAW.iter().any(|it| lower.contains(it))
        {
            sources[at].flags.push(Flag::FirstHand);
        }
        if let Some(outer) = other
            && !is_news(sources[outer].class)
        {
            sources[at].flags.push(Flag::SecondHand);
        }
    }
    for (at, source) in sources.iter_mut().enumerate() {
        if parties[at] {
            source.flags.push(Flag::PartyToDispute);
        }
        source.flags.sort_unstable();
        source.flags.dedup();
    }
}

/// Who has a side: he who accuses, denies, rejects, condemns, demands or threatens, and whoever
/// speaks for the state that does so or is accused.
fn parties(text: &str, claims: &[Claim], sources: &[Source]) -> Vec<bool> {
    let mut sides = vec![false; sources.len()];
    let mut states: Vec<&str> = Vec::new();
    for claim in claims.iter().filter(|it| it.quotation != Quotation::None) {
        let Some(at) = claim.source else { continue };
        for statement in &claim.statements {
            let takes = matches!(
                statement.stance,
                Stance::Alleges
                    | Stance::Denies
                    | Stance::Rejects
                    | Stance::Condemns
                    | Stance::Demands
                    | Stance::Warns
            );
            if takes && let Some(side) = sides.get_mut(at) {
                *side = true;
            }
            if matches!(statement.stance, Stance::Alleges | Stance::Denies) {
                states.extend(sources.get(at).and_then(|it| it.country));
            }
            if statement.stance == Stance::Alleges {
                states.extend(country::first_in(statement.span.slice(text)));
            }
        }
    }
    states.sort_unstable();
    states.dedup();
    sources
        .iter()
        .zip(sides)
        .map(|(source, side)| {
            let land = source.country.is_some_and(|it| states.binary_search(&it).is_ok());
            let speaks = matches!(
                source.class,
                SourceClass::NamedOfficial
                    | SourceClass::UnnamedOfficial
                    | SourceClass::StateActor
                    | SourceClass::ArmedGroup
                    | SourceClass::OfficialsJoint
                    | SourceClass::HeadsOfStateUnnamed
                    | SourceClass::Party
            );
            may_take_sides(source.class) && side || speaks && land
        })
        .collect()
}

const fn may_take_sides(class: SourceClass) -> bool {
    !matches!(
        class,
        SourceClass::NewsAgency
            | SourceClass::NewsOutlet
            | SourceClass::StateMedia
            | SourceClass::Journalist
            | SourceClass::Document
            | SourceClass::SatelliteOrSensor
            | SourceClass::ExpertsNamed
            | SourceClass::ExpertsUnnamed
            | SourceClass::Witness
            | SourceClass::Ngo
            | SourceClass::InternationalOrganisation
            | SourceClass::Narrator
    )
}
