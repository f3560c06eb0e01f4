//! A library made by hand, for tests of the screen: briefs whose findings no analyzer decides on, in
//! the real store. What comes from outside (files, what is written) is made up.

use attache::{
    library::{Library, Taxonomy},
    model::{
        Analysis, Anchor, Article, ArticleId, Basis, Claim, Date, Factuality, Flag, Ground, Item,
        Mark, MarkId, Origin, Pair, Period, Quotation, Record, Relation, Removed, Revision,
        Section, Source, SourceClass, Span, Stance, TimelineEntry, Timex, TimexKind, TopicScore,
        Triage,
    },
    store::{Store, fingerprint},
    tui::worker::{Reply, Request, answer},
};

/// The library.
pub struct Desk {
    library: Library,
}

/// A brief with what was found in it.
type Made = (Record, Analysis);

impl Desk {
    /// The library of a fixture: `harland`, `nested`, `bare`, `dates`, `many`, `revised`, `empty`.
    pub fn new(fixture: &str) -> Self {
        let briefs = match fixture {
            "harland" => vec![treaty(), harland(), wide()],
            "nested" => vec![nested()],
            "bare" => vec![wide()],
            "dates" => vec![dates()],
            "many" => (1..=25).map(plain).collect(),
            "revised" => vec![revised()],
            "empty" => Vec::new(),
            _ => panic!("{fixture} is no fixture"),
        };
        let mut store = Store::in_memory().unwrap();
        put(&mut store, &briefs);
        Self { library: Library::over(store, Taxonomy::new(Vec::new())) }
    }

    /// What it says to a request.
    pub fn answer(&mut self, request: Request) -> Vec<Reply> {
        match request {
            Request::Samples => {
                let mut store = Store::in_memory().unwrap();
                put(&mut store, &[harland()]);
                self.library = Library::over(store, Taxonomy::new(Vec::new()));
                vec![Reply::Imported(Vec::new())]
            }
            Request::Import(path, day) => {
                let day = day.map_or_else(String::new, |it| format!(" of {it}"));
                let cause = format!("cannot read {}{day}: it is not there", path.display());
                vec![Reply::Failed(cause)]
            }
            Request::Sync => vec![Reply::Synced(0, 0, None)],
            Request::Fetch(url, _) => vec![Reply::Failed(format!("{url}: no such host"))],
            Request::Paste(_) | Request::Read(..) => vec![Reply::Imported(Vec::new())],
            Request::Write(path, ..) => vec![Reply::Written(path)],
            request => answer(&mut self.library, request).into_iter().map(untitled).collect(),
        }
    }
}

/// When all that is done here is said to have been done: the clock of the library is that of the
/// machine.
const NOW: &str = "2025-11-04T06:30:00Z";

/// Sections go by the ids of their topics here: what they are called is tested where that is.
fn untitled(mut reply: Reply) -> Reply {
    match &mut reply {
        Reply::Opened(_, Some(opened), _) => {
            opened.titles.clear();
            for it in &mut opened.corrected {
                NOW.clone_into(&mut it.correction.created);
            }
        }
        Reply::History(steps) => {
            for it in steps {
                NOW.clone_into(&mut it.at);
            }
        }
        _ => {}
    }
    reply
}

/// Brings briefs in, as out of another library: no step of the history.
fn put(store: &mut Store, briefs: &[Made]) {
    for (record, analysis) in briefs {
        store.restore(record, analysis).unwrap();
    }
}

/// A brief of one text.
fn made(article: Article, record: Record) -> Record {
    let revision = Revision {
        sha256: fingerprint(&article.text),
        retrieved: "2025-11-04T06:30:00Z".to_owned(),
        article,
    };
    Record { revisions: vec![revision], ..record }
}

/// A brief whose text came again with other words, and three highlights from before.
fn revised() -> Made {
    let old = Article { text: HARLAND.to_owned(), ..article("Harland rejects", "2025-11-03") };
    let text = HARLAND
        .replace("at least 40 containers", "at least 60 containers")
        .replace(
            "Two officials, who asked not to be named, put the number of launchers at 12.\n\n",
            "",
        )
        .replace("Recently both had been silent.", "Since May both have been silent.");
    let new = Article { text, ..old.clone() };
    let revision = |article: Article, retrieved: &str| Revision {
        sha256: fingerprint(&article.text),
        retrieved: retrieved.to_owned(),
        article,
    };
    let mark = |words: &str, note: Option<&str>| Mark {
        id: MarkId::default(),
        article: ArticleId::default(),
        item: Item::Text,
        anchor: Some(Anchor::new(HARLAND, at(words), &fingerprint(HARLAND))),
        colour: Some(attache::model::Colour::Yellow),
        note: note.map(str::to_owned),
        tags: Vec::new(),
        created: "2025-11-04T06:30:00Z".to_owned(),
    };
    let record = Record {
        marks: vec![
            mark("It named no reason.", None),
            mark("at least 40 containers had left the port of Ruun", Some("Who counted?")),
            mark("put the number of launchers at 12", None),
        ],
        revisions: vec![
            revision(old, "2025-11-04T06:30:00Z"),
            revision(new, "2025-11-05T07:00:00Z"),
        ],
        ..Record::default()
    };
    (record, Analysis::default())
}

/// One of many that nobody tells apart.
fn plain(number: usize) -> Made {
    let text = format!("Report {number}\n\nNothing was said on day {number}.");
    let title = format!("Report {number}");
    (
        made(Article { text, ..article(&title, "2025-11-01") }, Record::default()),
        Analysis::default(),
    )
}

const HARLAND: &str = "\
Harland rejects missile sale report

Harland's foreign ministry on Monday denied that it had sold missiles to Varn, calling the report \
“an old fairy tale.”

The statement, carried by the Harland Wire, said the country “has never sold a missile and does not \
plan to.” It named no reason.

Arms on the rails

Varn's defence minister said that at least 40 containers had left the port of Ruun since August \
2024. A panel of the United Nations reported in March 2025 that parts of the missiles were found \
near the border.

Two officials, who asked not to be named, put the number of launchers at 12.

The two states signed a treaty on 19 June 2024. “We will honour it,” said the spokeswoman of the \
ministry. Recently both had been silent.";

fn at(words: &str) -> Span {
    let start = HARLAND.find(words).unwrap_or_else(|| panic!("{words} is not in the fixture"));
    Span::new(start, start + words.len())
}

fn ground(words: &str, rule: &'static str) -> Ground {
    Ground { cue: at(words), rule }
}

fn article(title: &str, published: &str) -> Article {
    Article {
        title: title.to_owned(),
        site: Some("Test Wire".to_owned()),
        published: published.parse().ok(),
        origin: Origin::default(),
        ..Article::default()
    }
}

/// A brief with everything that panes can show.
fn harland() -> Made {
    let analysis = analysis();
    let removed = [
        ("navigation", "Home | World"),
        ("related", "Read more: rails"),
        ("related", "Read more: ports"),
    ];
    let article = Article {
        url: Some("https://wire.example/harland?id=2".to_owned()),
        text: HARLAND.to_owned(),
        removed: removed
            .into_iter()
            .map(|(why, text)| Removed { text: text.to_owned(), why, before: at("Arms on").start })
            .collect(),
        ..article("Harland rejects missile sale report", "2025-11-03")
    };
    (made(article, Record::default()), analysis)
}

const NESTED: &str = "\
Varn's envoy said the paper had reported that ships sailed. The list is at \
https://list.example/ships, he said, and a map (https://map.example/a).

Nobody answered.";

/// A brief with a claim within a claim, addresses, and a mark that has lost its place.
fn nested() -> Made {
    let at = |words: &str| {
        let start = NESTED.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let ground = |words| Ground { cue: at(words), rule: "a verb of saying and its clause" };
    let claim = |who, cue, content, inside, source| Claim {
        source: Some(source),
        source_span: Some(at(who)),
        cue: Some(at(cue)),
        content: vec![at(content)],
        quotation: Quotation::Indirect,
        inside,
        section: 0,
        stance: Stance::Asserts,
        factuality: Factuality::CertainPlus,
        author_factuality: Factuality::Unknown,
        answers: None,
        statements: Vec::new(),
        ground: ground(cue),
    };
    let source = |name: &str, class, mention| Source {
        name: name.to_owned(),
        class,
        flags: Vec::new(),
        country: None,
        affiliation: None,
        via: None,
        mentions: vec![at(mention)],
        ground: ground(mention),
    };
    let all = Span::new(0, NESTED.len());
    let analysis = Analysis {
        sections: vec![Section {
            heading: None,
            topics: vec![TopicScore { id: "shipping".to_owned(), score: 0.5 }],
            span: all,
            ground: Ground { cue: all, rule: "terms of the topic" },
        }],
        claims: vec![
            claim("Varn's envoy", "said", "the paper had reported that ships sailed", None, 0),
            claim("the paper", "had reported", "that ships sailed", Some(0), 1),
        ],
        sources: vec![
            source("Varn's envoy", SourceClass::NamedOfficial, "Varn's envoy"),
            source("the paper", SourceClass::NewsOutlet, "the paper"),
        ],
        ..Analysis::default()
    };
    let article = Article {
        text: NESTED.to_owned(),
        url: Some("https://wire.example/envoy".to_owned()),
        ..article("Envoy on the ships", "2025-11-03")
    };
    let lost = Mark {
        id: MarkId(1),
        article: ArticleId(1),
        item: Item::Text,
        anchor: Some(Anchor::new("Somebody answered.", Span::new(0, 8), "an older one")),
        colour: None,
        note: Some("who?".to_owned()),
        tags: vec!["ask".to_owned()],
        created: String::new(),
    };
    (made(article, Record { marks: vec![lost], ..Record::default() }), analysis)
}

/// A brief whose dates disagree: with their weekday, and of one event.
fn dates() -> Made {
    let text = "Rebels attacked the northern harbour on 3 May 2021. The envoy left on Monday, 4 May \
                2021.\n\nRebels attacked the northern harbour on 5 May 2021, by another count.";
    let article =
        Article { text: text.to_owned(), ..article("Two counts of one raid", "2021-05-09") };
    let analysis = Analysis {
        timeline: attache::analysis::timeline::timeline(&article),
        ..Analysis::default()
    };
    (made(article, Record::default()), analysis)
}

/// A brief that was read, with no findings.
fn treaty() -> Made {
    let article = Article {
        text: "The text is long. It has 23 articles.".to_owned(),
        ..article("Treaty text published in full", "2025-11-04")
    };
    let record = Record { triage: Triage::Read, shortlist: true, ..Record::default() };
    (made(article, record), Analysis::default())
}

/// A brief in wide letters, with clusters of several characters.
fn wide() -> Made {
    let text = "평양은 거래를 부인했다. 👩‍🚀 e\u{301}te\u{301}\n\nA\u{a0}paragraph with averyveryverylongwordthathasnoplacetobreakanywhereinsideitself.";
    let article = Article {
        text: text.to_owned(),
        ..article("평양, 거래 부인: a headline that is longer than its place", "2025-09-01")
    };
    (made(article, Record { verify: true, ..Record::default() }), Analysis::default())
}

fn analysis() -> Analysis {
    Analysis {
        sections: sections(),
        claims: claims(),
        sources: sources(),
        timeline: timeline(),
        pairs: vec![Pair {
            relation: Relation::DenialOfAllegation,
            a: 1,
            b: 3,
            strict: true,
            ground: ground(
                "has never sold a missile",
                "a denial and an allegation of the same act",
            ),
        }],
    }
}

fn sections() -> Vec<Section> {
    let ends = [at("Arms on").start, at("The two states").start, HARLAND.len()];
    let topics = ["denial", "arms-capacity", "diplomacy"];
    let mut start = 0;
    ends.into_iter()
        .zip(topics)
        .map(|(end, topic)| {
            let span = Span::new(start, end);
            start = end;
            Section {
                heading: (topic == "arms-capacity").then(|| at("Arms on the rails")),
                topics: vec![TopicScore { id: topic.to_owned(), score: 0.81 }],
                span,
                ground: Ground { cue: span, rule: "terms of the topic" },
            }
        })
        .collect()
}

fn claim(
    section: usize,
    source: Option<usize>,
    who: &str,
    cue: &str,
    content: &str,
    stance: Stance,
) -> Claim {
    let direct = content.starts_with('“');
    Claim {
        section,
        source,
        source_span: (!who.is_empty()).then(|| at(who)),
        cue: (!cue.is_empty()).then(|| at(cue)),
        content: vec![at(content)],
        quotation: match source {
            None => Quotation::None,
            Some(_) if direct => Quotation::Direct,
            Some(_) => Quotation::Indirect,
        },
        stance,
        factuality: Factuality::CertainPlus,
        author_factuality: Factuality::Unknown,
        inside: None,
        answers: None,
        statements: Vec::new(),
        ground: ground(
            if cue.is_empty() { content } else { cue },
            "a verb of saying and its clause",
        ),
    }
}

fn claims() -> Vec<Claim> {
    vec![
        claim(
            0,
            Some(0),
            "Harland's foreign ministry",
            "denied",
            "that it had sold missiles to Varn",
            Stance::Denies,
        ),
        claim(
            0,
            Some(0),
            "The statement",
            "said the",
            "“has never sold a missile and does not plan to.”",
            Stance::Denies,
        ),
        claim(
            1,
            Some(2),
            "Varn's defence minister",
            "said that",
            "that at least 40 containers had left the port of Ruun since August 2024",
            Stance::Asserts,
        ),
        claim(
            1,
            Some(3),
            "A panel of the United Nations",
            "reported",
            "that parts of the missiles were found near the border",
            Stance::Alleges,
        ),
        claim(
            1,
            Some(4),
            "Two officials",
            "put",
            "the number of launchers at 12",
            Stance::Assesses,
        ),
        claim(2, None, "", "", "The two states signed a treaty on 19 June 2024", Stance::Asserts),
        claim(
            2,
            Some(5),
            "the spokeswoman of the ministry",
            "said the spokes",
            "“We will honour it,”",
            Stance::Commits,
        ),
    ]
}

fn source(name: &str, class: SourceClass, via: Option<usize>, mention: &str) -> Source {
    Source {
        name: name.to_owned(),
        class,
        flags: if via.is_some() { vec![Flag::PartyToDispute] } else { Vec::new() },
        country: None,
        affiliation: None,
        via,
        mentions: vec![at(mention)],
        ground: ground(mention, "a name at a verb of saying"),
    }
}

fn sources() -> Vec<Source> {
    vec![
        source(
            "Harland foreign ministry",
            SourceClass::StateActor,
            Some(1),
            "Harland's foreign ministry",
        ),
        source("Harland Wire", SourceClass::StateMedia, None, "the Harland Wire"),
        source(
            "Varn defence minister",
            SourceClass::NamedOfficial,
            None,
            "Varn's defence minister",
        ),
        source(
            "UN panel",
            SourceClass::InternationalOrganisation,
            None,
            "A panel of the United Nations",
        ),
        source("two officials", SourceClass::UnnamedOfficial, None, "Two officials"),
        source(
            "ministry spokeswoman",
            SourceClass::UnnamedOfficial,
            None,
            "the spokeswoman of the ministry",
        ),
    ]
}

fn entry(
    words: &str,
    days: Option<(&str, &str)>,
    basis: Basis,
    event: &str,
    claims: Vec<usize>,
) -> TimelineEntry {
    let date = |text: &str| -> Date { text.parse().unwrap() };
    TimelineEntry {
        when: Timex {
            span: at(words),
            kind: TimexKind::Date,
            value: days.map(|(from, _)| from.to_owned()),
            modifier: None,
        },
        event: (!event.is_empty()).then(|| at(event)),
        period: days.map(|(from, to)| Period { from: date(from), to: date(to) }),
        basis,
        claims,
        ground: ground(words, "a date by its words"),
    }
}

fn timeline() -> Vec<TimelineEntry> {
    vec![
        entry(
            "Monday",
            Some(("2025-11-03", "2025-11-03")),
            Basis::Publication,
            "denied that it had sold missiles",
            vec![0, 1],
        ),
        entry(
            "August 2024",
            Some(("2024-08-01", "2024-08-31")),
            Basis::Explicit,
            "containers had left the port of Ruun",
            vec![2],
        ),
        entry(
            "March 2025",
            Some(("2025-03-01", "2025-03-31")),
            Basis::Explicit,
            "A panel of the United Nations reported",
            vec![3],
        ),
        entry(
            "19 June 2024",
            Some(("2024-06-19", "2024-06-19")),
            Basis::Explicit,
            "signed a treaty",
            vec![5],
        ),
        entry("Recently", None, Basis::Vague, "both had been silent", vec![]),
    ]
}
