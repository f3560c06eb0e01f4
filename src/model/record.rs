//! [`Record`]: one brief with all that the analyst did to it, as it leaves a library and comes back.

use crate::model::{Anchor, Article, Correction, Mark, Triage, Verdict};

/// One brief, whole. Findings are not in it: they are derived from the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Every revision, the newest last; one or more.
    pub revisions: Vec<Revision>,
    /// Where the brief stands.
    pub triage: Triage,
    /// On the shortlist.
    pub shortlist: bool,
    /// To be verified.
    pub verify: bool,
    /// Its tags, sorted.
    pub tags: Vec<String>,
    /// Verdicts, with the places that they were given on.
    pub judgements: Vec<Judgement>,
    /// Highlights and notes. Their ids mean nothing outside of the library.
    pub marks: Vec<Mark>,
    /// What the analyst says in the place of findings. Their ids mean nothing outside of the library.
    pub corrections: Vec<Correction>,
}

/// A verdict and where it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The place of the finding; none for a verdict on a source.
    pub anchor: Option<Anchor>,
}

/// One text of a brief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// SHA-256 of the clean text, by which anchors name it.
    pub sha256: String,
    /// When it came into the first library that had it, UTC, `2026-11-24T06:30:00Z`.
    pub retrieved: String,
    /// The article as it was read then.
    pub article: Article,
}
