//! From mentions to sources: who is behind each attribution.
//!
//! Every attribution becomes one claim, in their order; sources stand by their first mention, those
//! without mentions last. `analysis` relies on it, and on its having the same answer every time.

pub mod class;
pub mod country;
pub mod mention;
pub mod roster;

use crate::{
    analysis::{
        attribution::{Attribution, Manner},
        stance,
    },
    model::{
        Article, Claim, Factuality, Flag, Quotation, Source, SourceClass, Span, Stance, Statement,
    },
};

use self::roster::Roster;

/// The claims that the attributions make, and the sources they come from.
///
/// Claims stand in the order of `attributions`, one for each.
pub fn join(article: &Article, attributions: &[Attribution]) -> (Vec<Claim>, Vec<Source>) {
    let mut roster = Roster::new(article);
    let found = speakers(&mut roster, attributions);
    roster.add_further_mentions(attributions, &found);
    let text = article.text.as_str();
    let mut claims: Vec<Claim> = attributions
        .iter()
        .zip(&found)
        .map(|(it, source)| {
            let country = source.and_then(|source| roster.country(source));
            claim(text, it, *source, country)
        })
        .collect();
    let (mut sources, place) = roster.into_sources();
    for claim in &mut claims {
        claim.source = claim.source.and_then(|it| place.get(it).copied());
    }
    flag_parties(text, &claims, &mut sources);
    (claims, sources)
}

/// For each attribution the source in the roster.
fn speakers(roster: &mut Roster<'_>, attributions: &[Attribution]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = Vec::with_capacity(attributions.len());
    for attribution in attributions {
        let inherited = attribution.inherits.and_then(|it| found.get(it).copied().flatten());
        let outer = attribution.inside.and_then(|it| found.get(it).copied().flatten());
        let source = match (attribution.source, attribution.manner) {
            (Some(span), _) => roster.find(span, outer.or(inherited)),
            (None, _) if inherited.is_some() => inherited,
            (None, Manner::Issued) => Some(roster.issuer()),
            (None, Manner::Turn) => roster.last(),
            (None, Manner::Cue | Manner::Narrated) => None,
        };
        found.push(source);
    }
    // One that inherits from a later attribution had nothing to take yet.
    for (at, attribution) in attributions.iter().enumerate() {
        if found[at].is_none() && attribution.source.is_none() {
            found[at] = attribution.inherits.and_then(|it| found.get(it).copied().flatten());
        }
    }
    found
}

fn claim(
    text: &str,
    attribution: &Attribution,
    source: Option<usize>,
    country: Option<&str>,
) -> Claim {
    let spans: &[Span] = match attribution.statements.as_slice() {
        [] => &attribution.content,
        statements => statements,
    };
    let statements: Vec<Statement> =
        spans.iter().map(|span| stance::read(text, attribution, *span, country)).collect();
    let stance = stance::foremost(&statements);
    let decisive = statements.iter().find(|it| it.stance == stance);
    Claim {
        section: 0,
        source,
        source_span: attribution.source,
        cue: attribution.cue,
        content: attribution.content.clone(),
        quotation: attribution.quotation,
        stance,
        factuality: decisive.map_or(Factuality::CertainPlus, |it| it.factuality),
        author_factuality: decisive.map_or(Factuality::Unknown, |it| it.author_factuality),
        inside: attribution.inside,
        answers: attribution.answers,
        statements,
        ground: attribution.ground.clone(),
    }
}

/// Whoever accuses or denies has a side, and so has whoever is accused.
fn flag_parties(text: &str, claims: &[Claim], sources: &mut [Source]) {
    let mut parties: Vec<&str> = Vec::new();
    for claim in claims {
        for statement in &claim.statements {
            if claim.quotation == Quotation::None {
                continue;
            }
            if matches!(statement.stance, Stance::Alleges | Stance::Denies) {
                parties.extend(claim.source.and_then(|it| sources.get(it)?.country));
            }
            if statement.stance == Stance::Alleges {
                parties.extend(country::first_in(statement.span.slice(text)));
            }
        }
    }
    for source in sources {
        let takes_sides = !matches!(
            source.class,
            SourceClass::NewsAgency
                | SourceClass::NewsOutlet
                | SourceClass::StateMedia
                | SourceClass::Journalist
                | SourceClass::Document
                | SourceClass::ExpertsNamed
                | SourceClass::ExpertsUnnamed
                | SourceClass::Witness
        );
        if takes_sides && source.country.is_some_and(|it| parties.contains(&it)) {
            source.flags.push(Flag::PartyToDispute);
            source.flags.sort_unstable();
        }
    }
}
