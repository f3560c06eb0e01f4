//! The sources' goldens and their promises on any text.
//!
//! A case marks its attributions itself, so that it says what is made of them whoever finds them:
//! `<source>`, `_cue_`, `{content}`, a content within a content for a report inside a report, `{^...}`
//! for one that takes the source of the one before. Lines `title:`, `byline:` and `site:` may stand
//! before the text, and `issued` or `transcript` for what kind of text it is.

use std::fmt::Write as _;

use attache::{
    analysis::{
        attribution::{Attribution, Manner, attributions},
        sources::{join, join_with_grounds},
    },
    model::{Article, Ground, Quotation, Span},
};
use proptest::prelude::*;

use crate::golden;

/// A case read: the article without marks, and its attributions.
struct Case {
    article: Article,
    attributions: Vec<Attribution>,
}

fn read(case: &str) -> Case {
    let mut article = Article::default();
    let mut manner = Manner::Cue;
    let mut rest = case;
    while let Some((line, after)) = rest.split_once('\n') {
        if let Some(it) = line.strip_prefix("title: ") {
            it.clone_into(&mut article.title);
        } else if let Some(it) = line.strip_prefix("byline: ") {
            article.byline = Some(it.to_owned());
        } else if let Some(it) = line.strip_prefix("site: ") {
            article.site = Some(it.to_owned());
        } else if line == "issued" {
            manner = Manner::Issued;
        } else if line == "transcript" {
            manner = Manner::Turn;
        } else if !line.is_empty() {
            break;
        }
        rest = after;
    }
    let mut reader = Reader { manner, text: String::new(), found: Vec::new() };
    for line in rest.split_inclusive('\n') {
        reader.line(line);
    }
    article.text = reader.text;
    Case { article, attributions: reader.found }
}

struct Reader {
    manner: Manner,
    text: String,
    found: Vec<Attribution>,
}

/// What stands beside each other at one depth of a line.
#[derive(Default)]
struct Level {
    sources: Vec<(usize, Span)>,
    cues: Vec<(usize, Span)>,
    contents: Vec<(usize, usize)>,
    opened: usize,
    attribution: Option<usize>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let mut levels = vec![Level::default()];
        let mut cue: Option<usize> = None;
        let mut order = 0;
        for it in line.chars() {
            order += 1;
            let at = self.text.len();
            match it {
                '<' => levels.last_mut().unwrap().opened = at,
                '>' => {
                    let level = levels.last_mut().unwrap();
                    level.sources.push((order, Span::new(level.opened, at)));
                }
                '_' => match cue.take() {
                    Some(start) => {
                        levels.last_mut().unwrap().cues.push((order, Span::new(start, at)));
                    }
                    None => cue = Some(at),
                },
                '{' => {
                    let inside = levels.last().unwrap().attribution;
                    let index = self.begin(at, inside);
                    levels.last_mut().unwrap().contents.push((order, index));
                    levels.push(Level { attribution: Some(index), ..Level::default() });
                }
                '}' => {
                    let level = levels.pop().unwrap();
                    let index = level.attribution.unwrap();
                    self.settle(&level);
                    self.found[index].content[0].end = at;
                    self.found[index].statements[0].end = at;
                }
                '^' => {
                    let index = levels.last().unwrap().attribution.unwrap();
                    self.found[index].inherits = index.checked_sub(1);
                }
                it => self.text.push(it),
            }
        }
        self.settle(&levels.pop().unwrap());
    }

    fn begin(&mut self, at: usize, inside: Option<usize>) -> usize {
        let content = Span::new(at, at);
        self.found.push(Attribution {
            manner: Manner::Cue,
            source: None,
            inherits: None,
            cue: None,
            content: vec![content],
            statements: vec![content],
            quotation: Quotation::Indirect,
            inside,
            answers: None,
            ground: Ground { cue: content, rule: "case" },
        });
        self.found.len() - 1
    }

    /// Gives each content the source and the cue that stand nearest.
    fn settle(&mut self, level: &Level) {
        for (order, index) in &level.contents {
            let nearest = |spans: &[(usize, Span)]| {
                spans.iter().min_by_key(|it| it.0.abs_diff(*order)).map(|it| it.1)
            };
            let one = &mut self.found[*index];
            if one.inherits.is_none() {
                one.source = nearest(&level.sources);
            }
            one.cue = nearest(&level.cues);
            let label = one.source.is_some_and(|it| self.text[it.end..].starts_with(':'));
            if self.manner == Manner::Turn && (label || one.source.is_none())
                || self.manner == Manner::Issued && one.source.is_none()
            {
                one.manner = self.manner;
            }
            let words = &self.text[one.content[0].start..];
            one.quotation = match words.find(['"', '“']) {
                Some(0) => Quotation::Direct,
                Some(at) if one.content[0].start + at < self.text.len() => Quotation::Mixed,
                _ => Quotation::Indirect,
            };
        }
    }
}

/// One line a source: name | class | flags | country | affiliation | via | mentions with their ground.
fn render(case: &str) -> String {
    let case = read(case);
    let text = case.article.text.as_str();
    let (_, sources, rules) = join_with_grounds(&case.article, &case.attributions);
    let name = |at: Option<usize>| at.map_or("-", |at| sources[at].name.as_str());
    let mut out = String::new();
    for (source, rules) in sources.iter().zip(&rules) {
        let flags: Vec<&str> = source.flags.iter().map(|it| it.code()).collect();
        let flags = if flags.is_empty() { "-".to_owned() } else { flags.join(" ") };
        let mentions: Vec<String> = source
            .mentions
            .iter()
            .zip(rules)
            .map(|(span, rule)| format!("{} ({rule})", span.slice(text)))
            .collect();
        let mentions = if mentions.is_empty() {
            format!("- ({})", source.ground.rule)
        } else {
            mentions.join("; ")
        };
        writeln!(
            out,
            "{} | {} | {flags} | {} | {} | {} | {mentions}",
            source.name,
            source.class.code(),
            source.country.unwrap_or("-"),
            name(source.affiliation),
            name(source.via),
        )
        .unwrap();
    }
    if out.is_empty() { "nobody\n".to_owned() } else { out }
}

#[test]
fn goldens() {
    golden::check("sources", "txt", "expect", render);
}

/// Words that make sources, in any order, so that rules meet what their authors did not think of.
const PIECES: &[&str] = &[
    "the",
    "a",
    "both",
    "and",
    "of",
    "for",
    "who",
    "which",
    "he",
    "she",
    "they",
    "it",
    "We",
    "I",
    "our",
    "said",
    "told",
    "citing",
    "according to",
    "reported",
    "carried by",
    "Reuters",
    "KCNA",
    "BBC's",
    "Mori",
    "Aiko",
    "Kim Jong Un",
    "President",
    "the Secretary",
    "Foreign Ministry",
    "official",
    "officials",
    "spokesperson",
    "North Korea",
    "US",
    "us",
    "WHO",
    "Iran's",
    "Russian",
    "United Nations",
    "QUESTION:",
    "MR HALE:",
    "\n\n",
    "\n",
    ".",
    ",",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "—",
    " ",
    "\u{a0}",
    "é",
    "中",
    "’s",
    "Hoi-kwan",
    "-",
    "statement",
    "former",
    "2022",
    "",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = || prop::collection::vec(prop::sample::select(PIECES), 0..50);
    prop_oneof![
        any::<String>(),
        pieces().prop_map(|pieces| pieces.join(" ")),
        pieces().prop_map(|pieces| pieces.concat()),
    ]
}

/// Attributions over any stretches, sound only as spans.
fn any_attributions(text: &str, seeds: &[(usize, usize, usize, u8)]) -> Vec<Attribution> {
    let ends: Vec<usize> =
        text.char_indices().map(|it| it.0).chain(std::iter::once(text.len())).collect();
    let point = |seed: usize| ends[seed % ends.len()];
    let span = |a: usize, b: usize| {
        let (a, b) = (point(a), point(b));
        Span::new(a.min(b), a.max(b))
    };
    let one = |(at, (a, b, c, kind)): (usize, &(usize, usize, usize, u8))| Attribution {
        manner: match kind % 4 {
            0 => Manner::Turn,
            1 => Manner::Issued,
            2 => Manner::Narrated,
            _ => Manner::Cue,
        },
        source: (kind & 4 != 0).then(|| span(*a, *b)),
        inherits: (kind & 8 != 0).then_some(*c),
        cue: (kind & 16 != 0).then(|| span(*b, *c)),
        content: vec![span(*a, *c)],
        statements: vec![span(*a, *c)],
        quotation: if kind & 32 != 0 { Quotation::Direct } else { Quotation::Indirect },
        inside: (kind & 64 != 0).then_some(at / 2).filter(|it| *it != at),
        answers: None,
        ground: Ground { cue: span(*a, *b), rule: "any" },
    };
    seeds.iter().enumerate().map(one).collect()
}

proptest! {
    #[test]
    fn sources_stand_in_order_with_their_mentions(
        text in any_text(),
        title in "[A-Za-z’' ]{0,30}",
        byline in prop::option::of("[A-Z][a-z]{2,8}, [A-Za-z ]{0,20}"),
        seeds in prop::collection::vec((0..500_usize, 0..500_usize, 0..500_usize, any::<u8>()), 0..12),
        real in any::<bool>(),
    ) {
        let article = Article { text: text.clone(), title, byline, ..Article::default() };
        let found = if real { attributions(&article) } else { any_attributions(&text, &seeds) };
        let (claims, sources) = join(&article, &found);
        prop_assert_eq!(claims.len(), found.len());
        let mut first = 0;
        for source in &sources {
            let mut end = 0;
            for mention in &source.mentions {
                prop_assert!(text.get(mention.start..mention.end).is_some_and(|it| !it.is_empty()));
                prop_assert!(mention.start >= end);
                end = mention.end;
            }
            let start = source.mentions.first().map_or(usize::MAX, |it| it.start);
            prop_assert!(start >= first);
            first = start;
            prop_assert!(source.flags.is_sorted());
            for other in [source.affiliation, source.via].into_iter().flatten() {
                prop_assert!(other < sources.len());
            }
        }
        for claim in &claims {
            prop_assert!(claim.source.is_none_or(|it| it < sources.len()));
        }
    }
}

/// A thousand speakers and ten thousand cost the like for each: nobody is compared with everybody.
#[test]
fn many_speakers_take_their_time_and_no_more() {
    let words = |number: usize| -> String {
        let letters = "bcdfghjklmnprstvz".as_bytes();
        let letter = |it: usize| char::from(letters[it % letters.len()]);
        format!(
            "{}a{}e{}o{}i",
            letter(number).to_ascii_uppercase(),
            letter(number / 17),
            letter(number / 289),
            letter(number / 4913)
        )
    };
    let mut case = String::new();
    for number in 0..10_000 {
        let name = words(number);
        writeln!(
            case,
            "<Minister Aiko {name}> _said_ {{it was so}}. <He> _added_ {{it was late}}.\n"
        )
        .unwrap();
    }
    let case = read(&case);
    let start = std::time::Instant::now();
    let (_, sources) = join(&case.article, &case.attributions);
    assert_eq!(sources.len(), 10_000);
    // Each with each would be a hundred million comparisons, minutes in a build for tests.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
