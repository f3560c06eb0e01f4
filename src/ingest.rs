//! Bytes to articles.
//!
//! A reader of a format makes a draft; `clean` makes the article of it. No reader touches disk or
//! network, and what strangers wrote is harmless for a terminal once it leaves here.
//!
//! * `sniff`: which format a file has
//! * `charset`: bytes to characters
//! * `plain`, `markdown`, `html`, `ndjson`, `mail`, `epub`, `news`, `warc`, `archive`: a file a format
//! * `pdf`: pages that are laid out, where the program is built with it
//! * `feed`, `opml`: feeds, and lists of them
//! * `fetch`: what is at an address, for commands that ask
//! * `parts`: what a file gives out that holds several, and how much it may
//! * `gather`: files within files, each looked at for what it is
//! * `apart`: parsers that we did not write, on threads of their own
//! * `xml`: the tags of XML
//! * `clean`: headline, byline and date off the head, page furniture out of the text
//! * `patterns`: words of lexicons looked for all at once
//! * `dates`: dates as files and pages print them
//! * `language`: which language a text is in
//! * `watch`: folders into which files come

mod apart;
mod archive;
mod charset;
mod clean;
mod dates;
mod epub;
mod feed;
pub mod fetch;
mod gather;
mod html;
mod language;
mod mail;
mod markdown;
mod ndjson;
mod news;
mod opml;
mod parts;
mod patterns;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod sniff;
mod warc;
mod watch;
mod xml;

use std::{
    fmt::{self, Write as _},
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

pub use self::{
    apart::PARSER_THREAD,
    feed::feed_link,
    html::{Evidence, Gear, QUESTIONS, Weights, evidence},
    opml::{Outline, opml, outlines},
    watch::{Error as WatchError, FolderWatch, Watched},
};
use self::{
    clean::{Draft, Furniture},
    gather::Gathered,
};
use crate::{model::Article, text::sanitize};

/// The most bytes that are read of one input.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// What is being read, and what is known of it beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The file or address as the user gave it; `-` for standard input.
    pub path: String,
    /// The raw bytes.
    pub bytes: Vec<u8>,
    /// Told by the user; found out by looking where not.
    pub format: Option<Format>,
    /// Keep every line (no furniture removal).
    pub raw: bool,
    /// How much is asked of a page.
    pub gear: Gear,
    /// The address that it came from.
    pub url: Option<String>,
    /// What the server says that it is: `text/html; charset=utf-8`.
    pub declared: Option<String>,
}

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A saved page.
    Html,
    /// Articles already taken out, one JSON object a line.
    Ndjson,
    /// A message, with what is attached to it.
    Mail,
    /// Messages one after another.
    Mailbox,
    /// A page saved as a message.
    Mhtml,
    /// A book.
    Epub,
    /// Answers of servers that a crawler kept.
    Warc,
    /// An archive of files.
    Zip,
    /// One file, packed.
    Gzip,
    /// A feed of articles.
    Feed,
    /// A document of pages.
    Pdf,
    /// An item of an agency in XML.
    NewsMl,
    /// An item of an agency in JSON.
    Ninjs,
}

/// Why an input did not become an article.
#[derive(Debug)]
pub enum Error {
    /// The file could not be read.
    Read(PathBuf, io::Error),
    /// More bytes than are read of one input.
    TooLarge(PathBuf),
    /// Bytes that are not writing.
    Binary(PathBuf),
    /// A format that is known and not read.
    Unread(PathBuf, &'static str),
    /// A line of NDJSON that is not an article: its number, from 1, and why.
    Record(PathBuf, usize, String),
    /// The parser of the format gave up.
    Parser(PathBuf),
    /// A file that is not whole or not as its format has it, and why.
    Broken(PathBuf, String),
    /// Nothing was left to read: a login page, a video, an empty file, marks without a word.
    NoText(PathBuf),
}

impl Input {
    /// What a file holds.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|error| Error::Read(path.to_owned(), error))?;
        Self::from_reader(&path.display().to_string(), file)
    }

    /// What comes out of `reader`, named `path`.
    pub fn from_reader(path: &str, reader: impl Read) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        reader
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::Read(path.into(), error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(Error::TooLarge(path.into()));
        }
        Ok(Self { path: path.to_owned(), bytes, ..Self::default() })
    }
}

/// The articles in `input`, in their order; at least one.
pub fn read(input: &Input) -> Result<Vec<Article>, Error> {
    read_by(input, Weights::shipped())
}

/// The same, pages judged by other weights than those that come with the program.
pub fn read_by(input: &Input, weights: &Weights) -> Result<Vec<Article>, Error> {
    let path = || PathBuf::from(&input.path);
    if input.bytes.len() as u64 > LARGEST {
        return Err(Error::TooLarge(path()));
    }
    let sha256 = hexadecimal(&Sha256::digest(&input.bytes));
    let furniture = if input.raw { Furniture::Keep } else { Furniture::Remove };
    let Gathered { found, lost } = gather::gather(input, weights)?;
    let mut articles: Vec<Article> = found
        .into_iter()
        .map(|(path, draft)| finished(draft, furniture, &path, &sha256))
        .filter(|article| article.text.chars().any(char::is_alphanumeric))
        .collect();
    match (articles.first_mut(), lost.first()) {
        (Some(first), _) => {
            first.warnings.extend(lost.iter().map(|it| sanitize::line(it)));
            Ok(articles)
        }
        (None, Some(why)) => Err(Error::Broken(path(), sanitize::line(why))),
        (None, None) => Err(Error::NoText(path())),
    }
}

/// The format of an input, as far as it is one that is read.
pub fn format(input: &Input) -> Option<Format> {
    let found = || sniff::packed(&input.bytes);
    input.format.or_else(found).or_else(|| match sniff::foreign(&input.bytes) {
        Some(_) => None,
        None => Some(sniff::format(&decoded(&input.bytes), &input.path)),
    })
}

/// A feed, and its entries as articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it calls itself.
    pub title: String,
    /// Its entries, in their order.
    pub entries: Vec<FeedEntry>,
    /// What could not be read, a line each.
    pub lost: Vec<String>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedEntry {
    /// What the feed knows it by.
    pub id: String,
    /// SHA-256 of what the feed says of it: another one is another version.
    pub version: String,
    /// Whether the article goes on elsewhere.
    pub teaser: bool,
    /// What the feed has of it; its text may be empty.
    pub article: Article,
}

/// The feed in `input`.
pub fn feed(input: &Input) -> Result<Feed, Error> {
    let broken = |why| Error::Broken(PathBuf::from(&input.path), why);
    let (text, _) = charset::decode_as(&input.bytes, input.declared.as_deref());
    if sniff::format(&text, &input.path) != Format::Feed {
        return Err(broken("not a feed".to_owned()));
    }
    let found = feed::feed(&text, input.url.as_deref()).map_err(broken)?;
    let entry = |it: feed::Item| {
        let path = format!("{}#{}", input.path, sanitize::line(&it.id));
        let article = finished(it.draft, Furniture::Remove, &path, &it.version);
        FeedEntry { id: it.id, version: it.version, teaser: it.teaser, article }
    };
    let entries = found.items.into_iter().map(entry).collect();
    Ok(Feed { title: sanitize::line(&found.title), entries, lost: found.lost })
}

/// The characters of a file, whatever they are written in.
pub fn decoded(bytes: &[u8]) -> String {
    charset::decode(bytes).0
}

fn finished(draft: Draft, furniture: Furniture, path: &str, sha256: &str) -> Article {
    let mut article = clean::clean(draft, furniture);
    path.clone_into(&mut article.origin.path);
    sha256.clone_into(&mut article.origin.sha256);
    article.language = article
        .language
        .as_deref()
        .and_then(language::declared)
        .or_else(|| language::detected(&article.text).map(str::to_owned));
    article
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

impl Error {
    /// The input that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Read(path, _)
            | Self::TooLarge(path)
            | Self::Binary(path)
            | Self::Unread(path, _)
            | Self::Record(path, ..)
            | Self::Broken(path, _)
            | Self::Parser(path)
            | Self::NoText(path) => path,
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Read(_, error) if error.kind() == io::ErrorKind::IsADirectory => {
                Some("give its files, or `attache import` the directory")
            }
            Self::Read(..) => None,
            Self::TooLarge(_) => {
                Some("split it, or give the articles one a line with `--from ndjson`")
            }
            Self::Binary(_) => Some("give the text itself, or the page as HTML"),
            Self::Unread(..) => Some("save it as text, Markdown or HTML and give that"),
            Self::Broken(..) => {
                Some("see whether its own program opens it, and save what it shows as text or HTML")
            }
            Self::Record(..) => Some(
                "a line is a JSON object with \"text\", and \"path\", \"title\", \"published\", \"url\" where known",
            ),
            Self::Parser(_) | Self::NoText(_) => {
                Some("save the page from the browser's reader view, or as text, and give that")
            }
        }
    }
}

impl fmt::Display for Error {
    /// Path and cause on one line, without the hint.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path().display())?;
        match self {
            Self::Read(_, error) => match error.kind() {
                io::ErrorKind::NotFound => write!(f, "no such file"),
                io::ErrorKind::PermissionDenied => write!(f, "may not be read"),
                io::ErrorKind::IsADirectory => write!(f, "a folder, not a file"),
                _ => write!(f, "{error}"),
            },
            Self::TooLarge(_) => write!(f, "larger than {} MiB, not read", LARGEST >> 20),
            Self::Binary(_) => write!(f, "binary, not read"),
            Self::Unread(_, format) => write!(f, "this is {format}, not read"),
            Self::Record(_, line, why) => write!(f, "line {line}: {why}"),
            Self::Broken(_, why) => write!(f, "{why}"),
            Self::Parser(_) => write!(f, "could not be read (parser fault)"),
            Self::NoText(_) => write!(f, "no text to read"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(_, error) => Some(error),
            _ => None,
        }
    }
}
