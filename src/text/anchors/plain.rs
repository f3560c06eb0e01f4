//! Texts without the differences that a re-cleaned page makes: white space, quotation marks,
//! dashes.

use crate::model::Span;

/// A text made plain, and the way back.
pub(super) struct Plain<'a> {
    /// The text itself.
    pub original: &'a str,
    /// Every run of white space one space, every quotation mark and dash a straight one.
    pub text: String,
    /// Where each byte of `text` comes from in `original`, and at its end the length of that.
    origin: Vec<usize>,
}

impl<'a> Plain<'a> {
    pub fn new(original: &'a str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len() + 1);
        let mut in_space = false;
        for (at, letter) in original.char_indices() {
            let letter = match letter {
                it if it.is_whitespace() => {
                    if in_space {
                        continue;
                    }
                    ' '
                }
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' | 'ʼ' => '\'',
                '–' | '—' | '‑' | '−' => '-',
                '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
                other => other,
            };
            in_space = letter == ' ';
            text.push(letter);
            origin.resize(text.len(), at);
        }
        origin.push(original.len());
        Self { original, text, origin }
    }

    /// The place in the original.
    pub fn original(&self, span: Span) -> Span {
        let at = |byte: usize| self.origin.get(byte).copied().unwrap_or(self.original.len());
        let start = at(span.start);
        let Some(last) = span.end.checked_sub(1).filter(|_| !span.is_empty()) else {
            return Span::new(start, start);
        };
        let last = at(last);
        let letter = self.original[last..].chars().next().map_or(0, char::len_utf8);
        Span::new(start, last + letter)
    }
}

/// The last so many characters.
pub(super) fn tail(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().take(characters).last().map_or(text.len(), |it| it.0);
    &text[start..]
}

/// The first so many characters.
pub(super) fn head(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |it| it.0);
    &text[..end]
}

/// What follows the last end of a sentence.
pub(super) fn last_sentence(text: &str) -> &str {
    let end = text.rmatch_indices(['.', '!', '?']).find(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        rest.trim_start_matches(['"', '\'', ')']).starts_with(' ')
    });
    end.map_or(text, |(at, mark)| &text[at + mark.len()..])
}

/// What comes after some words in their sentence: nothing, where they end it.
pub(super) fn rest_of_sentence<'a>(words: &str, after: &'a str) -> &'a str {
    if ends_a_sentence(words) && after.starts_with(' ') { "" } else { first_sentence(after) }
}

/// Whether words end with the end of a sentence, and not with what may be an abbreviation.
fn ends_a_sentence(words: &str) -> bool {
    let bare = words.trim_end().trim_end_matches(['"', '\'', ')']);
    let Some(stopped) = bare.strip_suffix('.') else { return bare.ends_with(['!', '?']) };
    let last = stopped.rsplit(' ').next().unwrap_or_default();
    last.chars().count() > LONGEST_ABBREVIATION && !last.contains('.')
}

/// Letters of the longest abbreviation that is looked out for, its full stop aside.
const LONGEST_ABBREVIATION: usize = 5;

/// What comes before the first end of a sentence.
fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '!', '?']).find(|(at, mark)| {
        let rest = text[at + mark.len()..].trim_start_matches(['"', '\'', ')']);
        rest.is_empty() || rest.starts_with(' ')
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_letters_they_came_from() {
        let text = "He said:\n\n  “No\u{a0}plan” — none.";
        let plain = Plain::new(text);
        assert_eq!(plain.text, "He said: \"No plan\" - none.");
        let at = plain.text.find("\"No plan\"").unwrap();
        assert_eq!(plain.original(Span::new(at, at + 9)).slice(text), "“No\u{a0}plan”");
    }

    #[test]
    fn sentences_are_cut_at_their_ends() {
        assert_eq!(last_sentence("It fell. Seoul, he said, "), " Seoul, he said, ");
        assert_eq!(first_sentence(" to Russia. Later"), " to Russia");
        assert_eq!(first_sentence(" of the U.N. panel"), " of the U.N");
        assert_eq!(rest_of_sentence("It named no reason.", " Forty came. Gone"), "");
        assert_eq!(rest_of_sentence("the U.S.", " never sent any."), " never sent any");
        assert_eq!(rest_of_sentence("It named", " no reason."), " no reason");
    }
}
