//! How fast the screen is, as its user has it: the real binary in a terminal of 100x30.
//!
//! ```console
//! $ cargo bench --bench terminal
//! ```
//!
//! It starts attache with a fresh home, brings in the sample briefs, and then measures
//!
//! * the first frame: from the start of the process until its first picture is complete
//! * the list: until the briefs of the library show as well
//! * each key: from the key until the next picture is complete, and the bytes that it took
//!
//! and prints the median and the slowest. A picture is complete when the synchronized update ends.
//! The terminal answers questions at once, as a local one does; what ssh adds, ssh adds.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench talks and may fail")]

use std::{
    env,
    path::Path,
    time::{Duration, Instant},
};

#[path = "../tests/it/pty.rs"]
mod pty;

use pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

/// Starts that are measured.
const STARTS: usize = 30;

/// Times that each key is pressed.
const PRESSES: usize = 40;

/// Name, keys, and the keys that bring the screen back for the next time.
const KEYS: [(&str, &str, &str); 12] = [
    ("j", "j", ""),
    ("k", "k", ""),
    ("Enter", "\r", ""),
    ("Tab", "\t", ""),
    ("Alt-3 (text)", "\x1b3", ""),
    (") (sentence)", ")", ""),
    ("Ctrl-D", "\x04", ""),
    ("gg", "gg", ""),
    ("] c (claim)", "]c", ""),
    ("H (back)", "H", ""),
    ("? (help)", "?", "q"),
    ("Z (zoom)", "Z", "Z"),
];

fn main() {
    // `cargo test` builds the benches and runs them too, and there it is not asked for.
    if !env::args().any(|it| it == "--bench") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut session = start(home.path());
    session.wait_for("Welcome");
    session.keys("\x1bs");
    session.wait_for("[c1]");
    session.settle();
    quit(session);

    println!("{:<16} {:>10} {:>10} {:>12}", "", "median ms", "worst ms", "median bytes");
    starts(home.path());
    presses(home.path());
}

fn start(home: &Path) -> Session {
    Session::start(BINARY, &[], (100, 30), home, &[])
}

fn quit(mut session: Session) {
    session.keys("Q");
    assert!(session.end().success());
}

fn starts(home: &Path) {
    let (mut firsts, mut lists) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let begun = Instant::now();
        let mut session = start(home);
        session.wait_for_frame();
        firsts.push((begun.elapsed(), session.sent.len()));
        // The two may come in one piece, so that it is looked for by what it says.
        session.wait_for("brief 1/");
        lists.push((begun.elapsed(), session.sent.len()));
        session.settle();
        quit(session);
    }
    report("first frame", firsts);
    report("the list", lists);
}

fn presses(home: &Path) {
    let mut session = start(home);
    session.wait_for("[c1]");
    session.settle();
    for (name, keys, back) in KEYS {
        let mut presses = Vec::new();
        for _ in 0..PRESSES {
            let (begun, before) = (Instant::now(), session.sent.len());
            session.keys(keys);
            session.wait_for_frame();
            presses.push((begun.elapsed(), session.sent.len() - before));
            session.keys(back);
            session.settle();
        }
        report(name, presses);
    }
    quit(session);
}

fn report(name: &str, mut measured: Vec<(Duration, usize)>) {
    let milliseconds = |it: Duration| it.as_secs_f64() * 1e3;
    measured.sort();
    let median = measured[measured.len() / 2].0;
    let worst = measured[measured.len() - 1].0;
    let mut bytes: Vec<usize> = measured.iter().map(|it| it.1).collect();
    bytes.sort_unstable();
    let bytes = bytes[bytes.len() / 2];
    println!("{name:<16} {:>10.2} {:>10.2} {bytes:>12}", milliseconds(median), milliseconds(worst));
}
