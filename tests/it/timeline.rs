//! The timeline's goldens and its promises on any text.

use std::fmt::Write as _;

use attache::{analysis::timeline::timeline, model::Article};
use proptest::prelude::*;

use crate::golden;

/// An article of a case: `published: DATE` (or `-`) on the first line, then the text.
fn article(case: &str) -> Article {
    let (head, text) = case.split_once('\n').unwrap();
    let published = head.strip_prefix("published: ").unwrap();
    Article { published: published.parse().ok(), text: text.to_owned(), ..Article::default() }
}

/// One line an entry: words | kind value mod | period | basis | event | rule.
fn render(case: &str) -> String {
    let article = article(case);
    let mut out = String::new();
    for entry in timeline(&article) {
        let when = &entry.when;
        let period = entry.period.map_or("-".to_owned(), |it| format!("{}..{}", it.from, it.to));
        writeln!(
            out,
            "{} | {} {} {} | {period} | {} | {} | {}",
            when.span.slice(&article.text),
            when.kind.code(),
            when.value.as_deref().unwrap_or("-"),
            when.modifier.unwrap_or("-"),
            entry.basis.code(),
            entry.event.map_or("-", |it| it.slice(&article.text)),
            entry.ground.rule,
        )
        .unwrap();
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}

#[test]
fn goldens() {
    golden::check("timeline", "txt", "expect", render);
}

/// Words that make dates, in any order, so that rules meet what their authors did not think of.
const PIECES: &[&str] = &[
    "the",
    "a",
    "last",
    "next",
    "early",
    "mid",
    "-",
    "–",
    " ",
    " ",
    "\n",
    ".",
    ",",
    "(",
    ")",
    "'s",
    "September",
    "May",
    "Sept.",
    "Thursday",
    "Sundays",
    "31",
    "22nd",
    "2022",
    "1990s",
    "'90s",
    "0",
    "99999999999",
    "20221399",
    "9/31/2022",
    "24:61",
    "4:30",
    "p.m.",
    "twenty",
    "hundred",
    "thousand",
    "one",
    "half",
    "and",
    "year",
    "years",
    "quarter",
    "second",
    "weekend",
    "ago",
    "later",
    "after",
    "in",
    "of",
    "every",
    "winter",
    "night",
    "century",
    "BC",
    "FY",
    "é",
    "中",
    "“",
    "Q3",
    "1/2",
    "999,999",
    "decades",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40);
    prop_oneof![
        any::<String>(),
        pieces.prop_map(|pieces| pieces.join(" ")),
        prop::collection::vec(prop::sample::select(PIECES), 0..40)
            .prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #[test]
    fn entries_stand_in_order_on_boundaries(text in any_text(), dated in any::<bool>()) {
        let published = dated.then(|| "2022-09-22".parse().unwrap());
        let article = Article { published, text: text.clone(), ..Article::default() };
        let mut end = 0;
        for entry in timeline(&article) {
            let span = entry.when.span;
            prop_assert!(span.start >= end && span.end > span.start);
            prop_assert!(text.get(span.start..span.end).is_some());
            end = span.end;
            if let Some(event) = entry.event {
                prop_assert!(!event.is_empty() && text.get(event.start..event.end).is_some());
            }
            if let Some(period) = entry.period {
                prop_assert!(period.from <= period.to);
            }
        }
    }

    #[test]
    fn without_a_day_of_publication_nothing_is_counted_from_one(text in any_text()) {
        let article = Article { text, ..Article::default() };
        for entry in timeline(&article) {
            prop_assert!(entry.basis != attache::model::Basis::Publication || entry.period.is_none());
        }
    }
}
