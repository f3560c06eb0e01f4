//! Places found again in another revision of a text.
//!
//! Same revision, same place. In another, the words where they stand once, or the one of several
//! places that its surroundings speak for; that they stand at the old place is not enough, if
//! something else stood around them. Never a guess between two, never other words: what is not
//! found stays where it was and is shown as lost.

use crate::model::{Anchor, Span};

/// How many characters of surroundings a place must have more than the next best.
const MARGIN: usize = 10;

/// Where `anchor` stands in `text`, the clean text of `revision`.
pub(super) fn place(anchor: &Anchor, text: &str, revision: &str) -> Option<Span> {
    if anchor.revision == revision {
        return Some(anchor.span);
    }
    if anchor.quote.is_empty() {
        return None;
    }
    let mut places: Vec<(usize, Span)> = text
        .match_indices(anchor.quote.as_str())
        .map(|(start, quote)| Span::new(start, start + quote.len()))
        .map(|span| (surroundings(anchor, text, span), span))
        .collect();
    places.sort_by_key(|(score, span)| (std::cmp::Reverse(*score), *span));
    let best = places.first()?.0;
    let clear = places.get(1).is_none_or(|(next, _)| best >= next + MARGIN);
    if clear {
        return places.first().map(|it| it.1);
    }
    // Paragraphs that are printed twice have equal surroundings: then the old place decides.
    let old = places.iter().find(|it| it.1 == anchor.span)?;
    (old.0 == best && best >= MARGIN).then_some(old.1)
}

/// How many characters before and after `span` are those of the anchor.
fn surroundings(anchor: &Anchor, text: &str, span: Span) -> usize {
    let before = text[..span.start].chars().rev().zip(anchor.prefix.chars().rev());
    let after = text[span.end..].chars().zip(anchor.suffix.chars());
    before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Alpha denied it. Later, Beta denied it.";

    fn anchor(start: usize, end: usize) -> Anchor {
        Anchor::new(OLD, Span::new(start, end), "old")
    }

    #[test]
    fn words_that_stand_once_are_found() {
        let new = "On Friday Alpha denied it.";
        assert_eq!(place(&anchor(0, 5), new, "new"), Some(Span::new(10, 15)));
    }

    #[test]
    fn surroundings_tell_two_places_apart() {
        let new = "On Friday Alpha denied it. Later, Beta denied it.";
        assert_eq!(place(&anchor(29, 38), new, "new"), Some(Span::new(39, 48)));
    }

    #[test]
    fn between_equals_nothing_is_guessed() {
        let new = "Gamma denied it. Delta denied it.";
        assert_eq!(place(&anchor(6, 15), new, "new"), None);
    }

    #[test]
    fn of_paragraphs_printed_twice_the_old_place_is_meant() {
        let twice = format!("{OLD}\n\n{OLD}\n\n");
        let old = Anchor::new(&twice, Span::new(70, 79), "old");
        assert_eq!(old.quote, "denied it");
        assert_eq!(place(&old, &format!("{twice}More."), "new"), Some(old.span));
    }

    #[test]
    fn other_words_are_never_taken() {
        let new = "Alpha did not deny it.";
        assert_eq!(place(&anchor(0, 15), new, "new"), None);
    }
}
