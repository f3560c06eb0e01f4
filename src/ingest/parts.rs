//! What a file gives out that holds several: articles, and files that are looked at in their turn.

use super::clean::Draft;

/// One thing out of a file.
#[derive(Debug)]
pub enum Part {
    /// An article.
    Article(Box<Draft>),
    /// Another file.
    File(Inner),
    /// Something that is left out, with its name and why, on one line.
    Lost(String),
}

/// A file within a file.
#[derive(Debug)]
pub struct Inner {
    /// Its name there; it never leads anywhere on disk.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its address, where the file around it knows it.
    pub url: Option<String>,
}

/// How many parts one input may have, and how much they may hold together.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most parts of one input.
    pub parts: usize,
    /// The most bytes that they may hold together, unpacked.
    pub bytes: u64,
    /// So many times a part may be more than it is packed, once it is larger than a mebibyte.
    pub ratio: u64,
    /// How deep files may lie in files.
    pub depth: usize,
}

/// The limits of an input: `design` of the formats, in the order of [`Limits`].
pub const LIMITS: Limits = Limits { parts: 10_000, bytes: 1 << 30, ratio: 200, depth: 3 };
