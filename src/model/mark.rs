//! What the analyst says of an article: verdicts, highlights, notes. Never derived, never lost.

use crate::model::{ArticleId, Date, Period, Span, Stance, code::codes};

/// The number of a mark in the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId(pub i64);

/// Where a brief stands in the analyst's morning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Triage {
    /// Nobody looked at it.
    #[default]
    New,
    /// Opened, no verdict.
    Open,
    /// Read.
    Read,
    /// Set aside until that day.
    Later(Date),
    /// Not wanted; hidden in the default view, never deleted.
    Dropped,
}

impl Triage {
    /// The letter beside the row.
    pub const fn letter(self) -> char {
        match self {
            Self::New => 'N',
            Self::Open => 'O',
            Self::Read => 'r',
            Self::Later(_) => 'b',
            Self::Dropped => 'd',
        }
    }
}

codes! {
    /// The analyst's verdict on a claim, a source or a timeline entry.
    Review {
        /// Extracted, nobody looked.
        Unreviewed "unreviewed",
        /// Kept: goes to export.
        Kept "kept",
        /// Seen, not needed.
        Reviewed "reviewed",
        /// Hidden in the default view.
        Dropped "dropped",
        /// The extraction is wrong; never exported.
        Wrong "wrong",
    }
}

impl Review {
    /// The letter beside the row.
    pub const fn letter(self) -> char {
        match self {
            Self::Unreviewed => '.',
            Self::Kept => 's',
            Self::Reviewed => 'r',
            Self::Dropped => 'd',
            Self::Wrong => 'x',
        }
    }
}

codes! {
    /// The colours of highlights; the letter stands beside them where there is no colour.
    Colour {
        /// Yellow.
        Yellow "yellow",
        /// Green.
        Green "green",
        /// Red.
        Red "red",
        /// Blue.
        Blue "blue",
        /// Magenta.
        Magenta "magenta",
    }
}

/// What a note or a verdict is on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// The brief as a whole.
    Brief,
    /// A stretch of its text (a highlight).
    Text,
    /// A claim; known again by the span of its content.
    Claim(Span),
    /// A source; known again by its name.
    Source(String),
    /// A timeline entry; known again by the span of its expression.
    Event(Span),
}

/// A place in one revision of an article, with enough of its words to find it in another.
///
/// Selectors as in the W3C Web Annotation Data Model: a text position and a text quote with 32
/// characters of context on each side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// SHA-256 of the clean text that `span` points into; empty where the words came from another
    /// program and were not found yet.
    pub revision: String,
    /// The place.
    pub span: Span,
    /// The words there, letter for letter.
    pub quote: String,
    /// Up to 32 characters before.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
}

impl Anchor {
    /// Characters of context on each side.
    pub const CONTEXT: usize = 32;

    /// An anchor at `span` of `text`, which is the clean text of revision `revision`.
    pub fn new(text: &str, span: Span, revision: &str) -> Self {
        let before = &text[..span.start.min(text.len())];
        let after = text.get(span.end..).unwrap_or_default();
        let skip = before.chars().count().saturating_sub(Self::CONTEXT);
        Self {
            revision: revision.to_owned(),
            span,
            quote: span.slice(text).to_owned(),
            prefix: before.chars().skip(skip).collect(),
            suffix: after.chars().take(Self::CONTEXT).collect(),
        }
    }

    /// Words that another program quotes from a text of its own: of no revision, until they are
    /// found in one.
    pub fn foreign(quote: &str, prefix: &str, suffix: &str) -> Self {
        let skip = prefix.chars().count().saturating_sub(Self::CONTEXT);
        Self {
            quote: quote.to_owned(),
            prefix: prefix.chars().skip(skip).collect(),
            suffix: suffix.chars().take(Self::CONTEXT).collect(),
            ..Self::default()
        }
    }

    /// Whether it is of no revision.
    pub const fn is_foreign(&self) -> bool {
        self.revision.is_empty()
    }
}

/// A highlight, a note, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number; 0 until the library has given one.
    pub id: MarkId,
    /// The brief it is on.
    pub article: ArticleId,
    /// What it is on.
    pub item: Item,
    /// Where; none for a note on the brief or on a source.
    pub anchor: Option<Anchor>,
    /// The colour of the highlight; none for a plain note.
    pub colour: Option<Colour>,
    /// The note, Markdown.
    pub note: Option<String>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// When it was made, UTC, `2026-11-24T06:30:00Z`.
    pub created: String,
}

/// The analyst's verdict on one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The finding.
    pub item: Item,
    /// What became of it.
    pub review: Review,
    /// To be verified.
    pub verify: bool,
}

/// The number of a correction in the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorrectionId(pub i64);

/// What the analyst says in place of a finding, or where nothing was found. It holds against every
/// later analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its number; 0 until the library has given one.
    pub id: CorrectionId,
    /// The brief it is on.
    pub article: ArticleId,
    /// The content of the claim, or the expression of the date.
    pub anchor: Anchor,
    /// What holds there.
    pub fix: Fix,
    /// When it was made, UTC, `2026-11-24T06:30:00Z`.
    pub created: String,
}

/// What holds by the analyst's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// A claim, in the place of the one that was found there.
    Claim {
        /// Who says it; none for the narrator.
        speaker: Option<String>,
        /// The words by which it is said, as they stand in its sentence.
        cue: Option<String>,
        /// What is done by saying it.
        stance: Stance,
    },
    /// The days that an expression means; those that the text gives it stay beside them.
    Date(Period),
}
