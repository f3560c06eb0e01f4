//! Mail: one message, a box of them, or a page saved as one (MHTML).
//!
//! The HTML part goes through the reader of pages, as newsletters are pages; the text part where it
//! says as much. What is quoted from earlier messages is kept as removed; attached messages and
//! files are looked at in their turn.

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::{
    clean::{Draft, Headline},
    html::{self, Gear, Weights},
    parts::{Inner, LIMITS, Part},
    plain,
};
use crate::model::Date;

/// An HTML part is taken for the text where it has so many times the words of the text part.
const RICHER: usize = 5;

/// The most parts of one message that are looked at.
const MOST: usize = 1000;

/// The articles and files of a message; none where it has neither.
pub fn message(bytes: &[u8], weights: &Weights, gear: Gear) -> Option<Vec<Part>> {
    let message = MessageParser::default().parse(bytes)?;
    let mut parts = vec![Part::Article(Box::new(draft(&message, weights, gear)?))];
    for attached in message.attachments().take(MOST) {
        let name = attached.attachment_name().unwrap_or_default().to_owned();
        match &attached.body {
            PartType::Message(inner) => parts.push(Part::File(Inner {
                name: inner.subject().unwrap_or("attached message").to_owned(),
                bytes: inner.raw_message().to_vec(),
                url: None,
            })),
            PartType::Binary(bytes) if is_document(&name) => {
                parts.push(Part::File(Inner { name, bytes: bytes.to_vec(), url: None }));
            }
            PartType::Text(text) | PartType::Html(text) if !name.is_empty() => {
                let bytes = text.as_bytes().to_vec();
                parts.push(Part::File(Inner { name, bytes, url: None }));
            }
            _ => {}
        }
    }
    Some(parts)
}

/// The messages of a box: each begins with a line `From ` after an empty one.
pub fn mailbox(bytes: &[u8]) -> Vec<Part> {
    let mut starts: Vec<usize> = Vec::new();
    let (mut at, mut blank) = (0, true);
    let mut lines = bytes.split_inclusive(|it| *it == b'\n').peekable();
    while let Some(line) = lines.next() {
        if blank && line.starts_with(b"From ") && lines.peek().is_some_and(|it| is_header(it)) {
            starts.push(at);
        }
        blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    let mut parts = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        if number >= LIMITS.parts {
            parts.push(Part::Lost(format!("only the first {number} messages are read")));
            break;
        }
        let end = starts.get(number + 1).copied().unwrap_or(bytes.len());
        let body = bytes[*start..end].split_inclusive(|it| *it == b'\n').skip(1);
        // `>From ` in a box is `From ` in the message.
        let unquoted = body.flat_map(|line| match line.strip_prefix(b">") {
            Some(rest) if bare(rest).starts_with(b"From ") => rest,
            _ => line,
        });
        let name = format!("message {}", number + 1);
        parts.push(Part::File(Inner { name, bytes: unquoted.copied().collect(), url: None }));
    }
    parts
}

/// The page of an MHTML file, with its address; none where there is none.
pub fn page(bytes: &[u8]) -> Option<Inner> {
    let message = MessageParser::default().parse(bytes)?;
    let page = message.parts.iter().take(MOST).find_map(|part| match &part.body {
        PartType::Html(text) => Some((text, part.content_location())),
        _ => None,
    });
    let (text, location) = page?;
    let saved = message.header("Snapshot-Content-Location").and_then(HeaderValue::as_text);
    Some(Inner {
        name: "page.html".to_owned(),
        bytes: text.as_bytes().to_vec(),
        url: saved.or(location).map(str::to_owned),
    })
}

/// A line without the `>` before it.
fn bare(line: &[u8]) -> &[u8] {
    &line[line.iter().take_while(|it| **it == b'>').count()..]
}

/// `Subject: `
fn is_header(line: &[u8]) -> bool {
    let name = line.iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'-').count();
    name > 1 && line.get(name) == Some(&b':')
}

/// Whether a file of this name may hold an article.
fn is_document(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(end.as_str(), "pdf" | "epub" | "html" | "htm" | "md" | "txt" | "eml" | "zip")
}

fn draft(message: &Message<'_>, weights: &Weights, gear: Gear) -> Option<Draft> {
    let text = message.text_bodies().find_map(|it| match &it.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let page = message.html_bodies().find_map(|it| match &it.body {
        PartType::Html(text) => Some(text.as_ref()),
        _ => None,
    });
    let written = text.map(letter);
    let designed = page.and_then(|it| html::draft(it, weights, gear));
    let words = |draft: &Draft| -> usize {
        let kept = draft.paragraphs.iter().filter(|it| it.why.is_none());
        kept.map(|it| it.text.split_whitespace().count()).sum()
    };
    let mut draft = match (written, designed) {
        (Some(written), Some(designed)) => {
            let richer = words(&designed) >= RICHER * words(&written)
                || text.is_some_and(is_only_a_pointer) && words(&designed) > 0;
            if richer { designed } else { written }
        }
        (written, designed) => written.or(designed)?,
    };
    if let Some(subject) = message.subject().filter(|it| !it.trim().is_empty()) {
        subject.trim().clone_into(&mut draft.title);
    }
    draft.headline = Headline::Apart;
    draft.byline = message.from().and_then(sender).or(draft.byline);
    draft.published =
        message.date().and_then(|it| Date::new(i16::try_from(it.year).ok()?, it.month, it.day));
    draft.url = archived(message).or(draft.url);
    Some(draft)
}

/// The name of who sent it; the address where there is none.
fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    first.name().or(first.address()).map(str::to_owned)
}

/// Where a newsletter stands on the web, as its header says.
fn archived(message: &Message<'_>) -> Option<String> {
    let said = message.header("Archived-At").and_then(HeaderValue::as_text)?;
    let bare = said.trim().trim_start_matches('<').trim_end_matches('>');
    bare.starts_with("http").then(|| bare.to_owned())
}

/// "View this in your browser", and little more.
fn is_only_a_pointer(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split_whitespace().count() < 120
        && ["in your browser", "in the browser", "im browser", "view online"]
            .iter()
            .any(|it| lower.contains(it))
}

/// A text part: what is quoted of earlier messages, and what stands below the signature, is removed.
fn letter(text: &str) -> Draft {
    let text = text.replace("\r\n", "\n");
    let mut draft = Draft { verbatim: Some(text.clone()), ..Draft::default() };
    let mut at = 0;
    let below = text.split_inclusive('\n').find_map(|line| {
        at += line.len();
        (line.trim_end() == "--").then_some((at - line.len(), at))
    });
    let (body, signature) = below.map_or((text.as_str(), ""), |it| (&text[..it.0], &text[it.1..]));
    let mut run = String::new();
    let mut quoted = false;
    for line in body.lines().chain([""]) {
        let inside = line.starts_with('>');
        if inside != quoted {
            put(&mut draft, &std::mem::take(&mut run), quoted);
            quoted = inside;
        }
        run.push_str(line.trim_start_matches(['>', ' ']));
        run.push('\n');
    }
    put(&mut draft, &run, quoted);
    put(&mut draft, signature, true);
    draft
}

fn put(draft: &mut Draft, text: &str, removed: bool) {
    let from = draft.paragraphs.len();
    draft.add(plain::paragraphs(text));
    if removed {
        draft.paragraphs[from..].iter_mut().for_each(|it| it.why = Some("other"));
        // "On Monday, Jane Doe wrote:" stands above what is quoted.
        let above = from.checked_sub(1).and_then(|it| draft.paragraphs.get_mut(it));
        if let Some(above) = above.filter(|it| it.text.ends_with(':') && it.text.len() < 200) {
            above.why = Some("other");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_parted_where_messages_begin() {
        let bytes = b"From a@x Mon\nSubject: One\n\nFirst.\n>From here on.\n\nFrom b@x Tue\nSubject: Two\n\nFrom the port.\n";
        let parts = mailbox(bytes);
        let text = |at: usize| match &parts[at] {
            Part::File(inner) => String::from_utf8_lossy(&inner.bytes).into_owned(),
            _ => String::new(),
        };
        assert_eq!(parts.len(), 2);
        assert_eq!(text(0), "Subject: One\n\nFirst.\nFrom here on.\n\n");
    }

    #[test]
    fn hostile_mail_ends() {
        let nested = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(5000);
        let headers = "X-A: b\n".repeat(50_000);
        for bytes in [nested.as_bytes(), headers.as_bytes(), b"", b"\0\xff\n\n", b"From: a\n\n--"] {
            let _ = message(bytes, Weights::shipped(), Gear::Thorough);
            let _ = page(bytes);
            let _ = mailbox(bytes);
        }
    }
}
