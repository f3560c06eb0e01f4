//! [`Article`]: one brief, cleaned.

use crate::model::Date;

/// The number of a brief in the library; it never changes and is never used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub i64);

/// One brief: `text` is what the reader shows and what every span points into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The headline, without the name of the outlet. Empty where the file gives none.
    pub title: String,
    /// Who wrote it, as printed, without "By".
    pub byline: Option<String>,
    /// The outlet.
    pub site: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The day of publication; never guessed from today.
    pub published: Option<Date>,
    /// BCP 47, `en`.
    pub language: Option<String>,
    /// Where the bytes came from.
    pub origin: Origin,
    /// The clean text: paragraphs parted by one blank line, no furniture, sanitized. The
    /// headline is the first of them, where there is one.
    pub text: String,
    /// What was taken out of the text, in its order.
    pub removed: Vec<Removed>,
    /// What the reader of the file has to say about it, for the user.
    pub warnings: Vec<String>,
}

/// Where the bytes of an article came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file or address, as the user gave it.
    pub path: String,
    /// SHA-256 of the raw input, 64 hexadecimal digits.
    pub sha256: String,
    /// Whether it is one of the samples that come with the program.
    pub sample: bool,
}

/// A piece of furniture: something on the page that is not the brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its words.
    pub text: String,
    /// Its kind: `headline`, `navigation`, `related`, `share`, `newsletter`, `comment-form`, `caption`,
    /// `byline`, `dateline`, `advert`, `legal`, `end-mark`, `other`.
    pub why: &'static str,
    /// It stood before the paragraph of the clean text that begins at this byte.
    pub before: usize,
}
