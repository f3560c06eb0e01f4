//! Queries on a library of findings made by hand: what they find, told once by the store and once
//! by going through every brief and asking it.

use attache::{
    library::{Brief, Change, Opened, Page, Verdict},
    model::{
        Analysis, Article, ArticleId, Basis, Claim, ClaimTest, Colour, Date, Days, Factuality,
        Ground, Has, Is, Item, Mark, MarkId, Match, Order, Origin, Pair, Period, Precision, Query,
        Quotation, Relation, Review, Section, Source, SourceClass, Span, Stance, Statement, Test,
        TimelineEntry, Timex, TimexKind, TopicScore, Triage,
    },
    query,
    store::{Company, Store},
    text::{fold::fold, pattern::Pattern},
};
use proptest::prelude::*;

const TODAY: &str = "2022-09-22";
const TOPICS: &[&str] = &["denial", "sanctions"];

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The place of some words.
fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

struct Made {
    text: &'static str,
    day: Option<&'static str>,
    site: Option<&'static str>,
    topic: Option<&'static str>,
    /// Speaker, class, carrier, cue, stance.
    claims: &'static [(&'static str, SourceClass, Option<&'static str>, &'static str, Stance)],
    denial: bool,
    /// First and last day, value.
    dated: Option<(&'static str, &'static str, &'static str)>,
}

const MADE: &[Made] = &[
    Made {
        text: "Northland denies sale\n\nA spokesman rejected the report. Kim Öz said shells were sold.",
        day: Some("2022-09-20"),
        site: Some("The Courier"),
        topic: Some("denial"),
        claims: &[
            ("Northland", SourceClass::StateActor, Some("KCNA"), "rejected", Stance::Denies),
            ("Kim Öz", SourceClass::NamedOfficial, None, "said", Stance::Alleges),
        ],
        denial: true,
        dated: Some(("2022-09-12", "2022-09-18", "2022-W37")),
    },
    Made {
        text: "Union widens sanctions\n\nThe council said banks are listed. Kim Öz denied it.",
        day: Some("2022-08-31"),
        site: Some("Évening Post"),
        topic: Some("sanctions"),
        claims: &[
            ("The council", SourceClass::InternationalOrganisation, None, "said", Stance::Asserts),
            ("Kim Öz", SourceClass::NamedOfficial, None, "denied", Stance::Denies),
        ],
        denial: false,
        dated: Some(("2022-08-30", "2022-08-30", "2022-08-30")),
    },
    Made {
        text: "Weather holds\n\nNothing was claimed.",
        day: None,
        site: None,
        topic: None,
        claims: &[],
        denial: false,
        dated: None,
    },
];

fn analysis(made: &Made) -> Analysis {
    let text = made.text;
    let whole = Span::new(0, text.len());
    let mut sources: Vec<Source> = Vec::new();
    let mut claims = Vec::new();
    let source = |name: &str, class, via| Source {
        name: name.to_owned(),
        class,
        flags: Vec::new(),
        country: None,
        affiliation: None,
        via,
        mentions: Vec::new(),
        ground: Ground::default(),
    };
    for (speaker, class, via, cue, stance) in made.claims {
        let via = via.map(|name| {
            sources.push(source(name, SourceClass::StateMedia, None));
            sources.len() - 1
        });
        sources.push(source(speaker, *class, via));
        let cue = at(text, cue);
        claims.push(Claim {
            section: 0,
            source: Some(sources.len() - 1),
            source_span: None,
            cue: Some(cue),
            content: vec![cue],
            quotation: Quotation::Indirect,
            stance: *stance,
            factuality: Factuality::Unknown,
            author_factuality: Factuality::Unknown,
            inside: None,
            answers: None,
            statements: vec![Statement {
                span: cue,
                stance: *stance,
                factuality: Factuality::Unknown,
                author_factuality: Factuality::Unknown,
            }],
            ground: Ground::default(),
        });
    }
    let topics = made.topic.map(|id| TopicScore { id: id.to_owned(), score: 0.5 });
    let timeline = made.dated.map(|(from, to, value)| TimelineEntry {
        when: Timex {
            span: Span::new(0, 1),
            kind: TimexKind::Date,
            value: Some(value.to_owned()),
            modifier: None,
        },
        event: None,
        period: Some(Period { from: date(from), to: date(to) }),
        basis: Basis::Explicit,
        claims: Vec::new(),
        ground: Ground::default(),
    });
    let pair = Pair {
        relation: Relation::DenialOfAllegation,
        a: 0,
        b: 1,
        strict: true,
        ground: Ground::default(),
    };
    Analysis {
        sections: vec![Section {
            heading: None,
            topics: topics.into_iter().collect(),
            span: whole,
            ground: Ground::default(),
        }],
        claims,
        sources,
        timeline: timeline.into_iter().collect(),
        pairs: if made.denial { vec![pair] } else { Vec::new() },
    }
}

/// The library: the first brief has a note, the second is read with one claim judged and a tag, the
/// third is set aside until a day that is over.
fn library() -> Store {
    let mut store = Store::in_memory().unwrap();
    for (index, made) in MADE.iter().enumerate() {
        let article = Article {
            title: made.text.lines().next().unwrap().to_owned(),
            site: made.site.map(str::to_owned),
            published: made.day.map(date),
            language: Some("en-GB".into()),
            origin: Origin {
                path: format!("{index}.txt"),
                sha256: index.to_string(),
                sample: index == 0,
            },
            text: made.text.to_owned(),
            ..Article::default()
        };
        store.put(&article, &analysis(made), Company::Alone).unwrap();
    }
    let mark = Mark {
        id: MarkId(0),
        article: ArticleId(1),
        item: Item::Brief,
        anchor: None,
        colour: Some(Colour::Yellow),
        note: Some("compare the wording with August".into()),
        tags: Vec::new(),
        created: String::new(),
    };
    let cue = at(MADE[1].text, "said");
    let verdict = Verdict { item: Item::Claim(cue), review: Review::Kept, verify: true };
    let changes = [
        Change::Mark(mark),
        Change::Triage(ArticleId(2), Triage::Read),
        Change::Judge(ArticleId(2), verdict),
        Change::Tags(ArticleId(2), vec!["Déjà vu".into()]),
        Change::Triage(ArticleId(3), Triage::Later(date("2022-09-21"))),
    ];
    store.apply("made", &changes, None).unwrap();
    store
}

fn read(typed: &str) -> Query {
    query::parse(typed, date(TODAY), TOPICS).unwrap_or_else(|it| panic!("{typed}: {it}"))
}

const ALL: Page = Page { order: Order::Newest, skip: 0, limit: 10 };

/// The numbers that a query finds.
fn found(store: &Store, query: &Query) -> Vec<i64> {
    let found = store.find(query, date(TODAY), ALL).unwrap();
    assert_eq!(store.count(query, date(TODAY), usize::MAX).unwrap(), found.len());
    let found: Vec<i64> = found.into_iter().map(|it: Brief| it.id.0).collect();
    // Of the newest alone it finds what it finds of them in the whole; the first is the newest.
    for looked_at in 1..4 {
        let near = store.near(query, date(TODAY), looked_at, 99).unwrap();
        let near = near.map(|all| all.into_iter().map(|it| it.0).collect::<Vec<_>>());
        let newest = i64::try_from(looked_at).unwrap() + 1;
        let expected = (looked_at < 3)
            .then(|| found.iter().copied().filter(|it| *it <= newest).collect::<Vec<_>>());
        assert_eq!(near, expected, "{query} of {looked_at}");
    }
    found
}

#[test]
fn queries_find_what_they_mean() {
    let store = library();
    let table: &[(&str, &[i64])] = &[
        ("", &[1, 2, 3]),
        ("shells", &[1]),
        ("\"banks are\"", &[2]),
        ("wording", &[1]),
        ("union or weather", &[2, 3]),
        ("not union", &[1, 3]),
        ("/sh[eo]lls/", &[1]),
        ("title:WIDENS", &[2]),
        ("site:evening", &[2]),
        ("site:/^the/", &[1]),
        ("lang:en", &[1, 2, 3]),
        ("lang:de", &[]),
        ("topic:denial", &[1]),
        ("topic:background", &[3]),
        ("tag:deja", &[2]),
        ("is:unread", &[1, 3]),
        ("is:read", &[2]),
        ("is:done", &[]),
        ("is:later", &[]),
        ("is:verify", &[2]),
        ("is:undated", &[3]),
        ("is:sample", &[1]),
        ("has:note", &[1]),
        ("has:highlight", &[1]),
        ("has:unreviewed", &[1, 2]),
        ("has:conflict", &[1]),
        ("has:tag", &[2]),
        ("has:revision", &[]),
        ("speaker:oz", &[1, 2]),
        // Both of one claim, not one of each.
        ("speaker:oz stance:denies", &[2]),
        ("speaker:northland class:state_actor via:kcna", &[1]),
        ("verb:denied", &[2]),
        ("conflict:any stance:alleges", &[1]),
        ("conflict:contradicts", &[]),
        ("published:2022-09", &[1]),
        ("published:<2022-09", &[2]),
        ("older:3w", &[2]),
        ("newer:1w", &[1]),
        ("date:2022-09-14", &[1]),
        ("date:..2022-08", &[2]),
        ("precision:week", &[1]),
        ("precision:day", &[2]),
    ];
    for (typed, numbers) in table {
        assert_eq!(found(&store, &read(typed)), *numbers, "{typed}");
    }
}

#[test]
fn a_page_is_part_of_the_list_in_its_order() {
    let store = library();
    let page = |order, skip, limit| {
        let page = Page { order, skip, limit };
        let found = store.find(&Query::All, date(TODAY), page).unwrap();
        found.into_iter().map(|it| it.id.0).collect::<Vec<_>>()
    };
    assert_eq!(page(Order::Oldest, 0, 9), [3, 2, 1]);
    assert_eq!(page(Order::Title, 1, 1), [2]);
    assert_eq!(page(Order::Site, 0, 9), [3, 1, 2]);
    assert_eq!(page(Order::Added, 0, 2), [3, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Any combination finds what going through the briefs finds.
    #[test]
    fn the_store_agrees_with_asking_every_brief(words in prop::collection::vec(pieces(), 1..7)) {
        let Ok(query) = query::parse(&words.join(" "), date(TODAY), TOPICS) else { return Ok(()) };
        let store = library();
        let asked = |id: &i64| {
            let opened = store.brief(ArticleId(*id)).unwrap().unwrap();
            holds(&query, &opened)
        };
        let expected: Vec<i64> = (1..=3).filter(asked).collect();
        prop_assert_eq!(found(&store, &query), expected, "{}", query);
    }
}

fn pieces() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "not",
        "or",
        "(",
        ")",
        "shells",
        "said",
        "speaker:oz",
        "stance:denies",
        "stance:alleges",
        "via:kcna",
        "verb:said",
        "class:named_official",
        "conflict:any",
        "is:unread",
        "is:read",
        "topic:denial",
        "published:>2022-08-31",
        "date:2022",
        "site:courier",
        "tag:vu",
        "has:unreviewed",
        "has:note",
        "precision:day",
        "title:/n.w|union/",
    ])
}

/// The same, without a database.
fn holds(query: &Query, it: &Opened) -> bool {
    match query {
        Query::All => true,
        Query::And(list) => {
            let claims: Vec<&ClaimTest> = list
                .iter()
                .filter_map(
                    |it| if let Query::Test(Test::Claim(it)) = it { Some(it) } else { None },
                )
                .collect();
            let others = list.iter().filter(|it| !matches!(it, Query::Test(Test::Claim(_))));
            (claims.is_empty() || claim_like(&claims, it))
                && others.into_iter().all(|q| holds(q, it))
        }
        Query::Or(list) => list.iter().any(|q| holds(q, it)),
        Query::Not(inner) => !holds(inner, it),
        Query::Test(Test::Claim(test)) => claim_like(&[test], it),
        Query::Test(test) => test_holds(test, it),
    }
}

fn matched(how: &Match, text: &str) -> bool {
    match how {
        Match::Contains(words) => fold(text).contains(&fold(words)),
        Match::Pattern(pattern) => Pattern::new(pattern).unwrap().is_in(text),
    }
}

fn within(days: &Days, from: Date, to: Date) -> bool {
    days.from.is_none_or(|it| it <= to) && days.to.is_none_or(|it| from <= it)
}

fn test_holds(test: &Test, it: &Opened) -> bool {
    let notes: String = it.marks.iter().filter_map(|it| it.note.clone()).collect();
    match test {
        Test::Words(words) => fold(&format!("{} {notes}", it.article.text)).contains(&words.words),
        Test::Title(test) => matched(test, &it.article.title),
        Test::Site(test) => it.article.site.as_ref().is_some_and(|it| matched(test, it)),
        Test::Topic(id) => {
            it.analysis.sections.iter().any(|it| it.topics.iter().any(|it| it.id == *id))
        }
        Test::Tag(test) => it.brief.tags.iter().any(|it| matched(test, it)),
        Test::Is(Is::Unread) => it.brief.triage != Triage::Read,
        Test::Is(Is::Read) => it.brief.triage == Triage::Read,
        Test::Has(Has::Note) => !notes.is_empty(),
        Test::Has(Has::Unreviewed) => it.brief.claims > it.brief.reviewed,
        Test::Published(days) => it.article.published.is_some_and(|it| within(days, it, it)),
        Test::Date(days) => it
            .analysis
            .timeline
            .iter()
            .any(|it| it.period.is_some_and(|it| within(days, it.from, it.to))),
        Test::Precision(Precision::Day) => {
            it.analysis.timeline.iter().any(|it| it.period.is_some_and(|it| it.from == it.to))
        }
        other => panic!("{other} is not asked here"),
    }
}

fn claim_like(tests: &[&ClaimTest], it: &Opened) -> bool {
    it.analysis.claims.iter().enumerate().any(|(index, claim)| {
        let source = claim.source.map(|at| &it.analysis.sources[at]);
        tests.iter().all(|test| match test {
            ClaimTest::Speaker(test) => source.is_some_and(|it| matched(test, &it.name)),
            ClaimTest::Via(test) => source
                .and_then(|source| source.via)
                .is_some_and(|via| matched(test, &it.analysis.sources[via].name)),
            ClaimTest::Verb(test) => {
                claim.cue.is_some_and(|cue| matched(test, cue.slice(&it.article.text)))
            }
            ClaimTest::Class(class) => source.is_some_and(|it| it.class == *class),
            ClaimTest::Stance(stance) => claim.stance == *stance,
            ClaimTest::Conflict(_) => {
                it.analysis.pairs.iter().any(|it| it.a == index || it.b == index)
            }
        })
    })
}
