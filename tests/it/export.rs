//! What leaves: the promised JSON and the Markdown of one brief with findings of every kind.

use attache::{
    library::{
        Brief, ExportFormat, Opened, Scope, Tlp, Verdict, analysis_line, exported, keep_own_words,
        markdown, templated,
    },
    model::{
        Analysis, Anchor, Article, ArticleId, Basis, Claim, Colour, Factuality, Flag, Ground, Item,
        Mark, MarkId, Origin, Pair, Period, Quotation, Relation, Removed, Review, Section, Source,
        SourceClass, Span, Stance, Statement, TimelineEntry, Timex, TimexKind, TopicScore,
    },
};

use crate::golden;

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

pub fn article(text: &str) -> Article {
    Article {
        title: "Northland denies sale of shells".into(),
        byline: None,
        site: Some("The Courier".into()),
        url: Some("https://courier.example/shells#top".into()),
        published: "2024-03-05".parse().ok(),
        language: Some("en".into()),
        origin: Origin { path: "denial.txt".into(), sha256: "ab".repeat(32), sample: false },
        text: text.trim_end().into(),
        removed: vec![Removed { text: "Share".into(), why: "share", before: 33 }],
        warnings: Vec::new(),
    }
}

fn claim(text: &str, content: &[&str]) -> Claim {
    let content: Vec<Span> = content.iter().map(|it| span(text, it)).collect();
    let statement = Statement {
        span: content[0],
        stance: Stance::Denies,
        factuality: Factuality::CertainMinus,
        author_factuality: Factuality::Unknown,
    };
    Claim {
        section: 0,
        source: Some(0),
        source_span: None,
        cue: None,
        content,
        quotation: Quotation::Mixed,
        stance: Stance::Denies,
        factuality: Factuality::CertainMinus,
        author_factuality: Factuality::Unknown,
        inside: None,
        answers: None,
        statements: vec![statement],
        ground: Ground { cue: span(text, "never"), rule: "negated content" },
    }
}

fn source(text: &str, name: &str, class: SourceClass) -> Source {
    Source {
        name: name.into(),
        class,
        flags: Vec::new(),
        country: None,
        affiliation: None,
        via: None,
        mentions: vec![span(text, name)],
        ground: Ground::default(),
    }
}

/// Findings of every kind, by hand: what the analyzers find is not the matter here.
pub fn analysis(article: &Article) -> Analysis {
    let text = article.text.as_str();
    let first = Claim {
        source_span: Some(span(text, "A spokesman for Northland’s trade ministry")),
        cue: Some(span(text, "said")),
        ..claim(text, &["that it “never sold shells” abroad"])
    };
    let second = Claim {
        source_span: Some(Span::new(span(text, "he added").start, span(text, " added").start)),
        cue: Some(span(text, "added")),
        quotation: Quotation::Direct,
        inside: Some(0),
        ..claim(text, &["“We have no plan,”", "“to sell any.”"])
    };
    let spokesman = Source {
        flags: vec![Flag::PartyToDispute],
        country: Some("PRK"),
        affiliation: Some(1),
        via: Some(2),
        ..source(text, "A spokesman", SourceClass::UnnamedOfficial)
    };
    let monday = Timex {
        span: span(text, "Monday"),
        kind: TimexKind::Date,
        value: Some("2024-03-04".into()),
        modifier: None,
    };
    let day = "2024-03-04".parse().unwrap();
    Analysis {
        sections: vec![Section {
            heading: Some(span(text, "Northland denies sale of shells")),
            topics: vec![TopicScore { id: "denial".into(), score: 0.81 }],
            span: Span::new(0, text.len()),
            ground: Ground { cue: span(text, "denies"), rule: "decisive term" },
        }],
        claims: vec![first, second],
        sources: vec![
            spokesman,
            source(text, "trade ministry", SourceClass::Organisation),
            source(text, "the Courier", SourceClass::NewsOutlet),
        ],
        timeline: vec![TimelineEntry {
            when: monday,
            event: Some(span(text, "said")),
            period: Some(Period { from: day, to: day }),
            basis: Basis::Publication,
            claims: vec![0],
            ground: Ground { cue: span(text, "Monday"), rule: "weekday before publication" },
        }],
        pairs: vec![Pair {
            relation: Relation::Contradicts,
            a: 1,
            b: 0,
            strict: false,
            ground: Ground { cue: span(text, "no plan"), rule: "same source" },
        }],
    }
}

fn opened(text: &str) -> Opened {
    let article = article(text);
    let analysis = analysis(&article);
    let text = article.text.as_str();
    let verdicts = analysis.claims.iter().map(|it| Verdict {
        item: Item::Claim(it.extent()),
        review: Review::Kept,
        verify: it.inside.is_some(),
    });
    let note = Mark {
        id: MarkId(1),
        article: ArticleId(1),
        item: Item::Brief,
        anchor: None,
        colour: None,
        note: Some("Compare with *last* week.".into()),
        tags: Vec::new(),
        created: "2024-03-06T08:00:00Z".into(),
    };
    let highlight = Mark {
        item: Item::Text,
        anchor: Some(Anchor::new(text, span(text, "never sold shells"), "12".repeat(32).as_str())),
        colour: Some(Colour::Green),
        note: Some("Since when?".into()),
        tags: vec!["shells".into()],
        ..note.clone()
    };
    Opened {
        brief: Brief { tags: vec!["arms trade".into()], ..Brief::default() },
        waits: false,
        revision: "12".repeat(32),
        retrieved: "2024-03-05T21:15:00Z".into(),
        titles: vec!["Denials".into()],
        verdicts: verdicts.collect(),
        marks: vec![note, highlight],
        analysis,
        article,
        ..Opened::default()
    }
}

#[test]
fn the_promised_json_says_what_it_promises() {
    golden::check("export", "txt", "json", |text| {
        let article = article(text);
        let line = analysis_line(&article, &analysis(&article), Some(42));
        assert!(!line.contains('\n'));
        // Broken for the eye only.
        let keys = ["removed", "sections", "claims", "sources", "timeline", "pairs", "warnings"];
        let broken =
            line.replace("},{", "},\n  {").replace(",\"statements\"", ",\n    \"statements\"");
        let broken = keys.iter().fold(broken, |line, key| {
            line.replace(&format!("],\"{key}\":["), &format!("],\n\"{key}\":["))
        });
        broken.replace("\",\"removed\"", "\",\n\"removed\"") + "\n"
    });
}

/// Every format, and the ending of its golden file.
const FORMATS: &[(ExportFormat, &str)] = &[
    (ExportFormat::Markdown, "md"),
    (ExportFormat::Org, "org"),
    (ExportFormat::Csv, "csv"),
    (ExportFormat::Readwise, "readwise"),
    (ExportFormat::JsonLd, "jsonld"),
    (ExportFormat::Bibtex, "bib"),
    (ExportFormat::Csl, "csl"),
    (ExportFormat::Ris, "ris"),
    (ExportFormat::Timelinejs, "timelinejs"),
    (ExportFormat::Stix, "stix"),
    (ExportFormat::Misp, "misp"),
    (ExportFormat::Html, "html"),
    (ExportFormat::Dissemination, "dissemination"),
];

fn written(opened: &Opened, format: ExportFormat) -> String {
    exported(std::slice::from_ref(opened), Scope::Kept, format, Some(Tlp::Green))
}

#[test]
fn each_format_says_the_same_of_a_brief() {
    for (format, ending) in FORMATS {
        golden::check("export", "txt", ending, |text| {
            let out = written(&opened(text), *format);
            assert_eq!(out, written(&opened(text), *format), "a second export differs");
            // The golden files have one kind of line end.
            out.replace("\r\n", "\n")
        });
    }
}

#[test]
fn quotes_in_markdown_are_the_letters_of_the_text() {
    let text = std::fs::read_to_string("tests/cases/export/denial.txt").unwrap();
    let opened = opened(&text);
    let note = markdown(&opened);
    let quotes = note.lines().filter_map(|line| line.strip_prefix("> "));
    let quotes: Vec<&str> = quotes.filter(|it| !it.starts_with("[!") && *it != "[…]").collect();
    assert!(quotes.len() > 2, "{quotes:?}");
    for quote in quotes {
        assert!(opened.article.text.contains(quote), "{quote}");
    }
}

#[test]
fn grades_leave_by_the_names_that_platforms_have_for_them() {
    let text = std::fs::read_to_string("tests/cases/export/denial.txt").unwrap();
    let mut opened = opened(&text);
    let grade = |item: Item, tags: &[&str], anchor| Mark {
        id: MarkId(9),
        article: ArticleId(1),
        item,
        anchor,
        colour: None,
        note: Some("Two of their statements were false.".into()),
        tags: tags.iter().map(|it| (*it).to_owned()).collect(),
        created: "2024-03-06T08:00:00Z".into(),
    };
    let (claim, name) = (opened.analysis.claims[0].extent(), &opened.analysis.sources[0].name);
    let anchor = Anchor::new(&opened.article.text, claim, &opened.revision);
    let marks = [
        grade(Item::Claim(claim), &["information:4", "icd203:unlikely", "port"], Some(anchor)),
        grade(Item::Source(name.clone()), &["source:D"], None),
    ];
    opened.marks.extend(marks);
    let event: serde_json::Value =
        serde_json::from_str(&written(&opened, ExportFormat::Misp)).unwrap();
    let tagged = event["Event"]["Attribute"].as_array().unwrap().iter();
    let tags: Vec<&str> = tagged
        .flat_map(|it| it["Tag"].as_array().unwrap())
        .filter_map(|it| it["name"].as_str())
        .collect();
    for tag in [
        "port",
        "admiralty-scale:source-reliability=\"d\"",
        "admiralty-scale:information-credibility=\"4\"",
        "estimative-language:likelihood-probability=\"unlikely\"",
    ] {
        assert!(tags.contains(&tag), "{tag} in {tags:?}");
    }
    let csv = written(&opened, ExportFormat::Csv);
    assert!(csv.contains("information:4, icd203:unlikely, port, source:D"), "{csv}");
}

#[test]
fn what_the_user_wrote_below_the_marker_stays() {
    let text = std::fs::read_to_string("tests/cases/export/denial.txt").unwrap();
    let note = markdown(&opened(&text));
    let edited = format!("{}\nMy own view.\n", note.replace("denies", "confirms"));
    let again = keep_own_words(&note, &edited);
    assert_eq!(again, format!("{note}\nMy own view.\n"));
    assert_eq!(keep_own_words(&note, &again), again);
    assert_eq!(keep_own_words(&note, "a file of somebody else's"), note);
}

/// A file of several briefs has one marker, so that another export neither repeats a brief nor loses
/// the user's words.
#[test]
fn several_briefs_in_one_file_are_written_over_once() {
    let text = std::fs::read_to_string("tests/cases/export/denial.txt").unwrap();
    let briefs = [opened(&text), opened(&text)];
    let note = exported(&briefs, Scope::Kept, ExportFormat::Markdown, None);
    assert_eq!(keep_own_words(&note, &note), note);
    let edited = format!("{note}\nMine.\n");
    assert_eq!(keep_own_words(&note, &edited), edited);
}

#[test]
fn a_template_of_the_users_is_filled_or_told_apart_line_by_line() {
    let text = std::fs::read_to_string("tests/cases/export/denial.txt").unwrap();
    let briefs = [opened(&text)];
    let fill = |template: &str| {
        templated(&briefs, Scope::All, ("own.txt", template), None)
            .map_err(|error| error.to_string())
    };
    let good = "{% for b in briefs %}{{ b.title }}: {{ b[\"items\"] | length }}\n{% endfor %}";
    assert_eq!(fill(good).unwrap(), "Northland denies sale of shells: 3\n");
    let bad = fill("one\n{{ briefs | sorted }}").unwrap_err();
    assert!(bad.starts_with("own.txt:2: "), "{bad}");
}

/// Every span of the JSON, cut out by code points, gives its own words.
#[test]
fn offsets_are_code_points_of_the_text() {
    let text = std::fs::read_to_string("tests/cases/export/denial.txt").unwrap();
    let article = article(&text);
    let line = analysis_line(&article, &analysis(&article), None);
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    let points: Vec<char> = article.text.chars().collect();
    let mut seen = 0;
    visit(&line, &mut |start, end, words| {
        assert_eq!(points[start..end].iter().collect::<String>(), words);
        seen += 1;
    });
    assert!(seen > 10, "{seen}");
}

fn visit(value: &serde_json::Value, see: &mut impl FnMut(usize, usize, &str)) {
    let number = |it: &serde_json::Value| usize::try_from(it.as_u64().unwrap()).unwrap();
    if let (Some(start), Some(end), Some(text)) =
        (value.get("start"), value.get("end"), value.get("text"))
    {
        see(number(start), number(end), text.as_str().unwrap());
    }
    let children: Vec<&serde_json::Value> = match value {
        serde_json::Value::Array(items) => items.iter().collect(),
        serde_json::Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    for child in children {
        visit(child, see);
    }
}
