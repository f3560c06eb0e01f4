//! Which format a file has: by its content first, its name second.

use std::path::Path;

use super::Format;

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
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
];

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
    if is_page(start) {
        Format::Html
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
    line.starts_with('{') && line.trim_end().ends_with('}') && line.contains("\"text\"")
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
        assert_eq!(foreign(b"%PDF-1.7"), Some(Foreign::Named("PDF")));
        assert_eq!(foreign(&[0, 1, 2, 3, b'a']), Some(Foreign::Binary));
        assert_eq!(foreign(b"The \x1b]0;owned\x07envoy left."), None);
        assert_eq!(foreign(b"\xff\xfea\0b\0"), None);
        assert_eq!(foreign("Ankara’s offer\r\n\tstands".as_bytes()), None);
        assert_eq!(foreign(b""), None);
    }
}
