//! Which format a file has: by its content first, its name second.

use std::path::Path;

use super::{Format, feed, xml};

/// Why something is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A format that is known by its first bytes and not read.
    Named(&'static str),
    /// Bytes that are not writing.
    Binary,
}

/// First bytes of formats that are not read, and what to call them.
const FOREIGN: &[(&[u8], &str)] = &[
    #[cfg(not(feature = "pdf"))]
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
];

/// The format of a file that is no text, by its first bytes.
pub fn packed(bytes: &[u8]) -> Option<Format> {
    let is_book = |head: &[u8]| head.windows(28).any(|it| it == b"mimetypeapplication/epub+zip");
    match bytes {
        [b'P', b'K', 3, 4, ..] if is_book(&bytes[..bytes.len().min(200)]) => Some(Format::Epub),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(Format::Zip),
        [0x1f, 0x8b, ..] => Some(Format::Gzip),
        _ if is_pdf(bytes) => Some(Format::Pdf),
        _ if bytes.starts_with(b"WARC/") => Some(Format::Warc),
        _ => mail(bytes),
    }
}

/// A PDF may have some bytes before its beginning.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    cfg!(feature = "pdf") && head.windows(5).any(|it| it == b"%PDF-")
}

/// Mail by its header: a message, a box of them, or a page saved as one.
fn mail(bytes: &[u8]) -> Option<Format> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]);
    let boxed = head.starts_with("From ");
    let mut names = Vec::new();
    let mut related = false;
    for line in head.lines().skip(usize::from(boxed)) {
        if line.is_empty() {
            break;
        }
        // A field goes on where a line is indented.
        related |= line.to_ascii_lowercase().contains("multipart/related");
        if !line.starts_with([' ', '\t']) {
            let (name, _) = line.split_once(':')?;
            if name.is_empty() || !name.bytes().all(|it| it.is_ascii_graphic()) {
                return None;
            }
            names.push(name.to_ascii_lowercase());
        }
    }
    let has = |name: &str| names.iter().any(|it| it == name);
    let sent = has("from") && (has("subject") || has("date") || has("to"));
    let machine = ["mime-version", "received", "message-id", "return-path", "delivered-to"];
    let is_mail = names.len() >= 2 && (sent || machine.iter().any(|it| has(it)));
    match (is_mail, boxed) {
        (true, true) => Some(Format::Mailbox),
        (true, false) if related && (has("snapshot-content-location") || !has("to")) => {
            Some(Format::Mhtml)
        }
        (true, false) => Some(Format::Mail),
        (false, _) => None,
    }
}

/// What the bytes cannot be read as text for, if anything.
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(Foreign::Named(name));
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let control = head
        .iter()
        .filter(|it| it.is_ascii_control() && !matches!(it, b'\n' | b'\r' | b'\t' | 0xc | 0x1b))
        .count();
    // A few in a short text are an attack or an accident, not another format.
    (!wide && control > 3 && control * 100 > head.len()).then_some(Foreign::Binary)
}

/// The format of `text`, which came from `path`.
pub fn format(text: &str, path: &str) -> Format {
    let start = text.trim_start();
    let extension = Path::new(path).extension().and_then(|it| it.to_str()).unwrap_or_default();
    let named = |names: &[&str]| names.iter().any(|name| extension.eq_ignore_ascii_case(name));
    let root = if start.starts_with('<') { xml::root(start) } else { None };
    if feed::is_feed(start, root.as_deref()) {
        Format::Feed
    } else if matches!(root.as_deref(), Some("newsItem" | "newsMessage" | "packageItem")) {
        Format::NewsMl
    } else if is_page(start) {
        Format::Html
    } else if is_ninjs(start) {
        Format::Ninjs
    } else if named(&["ndjson", "jsonl"]) || is_record(start) {
        Format::Ndjson
    } else if named(&["md", "markdown", "mdown"]) || has_front_matter(start) {
        Format::Markdown
    } else if named(&["html", "htm", "xhtml"]) {
        Format::Html
    } else {
        Format::Text
    }
}

/// An item of an agency in JSON: an object with an address, and a headline or a body.
fn is_ninjs(text: &str) -> bool {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    text.starts_with('{')
        && has("uri")
        && ["headline", "headlines", "body_text", "body_xhtml", "body_html", "bodies"]
            .iter()
            .any(|it| has(it))
        && !is_record(text)
}

/// Begins as a page does, or has tags of a page near its start.
fn is_page(text: &str) -> bool {
    let end = text.floor_char_boundary(4096);
    let head = text[..end].to_ascii_lowercase();
    if ["<!doctype html", "<html", "<?xml"].iter().any(|it| head.starts_with(it)) {
        return head.contains("<html") || head.starts_with("<!doctype html");
    }
    let tags = ["<html", "<head", "<body", "<div", "<p>", "<p ", "<h1", "<article", "<br"];
    head.starts_with('<') && tags.iter().filter(|tag| head.contains(*tag)).count() >= 2
}

/// A first line that is a JSON object with a text.
fn is_record(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    // As a key: the items of agencies have it as a value, `"type": "text"`.
    let has_text = || line.split("\"text\"").skip(1).any(|it| it.trim_start().starts_with(':'));
    line.starts_with('{') && line.trim_end().ends_with('}') && has_text()
}

/// `---` or `+++`, then a key.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    let fence = lines.next().unwrap_or_default().trim_end();
    let key = lines.next().unwrap_or_default();
    matches!((fence, key.find(':'), key.find('=')), ("---", Some(1..), _) | ("+++", _, Some(1..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_wins_over_the_name() {
        for (text, path, expected) in [
            ("<!DOCTYPE html><title>x</title>", "a.txt", Format::Html),
            ("<div><p>One.</p></div>", "-", Format::Html),
            ("<?xml version='1.0'?><newsItem guid='a'/>", "-", Format::NewsMl),
            ("<?xml version='1.0'?>\n<!-- x --><rss version='2.0'/>", "-", Format::Feed),
            ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "a.html", Format::Feed),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'/>", "-", Format::Feed),
            ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", "-", Format::Feed),
            ("{\"uri\": \"a\", \"headline\": \"b\"}", "-", Format::Ninjs),
            ("{\"uri\": \"a\", \"type\": \"text\", \"headline\": \"b\"}", "-", Format::Ninjs),
            ("---\ntitle: Gas\n---\nBody", "a.txt", Format::Markdown),
            ("+++\ntitle = \"Gas\"\n+++\nBody", "a", Format::Markdown),
            ("# Gas", "a.MD", Format::Markdown),
            ("{\"path\": \"a\", \"text\": \"b\"}\n", "-", Format::Ndjson),
            ("<none> of the ministers spoke", "a.txt", Format::Text),
            ("---\nTalks ended.", "-", Format::Text),
            ("Talks ended.", "a.html", Format::Html),
            ("", "a.txt", Format::Text),
        ] {
            assert_eq!(format(text, path), expected, "{path}: {text}");
        }
    }

    #[test]
    fn what_is_not_writing_is_known() {
        for (bytes, expected) in [
            (b"PK\x03\x04".as_slice(), Some(Format::Zip)),
            (b"PK\x03\x04....mimetypeapplication/epub+zip", Some(Format::Epub)),
            (b"\x1f\x8b", Some(Format::Gzip)),
            (b"WARC/1.0\r\n", Some(Format::Warc)),
            (b"From a@e Mon\nFrom: a@e\nSubject: Gas\n\nHi", Some(Format::Mailbox)),
            (b"Received: by x\n\tfor y\nSubject: Gas\n\nHi", Some(Format::Mail)),
            (
                b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n",
                Some(Format::Mhtml),
            ),
            (b"Title: Gas\nDate: 3 March 2024\n\nTalks ended.", None),
            (b"From Kyiv: talks ended.\nOn Monday.", None),
            (b"", None),
        ] {
            assert_eq!(packed(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(foreign(b"\x7fELF"), Some(Foreign::Named("a program")));
        assert_eq!(foreign(&[0, 1, 2, 3, b'a']), Some(Foreign::Binary));
        assert_eq!(foreign(b"The \x1b]0;owned\x07envoy left."), None);
        assert_eq!(foreign(b"\xff\xfea\0b\0"), None);
        assert_eq!(foreign("Ankara’s offer\r\n\tstands".as_bytes()), None);
        assert_eq!(foreign(b""), None);
    }
}
