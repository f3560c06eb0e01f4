//! The briefs that come with the program: own writing over facts, for the first start.

use crate::{ingest, model::Article};

/// Name and bytes of each, oldest first; of one day's briefs the last stands first in the list, and
/// the denial is the one to begin with.
const SAMPLES: &[(&str, &str)] = &[
    ("01-allegation.md", include_str!("../../assets/samples/01-allegation.md")),
    ("02-clarification.md", include_str!("../../assets/samples/02-clarification.md")),
    ("04-sanctions-record.md", include_str!("../../assets/samples/04-sanctions-record.md")),
    ("05-analysis.md", include_str!("../../assets/samples/05-analysis.md")),
    ("06-transcript.md", include_str!("../../assets/samples/06-transcript.md")),
    ("03-denial.md", include_str!("../../assets/samples/03-denial.md")),
];

/// The samples, read like any other file. One that cannot be read is left out.
pub(super) fn articles() -> Vec<Article> {
    SAMPLES.iter().flat_map(|(name, text)| article(name, text)).collect()
}

fn article(name: &str, text: &str) -> Vec<Article> {
    let input = ingest::Input {
        path: format!("samples/{name}"),
        bytes: text.as_bytes().to_vec(),
        ..ingest::Input::default()
    };
    let mut articles = ingest::read(&input).unwrap_or_default();
    for article in &mut articles {
        article.origin.sample = true;
    }
    articles
}
