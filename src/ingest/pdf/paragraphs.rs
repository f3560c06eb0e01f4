//! Lines joined to paragraphs, by the gaps between them, their ends and where they begin.

use std::collections::BTreeSet;

use super::Line;

/// The size of letters that most of the text has.
pub fn usual_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for line in lines {
        let rounded = (line.size * 2.0).round() / 2.0;
        match sizes.iter_mut().find(|it| (it.0 - rounded).abs() < 0.1) {
            Some((_, letters)) => *letters += line.text.len(),
            None => sizes.push((rounded, line.text.len())),
        }
    }
    sizes.into_iter().max_by_key(|it| it.1).map_or(10.0, |it| it.0)
}

/// The paragraphs that lines make.
pub fn paragraphs(lines: &[Line]) -> Vec<String> {
    let spacing = usual_spacing(lines);
    let words = whole_words(lines);
    let mut out: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|it| &lines[it]);
        let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match (before, out.last_mut()) {
            (Some(before), Some(open)) if goes_on(before, line, &lines[at + 1..], spacing) => {
                join(open, &text, &words);
            }
            _ => out.push(text),
        }
    }
    out
}

/// The distance between two lines that most of them have, in sizes of their letters.
fn usual_spacing(lines: &[Line]) -> f32 {
    let mut all: Vec<f32> = lines
        .windows(2)
        .filter(|it| it[0].page == it[1].page && similar(it[0].size, it[1].size))
        .map(|it| (it[0].height - it[1].height) / it[0].size)
        .filter(|it| (0.8..3.0).contains(it))
        .collect();
    all.sort_by(f32::total_cmp);
    // The closest are those within paragraphs.
    all.get(all.len() / 3).copied().unwrap_or(1.2)
}

fn similar(one: f32, other: f32) -> bool {
    (one - other).abs() <= 0.06 * one.max(other)
}

/// Whether a line belongs to the paragraph of the one before.
fn goes_on(before: &Line, line: &Line, after: &[Line], spacing: f32) -> bool {
    let ended = ends_sentence(&before.text);
    if !similar(before.size, line.size) {
        return false;
    }
    let fall = before.height - line.height;
    if before.page != line.page || fall < 0.5 * line.size {
        // Another column or page: a sentence that is open goes on there.
        return !ended && !starts_item(&line.text);
    }
    if fall > (spacing + 0.35) * line.size {
        return false;
    }
    if starts_item(&line.text) {
        return false;
    }
    // The first line of a paragraph stands in, and the next does not.
    let next = after.first().filter(|it| it.page == line.page);
    let indent = line.left - before.left;
    let indented = indent > 0.8 * line.size
        && next.is_none_or(|it| it.left < line.left - 0.5 * line.size || ended);
    if indented && (ended || begins_sentence(&line.text)) {
        return false;
    }
    // A short line that ends a sentence is the last of its paragraph, where the next begins one.
    let width = before.right.max(line.right) - before.left.min(line.left);
    let short = before.right < line.right.max(before.right) - 0.12 * width;
    !(ended && short && begins_sentence(&line.text) && before.right < line.right - 2.0 * line.size)
}

fn ends_sentence(text: &str) -> bool {
    let closing = |it: char| matches!(it, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | ' ');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':'])
}

fn begins_sentence(text: &str) -> bool {
    let first = text.trim_start().trim_start_matches(['"', '“', '‘', '(', '«', '[']).chars().next();
    first.is_some_and(|it| !it.is_lowercase())
}

/// `•`, `1.`, `(a)`: an item of a list.
fn starts_item(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let inner = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = word.ends_with(['.', ')'])
        && (1..=3).contains(&inner.len())
        && (inner.bytes().all(|it| it.is_ascii_digit()) || word.starts_with('('));
    matches!(word, "•" | "–" | "—" | "-" | "▪" | "■" | "◦" | "·" | "") || numbered
}

/// The words of the text that do not stand at the end of a line.
fn whole_words(lines: &[Line]) -> BTreeSet<String> {
    let words = lines.iter().flat_map(|line| {
        let mut words: Vec<&str> = line.text.split_whitespace().collect();
        if words.last().is_some_and(|it| it.ends_with('-')) {
            words.pop();
        }
        words
    });
    words.map(bare).filter(|it| !it.is_empty()).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase()
}

/// Joins a line to the text before it. A hyphen at its end goes where the word goes on in lower case,
/// but for words that have one of their own elsewhere.
fn join(text: &mut String, line: &str, words: &BTreeSet<String>) {
    let broken = text.ends_with(['-', '\u{ad}', '‐'])
        && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && line.starts_with(char::is_lowercase);
    if broken {
        let first = text.rsplit(char::is_whitespace).next().unwrap_or_default().to_owned();
        let second = line.split_whitespace().next().unwrap_or_default();
        let compound = bare(&format!("{}-{second}", first.trim_end_matches(['-', '\u{ad}', '‐'])));
        let joined = bare(&format!("{}{second}", first.trim_end_matches(['-', '\u{ad}', '‐'])));
        if words.contains(&joined) || !words.contains(&compound) {
            text.pop();
        }
    } else if !text.ends_with(['-', '‐']) || text.ends_with(" -") {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(lines: &[(f32, &str)]) -> Vec<Line> {
        let line = |(at, (left, text)): (usize, &(f32, &str))| Line {
            text: (*text).to_owned(),
            page: 0,
            left: *left,
            #[expect(clippy::cast_precision_loss, reason = "a few letters")]
            right: left + 5.0 * text.len() as f32,
            #[expect(clippy::cast_precision_loss, reason = "a few lines")]
            height: 700.0 - 12.0 * at as f32,
            size: 10.0,
        };
        lines.iter().enumerate().map(line).collect()
    }

    #[test]
    fn words_parted_at_line_ends_are_joined() {
        let lines = column(&[
            (50.0, "The ministry said that ship-"),
            (50.0, "ments of long-range and long-"),
            (50.0, "range arms had gone to Porto-"),
            (50.0, "Novo and not been inspected."),
        ]);
        assert_eq!(
            paragraphs(&lines),
            [
                "The ministry said that shipments of long-range and long-range arms had gone to Porto-Novo and not been inspected."
            ]
        );
    }

    #[test]
    fn a_paragraph_ends_where_the_next_stands_in_or_its_last_line_is_short() {
        let lines = column(&[
            (62.0, "The ministry said on Monday that"),
            (50.0, "shipments go on as agreed by both."),
            (62.0, "A spokesman declined to say how it"),
            (50.0, "was done."),
            (50.0, "Observers were not let into the port."),
        ]);
        assert_eq!(paragraphs(&lines).len(), 3, "{:?}", paragraphs(&lines));
    }
}
