//! Tokens to a [`Query`], by recursive descent.
//!
//! "or" binds weakest, then "and" (and standing side by side), then "not".

use crate::{
    model::{
        ClaimTest, Date, Days, Has, Is, Match, Precision, Query, Relation, SourceClass, Span,
        Stance, Test, Words,
    },
    query::{
        Error, days,
        field::{Field, Takes},
        lexer::{self, Kind, Token},
    },
    text::{nearest::nearest, pattern::Pattern},
};

/// How deep brackets and "not" may nest.
const DEEPEST: usize = 64;

pub(super) fn parse(typed: &str, today: Date, topics: &[&str]) -> Result<Query, Error> {
    let tokens = lexer::tokens(typed)?;
    let mut parser = Parser { tokens: &tokens, at: 0, end: typed.len(), depth: 0, today, topics };
    if tokens.is_empty() {
        return Ok(Query::All);
    }
    let query = parser.any()?;
    match parser.peek() {
        None => Ok(query),
        Some(token) => Err(error(token.span, "this bracket was not opened", None)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    /// How long that which was typed is.
    end: usize,
    depth: usize,
    today: Date,
    topics: &'a [&'a str],
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// Takes the next token, if it is of this kind.
    fn take(&mut self, kind: &Kind) -> bool {
        let there = self.peek().is_some_and(|it| it.kind == *kind);
        self.at += usize::from(there);
        there
    }

    /// `a or b`
    fn any(&mut self) -> Result<Query, Error> {
        let mut list = vec![self.all()?];
        while self.take(&Kind::Or) {
            list.push(self.all()?);
        }
        Ok(Query::or(list))
    }

    /// `a b`, `a and b`
    fn all(&mut self) -> Result<Query, Error> {
        let mut list = vec![self.one()?];
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => self.at += 1,
                _ => (),
            }
            list.push(self.one()?);
        }
        Ok(Query::and(list))
    }

    /// `not a`, `(a b)`, or one condition.
    fn one(&mut self) -> Result<Query, Error> {
        let Some(token) = self.peek() else {
            let end = Span::new(self.end, self.end);
            return Err(error(end, "a condition is missing here", None));
        };
        self.at += 1;
        match &token.kind {
            Kind::Not => Ok(Query::Not(Box::new(self.deeper(token.span, Self::one)?))),
            Kind::Open => {
                let inner = self.deeper(token.span, Self::any)?;
                if self.take(&Kind::Close) {
                    Ok(inner)
                } else {
                    Err(error(token.span, "this bracket is not closed", Some("add ) at the end")))
                }
            }
            Kind::Field(name) => self.condition(name, token.span),
            Kind::Word(word) => full_text(word, word.ends_with('*'), token.span),
            Kind::Quoted(words, star) => full_text(words, *star, token.span),
            Kind::Pattern(it) => {
                Ok(Query::Test(Test::Text(Match::Pattern(pattern(it, token.span)?))))
            }
            Kind::Close | Kind::And | Kind::Or | Kind::Comma => {
                Err(error(token.span, "a condition is missing before this", None))
            }
        }
    }

    /// Something within brackets or after "not".
    fn deeper(
        &mut self,
        span: Span,
        inner: fn(&mut Self) -> Result<Query, Error>,
    ) -> Result<Query, Error> {
        if self.depth == DEEPEST {
            return Err(error(span, "this nests too deeply", None));
        }
        self.depth += 1;
        let query = inner(self);
        self.depth -= 1;
        query
    }

    /// `field:value,value`
    fn condition(&mut self, name: &str, span: Span) -> Result<Query, Error> {
        let Some(field) = Field::from_name(name) else {
            let known = nearest(name, Field::ALL.iter().map(|it| it.name()));
            let hint = known.map_or_else(
                || "put it between quotation marks to look for the words".to_owned(),
                |it| format!("did you mean {it}:?"),
            );
            let place = Span::new(span.start, span.end - 1);
            return Err(error(place, &format!("no field is named {name}:"), Some(&hint)));
        };
        let mut any = Vec::new();
        let mut last = span;
        loop {
            let value = self.peek().filter(|it| it.span.start == last.end);
            let Some(value) = value else {
                let place = Span::new(last.end, last.end);
                return Err(error(
                    place,
                    &format!("a value is missing after {name}:"),
                    examples(field),
                ));
            };
            self.at += 1;
            any.push(self.value(field, value)?);
            last = value.span;
            match self.peek() {
                Some(it) if it.kind == Kind::Comma && it.span.start == last.end => {
                    last = it.span;
                    self.at += 1;
                }
                _ => return Ok(Query::or(any)),
            }
        }
    }

    /// One value of a field.
    fn value(&self, field: Field, value: &Token) -> Result<Query, Error> {
        let span = value.span;
        let wrong = |cause: &str, hint: Option<&str>| Err(error(span, cause, hint));
        if matches!(field.takes(), Takes::Words) {
            let matched = match &value.kind {
                Kind::Word(it) => Match::Contains(it.trim_end_matches('*').to_owned()),
                Kind::Quoted(it, _) => Match::Contains(it.trim().to_owned()),
                Kind::Pattern(it) => Match::Pattern(pattern(it, span)?),
                _ => return wrong("a value is missing before this", examples(field)),
            };
            if matched == Match::Contains(String::new()) {
                return wrong("there is no word in it", None);
            }
            return Ok(Query::Test(worded(field, matched)));
        }
        let (Kind::Word(word) | Kind::Quoted(word, _)) = &value.kind else {
            return wrong(&format!("{}: takes no such value", field.name()), examples(field));
        };
        match field.takes() {
            Takes::Words => Ok(Query::All),
            Takes::Days => match days::days(word, self.today) {
                Some(days) => Ok(Query::Test(dated(field, days))),
                None => wrong(&format!("{word} is no date"), examples(field)),
            },
            Takes::Length => match days::ago(word, self.today) {
                Some(day) => {
                    let days = if field == Field::Older {
                        Days { from: None, to: Some(day.plus_days(-1)) }
                    } else {
                        Days { from: Some(day), to: None }
                    };
                    Ok(Query::Test(Test::Published(days)))
                }
                None => wrong(&format!("{word} is no length of time"), examples(field)),
            },
            Takes::Codes(list) => code(field, word, span, &list()),
            Takes::Topic => {
                let topics: Vec<&str> = self.topics.iter().copied().chain(["background"]).collect();
                code(field, word, span, &topics)
            }
            Takes::Language => Ok(Query::Test(Test::Language(word.to_lowercase()))),
        }
    }
}

/// A code of a list.
fn code(field: Field, word: &str, span: Span, list: &[&str]) -> Result<Query, Error> {
    let asked = word.to_lowercase();
    let same = |it: &&&str| it.replace('_', "-") == asked.replace('_', "-");
    let Some(code) = list.iter().find(same) else {
        let hint = match nearest(&asked, list.iter().copied()) {
            Some(it) => format!("did you mean {it}?"),
            None => format!("one of {}", list.join(", ")),
        };
        return Err(error(span, &format!("{}: knows no {word}", field.name()), Some(&hint)));
    };
    let test = coded(field, code);
    test.map(Query::Test).ok_or_else(|| error(span, "this cannot be asked", None))
}

/// The test of a field that takes words.
fn worded(field: Field, matched: Match) -> Test {
    match field {
        Field::Title => Test::Title(matched),
        Field::Site => Test::Site(matched),
        Field::Author => Test::Author(matched),
        Field::Tag => Test::Tag(matched),
        Field::Speaker => Test::Claim(ClaimTest::Speaker(matched)),
        Field::Via => Test::Claim(ClaimTest::Via(matched)),
        Field::Verb => Test::Claim(ClaimTest::Verb(matched)),
        _ => Test::Text(matched),
    }
}

/// The test of a field that takes days.
fn dated(field: Field, days: Days) -> Test {
    if field == Field::Date { Test::Date(days) } else { Test::Published(days) }
}

/// The test of a field that takes codes.
fn coded(field: Field, code: &str) -> Option<Test> {
    Some(match field {
        Field::Is | Field::State => Test::Is(Is::from_code(code)?),
        Field::Has => Test::Has(Has::from_code(code)?),
        Field::Class => Test::Claim(ClaimTest::Class(SourceClass::from_code(code)?)),
        Field::Stance => Test::Claim(ClaimTest::Stance(Stance::from_code(code)?)),
        Field::Conflict => Test::Claim(ClaimTest::Conflict(Relation::from_code(code))),
        Field::Precision => Test::Precision(Precision::from_code(code)?),
        _ => Test::Topic(code.to_owned()),
    })
}

/// Words in a row for the index.
fn full_text(words: &str, beginning: bool, span: Span) -> Result<Query, Error> {
    let words = words.trim_matches('*').split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().any(char::is_alphanumeric) {
        Ok(Query::Test(Test::Words(Words { words, beginning })))
    } else {
        Err(error(span, "there is no word in it", None))
    }
}

/// A pattern that can be used.
fn pattern(pattern: &str, span: Span) -> Result<String, Error> {
    match Pattern::new(pattern) {
        Ok(_) => Ok(pattern.to_owned()),
        Err(why) => Err(error(span, &format!("the pattern cannot be used: {}", why.0), None)),
    }
}

/// What a value looks like.
fn examples(field: Field) -> Option<&'static str> {
    match field.takes() {
        Takes::Days => Some("2022-09, 2022-09..2022-10, >2022-09-01, last-week or 2w"),
        Takes::Length => Some("3d, 2w, 6m or 1y"),
        Takes::Words => Some("a word, \"words in a row\" or /a pattern/"),
        Takes::Codes(_) | Takes::Topic | Takes::Language => None,
    }
}

fn error(span: Span, cause: &str, hint: Option<&str>) -> Error {
    Error { span, cause: cause.to_owned(), hint: hint.map(str::to_owned) }
}
