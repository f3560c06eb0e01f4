//! Annotations that other programs made: Hypothesis (its API, its client's export, its CSV, which is
//! also the beginning of ours) and W3C Web Annotations as JSON-LD.
//!
//! What comes is words: a quote, its surroundings, an address. Where it stands in the text of a
//! brief is for the library to find. A file may come from strangers, so that its strings are made
//! harmless.

use std::fmt;

use serde_json::Value;

use crate::{model::Colour, text::sanitize::sanitize};

/// An annotation from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign {
    /// The address of the page, as the file has it.
    pub url: Option<String>,
    /// SHA-256 of the clean text that it was made on, where the file names one.
    pub sha256: Option<String>,
    /// The title of the page.
    pub title: Option<String>,
    /// The name of the source that it is on, where it is on one.
    pub on: Option<String>,
    /// The words; none where it is on the page as a whole.
    pub quote: Option<String>,
    /// What stands before and after them, as much as the file has.
    pub prefix: String,
    /// See `prefix`.
    pub suffix: String,
    /// The first code point, and the one past the last, in the text of `sha256`.
    pub place: Option<(usize, usize)>,
    /// What is noted.
    pub note: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The colour, where it is one of ours.
    pub colour: Option<Colour>,
    /// When it was made, UTC; empty where the file does not say.
    pub created: String,
}

/// Why a file holds no annotations.
#[derive(Debug)]
pub enum Error {
    /// It is neither JSON nor CSV of a known shape.
    Shape(String),
}

impl Error {
    /// What the user can do about it.
    pub const fn hint(&self) -> &'static str {
        "give annotations as Hypothesis exports them (JSON, CSV), or W3C JSON-LD"
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(cause) => write!(f, "no annotations that can be read: {cause}"),
        }
    }
}

impl std::error::Error for Error {}

/// The first columns of the CSV that Hypothesis writes, and ours.
const COLUMNS: &str = "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags";

/// The context of Web Annotations.
const CONTEXT: &str = "www.w3.org/ns/anno";

/// Whether a file looks like one of these.
pub fn is_annotations(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    if head.starts_with(COLUMNS) {
        return true;
    }
    if !head.starts_with(['{', '[']) {
        return false;
    }
    let has = |word: &str| head.contains(word);
    has(CONTEXT)
        || (has("\"rows\"") || has("\"annotations\"") || head.starts_with('['))
            && has("\"uri\"")
            && has("\"target\"")
        || has("\"export_userid\"") && has("\"annotations\"")
}

/// The annotations in a file.
pub fn read(text: &str) -> Result<Vec<Foreign>, Error> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(COLUMNS) {
        return rows(text);
    }
    let shape = |cause: String| Error::Shape(cause);
    let file: Value = serde_json::from_str(text).map_err(|it| shape(it.to_string()))?;
    let list = annotations(&file).ok_or_else(|| shape("there is no list of them".to_owned()))?;
    list.into_iter().map(|it| one(it).map_err(Error::Shape)).filter_map(Result::transpose).collect()
}

/// The list in any of the shapes.
fn annotations(file: &Value) -> Option<Vec<&Value>> {
    let pages = [file.get("rows"), file.get("annotations"), file.get("items"), Some(file)];
    if let Some(list) = pages.into_iter().flatten().find_map(Value::as_array) {
        return Some(list.iter().collect());
    }
    match file.get("first") {
        Some(page) => annotations(page),
        None => file.get("target").map(|_| vec![file]),
    }
}

/// One annotation; none where it says nothing that a reader would keep.
fn one(it: &Value) -> Result<Option<Foreign>, String> {
    if !it.is_object() {
        return Err("an annotation is no object".to_owned());
    }
    let mut foreign = if it.get("uri").is_some() { hypothesis(it) } else { web(it) };
    foreign.note = foreign.note.filter(|it| !it.trim().is_empty());
    foreign.quote = foreign.quote.filter(|it| !it.trim().is_empty());
    // A claim without a word of the analyst's is found anew from the text.
    let claim = words(it, "motivation").as_deref() == Some("identifying");
    let says = foreign.note.is_some()
        || !foreign.tags.is_empty()
        || foreign.quote.is_some() && (!claim || foreign.colour.is_some());
    Ok(says.then_some(foreign))
}

/// As the API of Hypothesis gives it.
fn hypothesis(it: &Value) -> Foreign {
    let targets = it.get("target").and_then(Value::as_array);
    let selectors = targets.and_then(|it| it.first()).and_then(|it| it.get("selector"));
    let title = it.pointer("/document/title");
    let title = title.and_then(|it| it.get(0).or(Some(it))).and_then(Value::as_str);
    let mut foreign = Foreign {
        url: words(it, "uri"),
        title: title.map(sanitize),
        note: words(it, "text"),
        tags: strings(it.get("tags")),
        created: words(it, "created").map(|it| utc(&it)).unwrap_or_default(),
        ..Foreign::default()
    };
    select(selectors, &mut foreign);
    // It counts in the text of the page, which is another than ours.
    foreign.place = None;
    foreign
}

/// A Web Annotation.
fn web(it: &Value) -> Foreign {
    let mut foreign = Foreign {
        created: words(it, "created").map(|it| utc(&it)).unwrap_or_default(),
        ..Foreign::default()
    };
    let targets = listed(it.get("target"));
    for target in &targets {
        let source = target.as_str().map(sanitize).or_else(|| words(target, "source"));
        let source = source.or_else(|| words(target, "id"));
        let cached = target.pointer("/state/cached").and_then(Value::as_str);
        for named in [source.as_deref(), cached].into_iter().flatten() {
            match named.strip_prefix("urn:sha256:") {
                Some(hash) => foreign.sha256 = Some(sanitize(hash)),
                None => foreign.url = foreign.url.or_else(|| Some(sanitize(named))),
            }
        }
    }
    // A quotation that was interrupted has a target a part: its first is looked for.
    select(targets.first().and_then(|it| it.get("selector")), &mut foreign);
    for body in listed(it.get("body")).into_iter().chain(listed(it.get("bodyValue"))) {
        let value = body.as_str().map(sanitize).or_else(|| words(body, "value"));
        let Some(value) = value else { continue };
        match words(body, "purpose").unwrap_or_default().as_str() {
            "tagging" => foreign.tags.push(value),
            "classifying" => foreign.colour = foreign.colour.or(Colour::from_code(&value)),
            // The person who is spoken of; who says it is for the analysis to find.
            "identifying" if it.get("motivation").and_then(Value::as_str) == Some("commenting") => {
                foreign.on = Some(value);
            }
            "identifying" => {}
            _ => {
                foreign.note = Some(match foreign.note.take() {
                    Some(note) => format!("{note}\n\n{value}"),
                    None => value,
                });
            }
        }
    }
    foreign
}

/// Takes what selectors say of the place.
fn select(selectors: Option<&Value>, foreign: &mut Foreign) {
    for selector in listed(selectors) {
        match selector.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") => {
                foreign.quote = words(selector, "exact");
                foreign.prefix = words(selector, "prefix").unwrap_or_default();
                foreign.suffix = words(selector, "suffix").unwrap_or_default();
            }
            Some("TextPositionSelector") => {
                let number = |name: &str| {
                    let number = selector.get(name).and_then(Value::as_u64);
                    number.and_then(|it| usize::try_from(it).ok())
                };
                foreign.place = number("start").zip(number("end"));
            }
            _ => {}
        }
    }
}

/// Rows of a CSV.
fn rows(text: &str) -> Result<Vec<Foreign>, Error> {
    let shape = |cause: csv::Error| Error::Shape(cause.to_string());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(shape)?.clone();
    let mut found = Vec::new();
    for row in reader.records() {
        let row = row.map_err(shape)?;
        let cell = |name: &str| {
            let at = head.iter().position(|it| it == name)?;
            let cell = row.get(at).filter(|it| !it.is_empty())?;
            Some(sanitize(unguarded(cell)))
        };
        let kind = cell("Type").unwrap_or_default().to_lowercase();
        let quote = cell("Quote").filter(|_| kind != "page note");
        let (note, tags) = (cell("Comment"), cell("Tags").unwrap_or_default());
        if kind == "claim" && note.is_none() && tags.is_empty() && cell("Colour").is_none() {
            continue;
        }
        let tags = tags.split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let foreign = Foreign {
            url: cell("URL"),
            sha256: cell("Text SHA-256"),
            title: cell("Page"),
            on: cell("Speaker").filter(|_| quote.is_none()),
            quote,
            note,
            tags: tags.collect(),
            colour: cell("Colour").and_then(|it| Colour::from_code(&it)),
            created: cell("Created at").map(|it| utc(&it)).unwrap_or_default(),
            ..Foreign::default()
        };
        let says = foreign.quote.is_some() || foreign.note.is_some() || !foreign.tags.is_empty();
        found.extend(says.then_some(foreign));
    }
    Ok(found)
}

/// A cell as it was before it was kept from being a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

/// `2024-03-05T06:30:00.123456+00:00` as `2024-03-05T06:30:00Z`; nothing where it is no such moment.
fn utc(moment: &str) -> String {
    let moment = moment.replacen(' ', "T", 1);
    let long = if moment.ends_with(|it: char| it.is_ascii_digit()) && !moment.contains('+') {
        format!("{moment}Z")
    } else {
        moment
    };
    let read: Result<jiff::Timestamp, _> = long.parse();
    read.map(|it| it.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}

fn words(it: &Value, field: &str) -> Option<String> {
    it.get(field).and_then(Value::as_str).map(sanitize)
}

fn strings(it: Option<&Value>) -> Vec<String> {
    listed(it).into_iter().filter_map(Value::as_str).map(sanitize).collect()
}

/// One or many, as JSON-LD has both.
fn listed(it: Option<&Value>) -> Vec<&Value> {
    match it {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_utc_and_whole_seconds() {
        assert_eq!(utc("2024-03-05T06:30:00.123456+00:00"), "2024-03-05T06:30:00Z");
        assert_eq!(utc("2024-03-05T06:30:00+02:00"), "2024-03-05T04:30:00Z");
        assert_eq!(utc("2024-03-05 06:30:00"), "2024-03-05T06:30:00Z");
        assert_eq!(utc("yesterday"), "");
    }

    #[test]
    fn what_is_no_list_of_annotations_is_not_taken_for_one() {
        assert!(is_annotations(COLUMNS.as_bytes()));
        assert!(is_annotations(br#"{"@context":"http://www.w3.org/ns/anno.jsonld"}"#));
        assert!(is_annotations(br#"{"total":1,"rows":[{"uri":"x","target":[]}]}"#));
        assert!(!is_annotations(br#"{"schema":"attache.export/1"}"#));
        assert!(!is_annotations(br#"[{"title":"a brief","text":"its words"}]"#));
        assert!(!is_annotations(b"Created at last,"));
        assert!(read("{}").is_err());
        assert!(read("[1]").is_err());
    }
}
