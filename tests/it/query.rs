//! The query language: tables of what is typed, what is meant, and what is said of mistakes.

use attache::{
    model::Query,
    query::{self, Completion, Field, Values},
};
use proptest::prelude::*;

const TOPICS: &[&str] = &["denial", "arms-transfer", "sanctions"];

fn read(typed: &str) -> Result<Query, query::Error> {
    query::parse(typed, "2022-09-22".parse().unwrap(), TOPICS)
}

#[test]
fn what_is_typed_is_understood_or_pointed_at() {
    crate::golden::check("query", "queries", "expect", |typed| typed.lines().map(told).collect());
}

/// What is typed, and under it what is meant or, under the place, what is wrong.
fn told(typed: &str) -> String {
    match read(typed) {
        Ok(query) => format!("{typed}\n  = {query}\n"),
        Err(error) => {
            let before = typed[..error.span.start].chars().count();
            let under = error.span.slice(typed).chars().count().max(1);
            format!("{typed}\n{}{} {error}\n", " ".repeat(before), "^".repeat(under))
        }
    }
}

#[test]
fn every_field_is_read_and_has_words() {
    for field in Field::ALL {
        assert!(!field.words().is_empty());
        let Completion { values, .. } = query::complete(&format!("{}:", field.name()), 99, TOPICS);
        let value = match values {
            Values::Known(list) => list.first().expect("a candidate").0.clone(),
            Values::Stored(..) => "en".to_owned(),
        };
        let typed = format!("{}:{value}", field.name());
        assert!(read(&typed).is_ok(), "{typed}");
    }
}

#[test]
fn completion_knows_where_the_cursor_stands() {
    let known = |typed: &str| match query::complete(typed, typed.len(), TOPICS) {
        Completion { span, values: Values::Known(list) } => {
            let list: Vec<String> = list.into_iter().map(|it| it.0).collect();
            format!("{} {}", span.start, list.join(" "))
        }
        Completion { span, values: Values::Stored(field, asked) } => {
            format!("{} {}: {asked}", span.start, field.name())
        }
    };
    assert_eq!(known("is:unread -sp"), "11 speaker:");
    assert_eq!(known("stance:den"), "7 denies");
    assert_eq!(known("stance:denies,rej"), "14 rejects");
    assert_eq!(known("(topic:s"), "7 sanctions");
    assert_eq!(known("speaker:Ki"), "8 speaker: ki");
    assert_eq!(known("nothing:x"), "8 ");
}

proptest! {
    /// Whatever is typed is a query or an error whose place lies within it.
    #[test]
    fn anything_may_be_typed(typed in "[a-z:\"/()|&!, .*<>\\-–“”é한]{0,40}|\\PC{0,30}") {
        match read(&typed) {
            Ok(query) => {
                let again = read(&query.to_string());
                prop_assert_eq!(again, Ok(query));
            }
            Err(error) => prop_assert!(typed.get(error.span.start..error.span.end).is_some()),
        }
        let _ = query::complete(&typed, typed.len() / 2, TOPICS);
    }

    /// What is understood is written so that it is understood again.
    #[test]
    fn written_queries_mean_the_same(words in prop::collection::vec(pieces(), 1..8)) {
        if let Ok(query) = read(&words.join(" ")) {
            prop_assert_eq!(read(&query.to_string()), Ok(query));
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "arms",
        "\"no plan\"",
        "export*",
        "/sh[eo]ll/",
        "not",
        "or",
        "and",
        "(",
        ")",
        "is:unread,later",
        "speaker:\"Kim Jong Un\"",
        "stance:denies",
        "published:2022-09..2022-10",
        "older:2w",
        "-tag:x",
        "title:/a\\/b/",
        "conflict:any",
        "date:>2022",
        "\"a \\\" b\"",
        "class:state_media",
    ])
    .prop_map(str::to_owned)
}
