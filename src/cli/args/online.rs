//! What is asked of the network: pages, feeds.

#![allow(clippy::doc_markdown, reason = "the comments are the help, shown as they are")]

use std::path::PathBuf;

use clap::{Args as Group, Subcommand, ValueEnum};

use super::{Format, date};
use crate::{library::Pages, model::Date};

/// The arguments of `add`.
#[derive(Debug, Group)]
pub struct Add {
    /// Addresses, http:// or https://
    #[arg(required = true, value_name = "URL")]
    pub urls: Vec<String>,
    /// The day of publication, for pages that do not say it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub published: Option<Date>,
    /// Also from this machine and its neighbours
    #[arg(long)]
    pub local: bool,
}

/// The arguments of `reclean`.
#[derive(Debug, Group)]
pub struct Reclean {
    /// The numbers of briefs, as in `attache list`; all whose input was kept where none is given
    #[arg(value_name = "BRIEF")]
    pub briefs: Vec<i64>,
}

/// The arguments of `sync`.
#[derive(Debug, Group)]
pub struct Sync {
    /// Feeds, by number or address, as `attache feeds` lists them; all where none is given
    #[arg(value_name = "FEED")]
    pub feeds: Vec<String>,
    /// Also those that are to wait after a failure
    #[arg(long)]
    pub now: bool,
    /// Also from this machine and its neighbours
    #[arg(long)]
    pub local: bool,
    /// Exit with 0 although some feeds failed
    #[arg(long)]
    pub keep_going: bool,
}

/// The arguments of `feeds`.
#[derive(Debug, Group)]
pub struct Feeds {
    /// What to do with them; they are listed where nothing is said
    #[command(subcommand)]
    pub what: Option<FeedsWhat>,
    /// How the list is written
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// What to do with feeds.
#[derive(Debug, Subcommand)]
pub enum FeedsWhat {
    /// Follow a feed, or the feed that a site names; nothing is fetched until `attache sync`
    Add {
        /// Its address
        #[arg(value_name = "URL")]
        url: String,
        /// What you say of it
        #[command(flatten)]
        choices: Choices,
    },
    /// Change what you say of a feed
    Set {
        /// Its number or address
        #[arg(value_name = "FEED")]
        feed: String,
        /// What you say of it
        #[command(flatten)]
        choices: Choices,
    },
    /// Follow feeds no longer; their briefs stay
    Remove {
        /// Their numbers or addresses
        #[arg(required = true, value_name = "FEED")]
        feeds: Vec<String>,
    },
    /// Follow the feeds of a list (OPML) that another reader wrote
    Import {
        /// The list
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write a list of the feeds (OPML) for another reader
    Export {
        /// Write to a file, whole or not at all
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// What the user says of a feed.
#[derive(Debug, Group)]
pub struct Choices {
    /// What to call it; with "" as it calls itself
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// When to fetch the page of an entry
    #[arg(long, value_name = "WHEN")]
    pub full: Option<Full>,
    /// Tags for its briefs when they come; several times for several, with "" none
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
}

/// When the page of an entry is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Full {
    /// Where the feed only begins the article
    Auto,
    /// Always
    Always,
    /// Never: what the feed has is the text
    Never,
}

impl Full {
    /// The choice as the library has it.
    pub const fn pages(self) -> Pages {
        match self {
            Self::Auto => Pages::Auto,
            Self::Always => Pages::Always,
            Self::Never => Pages::Never,
        }
    }
}
