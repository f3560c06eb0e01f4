//! Stance and factuality of statements, certainty of events.
//!
//! A case of `tests/cases/stance` is a list of statements, one a line: `cue | words | COUNTRY`, the
//! cue empty for a sentence of a press statement and `:` in a transcript, the country that of the
//! speaker or left out. What comes out is the stance, in brackets the one that another reader could
//! give, the values for source and author, and the rule. In `tests/cases/factuality` a star stands
//! before each word whose event is asked for.

use std::{
    collections::BTreeSet,
    fmt::Write,
    time::{Duration, Instant},
};

use attache::{
    analysis::{
        attribution::{Attribution, Manner},
        stance::{Reading, event, lexicon, pattern, reading},
    },
    model::{Ground, Quotation, Span, Stance},
};
use proptest::prelude::*;

use crate::golden;

/// Reads words said with a cue.
fn read(cue: &str, words: &str, country: Option<&str>) -> Reading {
    let manner = match cue {
        "" => Manner::Issued,
        ":" => Manner::Turn,
        _ => Manner::Cue,
    };
    let quoted = words.starts_with('“') || manner != Manner::Cue;
    // An answer in a transcript has its question before it.
    let (question, words) = words.rsplit_once("? ").map_or(("", words), |it| it);
    let mark = if question.is_empty() { "" } else { "? " };
    let text = format!("{cue} {question}{mark}{words}");
    let span = Span::new(text.len() - words.len(), text.len());
    let attribution = Attribution {
        manner,
        source: None,
        inherits: None,
        cue: (!cue.is_empty()).then(|| Span::new(0, cue.len())),
        content: vec![span],
        statements: vec![span],
        quotation: if quoted { Quotation::Direct } else { Quotation::Indirect },
        inside: None,
        answers: None,
        ground: Ground::default(),
    };
    reading(&text, &attribution, span, country)
}

fn line(case: &str) -> Option<(&str, &str, Option<&str>)> {
    let case = case.split_once(" #").map_or(case, |it| it.0);
    let mut fields = case.split('|').map(str::trim);
    let (cue, words) = (fields.next()?, fields.next()?);
    Some((cue, words, fields.next()))
}

#[test]
fn golden_cases() {
    golden::check("stance", "txt", "expect", |case| {
        let mut out = String::new();
        for (cue, words, country) in case.lines().filter_map(line) {
            let it = read(cue, words, country);
            let second = it.second.map_or_else(String::new, |it| format!(" ({})", it.code()));
            let (stance, rule) = (it.stance.code(), it.rule);
            let (source, author) = (it.factuality.code(), it.author_factuality.code());
            let cue = if cue.is_empty() { String::new() } else { format!("<{cue}> ") };
            writeln!(out, "{cue}{words} => {stance}{second} {source} / {author} [{rule}]").unwrap();
        }
        out
    });
}

/// Every case of the suite.
fn cases() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/stance");
    let files = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let cases = files.filter(|it| it.extension().is_some_and(|it| it == "txt"));
    cases.map(|it| std::fs::read_to_string(it).unwrap()).collect()
}

#[test]
fn every_rule_and_every_stance_has_a_case() {
    let cases = cases();
    let read: Vec<Reading> = cases
        .lines()
        .filter_map(line)
        .map(|(cue, words, country)| read(cue, words, country))
        .collect();
    let given: BTreeSet<Stance> = read.iter().map(|it| it.stance).collect();
    assert_eq!(given.len(), Stance::ALL.len());
    let decides = |rule: &&lexicon::Rule| {
        let lines = cases.lines().filter_map(line).zip(&read);
        lines
            .filter(|(_, it)| it.stance == rule.stance && it.rule == rule.reason)
            .any(|((_, words, _), _)| rule.place_in(&pattern::words(words)).is_some())
    };
    let all = lexicon::rules().iter().chain(lexicon::named_as());
    let missing: Vec<&lexicon::Rule> = all.filter(|it| !decides(it)).collect();
    assert!(missing.is_empty(), "no case for {missing:#?}");
}

#[test]
fn certainty_of_events() {
    golden::check("factuality", "txt", "expect", |case| {
        let mut out = String::new();
        for line in case.lines().filter(|line| !line.starts_with('#')) {
            let text = line.replace('*', "");
            let stars = line.match_indices('*').enumerate().map(|(number, (at, _))| at - number);
            let value = |at: usize| {
                let end = text[at..].find(' ').map_or(text.len(), |it| at + it);
                let word = Span::new(at, end);
                let value = event::certainty(&text, Span::new(0, text.len()), word);
                format!("{}[{value:.1}]", word.slice(&text))
            };
            let values: Vec<String> = stars.map(value).collect();
            writeln!(out, "{text} => {}", values.join(" ")).unwrap();
        }
        out
    });
}

#[test]
fn a_long_statement_costs_no_more_than_its_length() {
    let time = |words: usize| {
        let text =
            "we have never sold rockets and could not export them to Kenya, ".repeat(words / 12);
        let start = Instant::now();
        let it = read("said", &text, Some("NOR"));
        assert!(!it.rule.is_empty());
        start.elapsed().max(Duration::from_millis(1))
    };
    time(1_200);
    let (short, long) = (time(6_000), time(48_000));
    assert!(long < short * 32, "{short:?} for a part, {long:?} for eight of it");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_have_a_stance(
        cue in "[a-z’ ]{0,20}",
        words in "(we|it|Kenya|never|not|will|could|“|”|deny|lies|é|,|\\.|\\?| ){0,24}|\\PC{0,40}",
        country in proptest::option::of("KEN|NOR"),
    ) {
        let it = read(&cue, &words, country.as_deref());
        prop_assert_eq!(it, read(&cue, &words, country.as_deref()));
        prop_assert!(!it.rule.is_empty());
    }

    #[test]
    fn certainty_is_between_its_ends(text in "\\PC{0,60}", start in 0_usize..70, len in 0_usize..9) {
        let whole = Span::new(0, text.len());
        let value = event::certainty(&text, whole, Span::new(start, start + len));
        prop_assert!((-3.0..=3.0).contains(&value));
    }
}
