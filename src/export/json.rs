//! A library whole, out and in again: `attache.export/1`.
//!
//! Every revision of every text with all that the analyst did; findings are not in it, they are
//! derived from the text. What is written is read back without loss. Offsets are code points, as in
//! the promised JSON; a quote that does not stand in its text is refused.

mod shape;

use std::fmt;

use serde_json::Value;

use crate::{model::Record, text::sanitize::sanitize};

/// The name and version of the format.
pub const SCHEMA: &str = "attache.export/1";

/// Why a file is no export.
#[derive(Debug)]
pub enum Error {
    /// It is no JSON of this shape; where, and what was expected.
    Syntax(String),
    /// It is an export of another version.
    Schema(String),
    /// A word in it means nothing: what it should be, and what it is.
    Word(&'static str, String),
    /// A text with control characters in it; its beginning without them.
    Unclean(String),
    /// A mark or verdict quotes what does not stand in the text of its brief.
    Misquoted(String),
}

impl Error {
    /// What the user can do about it.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "give a file that `attache export --json` has written",
            Self::Schema(_) => "it may come from a newer attache; update and try again",
            Self::Word(..) | Self::Unclean(_) | Self::Misquoted(_) => {
                "the file was changed after it was written; export again"
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(cause) => write!(f, "no export of attache: {cause}"),
            Self::Schema(found) => write!(f, "the schema is `{found}`, not `{SCHEMA}`"),
            Self::Word(what, found) => write!(f, "`{found}` is no {what}"),
            Self::Unclean(text) => write!(f, "control characters in the text `{text}`"),
            Self::Misquoted(quote) => write!(f, "the text does not have the quote `{quote}`"),
        }
    }
}

impl std::error::Error for Error {}

/// The file for these briefs.
pub fn write(records: &[Record]) -> String {
    let file = shape::File::new(SCHEMA, records);
    // Structs of strings and numbers always have a JSON form.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The briefs in a file. It may come from strangers, so its strings are made harmless.
pub fn read(text: &str) -> Result<Vec<Record>, Error> {
    let syntax = |error: serde_json::Error| Error::Syntax(error.to_string());
    let mut file: Value = serde_json::from_str(text).map_err(syntax)?;
    let schema = file.get("schema").and_then(Value::as_str).unwrap_or_default();
    if schema != SCHEMA {
        return Err(Error::Schema(schema.to_owned()));
    }
    disarm(&mut file, "")?;
    let file: shape::File = serde_json::from_value(file).map_err(syntax)?;
    file.records()
}

/// Makes every string harmless for a terminal. What anchors point into cannot be mended without
/// moving them; it was harmless when it was written, so it is refused.
fn disarm(value: &mut Value, key: &str) -> Result<(), Error> {
    match value {
        Value::String(text) => {
            let harmless = sanitize(text);
            if harmless != *text && ["text", "quote"].contains(&key) {
                return Err(Error::Unclean(harmless.chars().take(40).collect()));
            }
            *text = harmless;
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|it| disarm(it, key)),
        Value::Object(fields) => fields.iter_mut().try_for_each(|(key, it)| disarm(it, key)),
        _ => Ok(()),
    }
}
