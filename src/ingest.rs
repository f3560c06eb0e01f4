//! Bytes to articles.
//!
//! A reader of a format makes a draft; `clean` makes the article of it. No reader touches disk or
//! network, and what strangers wrote is harmless for a terminal once it leaves here.
//!
//! * `sniff`: which format a file has
//! * `charset`: bytes to characters
//! * `plain`, `markdown`, `html`, `ndjson`: a file a format
//! * `clean`: headline, byline and date off the head, page furniture out of the text
//! * `dates`: dates as files and pages print them
//! * `language`: which language a text is in

mod charset;
mod clean;
mod dates;
mod html;
mod language;
mod markdown;
mod ndjson;
mod plain;
mod sniff;

use std::{
    fmt::{self, Write as _},
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

pub use self::html::{Evidence, PARSER_THREAD, QUESTIONS, Weights, evidence};
use self::{
    clean::{Draft, Furniture},
    sniff::Foreign,
};
use crate::model::Article;

/// The most bytes that are read of one input.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// What is being read, and what is known of it beforehand.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The file or address as the user gave it; `-` for standard input.
    pub path: String,
    /// The raw bytes.
    pub bytes: Vec<u8>,
    /// Told by the user; found out by looking where not.
    pub format: Option<Format>,
    /// Keep every line (no furniture removal).
    pub raw: bool,
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
    /// Nothing was left to read: a login page, a video, an empty file.
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
    match sniff::foreign(&input.bytes) {
        Some(Foreign::Binary) => return Err(Error::Binary(path())),
        Some(Foreign::Named(format)) => return Err(Error::Unread(path(), format)),
        None => {}
    }
    let (text, warning) = charset::decode(&input.bytes);
    let sha256 = hexadecimal(&Sha256::digest(&input.bytes));
    let furniture = if input.raw { Furniture::Keep } else { Furniture::Remove };
    let drafts = match input.format.unwrap_or_else(|| sniff::format(&text, &input.path)) {
        Format::Text => vec![(input.path.clone(), plain::draft(&text))],
        Format::Markdown => vec![(input.path.clone(), markdown::draft(&text))],
        Format::Html => {
            let draft = html::draft(&text, weights).ok_or_else(|| Error::Parser(path()))?;
            vec![(input.path.clone(), draft)]
        }
        Format::Ndjson => ndjson::drafts(&text)
            .map(|(number, record)| record.map_err(|why| Error::Record(path(), number, why)))
            .map(|record| {
                record.map(|(own, draft)| (own.unwrap_or_else(|| input.path.clone()), draft))
            })
            .collect::<Result<_, _>>()?,
    };
    let articles: Vec<Article> = drafts
        .into_iter()
        .map(|(path, draft)| finished(draft, furniture, &path, &sha256, warning.as_deref()))
        .filter(|article| !article.text.trim().is_empty())
        .collect();
    if articles.is_empty() { Err(Error::NoText(path())) } else { Ok(articles) }
}

/// The characters of a file, whatever they are written in.
pub fn decoded(bytes: &[u8]) -> String {
    charset::decode(bytes).0
}

fn finished(
    draft: Draft,
    furniture: Furniture,
    path: &str,
    sha256: &str,
    warning: Option<&str>,
) -> Article {
    let mut article = clean::clean(draft, furniture);
    path.clone_into(&mut article.origin.path);
    sha256.clone_into(&mut article.origin.sha256);
    article.warnings.extend(warning.map(str::to_owned));
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
