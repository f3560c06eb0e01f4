//! Article to analysis: pure and total.
//!
//! [`analyze`] has no `Result`, does no I/O and asks no clock; the same article gives the same
//! analysis, byte for byte, on every machine and thread count.
//!
//! * `attribution`: who says what (source, cue, content)
//! * `stance`: what is done by saying so, and how firmly
//! * `sources`: the mentions of one source, joined; class and carrier
//! * `timeline`: temporal expressions, their values, the events they date
//! * `sections`: runs of paragraphs with one topic

pub mod attribution;
pub mod sections;
pub mod sources;
pub mod stance;
pub mod timeline;

use crate::model::{Analysis, Article};

pub use self::sections::Taxonomy;

/// Everything that the rules find in `article`.
///
/// Relative dates are counted from the day of publication; without one they stay unresolved.
pub fn analyze(article: &Article, taxonomy: &Taxonomy) -> Analysis {
    let attributions = attribution::attributions(article);
    let timeline = timeline::timeline(article);
    let (claims, sources) = sources::join(article, &attributions);
    let mut analysis =
        Analysis { sections: Vec::new(), claims, sources, timeline, pairs: Vec::new() };
    analysis.sections = sections::sections(article, &analysis.claims, taxonomy);
    link(&mut analysis);
    analysis
}

/// Tells each claim its section and each temporal expression the claims it stands in.
fn link(analysis: &mut Analysis) {
    for claim in &mut analysis.claims {
        let start = claim.whole().start;
        claim.section = analysis
            .sections
            .partition_point(|section| section.span.end <= start)
            .min(analysis.sections.len().saturating_sub(1));
    }
    for entry in &mut analysis.timeline {
        let inside = |(_, claim): &(usize, &crate::model::Claim)| {
            claim.content.iter().any(|part| part.overlaps(entry.when.span))
                || entry.event.is_some_and(|event| claim.whole().contains(event))
        };
        entry.claims = analysis.claims.iter().enumerate().filter(inside).map(|it| it.0).collect();
    }
}
