//! The fields of a dossier: what templates name and the formats read.

use serde::Serialize;

/// What an export says.
#[derive(Debug, Serialize)]
pub struct Dossier {
    /// Who wrote it: `attache 0.1.0`.
    pub tool: String,
    /// The briefs, in the order they were given.
    pub briefs: Vec<BriefOut>,
}

/// One brief.
#[derive(Debug, Serialize)]
pub struct BriefOut {
    /// Its number in the library.
    pub number: i64,
    /// Stable key for references: `courier-2024-northland-denies`.
    pub key: String,
    pub title: String,
    pub outlet: Option<String>,
    pub byline: Option<String>,
    /// `2024-03-05`
    pub published: Option<String>,
    pub url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    pub file: String,
    /// SHA-256 of the clean text.
    pub text_sha256: String,
    /// SHA-256 of the raw input.
    pub raw_sha256: String,
    /// UTC, `2024-03-06T08:00:00Z`.
    pub retrieved: Option<String>,
    pub tags: Vec<String>,
    /// Notes on the brief as a whole.
    pub notes: Vec<NoteOut>,
    /// Claims, highlights and notes, in the order of the text.
    pub items: Vec<ItemOut>,
    /// Those who speak in the claims that leave.
    pub sources: Vec<SourceOut>,
    /// What is dated, in its order.
    pub chronology: Vec<EventOut>,
    /// Claims that are in each other's way.
    pub disputes: Vec<DisputeOut>,
}

/// A note without a place.
#[derive(Debug, Serialize)]
pub struct NoteOut {
    /// The source that it is on, where it is on one.
    pub on: Option<String>,
    pub note: String,
    pub tags: Vec<String>,
    pub created: String,
}

/// A claim, a highlight or a note.
#[derive(Debug, Serialize)]
pub struct ItemOut {
    /// `c3` or `h5`: within its brief.
    pub id: String,
    /// `claim`, `highlight` or `note`.
    pub kind: &'static str,
    /// The words, letter for letter, a part each.
    pub quotes: Vec<String>,
    /// First code point of the text, and the one after the last.
    pub start: usize,
    pub end: usize,
    /// Where each of `quotes` stands, in code points.
    pub places: Vec<(usize, usize)>,
    /// 32 characters of context.
    pub prefix: String,
    pub suffix: String,
    /// The text that `start` and `end` count in is an older one.
    pub orphan: bool,
    pub note: Option<String>,
    pub tags: Vec<String>,
    pub colour: Option<&'static str>,
    /// `kept`, `reviewed`, `unreviewed`.
    pub state: &'static str,
    /// The analyst looked at it.
    pub reviewed: bool,
    pub verify: bool,
    pub section: Option<String>,
    pub speaker: Option<String>,
    /// The class of the speaker.
    pub class: Option<&'static str>,
    /// Who carried the words.
    pub via: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// `analyst`, where the claim is as the analyst has it; none where a rule found it.
    pub by: Option<&'static str>,
    pub stance: Option<&'static str>,
    /// `FactBank`'s value, as the source has it.
    pub factuality: Option<&'static str>,
    /// `direct`, `mixed`, `indirect`, `none`.
    pub quotation: Option<&'static str>,
    pub dates: Vec<DateOut>,
    /// The address of the words on their page.
    pub link: Option<String>,
    pub created: Option<String>,
}

/// A date in a claim.
#[derive(Debug, Serialize)]
pub struct DateOut {
    pub words: String,
    /// TIMEX3.
    pub value: Option<String>,
}

/// Somebody who speaks.
#[derive(Debug, Serialize)]
pub struct SourceOut {
    pub name: String,
    pub class: &'static str,
    pub flags: Vec<&'static str>,
    pub country: Option<&'static str>,
    pub affiliation: Option<String>,
    pub via: Option<String>,
    /// How many of the claims that leave are theirs.
    pub claims: usize,
}

/// Something that is dated.
#[derive(Debug, Serialize)]
pub struct EventOut {
    pub words: String,
    pub value: Option<String>,
    /// First and last day.
    pub from: Option<String>,
    pub to: Option<String>,
    /// The phrase of the event.
    pub event: Option<String>,
    /// How the date was resolved.
    pub basis: &'static str,
    pub rule: &'static str,
    /// The days that the analyst gives it, where they are others.
    pub analyst: Option<OwnOut>,
    pub link: Option<String>,
}

/// Days of the analyst's.
#[derive(Debug, Serialize)]
pub struct OwnOut {
    pub from: String,
    pub to: String,
}

/// Two claims that are in each other's way.
#[derive(Debug, Serialize)]
pub struct DisputeOut {
    pub relation: &'static str,
    /// Both cannot hold.
    pub strict: bool,
    pub a: SaidOut,
    pub b: SaidOut,
}

/// Who said what.
#[derive(Debug, Serialize)]
pub struct SaidOut {
    pub speaker: Option<String>,
    pub quotes: Vec<String>,
}
