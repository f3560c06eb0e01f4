//! The goldens of attribution, and its promises on any text.

use std::{fmt::Write as _, time::Instant};

use attache::{
    analysis::attribution::{Attribution, attributions},
    model::{Article, Quotation, Span},
};
use proptest::prelude::*;

use crate::golden;

fn article(text: &str) -> Article {
    Article { text: text.to_owned(), ..Article::default() }
}

/// An article whose `site:` and `title:` may stand in lines before it.
fn headed(case: &str) -> Article {
    let mut it = Article::default();
    let mut rest = case;
    while let Some((line, after)) = rest.split_once('\n') {
        if let Some(site) = line.strip_prefix("site: ") {
            it.site = Some(site.to_owned());
        } else if let Some(title) = line.strip_prefix("title: ") {
            title.clone_into(&mut it.title);
        } else {
            break;
        }
        rest = after;
    }
    rest.clone_into(&mut it.text);
    it
}

/// One line a finding: number, source, cue, content | quotation, links | what it went by.
///
/// The probabilities in a learnt finding's ground are left out: they change with each training.
fn render(case: &str) -> String {
    // A first line in `#` tells what is known to be wrong.
    let text = case.strip_prefix('#').and_then(|it| it.split_once('\n')).map_or(case, |it| it.1);
    let article = headed(text);
    let text = article.text.as_str();
    let found = attributions(&article);
    let mut out = String::new();
    for (at, one) in found.iter().enumerate() {
        writeln!(out, "{} {}", at + 1, line(text, one)).unwrap();
    }
    if found.is_empty() { "nothing\n".to_owned() } else { out }
}

fn line(text: &str, one: &Attribution) -> String {
    let words = |span: Option<Span>| span.map_or("-", |it| it.slice(text)).replace('\n', "/");
    let content: Vec<String> = one.content.iter().map(|it| words(Some(*it))).collect();
    let mut line =
        format!("{} | {} | {} | ", words(one.source), words(one.cue), content.join(" + "));
    line += match one.quotation {
        Quotation::Direct => "direct",
        Quotation::Mixed => "mixed",
        Quotation::Indirect => "indirect",
        Quotation::None => "none",
    };
    let links = [("source of", one.inherits), ("inside", one.inside), ("answers", one.answers)];
    for (name, link) in links {
        if let Some(other) = link {
            write!(line, ", {name} {}", other + 1).unwrap();
        }
    }
    let rule = one.ground.rule.split(':').next().unwrap_or_default();
    if one.cue == Some(one.ground.cue) {
        format!("{line} | {rule}")
    } else {
        format!("{line} | {rule}: {}", words(Some(one.ground.cue)))
    }
}

#[test]
fn goldens() {
    golden::check("attribution", "txt", "expect", render);
}

/// Words that make attributions, in any order, so that the engine meets what nobody thought of.
const PIECES: &[&str] = &[
    "said",
    "says",
    "according",
    "to",
    "that",
    "he",
    "the",
    "minister",
    "Kim",
    "“",
    "”",
    "\"",
    "'",
    "''",
    "‘",
    "’",
    "«",
    "»",
    "「",
    "」",
    "„",
    ",",
    ".",
    ":",
    "?",
    "…",
    "—",
    "(",
    ")",
    "\n",
    "\n\n",
    "QUESTION:",
    "MR. LIMA:",
    "denied",
    "reportedly",
    "We",
    "condemn",
    "é",
    "中文",
    "1998",
    "U.S.",
    "n't",
    "\u{a0}",
    "\u{200b}",
    "\t",
    "-",
    "and",
    "who",
    "claims",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = || prop::collection::vec(prop::sample::select(PIECES), 0..60);
    prop_oneof![
        any::<String>(),
        pieces().prop_map(|it| it.join(" ")),
        pieces().prop_map(|it| it.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 48 } else { 512 }))]

    #[test]
    fn findings_stand_in_order_on_boundaries_and_point_at_findings(text in any_text()) {
        let article = article(&text);
        let found = attributions(&article);
        let mut before = 0;
        for (at, one) in found.iter().enumerate() {
            prop_assert!(!one.content.is_empty() && !one.statements.is_empty());
            let spans = one.content.iter().chain(&one.statements).chain(&one.source).chain(&one.cue);
            for span in spans {
                prop_assert!(!span.is_empty() && text.get(span.start..span.end).is_some());
            }
            let start = one.content.iter().chain(&one.source).chain(&one.cue).map(|it| it.start);
            let start = start.min().unwrap_or_default();
            prop_assert!(start >= before);
            before = start;
            for link in [one.inherits, one.inside, one.answers].into_iter().flatten() {
                prop_assert!(link < found.len() && link != at);
            }
        }
        prop_assert_eq!(attributions(&article), found);
    }
}

/// Bytes of the longest line: a megabyte, or less where the program is built without optimisation.
const LONGEST: usize = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 20 };

/// A text of one line takes no longer a byte than many short ones, within a wide margin that no
/// busy machine exceeds.
#[test]
fn a_sentence_of_a_megabyte_is_read_in_linear_time() {
    let clause = "the envoy said that the ship which the harbour police had seen was empty and ";
    let time = |text: String| {
        let article = article(&text);
        let start = Instant::now();
        let found = attributions(&article);
        assert!(found.iter().all(|it| it.content.iter().all(|part| part.len() < 10_000)));
        start.elapsed()
    };
    let repeats = LONGEST / clause.len();
    let short = time(format!("{}.\n", clause.repeat(5)).repeat(repeats / 5));
    let long = time(clause.repeat(repeats) + ".");
    assert!(long < short * 8, "{long:?} for one line, {short:?} for many");
    for hostile in ["“", "said ", "a.a.", "‘a ", "\"", "he said, ", "(", "-"] {
        let text = hostile.repeat(LONGEST / 8 / hostile.len());
        assert!(time(text) < short * 4, "{hostile}");
    }
}
