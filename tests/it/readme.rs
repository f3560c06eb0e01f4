//! What the README shows is what the program does: its keys, and a screen.
//!
//! `UPDATE_EXPECT=1 cargo test` writes both anew; read the diff.

use std::{env, fmt::Write as _, fs, path::Path};

use attache::{
    config::Config,
    query::{Field, Takes},
    tui::{
        action::Action,
        keymap::{Context, Keymap},
    },
};

use crate::pty::Session;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Holds the part of the README between two marks to what it should say.
#[track_caller]
fn check(name: &str, expected: &str) {
    let text = fs::read_to_string(README).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let start = text.find(&begin).unwrap_or_else(|| panic!("no {begin}")) + begin.len();
    let length = text[start..].find(&end).unwrap_or_else(|| panic!("no {end}"));
    let actual = &text[start..start + length];
    if env::var_os("UPDATE_EXPECT").is_some_and(|it| it == "1") {
        let updated = [&text[..start], expected, &text[start + length..]].concat();
        if updated != text {
            fs::write(README, updated).unwrap();
        }
        return;
    }
    assert_eq!(actual, expected, "the README is behind: UPDATE_EXPECT=1 cargo test");
}

#[test]
fn the_keys_are_those_of_the_keymap() {
    let keymap = Keymap::new(&Config::default()).unwrap_or_else(|error| panic!("{error}"));
    let mut table = String::new();
    for context in Context::ALL {
        let _ = write!(table, "\n| {} | | |\n| --- | --- | --- |\n", context.words());
        for action in Action::ALL {
            let chords: Vec<String> =
                keymap.chords(&[*context], *action).map(|it| format!("`{it}`")).collect();
            if !chords.is_empty() {
                let (words, name) = (action.words(), action.name());
                let _ = writeln!(table, "| {} | {words} | `{name}` |", chords.join(" "));
            }
        }
    }
    table.push('\n');
    check("keys", &table);
}

#[test]
fn the_fields_are_those_of_the_query_language() {
    let mut table = String::from("\n| field | asks for | takes |\n| --- | --- | --- |\n");
    for field in Field::ALL {
        let takes = match field.takes() {
            Takes::Words => "words, `\"words in a row\"`, `/a pattern/`".to_owned(),
            Takes::Days => {
                "`2022-09`, `2022-09..2022-10`, `>2022-09-01`, `last-week`, `2w`".to_owned()
            }
            Takes::Length => "`3d`, `2w`, `6m`, `1y`".to_owned(),
            Takes::Topic => "a topic's id".to_owned(),
            Takes::Language => "a language's code".to_owned(),
            Takes::Codes(list) => {
                let codes: Vec<String> = list().into_iter().map(|it| format!("`{it}`")).collect();
                codes.join(" ")
            }
        };
        let _ = writeln!(table, "| `{}:` | {} | {takes} |", field.name(), field.words());
    }
    table.push('\n');
    check("fields", &table);
}

#[test]
fn the_screen_is_made_by_the_program() {
    let home = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_attache");
    let today = [("ATTACHE_TODAY", "2022-09-23")];
    let mut session = Session::start(program, &[], (100, 30), Path::new(home.path()), &today);
    session.wait_for("Welcome");
    session.keys("\r");
    session.wait_for("the sample briefs are here");
    session.wait_for("[c1]");
    // The third of the claims.
    session.keys("\x1b4jj");
    session.wait_for("NORMAL  claims  c3");
    session.settle();
    let screen = session.text();
    session.keys("Q");
    assert!(session.end().success());
    let rows: Vec<&str> = screen.lines().map(str::trim_end).collect();
    check("screen", &format!("```text\n{}\n```\n", rows.join("\n")));
}
