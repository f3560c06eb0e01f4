//! Typed characters to tokens, each with its place.

use crate::{model::Span, query::Error};

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub span: Span,
    pub kind: Kind,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `and`, `&`
    And,
    /// `or`, `|`
    Or,
    /// `not`, `-` or `!` before a condition
    Not,
    /// `field:`; the value follows without a space.
    Field(String),
    /// `,` between two values
    Comma,
    /// A word. A star at its end is still on it.
    Word(String),
    /// Words between quotation marks; true where a star follows.
    Quoted(String, bool),
    /// What stands between slashes.
    Pattern(String),
}

/// Parts what was typed.
pub(super) fn tokens(typed: &str) -> Result<Vec<Token>, Error> {
    let mut lexer = Lexer { typed, at: 0, tokens: Vec::new() };
    while let Some(next) = lexer.peek() {
        if next.is_whitespace() {
            lexer.at += next.len_utf8();
        } else {
            lexer.token(next)?;
        }
    }
    Ok(lexer.tokens)
}

/// Marks that open and close a phrase: typed ones and those that come with pasted text.
const QUOTES: &[(char, &[char])] =
    &[('"', &['"']), ('“', &['”', '"']), ('„', &['“', '”', '"']), ('«', &['»'])];

struct Lexer<'a> {
    typed: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.typed[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes so many bytes as a token.
    fn push(&mut self, bytes: usize, kind: Kind) {
        let span = Span::new(self.at, self.at + bytes);
        self.at = span.end;
        self.tokens.push(Token { span, kind });
    }

    /// Whether a value is due: the token before is a field or a comma and nothing lies between.
    fn in_value(&self) -> bool {
        self.tokens.last().is_some_and(|it| {
            it.span.end == self.at && matches!(it.kind, Kind::Field(_) | Kind::Comma)
        })
    }

    /// Whether a value ends here, so that a comma goes on with it.
    fn after_value(&self) -> bool {
        let valued =
            |it: &Token| matches!(it.kind, Kind::Word(_) | Kind::Quoted(..) | Kind::Pattern(_));
        self.tokens.last().is_some_and(|it| it.span.end == self.at && valued(it))
    }

    fn token(&mut self, next: char) -> Result<(), Error> {
        match next {
            '(' => self.push(1, Kind::Open),
            ')' => self.push(1, Kind::Close),
            '&' => self.push(1, Kind::And),
            '|' => self.push(1, Kind::Or),
            ',' if self.after_value() => self.push(1, Kind::Comma),
            '/' => return self.pattern(),
            '-' | '!' if !self.in_value() && self.starts_a_condition() => self.push(1, Kind::Not),
            _ if QUOTES.iter().any(|it| it.0 == next) => return self.quoted(next),
            _ => self.word(),
        }
        Ok(())
    }

    /// Whether a condition follows the sign: `-tag:x`, not a dash that stands alone.
    fn starts_a_condition(&self) -> bool {
        self.rest().chars().nth(1).is_some_and(|it| !it.is_whitespace() && !it.is_ascii_digit())
    }

    /// A phrase; a mark within it is written `\"`.
    fn quoted(&mut self, open: char) -> Result<(), Error> {
        let closing = QUOTES.iter().find(|it| it.0 == open).map_or(&['"'][..], |it| it.1);
        let Some((length, words)) = self.until(open.len_utf8(), closing) else {
            return Err(self.unclosed("the quotation mark is not closed", "add \" at the end"));
        };
        let star = self.rest()[length..].starts_with('*');
        self.push(length + usize::from(star), Kind::Quoted(words, star));
        Ok(())
    }

    /// A pattern; a slash within it is written `\/`.
    fn pattern(&mut self) -> Result<(), Error> {
        let Some((length, pattern)) = self.until(1, &['/']) else {
            return Err(self.unclosed(
                "the pattern is not closed",
                "add / at the end, or put the words between quotation marks",
            ));
        };
        self.push(length, Kind::Pattern(pattern));
        Ok(())
    }

    /// What stands between here plus `from` bytes and the closing character, and how many bytes it
    /// all takes. A backslash before the closing character or itself makes it part of the words.
    fn until(&self, from: usize, closing: &[char]) -> Option<(usize, String)> {
        let mut inner = String::new();
        let mut chars = self.rest()[from..].char_indices().peekable();
        while let Some((at, next)) = chars.next() {
            if closing.contains(&next) {
                return Some((from + at + next.len_utf8(), inner));
            }
            let escapes = |it: char| closing.contains(&it) || (it == '\\' && closing != ['/']);
            match chars.peek() {
                Some((_, it)) if next == '\\' && escapes(*it) => {
                    inner.push(*it);
                    chars.next();
                }
                // A pattern keeps its own backslashes, pairs of them together.
                Some((_, '\\')) if next == '\\' => {
                    inner.push_str("\\\\");
                    chars.next();
                }
                _ => inner.push(next),
            }
        }
        None
    }

    fn unclosed(&self, cause: &str, hint: &str) -> Error {
        Error {
            span: Span::new(self.at, self.typed.len()),
            cause: cause.to_owned(),
            hint: Some(hint.to_owned()),
        }
    }

    /// A field's name with its colon, a word that joins, or a word.
    fn word(&mut self) {
        let value = self.in_value();
        let ends = |it: char| {
            it.is_whitespace() || matches!(it, '(' | ')' | '"' | '“' | '«') || (value && it == ',')
        };
        let rest = self.rest();
        let end = rest
            .find(ends)
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8));
        let word = &rest[..end];
        let name = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_alphabetic() || c == '-');
        match word.split_once(':') {
            Some((field, _)) if !value && name(field) => {
                let field = field.to_lowercase();
                let length = word.find(':').map_or(end, |it| it + 1);
                self.push(length, Kind::Field(field));
            }
            _ => {
                let kind = match word.to_ascii_lowercase().as_str() {
                    "and" if !value => Kind::And,
                    "or" if !value => Kind::Or,
                    "not" if !value => Kind::Not,
                    _ => Kind::Word(word.to_owned()),
                };
                // Signs alone ask nothing.
                if word.chars().any(char::is_alphanumeric) || value {
                    self.push(end, kind);
                } else {
                    self.at += end;
                }
            }
        }
    }
}
