//! The command line, from outside: what it prints, where, and its exit code.
//!
//! Each command runs in a sandbox of its own with a clean environment and a fixed day.
//! `TRYCMD=overwrite cargo test --test it cli` accepts what it says now; read the diff.

use std::{
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_attache");

#[test]
fn cases() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path().display().to_string();
    let cases = trycmd::TestCases::new();
    cases.register_bin("attache", Path::new(PROGRAM));
    cases.insert_var("[HOME]", home.clone()).unwrap();
    for (name, value) in [
        ("HOME", home.as_str()),
        ("XDG_CONFIG_HOME", &format!("{home}/config")),
        ("XDG_DATA_HOME", &format!("{home}/data")),
        ("XDG_STATE_HOME", &format!("{home}/state")),
        ("ATTACHE_CONFIG", ""),
        ("ATTACHE_DB", "library.db"),
        ("ATTACHE_STATE", ""),
        ("ATTACHE_TODAY", "2024-03-10"),
        ("COLUMNS", "80"),
        ("TERM", "dumb"),
    ] {
        cases.env(name, value);
    }
    cases.case("tests/cases/cli/*.trycmd");
}

#[test]
fn standard_input_streams_records() {
    let mut program = attache(&["analyze", "--json", "--from", "ndjson", "-"]);
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for number in 0..100 {
        writeln!(input, r#"{{"path": "k{number}", "text": "The envoy left on Sunday."}}"#).unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for (number, line) in text.lines().enumerate() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["path"], format!("k{number}"));
    }
    assert_eq!(text.lines().count(), 100);
}

#[test]
fn the_same_input_gives_the_same_bytes_on_one_thread_and_on_many() {
    let run = |threads: &str| {
        let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/clean");
        let mut program = attache(&["analyze", "--json", cases]);
        program.env("RAYON_NUM_THREADS", threads).output().unwrap().stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    assert_eq!(one, run("4"));
}

#[test]
fn who_stops_reading_is_no_error() {
    let mut program = attache(&["config", "print"]);
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(said, "");
}

#[test]
fn what_is_printed_drives_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a\u{1b}[31mb\u{202e}.txt");
    std::fs::write(&file, "The \u{1b}]0;owned\u{7}envoy\u{9b}31m left.\n\nHe came \u{202e}back.\n")
        .unwrap();
    let file = file.to_str().unwrap();
    for arguments in [["analyze", "--text", file], ["analyze", "--json", file], ["show", "x", file]]
    {
        let output = attache(&arguments).output().unwrap();
        for text in [output.stdout, output.stderr] {
            let text = String::from_utf8(text).unwrap();
            let harmless = |it: char| it == '\n' || attache::text::sanitize::is_harmless(it);
            assert!(text.chars().all(harmless), "{}", text.escape_debug());
        }
    }
}

/// The fault is there in debug builds alone.
#[cfg(debug_assertions)]
#[test]
fn a_fault_of_an_analyzer_costs_one_brief() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("a.txt", "The envoy left."), ("b.txt", "A blue moon rose."), ("c.txt", "She came.")]
    {
        std::fs::write(folder.path().join(name), format!("2024-03-11\n\n{text}")).unwrap();
    }
    for (command, told) in [("import", ["a.txt", "c.txt"]), ("analyze", ["a.txt", "c.txt"])] {
        let mut program = attache(&[command, "."]);
        let program = program.env("ATTACHE_PANIC", "analysis:blue").current_dir(folder.path());
        let output = program.output().unwrap();
        assert_eq!(output.status.code(), Some(70));
        let err = String::from_utf8(output.stderr).unwrap();
        let lines: Vec<&str> = err.lines().collect();
        assert_eq!(lines.len(), 2, "one line and its hint: {err}");
        assert!(lines[0].starts_with("attache: ./b.txt: could not be analyzed"), "{err}");
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(told.iter().all(|it| out.contains(it)), "{out}");
    }
}

fn attache(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env_clear().env("HOME", "/nonexistent").env("ATTACHE_DB", ":memory:");
    command
}

#[test]
fn a_folder_takes_a_note_a_brief_and_keeps_what_was_written_below() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.db");
    let notes = folder.path().join("notes");
    std::fs::create_dir(&notes).unwrap();
    let run = |arguments: &[&str]| {
        let mut program = attache(arguments);
        let output = program.env("ATTACHE_DB", &library).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["import", "--samples"]);
    let notes_dir = notes.display().to_string();
    let told = run(&["export", "--all", "--output", &notes_dir]);
    let files = || {
        let mut all: Vec<_> =
            std::fs::read_dir(&notes).unwrap().map(|it| it.unwrap().path()).collect();
        all.sort();
        all
    };
    let count = files().len();
    assert!(count > 3 && told.starts_with(&format!("{count} written")), "{told}");
    let first = files()[0].clone();
    let text = std::fs::read_to_string(&first).unwrap();
    assert_eq!(text.matches("\n---\n").count(), 1, "one front matter a file");
    std::fs::write(&first, format!("{text}My own words.\n")).unwrap();
    run(&["export", "--all", "--output", &notes_dir]);
    assert_eq!(files().len(), count);
    assert!(std::fs::read_to_string(&first).unwrap().ends_with("My own words.\n"));
}
