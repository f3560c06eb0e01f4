//! Sections: where they begin, what they are about, what they are called.

use std::{fmt::Write, sync::LazyLock};

use attache::{
    analysis::{Taxonomy, sections},
    model::{Article, Claim, Factuality, Ground, Quotation, Span, Stance, Statement, Topic},
};
use proptest::prelude::*;
use serde::Deserialize;

use crate::golden;

#[derive(Deserialize)]
struct File {
    topic: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    label: String,
    w3: Vec<String>,
    w2: Vec<String>,
    w1: Vec<String>,
}

/// The taxonomy that comes with the program.
static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../assets/topics.toml")).unwrap();
    let topic = |entry: Entry| Topic {
        id: entry.id,
        label: entry.label,
        definition: String::new(),
        decisive: entry.w3,
        strong: entry.w2,
        weak: entry.w1,
    };
    Taxonomy::new(file.topic.into_iter().map(topic).collect())
});

fn article(text: &str) -> Article {
    let text = text.trim_end();
    let title = text.lines().next().unwrap_or_default().to_owned();
    Article { title, text: text.to_owned(), ..Article::default() }
}

#[test]
fn golden_cases() {
    golden::check("sections", "txt", "expect", |text| {
        let article = article(text);
        let mut out = String::new();
        for section in sections::sections(&article, &[], &TAXONOMY) {
            let title = sections::title(&article, &section, &TAXONOMY);
            let topics: Vec<String> =
                section.topics.iter().map(|it| format!("{} {:.2}", it.id, it.score)).collect();
            let heading = section.heading.map_or("-", |span| span.slice(&article.text));
            writeln!(out, "# {title} [{}]", topics.join(", ")).unwrap();
            let cue = section.ground.cue.slice(&article.text);
            writeln!(out, "  subhead: {heading} | {}: {cue}", section.ground.rule).unwrap();
            for line in section.span.slice(&article.text).lines().filter(|it| !it.is_empty()) {
                writeln!(out, "  {}", line.chars().take(60).collect::<String>()).unwrap();
            }
        }
        out
    });
}

/// The sections partition the text, and every span of theirs lies on its boundaries.
fn assert_partition(text: &str, title: &str, taxonomy: &Taxonomy) {
    let article = Article { title: title.to_owned(), text: text.to_owned(), ..Article::default() };
    let found = sections::sections(&article, &[], taxonomy);
    assert_eq!(found.first().map(|it| it.span.start), Some(0));
    assert_eq!(found.last().map(|it| it.span.end), Some(text.len()));
    for pair in found.windows(2) {
        assert_eq!(pair[0].span.end, pair[1].span.start);
        assert!(pair[0].span.start < pair[0].span.end);
    }
    for section in &found {
        assert!(text.get(section.span.start..section.span.end).is_some());
        assert!(section.heading.is_none_or(|heading| section.span.contains(heading)));
        assert!(text.get(section.ground.cue.start..section.ground.cue.end).is_some());
        assert!(!sections::title(&article, section, taxonomy).is_empty());
        assert!(section.topics.iter().all(|it| (0.0..=1.0).contains(&it.score)));
    }
}

#[test]
fn claims_that_deny_make_a_dispute() {
    let article = article("The harbour\n\nThe mayor: no ship left with tanks, and none will.");
    let span = Span::new(24, article.text.len());
    let stance = Stance::Denies;
    let unknown = Factuality::Unknown;
    let claim = Claim {
        section: 0,
        source: None,
        source_span: None,
        cue: None,
        content: vec![span],
        quotation: Quotation::Indirect,
        stance,
        factuality: unknown,
        author_factuality: unknown,
        inside: None,
        answers: None,
        statements: vec![
            Statement { span, stance, factuality: unknown, author_factuality: unknown };
            2
        ],
        ground: Ground::default(),
    };
    let topic = |claims: &[Claim]| {
        let found = sections::sections(&article, claims, &TAXONOMY);
        found[0].topics.first().map(|it| it.id.clone())
    };
    assert_eq!(topic(&[]), None);
    assert_eq!(topic(&[claim]).as_deref(), Some("denial"));
}

#[test]
fn a_text_without_words_is_one_section() {
    for text in ["", "\n\n", " ", "Headline"] {
        assert_partition(text, "", &TAXONOMY);
    }
    let nothing = sections::sections(&Article::default(), &[], &Taxonomy::default());
    assert_eq!(nothing.len(), 1);
}

#[test]
fn every_topic_has_a_label_and_every_id_is_its_own() {
    let mut ids: Vec<&str> = TAXONOMY.topics().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), 25);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 25);
    assert!(TAXONOMY.topics().iter().all(|it| !it.label.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sections_partition_any_text(text in "\\PC{0,200}(\n{1,2}\\PC{0,80}){0,6}", title in "\\PC{0,20}") {
        assert_partition(&text, &title, &Taxonomy::default());
        assert_partition(&text, &title, &TAXONOMY);
    }

    #[test]
    fn sections_partition_texts_with_terms_and_subheads(
        lines in proptest::collection::vec(
            proptest::sample::select(vec![
                "Troops and talks", "QUESTION: Is it true?", "MR LEE: No.", "The ministry denied that it sold arms.",
                "New sanctions were imposed on oil exports.", "", "É", "Peace talks opened in Geneva, the envoy said.",
            ]),
            0..12,
        ),
    ) {
        assert_partition(&lines.join("\n\n"), lines.first().unwrap_or(&""), &TAXONOMY);
    }
}
