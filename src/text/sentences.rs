//! Paragraphs and sentences, as spans.

use crate::{
    model::Span,
    text::tokens::{is_abbreviation, is_quote},
};

/// The paragraphs of `text`: its lines that are not blank, without the white space around them.
pub fn paragraphs(text: &str) -> Vec<Span> {
    text.split('\n')
        .filter_map(|line| Span::of(text, line))
        .map(|line| line.trim(text))
        .filter(|line| !line.is_empty())
        .collect()
}

/// The sentences of `text`, in order; none crosses the end of a paragraph.
pub fn sentences(text: &str) -> Vec<Span> {
    paragraphs(text).into_iter().flat_map(|paragraph| sentences_in(text, paragraph)).collect()
}

/// Words that, capitalised after an abbreviation, begin a sentence more often than a name.
const OPENERS: &[&str] = &[
    "A",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Even",
    "For",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Many",
    "Meanwhile",
    "Most",
    "No",
    "Not",
    "Now",
    "On",
    "One",
    "Only",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "Two",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
];

/// The sentences of one paragraph.
pub fn sentences_in(text: &str, paragraph: Span) -> Vec<Span> {
    let slice = paragraph.slice(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(offset) = slice[at..].find(['.', '!', '?', '…']) {
        let stop = at + offset;
        let marks = leading(&slice[stop..], |it| matches!(it, '.' | '!' | '?' | '…'));
        let closed = stop + marks;
        let end = closed + leading(&slice[closed..], is_closing);
        let gap = leading(&slice[end..], char::is_whitespace);
        if gap > 0 && end + gap < slice.len() && ends_here(slice, start, stop, end, end + gap) {
            found.push(Span::new(start, end).shift(paragraph.start));
            start = end + gap;
        }
        at = (end + gap).max(stop + 1);
    }
    let rest = Span::new(start, slice.len()).shift(paragraph.start).trim(text);
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

fn leading(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(accept).len()
}

fn is_closing(it: char) -> bool {
    it == ')' || it == ']' || is_quote(it)
}

/// Whether the marks at `stop` end the sentence that began at `start`; they and what closes after
/// them end at `end`, and the next word begins at `next`.
fn ends_here(text: &str, start: usize, stop: usize, end: usize, next: usize) -> bool {
    let rest = text[next..].trim_start_matches(|it: char| is_quote(it) || it == '(' || it == '[');
    let opened = rest.len() < text.len() - next;
    let Some(first) = rest.chars().next() else { return false };
    if first.is_lowercase() || !(first.is_alphanumeric() || matches!(first, '—' | '•' | '#' | '$'))
    {
        return false;
    }
    let full_stop = text[stop..end].starts_with('.');
    let quoted = text[stop..end].contains(is_quote);
    let following = rest.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    if !full_stop {
        return !(quoted && !opened && is_speech_tag(rest));
    }
    if quoted || text[stop..].starts_with("..") {
        return true;
    }
    let word_start = text[start..stop]
        .rfind(|it: char| it.is_whitespace() || is_quote(it) || matches!(it, '(' | '[' | '—' | '–'))
        .map_or(start, |found| {
            start + found + text[start + found..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &text[word_start..stop];
    let dotted = word.contains('.') && !word.contains(|it: char| it.is_ascii_digit());
    if dotted {
        return OPENERS.contains(&following) && following != "I";
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial {
        return word == "I" && OPENERS.contains(&following);
    }
    if !is_abbreviation(word) {
        return true;
    }
    match word.to_lowercase().as_str() {
        "no" | "nos" => !first.is_ascii_digit(),
        "inc" | "ltd" | "co" | "corp" | "bros" | "plc" | "llc" | "etc" | "jr" | "sr" | "al" => {
            opened || OPENERS.contains(&following)
        }
        _ => false,
    }
}

/// `"Never!" Smith said`: a name and a verb of saying, so that the sentence goes on.
fn is_speech_tag(text: &str) -> bool {
    text.split_whitespace().take(3).skip(1).any(|word| {
        let word = word.trim_end_matches(|it: char| !it.is_alphabetic());
        matches!(word, "said" | "says" | "asked" | "added" | "told" | "wrote" | "replied")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn a_full_stop_after_a_title_or_an_initial_is_not_the_end() {
        let text =
            "Gen. J. Smith of the U.S. Army met Mr. Kim. They left at 3 p.m. The talks go on.";
        assert_eq!(
            split(text),
            [
                "Gen. J. Smith of the U.S. Army met Mr. Kim.",
                "They left at 3 p.m.",
                "The talks go on.",
            ]
        );
    }

    #[test]
    fn a_number_with_a_point_may_end_a_sentence() {
        let text = "The ration was 2.5. Trucks left at 3 p.m. Monday.";
        assert_eq!(split(text), ["The ration was 2.5.", "Trucks left at 3 p.m. Monday."]);
    }

    #[test]
    fn quotation_marks_close_with_their_sentence() {
        let text = "He called it “fake.” She did not. “Never!” Smith said.";
        assert_eq!(split(text), ["He called it “fake.”", "She did not.", "“Never!” Smith said."]);
    }

    #[test]
    fn openers_are_sorted() {
        assert!(OPENERS.is_sorted());
    }
}
