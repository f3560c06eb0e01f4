//! What can be said on the command line: one declaration gives parsing, help, completions and the
//! man page.

#![allow(clippy::doc_markdown, reason = "the comments are the help, shown as they are")]

mod choices;
mod online;
mod upkeep;

use std::path::PathBuf;

pub use self::{
    choices::{Exported, Sort},
    online::{Add, Choices, Feeds, FeedsWhat, Reclean, Sync},
    upkeep::{Backup, Doctor, Restore},
};
use crate::{
    library::{Format as Kind, Tlp},
    model::Date,
};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// A terminal reader for geopolitical briefs: claims, sources and timeline beside the text.
#[derive(Debug, Parser)]
#[command(
    name = "attache",
    version,
    after_help = "Without a command, the reader opens.\n\n\
        Exit codes: 0 done, 1 found nothing, 2 usage, 65 bad input, 66 no input, 70 bug, \
        73 cannot create, 74 I/O, 75 library in use, 78 bad configuration."
)]
pub struct Args {
    /// The configuration file; ATTACHE_CONFIG names it as well
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The library file, or `:memory:`; ATTACHE_DB names it as well
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Colours of the reader; what other commands print has none
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colours,
    /// Write a log into the state folder; ATTACHE_LOG asks for it as well
    #[arg(long, global = true, value_name = "LEVEL")]
    pub log: Option<Level>,
    /// Lines and a prompt in place of the screen, for screen readers; so do ATTACHE_PLAIN=1 and
    /// TERM=dumb
    #[arg(long, global = true)]
    pub plain: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colours {
    /// Where the terminal has them and NO_COLOR is not set
    Auto,
    /// As the configuration says
    Always,
    /// Bold, underline and reverse alone
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import files and open the reader on them
    Read(Read),
    /// Print what is found in files, without a library
    Analyze(Analyze),
    /// Take files into the library
    Import(Import),
    /// Fetch pages by their addresses into the library
    Add(Add),
    /// Fetch what is new in the feeds
    Sync(Sync),
    /// List the feeds that are followed, or change them
    Feeds(Feeds),
    /// Make briefs anew of their inputs, by the reader of today
    Reclean(Reclean),
    /// List the briefs
    List(List),
    /// List the views, each with how many briefs it has
    Views(Views),
    /// Show briefs with everything found in them
    Show(Show),
    /// List claims: who says what, and how firmly
    Claims(Briefs),
    /// List sources
    Sources(Briefs),
    /// List dates and what they date, in their order
    Timeline(Briefs),
    /// List highlights and notes
    Notes(Briefs),
    /// Do something to all briefs that a query means: read, drop, shortlist, verify, later DAY, tag +A
    /// -B; the reader undoes it
    Mark(Mark),
    /// Find words in titles, texts, claims and notes
    Search(Search),
    /// Write kept claims and marks as Markdown, or the whole library as JSON
    Export(Export),
    /// Check the library, and say the way out of what is wrong
    Doctor(Doctor),
    /// Copy the library to a file, also while it is in use
    Backup(Backup),
    /// Put a copy in the place of the library; the old one is kept beside it
    Restore(Restore),
    /// See the configuration
    Config {
        /// What to do with it
        #[command(subcommand)]
        what: Settings,
    },
    /// Print a completion script
    Completions {
        /// For this shell
        shell: Shell,
    },
    /// Print the man page
    Man,
}

/// Where inputs come from and how they are read.
#[derive(Debug, Group)]
pub struct Reading {
    /// Files, folders to walk, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Read paths from a file, one a line, with a tab and a date of publication where known
    #[arg(long, value_name = "LIST")]
    pub files_from: Option<PathBuf>,
    /// The day of publication, for files that do not say it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub published: Option<Date>,
    /// The format of the input
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    pub from: From,
    /// Keep every line: no page furniture is taken out
    #[arg(long)]
    pub raw: bool,
    /// Read saved pages nearly three times as fast, a little less well; `reclean` reads them thoroughly
    #[arg(long)]
    pub quick: bool,
    /// Exit with 0 although some inputs could not be read
    #[arg(long)]
    pub keep_going: bool,
}

/// The arguments of `read`.
#[derive(Debug, Group)]
pub struct Read {
    /// Text, Markdown or saved pages
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The day of publication, for files that do not say it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub published: Option<Date>,
}

/// The arguments of `analyze`.
#[derive(Debug, Group)]
pub struct Analyze {
    /// What to read
    #[command(flatten)]
    pub reading: Reading,
    /// One JSON object a line (attache.analysis/1)
    #[arg(long, conflicts_with = "text")]
    pub json: bool,
    /// For reading; the default
    #[arg(long)]
    pub text: bool,
    /// Add the time each analysis took
    #[arg(long, requires = "json")]
    pub timing: bool,
}

/// The arguments of `import`.
#[derive(Debug, Group)]
pub struct Import {
    /// What to read; a file that `attache export --format json` wrote is taken back
    #[command(flatten)]
    pub reading: Reading,
    /// The briefs that come with the program
    #[arg(long)]
    pub samples: bool,
    /// List them at once, and leave their analysis to the reader or the next import
    #[arg(long)]
    pub later: bool,
    /// Stay, and take in what comes into the folders, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
}

/// The arguments of `list`.
#[derive(Debug, Group)]
pub struct List {
    /// Only those that this means: words, `is:unread`, `speaker:kim stance:denies`, `published:2w`,
    /// `not`, `or`, brackets; all where nothing is given
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Of this view, as in `attache views`
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// In which order; newest first where neither this nor the view says another
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<Sort>,
    /// At most so many
    #[arg(long)]
    pub limit: Option<usize>,
    /// How it is written
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// The arguments of `views`.
#[derive(Debug, Group)]
pub struct Views {
    /// How it is written
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// The arguments of commands that list what is in briefs.
#[derive(Debug, Group)]
pub struct Briefs {
    /// The numbers of briefs, as in `attache list`; all where none is given
    #[arg(value_name = "BRIEF")]
    pub briefs: Vec<i64>,
    /// How it is written
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// The arguments of `show`.
#[derive(Debug, Group)]
pub struct Show {
    /// Which, and how
    #[command(flatten)]
    pub of: Briefs,
    /// The input that one brief was made of, byte for byte, as far as it was kept
    #[arg(long)]
    pub raw: bool,
}

/// The arguments of `search`.
#[derive(Debug, Group)]
pub struct Search {
    /// Words that must all be there; `"in a row"` and `begin*` are understood
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// How it is written
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// The arguments of `mark`.
#[derive(Debug, Group)]
pub struct Mark {
    /// Do it also where more than 20 briefs are meant
    #[arg(long)]
    pub yes: bool,
    /// read, drop, shortlist, verify, later or tag
    #[arg(value_name = "VERB")]
    pub verb: String,
    /// A day after `later`, tags after `tag`; then a query as in `attache list`
    #[arg(
        required = true,
        value_name = "QUERY",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub words: Vec<String>,
}

/// The arguments of `export`.
#[derive(Debug, Group)]
pub struct Export {
    /// The numbers of briefs; all where none is given
    #[arg(value_name = "BRIEF")]
    pub briefs: Vec<i64>,
    /// The briefs that this means, as in `attache list`
    #[arg(long, value_name = "QUERY", conflicts_with = "briefs")]
    pub query: Option<String>,
    /// What to write
    #[arg(long, default_value = "md")]
    pub format: Exported,
    /// A template of your own (minijinja) in place of a format; the fields are those of
    /// `--format markdown`'s template
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,
    /// All claims but those that are wrong or dropped; else those that you kept
    #[arg(long)]
    pub all: bool,
    /// How far it may go: clear, green, amber, amber+strict, red
    #[arg(long, value_name = "MARK", value_parser = choices::tlp)]
    pub tlp: Option<Tlp>,
    /// Write to a file, whole or not at all; md and org take a folder as well, a note a brief
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the claims of briefs of which every claim has a verdict into this folder as training
    /// data: text/ and attributions/, laid out as PolNeAR is
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["format", "template", "output", "tlp", "all"])]
    pub training: Option<PathBuf>,
}

/// A shell that can complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// Elvish
    Elvish,
    /// fish
    Fish,
    /// Nushell
    Nushell,
    /// PowerShell
    Powershell,
    /// zsh
    Zsh,
}

/// How much a log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// What went wrong
    Error,
    /// And what was refused
    Warn,
    /// And what was done
    Info,
    /// And what the screen asked of the library, with the time it took
    Debug,
}

/// What to do with the configuration.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Settings {
    /// Say what is wrong with it
    Check,
    /// Print the defaults, with what each setting does
    Print,
    /// Say where the files are
    Path,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Text,
    /// One JSON object a line
    Json,
}

/// The format of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// Found out by looking
    Auto,
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// A saved page
    Html,
    /// Articles already taken out, one JSON object a line
    Ndjson,
}

impl From {
    /// The format, where it was told.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Auto => None,
            Self::Text => Some(Kind::Text),
            Self::Markdown => Some(Kind::Markdown),
            Self::Html => Some(Kind::Html),
            Self::Ndjson => Some(Kind::Ndjson),
        }
    }
}

/// A day as the program writes it.
pub fn date(word: &str) -> Result<Date, String> {
    word.parse().map_err(|_| "a day is written YYYY-MM-DD".to_owned())
}
