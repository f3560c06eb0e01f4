//! The state of quotation: which tokens of a paragraph stand between marks.
//!
//! Curly marks, guillemets and corner brackets go by their shape; straight ones by the white space
//! around them, so that neither an apostrophe nor a sign of inches opens a quotation that swallows
//! the paragraph. Single marks count where no double ones are open and a closing one follows.

use crate::{
    model::Span,
    text::tokens::{Kind, Token},
};

/// How a token stands to the quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quoting {
    /// It stands within a quotation, or is one of its marks.
    pub inside: bool,
    /// What it does, if it is a mark.
    pub mark: Mark,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It is no quotation mark, or one within another quotation.
    #[default]
    None,
    /// It opens a quotation.
    Opens,
    /// It closes one.
    Closes,
}

/// Tokens ahead in which the partner of a single mark is looked for.
const REACH: usize = 120;

/// The state at each token of one paragraph.
pub fn quoting(text: &str, tokens: &[Token]) -> Vec<Quoting> {
    let mut states = Vec::with_capacity(tokens.len());
    // The mark that opened the quotation, and for single ones the token that will close it.
    let mut open: Option<(&str, Option<usize>)> = None;
    for (at, token) in tokens.iter().enumerate() {
        let mark = if token.kind == Kind::Quote {
            mark(text, tokens, at, open)
        } else {
            (Mark::None, None)
        };
        if mark.0 == Mark::Opens {
            open = Some((token.span.slice(text), mark.1));
        }
        let inside = open.is_some() || mark.0 != Mark::None;
        if mark.0 == Mark::Closes {
            open = None;
        }
        states.push(Quoting { inside, mark: mark.0 });
    }
    states
}

/// The quotations of one paragraph, marks included; one that is not closed goes to the end.
pub fn quotations(tokens: &[Token], states: &[Quoting]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for (token, state) in tokens.iter().zip(states) {
        match found.last_mut() {
            Some(last) if open && state.inside && state.mark != Mark::Opens => {
                *last = last.join(token.span);
            }
            _ if state.inside => found.push(token.span),
            _ => (),
        }
        open = state.inside && state.mark != Mark::Closes;
    }
    found
}

/// What the mark at token `at` does, and where a single one closes.
fn mark(
    text: &str,
    tokens: &[Token],
    at: usize,
    open: Option<(&str, Option<usize>)>,
) -> (Mark, Option<usize>) {
    let span = tokens[at].span;
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let free_before =
        before.is_none_or(|it| it.is_whitespace() || matches!(it, '(' | '[' | '—' | '–' | '-'));
    let free_after = after.is_none_or(char::is_whitespace);
    let by_space = free_before && !free_after;
    let opener = open.map(|it| it.0);
    let closes = match span.slice(text) {
        "„" | "「" | "『" => false,
        "」" | "』" => true,
        "“" => opener == Some("„"),
        "”" => opener.is_some() || !by_space,
        "«" => opener == Some("»"),
        "»" => opener != Some("»") && (opener.is_some() || !by_space),
        "\"" | "''" if free_before == free_after => opener.is_some(),
        "\"" | "''" => !free_before,
        "‘" | "'" | "‹" => {
            return match open {
                None if by_space => partner(text, tokens, at)
                    .map_or((Mark::None, None), |it| (Mark::Opens, Some(it))),
                Some((_, Some(end))) if end == at => (Mark::Closes, None),
                _ => (Mark::None, None),
            };
        }
        _ => {
            return match open {
                Some((_, Some(end))) if end == at => (Mark::Closes, None),
                _ => (Mark::None, None),
            };
        }
    };
    (if closes { Mark::Closes } else { Mark::Opens }, None)
}

/// The token that closes the single quotation which token `at` opens, if one does.
///
/// The apostrophe of a plural ("the ministers’ plan") looks like a closing mark: one after an s
/// is taken only where no better one follows.
fn partner(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let opener = tokens[at].span.slice(text);
    let closer = match opener {
        "‘" => "’",
        "‹" => "›",
        _ => "'",
    };
    let mut doubtful = None;
    for (index, token) in tokens.iter().enumerate().skip(at + 1).take(REACH) {
        let word = token.span.slice(text);
        if word == opener && opener != closer || matches!(word, "“" | "\"" | "«") {
            break;
        }
        if word != closer || text[token.span.end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let before = text[..token.span.start].chars().next_back().unwrap_or(' ');
        if before.is_whitespace() {
            break;
        }
        if before != 's' || opener == "‹" {
            return Some(index);
        }
        doubtful.get_or_insert(index);
    }
    doubtful
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    /// The quotations of a text.
    fn quoted(text: &str) -> Vec<&str> {
        let tokens = tokens::tokens(text);
        let states = quoting(text, &tokens);
        quotations(&tokens, &states).into_iter().map(|it| it.slice(text)).collect()
    }

    #[test]
    fn marks_of_every_shape() {
        let cases = [
            ("He said “no” and “never”.", vec!["“no”", "“never”"]),
            ("“I heard ‘stop’ twice,” she said.", vec!["“I heard ‘stop’ twice,”"]),
            ("\"Stop,\" he said. \"Now.\"", vec!["\"Stop,\"", "\"Now.\""]),
            ("''Stop,'' he said.", vec!["''Stop,''"]),
            ("«Non», dit-il; „nein“, sagte sie.", vec!["«Non»", "„nein“"]),
            ("他说「不」。", vec!["「不」"]),
            ("‘The ministers’ plan is dead,’ he said.", vec!["‘The ministers’ plan is dead,’"]),
            ("He called it ‘fake news’ and left.", vec!["‘fake news’"]),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn apostrophes_and_inches_open_nothing() {
        for text in ["The ministers’ aides don’t.", "A 6' fence.", "In the '90s they met."] {
            assert!(quoted(text).is_empty(), "{text}");
        }
        assert_eq!(quoted("A 9\" gun and a tank."), ["\""]);
    }

    #[test]
    fn an_open_quotation_ends_with_the_paragraph() {
        assert_eq!(quoted("She said: “We go. We go"), ["“We go. We go"]);
        assert_eq!(quoted("and we go,” she said."), ["”"]);
    }
}
