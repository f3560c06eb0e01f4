//! What is furniture by its place: end marks, lists of other stories, words that stand twice.

use memchr::memmem;

use super::{
    Paragraph,
    furniture::{ends_sentence, fold},
};
use crate::ingest::dates;

/// Words are looked for in other paragraphs only in texts of at most so many.
const LOOKED_THROUGH: usize = 400;

/// Marks what it finds, and says how much. Pull quotes are looked for once: among fewer paragraphs
/// there are no more of them.
pub fn mark(paragraphs: &mut [Paragraph], title: &str, pulled: &mut bool) -> usize {
    let before = count(paragraphs);
    end(paragraphs);
    related(paragraphs);
    twice(paragraphs, title);
    *pulled = *pulled || find_pulled(paragraphs);
    count(paragraphs) - before
}

fn count(paragraphs: &[Paragraph]) -> usize {
    paragraphs.iter().filter(|it| it.why.is_some()).count()
}

/// The last paragraph, where it only says that it is the last, or when it was published.
fn end(paragraphs: &mut [Paragraph]) {
    let left = paragraphs.iter().filter(|it| it.why.is_none()).count();
    let Some(last) = paragraphs.iter_mut().rfind(|it| it.why.is_none()) else { return };
    if left < 3 {
        return;
    }
    if matches!(fold(&last.text).as_str(), "ends" | "end" | "end of text" | "fin") {
        last.why = Some("end-mark");
    } else if dates::date_line(&last.text).is_some_and(|it| it.labelled) {
        last.why = Some("dateline");
    }
}

/// Headlines under "Read more": a list of them anywhere, plain lines at the end of the page.
fn related(paragraphs: &mut [Paragraph]) {
    for at in 1..paragraphs.len() {
        let follows = paragraphs[at - 1].why == Some("related");
        let item = paragraphs[at].text.starts_with("- ");
        if follows && item && is_headline(&paragraphs[at]) {
            paragraphs[at].why = Some("related");
        }
    }
    let run = paragraphs.iter().rev().take_while(|it| is_headline(it) || it.why.is_some()).count();
    let start = paragraphs.len() - run;
    let Some(heading) =
        paragraphs[start..].iter().position(|it| it.why == Some("related")).map(|it| it + start)
    else {
        return;
    };
    for paragraph in paragraphs[heading..].iter_mut().filter(|it| it.why.is_none()) {
        paragraph.why = Some("related");
    }
}

fn is_headline(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.as_str();
    paragraph.why.is_none()
        && text.chars().count() <= 140
        && !text.ends_with([':', ';', ','])
        && (!ends_sentence(text) || text.ends_with(['?', '!']))
}

/// The headline a second time.
fn twice(paragraphs: &mut [Paragraph], title: &str) {
    let title = fold(title);
    if title.is_empty() {
        return;
    }
    let again = paragraphs
        .iter_mut()
        .filter(|it| it.why.is_none())
        .take(8)
        .filter(|it| fold(&it.text) == title)
        .skip(1);
    for paragraph in again {
        paragraph.why = Some("other");
    }
}

/// A pull quote: words that stand, letter for letter, inside another paragraph. False where the text
/// is too long to be looked through.
fn find_pulled(paragraphs: &mut [Paragraph]) -> bool {
    let body: Vec<usize> =
        (0..paragraphs.len()).filter(|it| paragraphs[*it].why.is_none()).collect();
    if body.len() > LOOKED_THROUGH {
        return false;
    }
    let mut pulled = Vec::new();
    for &at in body.iter().skip(1) {
        let words = unquoted(&paragraphs[at].text);
        let fits = (30..=300).contains(&words.len()) && words.split_whitespace().count() >= 6;
        if !fits {
            continue;
        }
        let words_in = memmem::Finder::new(words);
        let holds = |other: usize| {
            let other = &paragraphs[other].text;
            other.len() > paragraphs[at].text.len() + 20
                && words_in.find(other.as_bytes()).is_some()
        };
        if body.iter().any(|&other| other != at && holds(other)) {
            pulled.push(at);
        }
    }
    for at in pulled {
        paragraphs[at].why = Some("other");
    }
    true
}

fn unquoted(text: &str) -> &str {
    let text = text.strip_prefix("> ").unwrap_or(text);
    text.trim_matches(|it: char| matches!(it, '"' | '“' | '”' | '.' | '…' | '‘' | '’' | ' '))
}
