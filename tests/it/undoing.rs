//! Every step leads back: after any sequence of verbs, undoing all of them gives the first state of
//! every table, byte for byte, and doing them again the last.

use std::{fmt::Write as _, path::Path};

use attache::{
    library::{Act, Among, Change, Opened, Taxonomy, Verdict, analyze},
    model::{
        Anchor, Article, ArticleId, Colour, Correction, CorrectionId, Date, Fix, Item, Mark,
        MarkId, Origin, Period, Query, Review, Span, Stance, Triage,
    },
    store::{Company, Deed, Durability, Store},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use rusqlite::{Connection, types::ValueRef};

const TEXTS: [&str; 3] = [
    "Northland denies sale\n\nA spokesman for Northland said on Monday that it never sold shells.",
    "Union waits\n\nThe Eastern Union said it had “no evidence” of a sale in March 2024.",
    "Quiet day\n\nForty crates stood on the quay. Nobody spoke on Tuesday.",
];
const WORDS: [&str; 5] =
    ["it never sold shells", "no evidence", "Monday", "Forty crates", "a sale"];

/// What may be done, in numbers that fit any library.
#[derive(Clone, Debug)]
enum Move {
    Do(Vec<(u8, usize, usize)>),
    Many(u8, usize),
    Undo,
    Redo,
    Go(usize),
    /// The program was closed and opened again.
    Restart,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let change = (0..13_u8, 0..TEXTS.len(), 0..WORDS.len());
    let one = prop_oneof![
        8 => proptest::collection::vec(change, 1..4).prop_map(Move::Do),
        3 => (0..7_u8, 0..5_usize).prop_map(|(verb, which)| Move::Many(verb, which)),
        3 => Just(Move::Undo),
        2 => Just(Move::Redo),
        1 => (0..6_usize).prop_map(Move::Go),
        1 => Just(Move::Restart),
    ];
    proptest::collection::vec(one, 1..16)
}

fn number(of: usize) -> ArticleId {
    ArticleId(i64::try_from(of).unwrap())
}

fn day(ahead: usize) -> Date {
    "2024-03-05".parse::<Date>().unwrap().plus_days(i32::try_from(ahead).unwrap())
}

fn place(opened: &Opened, words: &str) -> Option<Span> {
    let start = opened.article.text.find(words)?;
    Some(Span::new(start, start + words.len()))
}

/// The change that three numbers mean; none where there is nothing to do it to.
fn meant(store: &Store, (what, which, how): (u8, usize, usize)) -> Option<Change> {
    let id = number(which + 1);
    let opened = store.brief(id).unwrap().unwrap();
    let at = || place(&opened, WORDS[how]);
    let anchor = |span| Anchor::new(&opened.article.text, span, &opened.revision);
    let review = Review::ALL[how % Review::ALL.len()];
    let stance = Stance::ALL[how];
    let verdict = |item| Verdict { item, review, verify: how == 2 };
    let correct = |span, fix| {
        Change::Correct(Correction {
            id: CorrectionId::default(),
            article: id,
            anchor: anchor(span),
            fix,
            created: String::new(),
        })
    };
    Some(match what {
        0 => {
            Change::Triage(id, [Triage::Read, Triage::Dropped, Triage::Open, Triage::New][how % 4])
        }
        1 => Change::Triage(id, Triage::Later(day(how))),
        2 => Change::Shortlist(id, how % 2 == 0),
        3 => Change::Verify(id, how % 2 == 0),
        4 => Change::Tags(id, WORDS[..how].iter().map(|it| (*it).to_owned()).collect()),
        5 => Change::Retag(id, vec![WORDS[how].to_owned()], vec![WORDS[0].to_owned()]),
        6 => {
            let claims = &opened.analysis.claims;
            let claim = claims.get(how % claims.len().max(1)).map(attache::model::Claim::extent);
            Change::Judge(id, verdict(Item::Claim(claim.or_else(at)?)))
        }
        7 => Change::Judge(id, verdict(Item::Source(WORDS[how].into()))),
        8 => Change::Mark(Mark {
            id: MarkId::default(),
            article: id,
            item: Item::Text,
            anchor: Some(anchor(at()?)),
            colour: (how > 1).then_some(Colour::Green),
            note: (how < 3).then(|| "noted".to_owned()),
            tags: Vec::new(),
            created: String::new(),
        }),
        9 => Change::Edit(Mark { note: Some(WORDS[how].into()), ..opened.marks.first()?.clone() }),
        10 => match opened.corrected.first().filter(|_| how == 4) {
            Some(it) => Change::Uncorrect(id, it.correction.id),
            None => Change::Unmark(opened.marks.first()?.id),
        },
        11 if how == 3 => Change::Place(opened.marks.first()?.id, at()?),
        11 => {
            let claims = opened.analysis.claims.iter().map(attache::model::Claim::extent);
            let speaker = (how != 1).then(|| WORDS[how].to_owned());
            let fix = Fix::Claim { speaker, cue: Some("said".into()), stance };
            correct(at().or_else(|| claims.clone().nth(how % 2))?, fix)
        }
        _ => {
            let entries = &opened.analysis.timeline;
            let span = entries.get(how % entries.len().max(1))?.when.span;
            correct(span, Fix::Date(Period { from: day(how), to: day(how + 1) }))
        }
    })
}

/// Does one move; what cannot be done is not done.
fn make(store: &mut Store, path: &Path, it: &Move) {
    match it {
        Move::Do(numbers) => {
            let changes: Vec<Change> = numbers.iter().filter_map(|it| meant(store, *it)).collect();
            // A mark that one change takes away is gone for the next: nothing is done then.
            let _ = store.apply("deed", &changes, None);
        }
        Move::Many(verb, which) => {
            let among = match which {
                0 => Among::Meant(Query::All, day(2)),
                it => Among::These((1..=3).filter(|id| id != it).map(number).collect()),
            };
            let tags = |at: usize| vec![WORDS[at].to_owned()];
            let deeds = match verb {
                0 => vec![Deed::Triage(Triage::Read)],
                1 => vec![Deed::Triage(Triage::Later(day(*which + 1)))],
                2 => vec![Deed::Triage(Triage::Read), Deed::Shortlist(true)],
                3 => vec![Deed::Verify(which % 2 == 0)],
                4 => vec![Deed::Retag { add: tags(*which), take: tags(0) }],
                5 => vec![Deed::Tags(tags(*which))],
                _ => vec![Deed::Triage(Triage::Dropped)],
            };
            let label = |count| Act::Read.label(count);
            store.apply_to_many(&label, &deeds, &among).unwrap();
        }
        Move::Undo => drop(store.undo().unwrap()),
        Move::Redo => drop(store.redo().unwrap()),
        Move::Go(at) => {
            if let Some(step) = store.history(9).unwrap().get(*at) {
                let _ = store.go_to_step(step.id);
            }
        }
        Move::Restart => *store = open(path),
    }
}

fn open(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    store.set_durability(Durability::Soon).unwrap();
    store
}

/// Every row of every table but the log itself and the insides of the indexes.
fn dump(path: &Path) -> String {
    let file = Connection::open(path).unwrap();
    let tables: Vec<String> = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap()
        .query_map((), |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let log = ["step", "change", "sqlite_sequence", "speaker", "verb"];
    let mut text = String::new();
    for table in tables.iter().filter(|it| {
        !log.contains(&it.as_str()) && !it.contains("words") && !it.contains("letters")
    }) {
        let mut rows: Vec<String> = Vec::new();
        let mut query = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut found = query.query(()).unwrap();
        while let Some(row) = found.next().unwrap() {
            let mut line = table.clone();
            for column in 0..columns {
                let value = match row.get_ref(column).unwrap() {
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    other => format!("{other:?}"),
                };
                write!(line, "\t{value}").unwrap();
            }
            rows.push(line);
        }
        rows.sort();
        text.push_str(&rows.join("\n"));
        text.push('\n');
    }
    // The words of notes are an index over them: it must agree.
    file.execute_batch("INSERT INTO note_words (note_words, rank) VALUES ('integrity-check', 1)")
        .unwrap();
    text
}

fn fill(path: &Path) {
    let mut store = open(path);
    for (number, text) in TEXTS.iter().enumerate() {
        let article = Article {
            title: format!("{number}"),
            published: Some(day(0)),
            origin: Origin { path: format!("{number}"), ..Origin::default() },
            text: (*text).to_owned(),
            ..Article::default()
        };
        let analysis = analyze(&article, &Taxonomy::default());
        store.put(&article, &analysis, Company::Alone).unwrap();
    }
}

#[test]
fn any_sequence_of_verbs_leads_to_the_start_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let blank = folder.path().join("blank.db");
    fill(&blank);
    // One file, without a log beside it, to begin each sequence from.
    let file = Connection::open(&blank).unwrap();
    file.query_row("PRAGMA journal_mode = DELETE", (), |_| Ok(())).unwrap();
    drop(file);
    let start = dump(&blank);
    std::thread::scope(|scope| {
        let half = || sequences(&blank, &start, folder.path(), 500);
        scope.spawn(half);
        half();
    });
}

/// Makes so many sequences of moves, each in a library of its own.
fn sequences(blank: &Path, start: &str, folder: &Path, cases: u32) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&moves(), |moves| {
            let scratch = tempfile::tempdir_in(folder).unwrap();
            let path = scratch.path().join("library.db");
            std::fs::copy(blank, &path).unwrap();
            let mut store = open(&path);
            for it in &moves {
                make(&mut store, &path, it);
            }
            // What was undone last can still be done again: that is the end.
            while store.redo().unwrap().is_some() {}
            let end = dump(&path);
            let mut undone = 0;
            while store.undo().unwrap().is_some() {
                undone += 1;
            }
            prop_assert_eq!(dump(&path), start);
            let mut redone = 0;
            while store.redo().unwrap().is_some() {
                redone += 1;
            }
            prop_assert_eq!(dump(&path), end);
            prop_assert_eq!(undone, redone);
            Ok(())
        })
        .unwrap();
}
