//! The head of a brief: headline, byline, date, in whatever order they come.
//!
//! Only the first few paragraphs are looked at. The headline stays in the text; byline and date
//! lines go to `removed` once they are read.

use super::{
    Draft, Paragraph,
    furniture::{self, Kinds},
};
use crate::ingest::dates::{self, DateLine};

/// How many paragraphs after the headline can belong to the head.
const WINDOW: usize = 7;

/// A paragraph that was read and has done its work.
pub struct Done {
    index: usize,
    why: &'static str,
}

impl Done {
    /// Takes it out of the text.
    pub fn mark(&self, paragraphs: &mut [Paragraph]) {
        if let Some(paragraph) = paragraphs.get_mut(self.index) {
            paragraph.why.get_or_insert(self.why);
        }
    }
}

/// What one paragraph of the head is.
enum Part {
    Date(DateLine),
    Byline(String),
    Both(String, DateLine),
    Kind(&'static str),
    Body,
}

/// Reads headline, byline and date off the paragraphs into the fields that are still empty.
pub fn read(draft: &mut Draft, kinds: &Kinds) -> Vec<Done> {
    let lines: Vec<(usize, String)> = draft
        .paragraphs
        .iter()
        .enumerate()
        .filter(|(_, it)| it.why.is_none())
        .filter(|(index, it)| !kinds.tell(*index) || is_both(&it.text))
        .take(WINDOW + 3)
        .map(|(index, it)| (index, it.text.clone()))
        .collect();
    let mut done = Vec::new();
    let mut at = 0;
    while let Some((index, line)) = lines.get(at) {
        match part(line) {
            Part::Body => break,
            found => take(draft, found, *index, &mut done),
        }
        at += 1;
    }
    if let Some((_, line)) = lines.get(at) {
        let next = lines.get(at + 1).map(|(_, line)| line.as_str());
        if draft.title.is_empty() && next.is_some_and(|next| is_title(line, next)) {
            draft.title.clone_from(line);
            at += 1;
        } else if furniture::fold(line) == furniture::fold(&draft.title) {
            at += 1;
        }
    }
    under_title(draft, lines.get(at..).unwrap_or_default(), &mut done);
    done
}

/// Byline and date between the headline and the body.
fn under_title(draft: &mut Draft, lines: &[(usize, String)], done: &mut Vec<Done>) {
    let mut sentences = 0;
    let mut near = true;
    for (at, (index, line)) in lines.iter().enumerate().take(WINDOW) {
        let next = lines.get(at + 1).map(|(_, line)| part(line));
        match part(line) {
            Part::Body => {
                let dated = matches!(next, Some(Part::Date(_)));
                if dated && near && is_signature(line)
                    || sentences == 0 && next.is_some() && is_agency_line(line)
                {
                    take(draft, Part::Byline(line.clone()), *index, done);
                    continue;
                }
                near = sentences == 0 && line.chars().count() < 250;
                sentences += 1;
                if !near {
                    return;
                }
            }
            // Below the first sentence a bare day is the heading of a chronology.
            Part::Date(date) if sentences > 0 && !date.labelled && done.is_empty() => return,
            found => take(draft, found, *index, done),
        }
    }
}

/// Keeps what a part says, where nothing is known yet.
fn take(draft: &mut Draft, part: Part, index: usize, done: &mut Vec<Done>) {
    let why = match part {
        Part::Date(date) => {
            draft.published = draft.published.or(date.published);
            "dateline"
        }
        Part::Byline(name) => {
            draft.byline.get_or_insert(name);
            "byline"
        }
        Part::Both(name, date) => {
            draft.byline.get_or_insert(name);
            draft.published = draft.published.or(date.published);
            "byline"
        }
        Part::Kind(why) => why,
        Part::Body => return,
    };
    done.push(Done { index, why });
}

fn part(line: &str) -> Part {
    if let Some(date) = dates::date_line(line) {
        return Part::Date(date);
    }
    if let Some(why) = furniture::head_kind(line) {
        return Part::Kind(why);
    }
    if let Some(name) = explicit_byline(line) {
        return with_date(name);
    }
    Part::Body
}

fn is_both(line: &str) -> bool {
    matches!(part(line), Part::Both(..))
}

/// `Jane Doe | September 22, 2022`, `Jane Doe, 22 September 2022`: the date apart from the name.
fn with_date(line: &str) -> Part {
    for (at, mark) in line.match_indices(['|', '•', '·', ',', '–', '—', ';']) {
        let name = line[..at].trim();
        if let Some(date) = dates::date_line(&line[at + mark.len()..]) {
            return Part::Both(name.to_owned(), date);
        }
    }
    Part::Byline(line.to_owned())
}

/// The names after "By", with what else stands on the line.
fn explicit_byline(line: &str) -> Option<&str> {
    let name = without_by(line);
    let named = name.len() < line.len() && name.chars().count() <= 110;
    let first = name.split_whitespace().next()?;
    let sentence = name.ends_with('.') && name.split_whitespace().count() > 4;
    let name_like = first.starts_with(char::is_uppercase) && first.chars().count() > 1
        || first.ends_with('.') && first.starts_with(char::is_uppercase);
    (named
        && name_like
        && !sentence
        && is_capitalised(name.split([',', '|', '•', '·', '–', '—']).next()?))
    .then_some(name)
}

/// A byline without the words that say it is one.
pub fn without_by(line: &str) -> &str {
    let line = line.trim();
    let by = ["Von ", "Par ", "Por ", "Autor: ", "Auteur : ", "Автор: ", "Текст: "];
    if let Some(name) = by.iter().find_map(|by| line.strip_prefix(by)) {
        return name;
    }
    ["by ", "by: ", "written by ", "reported by ", "posted by ", "author: ", "text by "]
        .iter()
        .find_map(|by| {
            let head = line.get(..by.len())?;
            head.eq_ignore_ascii_case(by).then(|| line[by.len()..].trim())
        })
        .unwrap_or(line)
}

/// `Jane Doe, Reuters`: a name and who employs it, known by the second.
fn is_agency_line(line: &str) -> bool {
    let Some((name, rest)) = line.rsplit_once([',', '|']) else { return false };
    is_person(name) && furniture::is_agency(rest)
}

/// A name, or an office, that signs a statement: only believed above a date.
fn is_signature(line: &str) -> bool {
    let name = line.split([',', '|', '(']).next().unwrap_or_default();
    let office = name.split_whitespace().next().is_some_and(|first| {
        matches!(first, "Office" | "Ministry" | "Department" | "Bureau" | "Embassy" | "Mission")
    });
    line.chars().count() <= 110
        && is_capitalised(line)
        && !line.ends_with(['.', '?', '!', ':'])
        && (office || is_person(name))
}

/// Two to four capitalised words, initials among them.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && is_capitalised(name)
        && !name.chars().any(|it| it.is_ascii_digit())
}

/// Every word begins with a capital but the small ones that stand in names and titles.
fn is_capitalised(line: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "for", "the", "and", "to", "in", "on", "at", "de", "da", "del", "der", "van", "von",
        "al", "el", "bin", "bint", "ibn", "la", "le", "with", "a",
    ];
    line.split_whitespace().all(|word| {
        let word = word.trim_matches(|it: char| !it.is_alphanumeric());
        word.is_empty() || SMALL.contains(&word) || !word.starts_with(char::is_lowercase)
    })
}

/// Short, and not a sentence: no full stop, or one that headlines of the archive style have.
fn is_title(line: &str, next: &str) -> bool {
    let words = line.split_whitespace().count();
    let closing = |it: char| matches!(it, '"' | '”' | '’' | '\'' | ')');
    let end = line.trim_end_matches(closing);
    let stop = end.ends_with(['.', ';', ',', ':']) && !end.ends_with("...");
    let abbreviation = ["U.S.", "U.N.", "U.K."].iter().any(|it| end.ends_with(it));
    (1..=30).contains(&words)
        && line.chars().count() <= 180
        && !is_turn(line)
        && !line.starts_with(['-', '•', '*', '>'])
        && (!stop || abbreviation || is_headline_case(line) || heads(line, next))
}

/// `MR. ROE: ...`: a turn of a transcript.
fn is_turn(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(who, _)| {
        let capitals = !who.chars().any(char::is_lowercase) && who.chars().any(char::is_uppercase);
        capitals && (who.starts_with('M') || who.len() <= 2)
    })
}

/// Short, with a full stop, above a paragraph twice as long: a headline, unless it reports.
fn heads(line: &str, next: &str) -> bool {
    let reports = ["said", "told", "says"].iter().any(|it| line.split(' ').any(|word| word == *it));
    line.split_whitespace().count() <= 16
        && !reports
        && !line.ends_with([',', ':'])
        && next.len() >= 100
        && next.len() >= line.len() * 2
}

fn is_headline_case(line: &str) -> bool {
    let long: Vec<&str> =
        line.split_whitespace().filter(|word| word.chars().count() >= 4).collect();
    let capitalised = long.iter().filter(|word| {
        word.trim_start_matches(|it: char| !it.is_alphanumeric()).starts_with(char::is_uppercase)
    });
    long.len() >= 3 && line.len() <= 140 && capitalised.count() * 10 >= long.len() * 8
}
