//! Choices among formats, orders and marks.

#![allow(clippy::doc_markdown, reason = "the comments are the help, shown as they are")]

use clap::ValueEnum;

use crate::{
    library::{ExportFormat, Tlp},
    model::Order,
};

/// What an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Exported {
    /// A note a brief, for Obsidian; your words below its last line stay on the next export
    #[value(alias = "markdown")]
    Md,
    /// A tree a brief, for Emacs
    Org,
    /// A row an item
    Csv,
    /// Rows that Readwise imports
    Readwise,
    /// W3C Web Annotations
    Jsonld,
    /// References for LaTeX
    Bibtex,
    /// References for Zotero and pandoc
    Csl,
    /// References for the rest
    Ris,
    /// The chronology, for TimelineJS
    Timelinejs,
    /// A STIX 2.1 bundle
    Stix,
    /// A MISP event
    Misp,
    /// A page to print
    Html,
    /// A brief to hand on, with footnotes
    Brief,
    /// The whole library, to be imported elsewhere
    Json,
}

impl Exported {
    /// The format of an export of briefs; none for the library whole.
    pub const fn of_briefs(self) -> Option<ExportFormat> {
        Some(match self {
            Self::Md => ExportFormat::Markdown,
            Self::Org => ExportFormat::Org,
            Self::Csv => ExportFormat::Csv,
            Self::Readwise => ExportFormat::Readwise,
            Self::Jsonld => ExportFormat::JsonLd,
            Self::Bibtex => ExportFormat::Bibtex,
            Self::Csl => ExportFormat::Csl,
            Self::Ris => ExportFormat::Ris,
            Self::Timelinejs => ExportFormat::Timelinejs,
            Self::Stix => ExportFormat::Stix,
            Self::Misp => ExportFormat::Misp,
            Self::Html => ExportFormat::Html,
            Self::Brief => ExportFormat::Dissemination,
            Self::Json => return None,
        })
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Newest publication first
    Newest,
    /// Oldest publication first
    Oldest,
    /// Last come, first
    Added,
    /// By headline
    Title,
    /// By outlet
    Site,
    /// Most claims first
    Claims,
    /// Most denials first
    Denials,
    /// Without a verdict first
    Unread,
}

impl Sort {
    /// The order that is meant.
    pub const fn order(self) -> Order {
        match self {
            Self::Newest => Order::Newest,
            Self::Oldest => Order::Oldest,
            Self::Added => Order::Added,
            Self::Title => Order::Title,
            Self::Site => Order::Site,
            Self::Claims => Order::Claims,
            Self::Denials => Order::Denials,
            Self::Unread => Order::Unread,
        }
    }
}

/// A mark of TLP 2.0.
pub(super) fn tlp(word: &str) -> Result<Tlp, String> {
    Tlp::from_code(word).ok_or_else(|| "clear, green, amber, amber+strict or red".to_owned())
}
