//! From mentions to sources: who is behind each attribution.
//!
//! Every attribution becomes one claim, in their order; sources stand by their first mention, those
//! without mentions last. `analysis` relies on it, and on its having the same answer every time.
//!
//! * `join`: the order of the work
//! * `phrase`, `name`, `mention`: one mention taken apart
//! * `class`, `country`, `saying`: the tables
//! * `roster`, `people`: the sources met so far; a mention finds its own among them
//! * `reference`: he, she, it, they, both, who
//! * `issuer`, `transcript`: whose "we" it is
//! * `carrier`: speaker > via > outlet
//! * `further`: mentions besides those at claims
//! * `flags`: what else there is to know

pub mod carrier;
pub mod class;
pub mod country;
pub mod flags;
pub mod further;
pub mod issuer;
pub mod join;
pub mod mention;
pub mod name;
pub mod people;
pub mod phrase;
pub mod reference;
pub mod roster;
pub mod saying;
pub mod transcript;

use crate::{
    analysis::{attribution::Attribution, stance},
    model::{Article, Claim, Factuality, Source, Span, Statement},
};

/// The claims that the attributions make, and the sources they come from.
///
/// Claims stand in the order of `attributions`, one for each.
pub fn join(article: &Article, attributions: &[Attribution]) -> (Vec<Claim>, Vec<Source>) {
    let (claims, sources, _) = join_with_grounds(article, attributions);
    (claims, sources)
}

/// As [`join()`], with the rules by which each source's mentions were taken for it.
pub fn join_with_grounds(
    article: &Article,
    attributions: &[Attribution],
) -> (Vec<Claim>, Vec<Source>, Vec<Vec<&'static str>>) {
    let joined = join::join(article, attributions);
    let mut sources = joined.sources;
    let text = article.text.as_str();
    let claims: Vec<Claim> = attributions
        .iter()
        .zip(joined.behind)
        .map(|(it, source)| {
            let country = source.and_then(|source| sources.get(source)?.country);
            claim(text, it, source, country)
        })
        .collect();
    flags::of_claims(text, &claims, &mut sources);
    (claims, sources, joined.rules)
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
