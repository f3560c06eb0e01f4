//! How attache grows: libraries of 1,000, 10,000 and 100,000 briefs, with findings.
//!
//! ```console
//! $ cargo bench --bench scale                 # all three; the libraries are made once
//! $ cargo bench --bench scale -- 1000 10000   # these
//! ```
//!
//! It prints a table in Markdown, a column a size: the real binary in a terminal of 100 by 30 (first
//! frame, key to frame in every pane, also while another program imports), the library by itself
//! (queries, search with snippets, filter as one types, a bulk verb and its undo), and an import of
//! as many files as a tenth of the library, at most 5,000. What stands there are milliseconds,
//! median / 99th percentile, where nothing else is said.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench talks and may fail")]
#![allow(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

use std::{
    env, fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use attache::{
    library::{
        Act, Among, Change, ExportFormat, Library, Page, Refresh, Scope, Taxonomy, Wanted, exported,
    },
    model::{Anchor, ArticleId, Colour, Date, Item, Mark, MarkId, Order, Sort},
};

#[path = "scale/library.rs"]
mod library;
#[path = "../tests/it/pty.rs"]
mod pty;

use library::Template;
use pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

/// What one asks.
const QUERIES: &[&str] = &[
    "missile",
    "title:sanctions",
    "speaker:kim stance:denies",
    "stance:denies",
    "is:unread published:2021-03..2021-04",
    "site:\"Desk 07\"",
    "date:2013",
    "verb:said weapons",
    "not stance:denies is:new",
    "has:conflict",
    "via:castell",
    "topic:background speaker:ministry",
];

/// What few briefs are, or none: the rest of the library must not be gone through for it.
const RARE: &[&str] = &[
    "title:zebra",
    "site:\"no such desk\"",
    "author:nobody",
    "lang:ko",
    "tag:urgent",
    "speaker:\"of the moon\"",
    "via:\"of the moon\"",
    "verb:thundered",
    "speaker:mina stance:condemns",
    "date:1914",
    "precision:week",
    "has:note",
    "has:revision",
    "is:undated",
    "is:sample",
    "is:later",
    "zebra",
];

const WORDS: &[&str] = &[
    "missile",
    "weapons ammunition",
    "\"reckless remarks\"",
    "sanctions council",
    "rumour",
    "export*",
    "artillery shells",
    "report 77",
    "ministry official denied",
    "winter",
];

/// Words that are typed into the filter, letter by letter.
const TYPED: &[&str] = &["ammunition", "sanctions", "speaker:kim", "stance:denies"];

/// Panes, by their number, and the keys that are pressed in each.
const PANES: [(&str, &str); 7] = [
    ("briefs", "1"),
    ("sections", "2"),
    ("text", "3"),
    ("claims", "4"),
    ("sources", "5"),
    ("timeline", "6"),
    ("notes", "7"),
];

const KEYS: [&str; 6] = ["j", "k", "\x04", "\x15", "G", "gg"];

/// What can be measured alone.
const PARTS: [&str; 4] = ["screen", "library", "marks", "import"];

type Rows = Vec<(String, String)>;

fn main() {
    // `cargo test` builds the benches and runs them too, and there it is not asked for.
    if !env::args().any(|it| it == "--bench") {
        return;
    }
    let asked: Vec<usize> = env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    let templates = library::templates();
    let mut table: Vec<Rows> = Vec::new();
    for size in &sizes {
        say(&format!("{size} briefs"));
        table.push(measured(&templates, *size));
    }
    let heads: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    println!("| | {} |\n| --- |{}", heads.join(" | "), " --- |".repeat(sizes.len()));
    for row in 0..table[0].len() {
        let cells: Vec<&str> = table.iter().map(|it| it[row].1.as_str()).collect();
        println!("| {} | {} |", table[0][row].0, cells.join(" | "));
    }
}

fn say(words: &str) {
    use std::io::Write;
    drop(writeln!(std::io::stderr(), "{words}"));
}

fn measured(templates: &[Template], size: usize) -> Rows {
    let begun = Instant::now();
    let made = library::library(templates, size);
    say(&format!("  library after {:.0?}", begun.elapsed()));
    let home = tempfile::tempdir_in(made.parent().unwrap()).unwrap();
    let db = home.path().join("library.db");
    fs::copy(&made, &db).unwrap();
    // On the disk before anything is measured, or the first long write would wait for it.
    fs::File::open(&db).unwrap().sync_all().unwrap();
    let mut rows = Rows::new();
    let mut put = |name: &str, value: String| rows.push((name.to_owned(), value));
    put("file, MB", format!("{}", fs::metadata(&db).unwrap().len() >> 20));
    // One part alone, where its name is given.
    let named = |name: &str| env::args().any(|it| it == name);
    let all = !PARTS.iter().any(|it| named(it));
    if all || named("screen") {
        screen(home.path(), &db, templates, &mut put);
    }
    if all || named("library") {
        asked(&db, &mut put);
    }
    if all || named("marks") {
        marked(&db, &mut put);
    }
    if all || named("import") {
        import(home.path(), templates, (size / 10).min(5_000), &mut put);
    }
    rows
}

/// The median and the 99th percentile.
fn spread(mut took: Vec<Duration>) -> String {
    took.sort();
    let at =
        |share: usize| took[(took.len() * share / 100).min(took.len() - 1)].as_secs_f64() * 1e3;
    format!("{:.1} / {:.1}", at(50), at(99))
}

fn timed<T>(job: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = job();
    (begun.elapsed(), done)
}

/// The real binary.
fn screen(home: &Path, db: &Path, templates: &[Template], put: &mut dyn FnMut(&str, String)) {
    let start = || {
        let environment = [("ATTACHE_DB", db.to_str().unwrap()), ("ATTACHE_TODAY", "2026-11-26")];
        Session::start(BINARY, &[], (100, 30), home, &environment)
    };
    let (mut first, mut list) = (Vec::new(), Vec::new());
    for _ in 0..15 {
        let begun = Instant::now();
        let mut session = start();
        session.wait_for_frame();
        first.push(begun.elapsed());
        session.wait_for("brief 1/");
        list.push(begun.elapsed());
        session.settle();
        session.keys("Q");
        session.end();
    }
    put("first frame", spread(first));
    put("the list", spread(list));
    let mut session = start();
    session.wait_for("[c1]");
    session.settle();
    for (name, number) in PANES {
        put(&format!("key to frame, {name}"), spread(presses(&mut session, number)));
    }
    put("memory, MB", format!("{}", memory(session.id()) >> 10));
    session.settle();
    std::thread::sleep(Duration::from_millis(1_500));
    let before = spent(session.id());
    std::thread::sleep(Duration::from_secs(2));
    put("processor at rest, of 2 s", format!("{} ms", 10 * (spent(session.id()) - before)));
    let folder = home.join("during");
    library::files(templates, 2_000, &folder);
    let mut importing = attache(home, db, &["import", "during"]).spawn().unwrap();
    let mut took = Vec::new();
    while importing.try_wait().unwrap().is_none() && took.len() < 2_000 {
        took.extend(presses(&mut session, "1"));
        took.extend(presses(&mut session, "3"));
    }
    drop((importing.kill(), importing.wait()));
    let most = took.iter().max().copied().unwrap_or_default();
    put("key to frame during an import", spread(took));
    put("the slowest of them", format!("{:.1}", most.as_secs_f64() * 1e3));
    session.keys("Q");
    session.end();
}

/// Each key, some times over.
fn presses(session: &mut Session, pane: &str) -> Vec<Duration> {
    session.keys(&format!("\x1b{pane}"));
    session.settle();
    let mut took = Vec::new();
    for key in KEYS.iter().cycle().take(10 * KEYS.len()) {
        let begun = Instant::now();
        session.keys(key);
        session.wait_for_frame();
        if begun.elapsed().as_millis() > 25 {
            say(&format!("  pane {pane}, key {key:?}: {:?}", begun.elapsed()));
        }
        took.push(begun.elapsed());
        // What the library sends after it is part of the next picture.
        session.take_ready();
    }
    took
}

/// The library by itself.
fn asked(db: &Path, put: &mut dyn FnMut(&str, String)) {
    let mut library = Library::open(db, Taxonomy::default()).unwrap();
    let today = Date::new(2026, 11, 26).unwrap();
    let page = Page { order: Order::Newest, skip: 0, limit: 50 };
    for (what, queries) in
        [("query, first 50", QUERIES), ("query that means few or none, first 50", RARE)]
    {
        let mut took = Vec::new();
        for asked in queries.iter().cycle().take(5 * queries.len()) {
            let Ok(query) = library.query(asked, today) else { panic!("{asked}") };
            let (time, found) = timed(|| library.find(&query, today, page).unwrap());
            say(&format!("  {asked}: {:.1} ({})", time.as_secs_f64() * 1e3, found.len()));
            took.push(time);
        }
        put(what, spread(took));
    }
    let mut took = Vec::new();
    for words in WORDS.iter().cycle().take(5 * WORDS.len()) {
        took.push(timed(|| library.search(words, 50).unwrap()).0);
    }
    put("search with snippets, first 50", spread(took));
    let (mut took, mut whole) = (Vec::new(), Vec::new());
    for word in TYPED {
        for end in 1..=word.len() {
            let Ok(query) = library.query(&word[..end], today) else { continue };
            let wanted = Wanted { query, sort: Sort::default(), today };
            let (time, _) = timed(|| {
                library.arrange_near(&wanted, 0).unwrap();
                library.rows(0, 200).unwrap()
            });
            whole.push(timed(|| library.complete(|| false).unwrap()).0);
            say(&format!("  typed {}: {:.1}", &word[..end], time.as_secs_f64() * 1e3));
            took.push(time);
        }
    }
    put("filter as one types, list and rows", spread(took));
    put("the whole of that list, behind it", spread(whole));
    let all = library.query("", today).unwrap();
    library
        .arrange(&Wanted { query: all, sort: Sort::default(), today }, Refresh::Anew, 0)
        .unwrap();
    let ids: Vec<ArticleId> = library.shelved().iter().take(27_000).copied().collect();
    let count = ids.len();
    let (done, _) = timed(|| library.act(&Act::Read, &Among::These(ids)).unwrap());
    let (undone, _) = timed(|| library.undo().unwrap());
    let both = format!("{:.0} / {:.0}", done.as_secs_f64() * 1e3, undone.as_secs_f64() * 1e3);
    put("`read` on up to 27,000 briefs / undo", format!("{both} ({count})"));
}

/// Ten thousand highlights, eight a brief, every second one with a note.
fn marked(db: &Path, put: &mut dyn FnMut(&str, String)) {
    const MARKS: usize = 10_000;
    let mut library = Library::open(db, Taxonomy::default()).unwrap();
    let today = Date::new(2026, 11, 26).unwrap();
    let all = library.query("", today).unwrap();
    let page = Page { order: Order::Newest, skip: 0, limit: MARKS / 8 };
    let mut changes = Vec::new();
    for brief in library.find(&all, today, page).unwrap() {
        let opened = library.open_brief(brief.id).unwrap().unwrap();
        let text = &opened.article.text;
        for (at, claim) in opened.analysis.claims.iter().take(8).enumerate() {
            changes.push(Change::Mark(Mark {
                id: MarkId::default(),
                article: brief.id,
                item: Item::Text,
                anchor: Some(Anchor::new(text, claim.extent(), &opened.revision)),
                colour: Some(Colour::Yellow),
                note: (at % 2 == 0).then(|| format!("Ask about this, {at}.")),
                tags: vec!["port".to_owned()],
                created: String::new(),
            }));
        }
    }
    let count = changes.len();
    put("highlights", count.to_string());
    let made = timed(|| library.apply("marked", changes).unwrap()).0;
    put("made as one step", format!("{:.0}", made.as_secs_f64() * 1e3));
    let mut took = Vec::new();
    for words in ["", "missile", "port 4", "export", "nothing of the sort"].repeat(5) {
        took.push(timed(|| library.noted(words, 500).unwrap()).0);
    }
    put("notes of all briefs, found by words", spread(took));
    let (rows, _) = library.noted("", 500).unwrap();
    let jump =
        |at: usize| timed(|| library.open_brief(rows[at * 13 % rows.len()].article).unwrap()).0;
    let took = (0..40).map(jump).collect();
    put("jump to one: its brief", spread(took));
    let marked = library.query("has:highlight", today).unwrap();
    let page = Page { order: Order::Newest, skip: 0, limit: usize::MAX };
    let (found, briefs) = timed(|| library.find(&marked, today, page).unwrap());
    put("`has:highlight`, all rows", format!("{:.1}", found.as_secs_f64() * 1e3));
    let (took, length) = timed(|| {
        let opened: Vec<_> =
            briefs.iter().map(|it| library.open_brief(it.id).unwrap().unwrap()).collect();
        exported(&opened, Scope::Kept, ExportFormat::Csv, None).len()
    });
    let rate = count as f64 / took.as_secs_f64();
    put(
        "export as CSV",
        format!("{:.2} s, {rate:.0} marks/s, {} KB", took.as_secs_f64(), length >> 10),
    );
}

/// Files into the library that is there.
fn import(home: &Path, templates: &[Template], count: usize, put: &mut dyn FnMut(&str, String)) {
    let db = home.join("library.db");
    let folder = home.join("files");
    library::files(templates, count, &folder);
    // Others than those that are there: the number of a report is in its last line.
    for entry in walk(&folder) {
        let text = fs::read_to_string(&entry).unwrap().replace("of the desk.", "of another desk.");
        fs::write(&entry, text.replace("title: \"", "title: \"Other ")).unwrap();
    }
    let run = |arguments: &[&str], count: usize| {
        let (time, peak) = timed(|| watched(attache(home, &db, arguments).spawn().unwrap()));
        (format!("{:.0}", count as f64 / time.as_secs_f64()), peak)
    };
    let (listed, first) = run(&["import", "--later", "files"], count);
    let waiting = Library::open(&db, Taxonomy::default()).unwrap().waiting().unwrap();
    let (analyzed, second) = run(&["import"], waiting);
    let (known, _) = run(&["import", "files"], count);
    put("files listed and searchable, a second", listed);
    put("articles analyzed, a second", analyzed);
    put("files that were there, a second", known);
    put("memory of an import, MB", format!("{}", first.max(second) >> 10));
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

fn attache(home: &Path, db: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.env_clear().env("HOME", home).env("ATTACHE_DB", db).args(arguments);
    command.current_dir(home).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Waits for a program; the most memory that it had, in KiB.
fn watched(mut child: Child) -> u64 {
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(memory(child.id()));
        std::thread::sleep(Duration::from_millis(10));
    }
    most
}

/// What of a process is in memory, in KiB.
fn memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// Processor time of a process, in hundredths of a second.
fn spent(id: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}
