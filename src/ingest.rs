//! Bytes to articles.

use std::path::PathBuf;

use crate::model::Article;

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
    Read(PathBuf, std::io::Error),
    /// Nothing was left to read.
    NoText(PathBuf),
}

/// The articles in `input`, in their order.
pub fn read(_input: &Input) -> Result<Vec<Article>, Error> {
    Ok(Vec::new())
}
