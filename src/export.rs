//! What leaves the program: a file a format; the promised JSON has its own structs.
//!
//! Whatever stands between quotation marks in an export stands, letter for letter, in the stored
//! text. Only `library` uses it.
//!
//! * `analysis`: `attache.analysis/1`, one article a line, for scripts and scorers
//! * `json`: `attache.export/1`, a library whole, out and in again
//! * `dossier`: all that the formats below say of some briefs
//! * `templates`: Markdown, org, a page, a brief to hand on; and a user's own
//! * `tables`: CSV, and that of Readwise
//! * `annotation`: W3C Web Annotations
//! * `foreign`: annotations that other programs made, in
//! * `references`: CSL-JSON, RIS, BibTeX
//! * `timelinejs`: the chronology
//! * `intelligence`: STIX 2.1, MISP
//! * `training`: claims that were looked through, for training
//! * `identity`: identifiers that stay the same
//! * `points`: bytes to code points
//! * `link`: addresses that lead to the words

pub mod analysis;
mod annotation;
mod dossier;
pub mod foreign;
mod identity;
mod intelligence;
pub mod json;
mod link;
mod points;
mod references;
mod tables;
mod templates;
mod timelinejs;
pub mod training;

pub use self::{
    dossier::{Brief, Dossier, Scope, key},
    intelligence::Tlp,
    templates::{Error as TemplateError, MARKER, own},
};

/// A format in which briefs leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A note a brief, for Obsidian.
    Markdown,
    /// For Emacs.
    Org,
    /// Rows, for a spreadsheet.
    Csv,
    /// Rows that Readwise imports.
    Readwise,
    /// W3C Web Annotations.
    JsonLd,
    /// References for LaTeX.
    Bibtex,
    /// References for Zotero and pandoc.
    Csl,
    /// References for the rest.
    Ris,
    /// The chronology, for `TimelineJS`.
    Timelinejs,
    /// A bundle, for threat intelligence platforms.
    Stix,
    /// An event, for MISP.
    Misp,
    /// A page to print.
    Html,
    /// A brief to hand on, with footnotes.
    Dissemination,
}

impl Format {
    /// Every format with its name and the ending of its files.
    pub const ALL: [(Self, &'static str, &'static str); 13] = [
        (Self::Markdown, "md", "md"),
        (Self::Org, "org", "org"),
        (Self::Csv, "csv", "csv"),
        (Self::Readwise, "readwise", "csv"),
        (Self::JsonLd, "jsonld", "jsonld"),
        (Self::Bibtex, "bibtex", "bib"),
        (Self::Csl, "csl", "json"),
        (Self::Ris, "ris", "ris"),
        (Self::Timelinejs, "timelinejs", "json"),
        (Self::Stix, "stix", "json"),
        (Self::Misp, "misp", "json"),
        (Self::Html, "html", "html"),
        (Self::Dissemination, "brief", "md"),
    ];
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        Self::ALL.iter().find(|it| it.0 == self).map_or("txt", |it| it.2)
    }
}

/// What is written of `dossier`. The same dossier gives the same bytes.
pub fn write(dossier: &Dossier, format: Format, tlp: Option<Tlp>) -> String {
    let marking = tlp.map(Tlp::code);
    let each = |name: &str| {
        let notes = dossier.briefs.iter().map(|it| templates::one(name, dossier, it, marking));
        notes.collect::<Vec<_>>().join("\n")
    };
    match format {
        // Once a file, however many briefs: what stands below it is the user's.
        Format::Markdown => format!("{}\n{MARKER}\n", each("markdown.md")),
        Format::Org => each("org.org"),
        Format::Csv => tables::csv(dossier),
        Format::Readwise => tables::readwise(dossier),
        Format::JsonLd => annotation::json_ld(dossier),
        Format::Bibtex => references::bibtex(dossier),
        Format::Csl => references::csl(dossier),
        Format::Ris => references::ris(dossier),
        Format::Timelinejs => timelinejs::timelinejs(dossier),
        Format::Stix => intelligence::stix(dossier),
        Format::Misp => intelligence::misp(dossier, tlp),
        Format::Html => templates::together("page.html", dossier, marking),
        Format::Dissemination => templates::together("dissemination.md", dossier, marking),
    }
}

/// A new export over an older one: what the user wrote below the marker stays.
pub fn keep_own_words(new: &str, old: &str) -> String {
    let below = old.split_once(MARKER).map(|it| it.1.trim_end());
    match below {
        Some(own) if !own.is_empty() => format!("{}{own}\n", new.trim_end()),
        _ => new.to_owned(),
    }
}

/// On one line.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// JSON for people and programs, ended by a line break.
fn pretty(value: &serde_json::Value) -> String {
    // A value always has a JSON form.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
