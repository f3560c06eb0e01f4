//! Pairs: which claim answers which, and whether both can hold.
//!
//! A case is a list of claims as an analysis would give them, one a line: `COUNTRY/Name stance:
//! words`, its cue in brackets after the stance where that counts, a further clause of the same claim after `| stance:`, a claim inside the one before
//! indented, `-` for no country or no source. Names that are alike are one source. `title ` before the first
//! makes it the headline.

use std::fmt::Write;

use attache::{
    compare::pairs::pairs,
    model::{
        Analysis, Article, Claim, Factuality, Ground, Quotation, Source, SourceClass, Span, Stance,
        Statement,
    },
};
use proptest::prelude::*;

use crate::golden;

const COUNTRIES: [&str; 8] = ["BLR", "IRN", "KEN", "NOR", "PRK", "RUS", "SRB", "USA"];

/// The article and analysis that a case describes.
fn read(case: &str) -> (Article, Analysis) {
    let mut text = String::new();
    let mut title = String::new();
    let mut analysis = Analysis::default();
    for line in case.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (line, titles) = line.strip_prefix("title ").map_or((line, false), |it| (it, true));
        let inside = line.starts_with(' ').then(|| analysis.claims.len().saturating_sub(1));
        let (who, said) = line.trim().split_once(' ').unwrap_or((line, ""));
        let (country, name) = who.split_once('/').unwrap_or(("-", "-"));
        let source = (name != "-").then(|| source(&mut analysis, country, name));
        let mut statements = Vec::new();
        let mut cue = None;
        for clause in said.split(" | ") {
            let (stance, words) = clause.split_once(": ").unwrap_or(("asserts", clause));
            let (stance, said) = stance.split_once(" (").unwrap_or((stance, ""));
            if let Some(said) = said.strip_suffix(')') {
                cue = Some(Span::new(text.len(), text.len() + said.len()));
                text.push_str(said);
                text.push(' ');
            }
            let start = text.len();
            text.push_str(words);
            statements.push(Statement {
                span: Span::new(start, text.len()),
                stance: Stance::from_code(stance).unwrap_or(Stance::Asserts),
                factuality: Factuality::Unknown,
                author_factuality: Factuality::Unknown,
            });
            text.push(' ');
        }
        if titles {
            title.clone_from(&text);
        }
        text.push('\n');
        let whole = statements.iter().map(|it| it.span).reduce(Span::join).unwrap_or_default();
        let stance = statements.first().map_or(Stance::Asserts, |it| it.stance);
        analysis.claims.push(Claim { cue, ..claim(source, inside, whole, stance, statements) });
    }
    (Article { title, text, ..Article::default() }, analysis)
}

fn claim(
    source: Option<usize>,
    inside: Option<usize>,
    content: Span,
    stance: Stance,
    statements: Vec<Statement>,
) -> Claim {
    Claim {
        section: 0,
        source,
        source_span: None,
        cue: None,
        content: vec![content],
        quotation: Quotation::Indirect,
        stance,
        factuality: Factuality::Unknown,
        author_factuality: Factuality::Unknown,
        inside,
        answers: None,
        statements,
        ground: Ground::default(),
    }
}

fn source(analysis: &mut Analysis, country: &str, name: &str) -> usize {
    let found = analysis.sources.iter().position(|it| it.name == name);
    found.unwrap_or_else(|| {
        analysis.sources.push(Source {
            name: name.to_owned(),
            class: SourceClass::NamedOfficial,
            flags: Vec::new(),
            country: COUNTRIES.iter().find(|it| **it == country).copied(),
            affiliation: None,
            via: None,
            mentions: Vec::new(),
            ground: Ground::default(),
        });
        analysis.sources.len() - 1
    })
}

#[test]
fn golden_cases() {
    golden::check("pairs", "txt", "expect", |case| {
        let (article, analysis) = read(case);
        let words = |index: usize| analysis.claims[index].extent().slice(&article.text);
        let found = pairs(&article, &analysis);
        let mut out = if found.is_empty() { "none\n".to_owned() } else { String::new() };
        for pair in found {
            let strict = if pair.strict { ", strict" } else { "" };
            writeln!(out, "{}{strict} ({})", pair.relation.code(), pair.ground.rule).unwrap();
            writeln!(out, "  a: {}\n  b: {}", words(pair.a), words(pair.b)).unwrap();
        }
        out
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_point_into_the_claims_and_never_at_themselves(
        lines in proptest::collection::vec(
            proptest::sample::select(vec![
                "KEN/Otieno denies: Kenya never sold rockets to Serbia.",
                "SRB/Petrovic alleges: that Kenya was selling rockets to Belgrade",
                "  -/- alleges: that Kenya sold them",
                "KEN/Otieno confirms: Kenya sold rockets to Serbia after all",
                "NOR/Berg qualifies: Petrovic had spoken too soon",
                "NOR/Berg hedges: no sign of “rockets” é",
                "-/- rejects: the sanctions are unlawful",
                "USA/Lee alleges: Serbia spreads lies about Kenya’s rockets",
            ]),
            0..10,
        ),
    ) {
        let (article, analysis) = read(&lines.join("\n"));
        for pair in pairs(&article, &analysis) {
            prop_assert!(pair.a < analysis.claims.len() && pair.b < analysis.claims.len());
            prop_assert!(pair.a != pair.b);
            prop_assert!(article.text.get(pair.ground.cue.start..pair.ground.cue.end).is_some());
        }
    }
}
