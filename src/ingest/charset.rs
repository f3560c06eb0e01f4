//! Bytes to characters: which of the many ways they were written in.
//!
//! Never an error: what cannot be read becomes U+FFFD and is said. Valid UTF-8 wins over what the
//! file declares, because saved pages keep the declaration of the page they were saved from.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file a declaration is looked for.
const DECLARED_WITHIN: usize = 4096;

/// A text with so many letters of UTF-8 for each broken one is UTF-8.
const LETTERS_A_FAULT: usize = 10;

/// The characters of a file, and a warning where some could not be read.
pub fn decode(bytes: &[u8]) -> (String, Option<String>) {
    decode_as(bytes, None)
}

/// As [`decode`]; a server says what it is: `text/html; charset=utf-8`.
pub fn decode_as(bytes: &[u8], server: Option<&str>) -> (String, Option<String>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    if is_nearly_utf8(bytes) {
        return decoded(UTF_8, bytes);
    }
    let told = server.and_then(|it| declared(it.as_bytes()));
    let told = told.or_else(|| declared(bytes).filter(|it| is_possible(it)));
    decoded(told.unwrap_or_else(|| guessed(bytes)), bytes)
}

/// Whether letters beyond ASCII are those of UTF-8 with few broken ones between: a page that was cut
/// or put together carelessly. In other charsets hardly two bytes in a row happen to be such a letter.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters >= broken * LETTERS_A_FAULT
}

/// A declaration was read a byte a character, so the file around it is not UTF-16, whatever it
/// says. A server may say so: its word is not part of the file.
fn is_possible(declared: &'static Encoding) -> bool {
    declared != UTF_16LE && declared != UTF_16BE
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<String>) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches('\u{fffd}').count();
    let warning = (lost * 1000 > text.chars().count()).then(|| {
        format!("{lost} characters could not be read as {} and show as \u{fffd}", encoding.name())
    });
    (text.into_owned(), warning)
}

/// The value of the first `charset=` or `encoding=`, as pages and XML have them. One that says
/// UTF-8 is not to be trusted here: the bytes are not.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = ["charset=", "encoding="].iter().find_map(|key| {
        let at = head.find(key)?;
        Some(&head[at + key.len()..])
    })?;
    let label = after
        .trim_start_matches(['"', '\''])
        .split(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | ':')))
        .next()?;
    Encoding::for_label(label.as_bytes()).filter(|found| *found != UTF_8)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).0
    }

    #[test]
    fn a_mark_at_the_start_decides() {
        assert_eq!(text(b"\xef\xbb\xbfKyiv"), "Kyiv");
        assert_eq!(text(b"\xff\xfeK\0y\0i\0v\0"), "Kyiv");
        assert_eq!(text(b"\xfe\xff\0K\0y\0i\0v"), "Kyiv");
    }

    #[test]
    fn valid_utf8_wins_over_the_declaration() {
        assert_eq!(
            text("<meta charset=windows-1251>Ankara’s".as_bytes()),
            "<meta charset=windows-1251>Ankara’s"
        );
    }

    #[test]
    fn one_broken_letter_does_not_make_it_another_charset() {
        let words = "Über Schäfer – ".repeat(10);
        let page = [words.as_bytes(), b"\xe4", "für Müller".as_bytes()];
        assert!(text(&page.concat()).ends_with("Schäfer – \u{fffd}für Müller"));
        let other = [&b"\xdcber Sch\xe4fer f\xfcr M\xfcller "[..], "ä".as_bytes()].concat();
        assert!(text(&other).starts_with("Über Schäfer für Müller"));
    }

    #[test]
    fn a_declaration_wins_over_a_guess() {
        assert!(text(b"<meta charset='iso-8859-2'>\xb1").ends_with('ą'));
        assert!(text(b"<?xml version='1.0' encoding=\"windows-1251\"?>\xca").ends_with('К'));
    }

    #[test]
    fn a_declaration_that_can_be_read_is_not_in_utf16() {
        let page = b"<meta charset=utf-16>the \x93deal\x94";
        assert_eq!(text(page), "<meta charset=utf-16>the “deal”");
        let sent = decode_as(b"K\0y\0\xef\0v\0", Some("text/html; charset=utf-16le"));
        assert_eq!(sent.0, "Kyïv");
    }

    #[test]
    fn without_either_the_bytes_are_looked_at() {
        let (bytes, ..) =
            encoding_rs::WINDOWS_1251.encode("Министерство обороны опровергло это сообщение.");
        assert_eq!(text(&bytes), "Министерство обороны опровергло это сообщение.");
        assert_eq!(text(b"the \x93deal\x94 \x96 denied"), "the “deal” – denied");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let (text, warning) = decode(b"\xef\xbb\xbfa\xff\xfe\xfd");
        assert!(text.contains('\u{fffd}'));
        assert!(warning.is_some_and(|it| it.starts_with("3 characters")));
    }
}
