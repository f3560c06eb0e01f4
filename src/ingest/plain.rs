//! Plain text: which line ends are ends of paragraphs.
//!
//! A blank line always is one. A single line end is one too, unless the text is wrapped at a
//! fixed width, or the next line goes on in the middle of a sentence.

use super::clean::{Draft, Headline, Paragraph};

/// The paragraphs of a text, and the fields that stand before it.
pub fn draft(text: &str) -> Draft {
    let (mut draft, body) = fields(text);
    draft.verbatim = Some(text.to_owned());
    draft.add(paragraphs(body));
    draft
}

/// The paragraphs, each on one line.
pub fn paragraphs(text: &str) -> Vec<String> {
    let width = wrap_width(text);
    let mut found: Vec<String> = Vec::new();
    let mut last = None;
    for line in text.split('\n') {
        let words = line.trim();
        if words.is_empty() {
            last = None;
            continue;
        }
        match (last, found.last_mut()) {
            (Some(before), Some(open)) if goes_on(before, line, width) => {
                if !open.ends_with('-') {
                    open.push(' ');
                }
                open.push_str(words);
            }
            _ => found.push(words.to_owned()),
        }
        last = Some(line);
    }
    found
}

/// Whether `next` belongs to the paragraph of the line before it.
fn goes_on(before: &str, next: &str, width: Option<usize>) -> bool {
    let item = next.trim_start().starts_with(['-', '*', '•', '–', '—', '#', '>']);
    let indented = next.starts_with("  ") && !before.starts_with("  ");
    if item || indented {
        return false;
    }
    let broken = !ends_sentence(before) && starts_lower(next);
    broken || width.is_some_and(|width| is_full(before, next, width))
}

/// The width a text is wrapped at: nine of ten of its lines are no longer, and four of ten line
/// ends where the next word would not have fitted stand inside a sentence.
fn wrap_width(text: &str) -> Option<usize> {
    let pairs: Vec<(&str, &str)> = text
        .split('\n')
        .zip(text.split('\n').skip(1))
        .filter(|(line, next)| !line.trim().is_empty() && !next.trim().is_empty())
        .collect();
    let mut widths: Vec<usize> = pairs.iter().map(|(line, _)| columns(line)).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    let full = pairs.iter().filter(|(line, next)| is_full(line, next, width));
    let (full, inside) = full.fold((0, 0), |(full, inside), (_, next)| {
        (full + 1, inside + usize::from(starts_lower(next)))
    });
    ((40..=110).contains(&width) && inside * 10 >= full * 4).then_some(width)
}

/// The first word of `next` would not have fitted on `line`.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    columns(line) + 1 + columns(word) > width
}

fn columns(line: &str) -> usize {
    line.trim_end().chars().count()
}

fn starts_lower(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
}

fn ends_sentence(line: &str) -> bool {
    let closing = |it: char| matches!(it, '"' | '”' | '’' | '\'' | ')' | ']' | '»');
    line.trim_end().trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':'])
}

/// `Title: ...`, `Date: ...` before the text, as notes and wires have them: two or more, or a
/// title first.
fn fields(text: &str) -> (Draft, &str) {
    let mut draft = Draft::default();
    let mut rest = text;
    let mut count = 0;
    while let Some((line, after)) = rest.trim_start().split_once('\n') {
        let Some((key, value)) = line.split_once(':') else { break };
        if !draft.set(key.trim(), value.trim()) {
            break;
        }
        count += 1;
        rest = after;
        if !key.eq_ignore_ascii_case("title") {
            draft.paragraphs.push(Paragraph { text: line.to_owned(), why: Some("other") });
        }
    }
    let titled = count == 1 && !draft.title.is_empty();
    draft.headline = Headline::Apart;
    if count >= 2 || titled { (draft, rest) } else { (Draft::default(), text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_after_a_sentence_ends_the_paragraph() {
        let text = "The minister denied it.\nA spokesman for the embassy, which had been asked twice for comment, said nothing at all.\nTalks go on.";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn wrapped_text_is_joined() {
        let text = "The ministry said on Tuesday that it had not\nbeen told of the shipment. It would ask the\nport authority for the papers, and publish\nthem.\n\nThe port did not reply to questions that were\nsent to it on Monday.";
        let found = paragraphs(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with("and publish them."), "{found:?}");
    }

    #[test]
    fn wrapped_paragraphs_can_be_indented_instead() {
        let text = "  The ministry said on Tuesday that it had not\nbeen told of the shipment and of its cargo\nat all.\n  The port did not reply to questions that were\nsent to it on Monday.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn a_list_stays_a_list() {
        let text = "Three points were agreed by the two sides on\n- a ceasefire along the whole line of contact\n- an exchange of prisoners within the week\n- talks";
        assert_eq!(paragraphs(text).len(), 4);
    }

    #[test]
    fn fields_before_the_text_are_read() {
        let draft = draft(
            "Title: Port denies arms cargo\nDate: 3 March 2024\nSource: Harbour News\n\nThe port denied it.",
        );
        assert_eq!(draft.title, "Port denies arms cargo");
        assert_eq!(draft.site.as_deref(), Some("Harbour News"));
        assert_eq!(draft.published.map(|it| it.to_string()).as_deref(), Some("2024-03-03"));
        assert_eq!(draft.paragraphs.iter().filter(|it| it.why.is_none()).count(), 1);
    }
}
