//! The timeline's goldens and its promises on any text.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

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

/// A table of cases: `published | sentence` a line; under each what is found in it.
fn render_table(table: &str) -> String {
    let mut out = String::new();
    for line in table.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let (published, sentence) = line.split_once(" | ").unwrap();
        writeln!(out, "{line}").unwrap();
        for found in render(&format!("published: {published}\n{sentence}")).lines() {
            writeln!(out, "    {found}").unwrap();
        }
    }
    out
}

#[test]
fn tables() {
    golden::check("timeline", "cases", "table", render_table);
}

/// The rules that the engine can name, read off its source.
fn rules() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/analysis/timeline")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            let named = source.split("rule: \"").chain(source.split("let rule = \"")).skip(1);
            found.extend(named.filter_map(|it| it.split('"').next()).map(str::to_owned));
            if let Some((_, body)) = source.split_once("fn rule(") {
                let body = body.split("\n    }\n").next().unwrap();
                found.extend(body.split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
    found.retain(|it| !it.contains(['\n', '/']) && it.len() < 60);
    found
}

#[test]
fn every_rule_has_a_golden_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/timeline");
    let expected: String = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "expect" || it == "table"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let rules = rules();
    assert!(rules.len() > 25, "{rules:?}");
    for rule in rules {
        assert!(expected.contains(&format!("| {rule}\n")), "no case for the rule: {rule}");
    }
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

#[test]
fn ten_thousand_dates_in_one_sentence_are_ten_thousand_entries() {
    let text = "on 3 May 2021 and ".repeat(10_000);
    let article = Article { text, ..Article::default() };
    let entries = timeline(&article);
    assert_eq!(entries.len(), 10_000);
    assert!(entries.iter().all(|it| it.when.value.as_deref() == Some("2021-05-03")));
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
    fn values_are_of_the_calendar(text in any_text(), days in -719_162..2_932_896) {
        let published = Some(attache::model::Date::from_days(days));
        let article = Article { published, text, ..Article::default() };
        for entry in timeline(&article) {
            let Some(value) = entry.when.value else { continue };
            let plain = value.len() <= 24 && value.bytes().all(|it| it.is_ascii_alphanumeric() || b"-:._".contains(&it));
            prop_assert!(plain && !value.is_empty(), "{value}");
            if let Some(day) = value.get(..10).filter(|it| it.bytes().all(|it| it.is_ascii_digit() || it == b'-')) {
                prop_assert!(day.parse::<attache::model::Date>().is_ok(), "{value}");
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
