//! The library as a file: restarts, other programs, old and new versions, broken transactions.

use std::{fs, path::Path};

use attache::{
    library::{Change, Imported, Input, Library, Page, StoreError, Taxonomy},
    model::{Article, ArticleId, Date, Order, Origin, Triage},
};
use rusqlite::Connection;

const OLDEST: &str = include_str!("../../assets/migrations/0001_articles.sql");
const APPLICATION: i64 = 0x4154_4348;

fn open(path: &Path) -> Library {
    Library::open(path, Taxonomy::default()).unwrap()
}

fn today() -> Date {
    "2024-03-06".parse().unwrap()
}

fn import(library: &mut Library, name: &str) {
    let article = Article {
        title: name.into(),
        origin: Origin { path: name.into(), sha256: name.into(), sample: false },
        text: format!("{name}\n\nA text of its own."),
        ..Article::default()
    };
    library.import(vec![article], &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
}

fn first(library: &mut Library) -> ArticleId {
    library.briefs(today()).unwrap()[0].id
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/library.db");
    let mut library = open(&path);
    import(&mut library, "a");
    let id = first(&mut library);
    library.apply("read", vec![Change::Triage(id, Triage::Read)]).unwrap();
    library.apply("shortlist", vec![Change::Shortlist(id, true)]).unwrap();
    library.undo().unwrap();
    drop(library);
    let mut library = open(&path);
    let brief = &library.briefs(today()).unwrap()[0];
    assert_eq!((brief.triage, brief.shortlist), (Triage::Read, false));
    assert_eq!(library.redo().unwrap().unwrap().label, "shortlist");
    assert_eq!(library.undo().unwrap().unwrap().label, "shortlist");
    assert_eq!(library.undo().unwrap().unwrap().label, "read");
    assert_eq!(library.briefs(today()).unwrap()[0].triage, Triage::New);
}

#[test]
fn two_windows_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (mut one, mut other) = (open(&path), open(&path));
    import(&mut one, "a");
    let id = first(&mut other);
    other.apply("shortlist", vec![Change::Shortlist(id, true)]).unwrap();
    assert!(one.briefs(today()).unwrap()[0].shortlist);
    assert_eq!(one.undo().unwrap().unwrap().label, "shortlist");
    assert!(!other.briefs(today()).unwrap()[0].shortlist);
}

#[test]
fn a_newer_file_and_a_foreign_one_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer.db");
    drop(open(&newer));
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE cookies (a)").unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "This is no database, but a text that is long enough to be one.").unwrap();
    let error = |path: &Path| Library::open(path, Taxonomy::default()).unwrap_err();
    for (path, start) in [(&newer, "the library "), (&foreign, ""), (&text, "")] {
        let before = fs::read(path).unwrap();
        let error = error(path);
        assert!(error.to_string().starts_with(start) && error.hint().is_some(), "{error}");
        assert_eq!(fs::read(path).unwrap(), before, "{error}");
    }
    assert!(matches!(error(&newer), StoreError::Newer { found: 99, .. }));
    assert!(matches!(error(&foreign), StoreError::Foreign(_)));
    assert!(matches!(error(&text), StoreError::Foreign(_)));
    assert!(matches!(error(folder.path()), StoreError::Open(..)));
}

/// A library as the first version wrote it.
fn oldest(path: &Path) {
    let old = Connection::open(path).unwrap();
    old.execute_batch(OLDEST).unwrap();
    old.pragma_update(None, "application_id", APPLICATION).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    old.execute_batch(
        "BEGIN;
         INSERT INTO article (id, key, revision, sample) VALUES (1, 7, 1, 0);
         INSERT INTO revision (id, article, sha256, raw, path, title, warnings)
         VALUES (1, 1, 'x', 'y', 'old.txt', 'Old', '');
         INSERT INTO body (revision, text) VALUES (1, 'Old words of an old brief.');
         INSERT INTO source (article, seq, name, class, flags, mentions, ground, rule)
         VALUES (1, 0, 'Kim Öz', 'named_official', '', '0-3', '0-3', 'old');
         INSERT INTO claim (article, seq, section, source, cue, content, quotation, stance,
                            factuality, author_factuality, statements, ground, rule)
         VALUES (1, 0, 0, 0, '4-9', '10-12', 'indirect', 'denies', 'CT-', 'Uu', '', '4-9', 'old'),
                (1, 1, 0, NULL, NULL, '13-15', 'none', 'hedges', 'Uu', 'Uu', '', '13-15', 'old');
         INSERT INTO entry (article, seq, span, kind, value, first_day, last_day, basis, claims,
                            ground, rule)
         VALUES (1, 0, '0-3', 'DATE', '2022-09', '2022-09-01', '2022-09-30', 'explicit', '', '0-3',
                 'old');
         COMMIT;",
    )
    .unwrap();
}

#[test]
fn an_old_file_is_copied_then_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    oldest(&path);
    let mut library = open(&path);
    assert_eq!(library.briefs(today()).unwrap()[0].title, "Old");
    assert_eq!(library.search("words", 9).unwrap().len(), 1);
    // What has come since is known of what was found then.
    let page = Page { order: Order::Newest, skip: 0, limit: 9 };
    for (asked, briefs) in [
        ("title:ol", 1),
        ("title:old", 1),
        ("speaker:oz stance:denies", 1),
        ("speaker:oz stance:hedges", 0),
        ("not stance:hedges", 0),
        ("verb:words", 1),
        ("date:2022-09-12", 1),
        ("precision:month", 1),
        ("has:revision", 0),
        ("is:undated", 1),
    ] {
        let query = library.query(asked, today()).unwrap();
        assert_eq!(library.find(&query, today(), page).unwrap().len(), briefs, "{asked}");
    }
    let backup = Connection::open(folder.path().join("library.db.v1.backup")).unwrap();
    let version: i64 = backup.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let briefs: i64 =
        backup.query_row("SELECT count(*) FROM article", (), |row| row.get(0)).unwrap();
    assert_eq!((version, briefs), (1, 1));
    drop(library);
    drop(open(&path));
    let files = fs::read_dir(folder.path())
        .unwrap()
        .filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().ends_with("backup"));
    assert_eq!(files.count(), 1, "a file that is up to date is not copied again");
}

#[test]
fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    oldest(&path);
    // Stands where the second migration wants to put its own.
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE step (a)").unwrap();
    let error = Library::open(&path, Taxonomy::default()).unwrap_err();
    assert!(matches!(error, StoreError::Migrate(..)), "{error}");
    let file = Connection::open(&path).unwrap();
    let version: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let half: i64 = file
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'desk'", (), |row| row.get(0))
        .unwrap();
    assert_eq!((version, half), (1, 0));
}

#[test]
fn a_program_that_dies_between_two_statements_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut library = open(&path);
    import(&mut library, "a");
    let dump = library.export_json().unwrap();
    // The third row of a step cannot be written: as if the program ended there.
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "CREATE TRIGGER death BEFORE INSERT ON change WHEN new.seq = 2
             BEGIN SELECT raise(ABORT, 'killed'); END",
        )
        .unwrap();
    let id = first(&mut library);
    let changes = || {
        vec![
            Change::Triage(id, Triage::Read),
            Change::Shortlist(id, true),
            Change::Verify(id, true),
        ]
    };
    assert!(library.apply("three", changes()).is_err());
    drop(library);
    let mut library = open(&path);
    assert_eq!(library.export_json().unwrap(), dump);
    assert!(library.history(9).unwrap().is_empty());
    // A connection that is dropped in the middle of its transaction, likewise.
    let mut dying = Connection::open(&path).unwrap();
    let transaction = dying.transaction().unwrap();
    transaction.execute("INSERT INTO desk VALUES (?1, 'read', NULL, 1, 1, '')", [id.0]).unwrap();
    drop(transaction);
    drop(dying);
    assert_eq!(library.export_json().unwrap(), dump);
}

#[test]
fn raw_inputs_are_kept_packed_up_to_a_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let page = format!("<p>The envoy left.</p>{}", " ".repeat(100_000));
    let input =
        Input { path: "a.html".to_owned(), bytes: page.clone().into_bytes(), ..Input::default() };
    let library = Library::open(&path, Taxonomy::new(Vec::new())).unwrap().keeping(100);
    assert!(library.pack(&input).is_none(), "too large");
    let mut library = library.keeping(1 << 20);
    let packed = library.pack(&input).unwrap();
    library.keep(std::slice::from_ref(&packed)).unwrap();
    let articles = attache::library::read(&input).unwrap();
    let mut id = None;
    let mut note = |it: Result<&Imported, &_>| {
        id = it.ok().map(Imported::id);
        std::ops::ControlFlow::Continue(())
    };
    library.import(articles, &mut note).unwrap();
    assert_eq!(library.raw(id.unwrap()).unwrap(), None, "kept before anything came of it");
    library.keep(&[packed.clone(), packed]).unwrap();
    assert_eq!(library.raw(id.unwrap()).unwrap(), Some(page.into_bytes()));
    let file = Connection::open(&path).unwrap();
    let bytes: i64 =
        file.query_row("SELECT length(packed) FROM raw", (), |row| row.get(0)).unwrap();
    assert!(bytes < 2_000, "{bytes} bytes, packed");
}
