//! Furniture that is known by its words: `assets/lexicon/furniture.txt`, and picture credits.
//!
//! A line is taken whole or not at all, and a long one never: a body paragraph that happens to
//! begin like a notice is worth more than the notice is a nuisance.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    super::patterns::{Patterns, Place},
    Paragraph,
};

/// The longest line, in characters, that a beginning, an end or a part can speak for.
const LONGEST: usize = 300;

/// The patterns of the lexicon.
struct Lexicon {
    /// Those of the first place that fits say the kind: whole lines, beginnings, ends, parts.
    patterns: Patterns,
    /// Where each of them stands, and the kind that it tells.
    told: Vec<(Place, &'static str)>,
    /// Whole lines, only under a headline: the type of a document.
    head_only: BTreeMap<&'static str, &'static str>,
    agencies: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let (mut head_only, mut agencies, mut patterns) = (BTreeMap::new(), Vec::new(), Vec::new());
    for line in include_str!("../../../assets/lexicon/furniture.txt").lines() {
        let Some((kind, pattern)) = line.split_once('\t') else { continue };
        match kind {
            "agency" => agencies.push(pattern),
            "doc-type" => drop(head_only.insert(pattern, "other")),
            _ => patterns.push((Place::written(pattern), kind)),
        }
    }
    patterns.sort_by_key(|((place, _), _)| *place);
    Lexicon {
        told: patterns.iter().map(|((place, _), kind)| (*place, *kind)).collect(),
        patterns: Patterns::new(patterns.iter().map(|(it, _)| *it)),
        head_only,
        agencies,
    }
});

/// What each paragraph of a draft is by its own words, asked once.
pub struct Kinds(Vec<Option<&'static str>>);

impl Kinds {
    /// Those of the paragraphs that are nothing yet.
    pub fn of(paragraphs: &[Paragraph]) -> Self {
        let kind = |it: &Paragraph| if it.why.is_none() { kind(&it.text) } else { None };
        Self(paragraphs.iter().map(kind).collect())
    }

    /// Whether a paragraph is furniture by its own words.
    pub fn tell(&self, index: usize) -> bool {
        self.0.get(index).is_some_and(Option::is_some)
    }

    /// Marks the paragraphs that are furniture by their own words, and says how many.
    pub fn mark(&self, paragraphs: &mut [Paragraph]) -> usize {
        let mut found = 0;
        for (paragraph, kind) in paragraphs.iter_mut().zip(&self.0) {
            found += usize::from(paragraph.why.is_none() && kind.is_some());
            paragraph.why = paragraph.why.or(*kind);
        }
        found
    }
}

/// The kind of furniture that a line is by its words.
pub fn kind(line: &str) -> Option<&'static str> {
    if line.chars().count() > LONGEST {
        return None;
    }
    if is_end_mark(line) {
        return Some("end-mark");
    }
    let line_folded = fold(line);
    let folded = line_folded.as_str();
    let sentence = ends_sentence(line);
    let long = sentence && line.split_whitespace().count() > 12;
    let tells = |it: &usize| match LEXICON.told[*it] {
        (Place::Head, kind) => !(long && is_terse(kind)),
        (Place::Tail, kind) => !(sentence && kind == "caption"),
        _ => true,
    };
    let first = LEXICON.patterns.found(folded).filter(tells).min();
    first.map(|it| LEXICON.told[it].1).or_else(|| is_credit(line, folded).then_some("caption"))
}

/// Ends with a full stop, whatever closes after it.
pub fn ends_sentence(line: &str) -> bool {
    let closing = |it: char| matches!(it, '"' | '”' | '’' | '\'' | ')' | ']' | '»');
    line.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
}

/// Kinds that do not come as long sentences: "Reporting by the agency showed that ..." is body.
fn is_terse(kind: &str) -> bool {
    matches!(kind, "related" | "advert" | "navigation" | "share" | "byline")
}

/// The kind of a line that is furniture only under a headline.
pub fn head_kind(line: &str) -> Option<&'static str> {
    LEXICON.head_only.get(fold(line).as_str()).copied()
}

/// Whether the words name a news agency and no more.
pub fn is_agency(words: &str) -> bool {
    LEXICON.agencies.contains(&fold(words).as_str())
}

/// A line as the lexicon writes it: lower case, plain quotation marks, single spaces, without
/// bullets before and punctuation after.
pub fn fold(line: &str) -> String {
    // Every line of every text comes by here: one walk, one string.
    let mut plain = String::with_capacity(line.len());
    for it in line.chars() {
        match it {
            '’' | '‘' | '`' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            it if it.is_whitespace() && plain.ends_with(' ') => {}
            it if it.is_whitespace() => plain.push(' '),
            it if it.is_ascii() => plain.push(it.to_ascii_lowercase()),
            it => plain.extend(it.to_lowercase()),
        }
    }
    let edge =
        |it: char| !it.is_alphanumeric() && !matches!(it, '(' | ')' | '[' | ']' | '"' | '\'' | '©');
    plain.truncate(plain.trim_end_matches(edge).len());
    plain.drain(..plain.len() - plain.trim_start_matches(edge).len());
    plain
}

/// `###`, `-30-`, `* * *` is none: it parts sections.
fn is_end_mark(line: &str) -> bool {
    let bare: String = line
        .chars()
        .filter(|it| !it.is_whitespace())
        .map(|it| if matches!(it, '–' | '—') { '-' } else { it })
        .collect();
    bare.len() >= 3 && bare.chars().all(|it| it == '#')
        || matches!(bare.as_str(), "END" | "ENDS")
        || matches!(
            bare.to_ascii_lowercase().as_str(),
            "-30-" | "-ends-" | "-end-" | "//ends" | "/ends" | "■" | "∎"
        )
}

/// A caption, by the credit in brackets or after the last stop.
fn is_credit(line: &str, folded: &str) -> bool {
    let bracketed = line
        .strip_suffix([']', ')'])
        .and_then(|it| Some(&it[it.rfind(['[', '('])? + 1..]))
        .map(fold)
        .is_some_and(|credit| {
            credit.contains("photo")
                || credit.contains("getty")
                || credit.starts_with("file")
                || credit.rsplit_once('/').is_some_and(|(_, agency)| is_agency(agency))
        });
    let after = folded
        .rsplit_once('/')
        .is_some_and(|(_, agency)| is_agency(agency) && line.chars().count() <= 200);
    bracketed || after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_folded_and_its_kinds_are_known() {
        for line in include_str!("../../../assets/lexicon/furniture.txt").lines() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let (kind, pattern) = line.split_once('\t').unwrap();
            let whole = pattern.replace('*', "x");
            assert_eq!(fold(&whole), whole, "{pattern}");
            assert!(
                [
                    "navigation",
                    "related",
                    "share",
                    "newsletter",
                    "comment-form",
                    "caption",
                    "byline",
                    "advert",
                    "legal",
                    "end-mark",
                    "other",
                    "agency",
                    "doc-type"
                ]
                .contains(&kind),
                "{kind}"
            );
        }
    }

    #[test]
    fn credits_are_captions_and_agencies_in_a_text_are_not() {
        for caption in [
            "A tanker off the coast on Monday [Jane Doe/Reuters]",
            "The minister leaves the hall. (AP Photo/John Roe)",
            "Soldiers at the crossing, 2021 [File: Jane Doe/AFP]",
            "FILE PHOTO: A tanker off the coast",
            "The hall in March. Photo: Ministry of Defence",
            "Jane Doe / AFP",
        ] {
            assert_eq!(kind(caption), Some("caption"), "{caption}");
        }
        for body in [
            "The minister denied the report, the agency said. (Reuters)",
            "The talks were first reported by AFP.",
            "The file was sent to the court (see below).",
        ] {
            assert_eq!(kind(body), None, "{body}");
        }
    }
}
