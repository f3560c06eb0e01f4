//! A morning's work in a real terminal, with no keys but those that `?` shows: each is looked up in
//! the table that the help is read off.

use attache::{
    config::Config,
    tui::{
        action::Action,
        keymap::{Context, Keymap},
    },
};

use crate::pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

/// Somebody at the keys.
struct Analyst {
    session: Session,
    keymap: Keymap,
}

impl Analyst {
    /// Asks for an action by its first key.
    fn does(&mut self, action: Action) {
        let contexts = [Context::Global, Context::Text, Context::Menu, Context::Prompt];
        // Esc and the key after it would be one with Alt.
        let mut chords = self.keymap.chords(&contexts, action).map(ToString::to_string);
        let chord = chords.find(|it| it != "esc").unwrap();
        let bytes: String = chord.split(' ').map(bytes).collect();
        self.session.keys(&bytes);
    }

    /// Writes a line and accepts it.
    fn writes(&mut self, words: &str) {
        self.session.keys(words);
        self.does(Action::Accept);
    }

    #[track_caller]
    fn sees(&mut self, words: &str) {
        self.session.wait_for(words);
    }
}

/// What a terminal sends for a key of this name.
fn bytes(key: &str) -> String {
    match (key, key.strip_prefix("alt-"), key.strip_prefix("ctrl-")) {
        ("enter", ..) => "\r".to_owned(),
        ("esc", ..) => "\u{1b}".to_owned(),
        ("tab", ..) => "\t".to_owned(),
        (_, Some(letter), _) => format!("\u{1b}{letter}"),
        (_, _, Some(letter)) => {
            let letter = letter.bytes().next().unwrap();
            char::from(letter & 0x1f).to_string()
        }
        _ => key.to_owned(),
    }
}

#[test]
fn a_morning_with_the_keys_that_the_help_shows() {
    let home = tempfile::tempdir().unwrap();
    let session = Session::start(BINARY, &[], (100, 30), home.path(), &[]);
    let keymap = Keymap::new(&Config::default()).unwrap();
    let mut analyst = Analyst { session, keymap };
    analyst.sees("Welcome");
    analyst.does(Action::ImportSamples);
    analyst.sees("[c1]");

    // Open a brief, then the next that nobody looked at.
    analyst.does(Action::PaneBriefs);
    analyst.does(Action::Follow);
    analyst.sees("brief 1/");
    analyst.does(Action::NextMatch);
    analyst.sees("brief 2/");

    // From a claim to its sentence, its source, its date, and back.
    analyst.does(Action::NextClaim);
    analyst.does(Action::GoClaims);
    analyst.sees("NORMAL  claims");
    analyst.does(Action::GoText);
    analyst.sees("NORMAL  text");
    analyst.does(Action::GoSource);
    analyst.sees("NORMAL  sources");
    analyst.does(Action::JumpBack);
    analyst.sees("NORMAL  text");
    analyst.does(Action::JumpBack);
    analyst.sees("NORMAL  claims");

    // Only briefs with a denial.
    analyst.does(Action::PaneBriefs);
    analyst.does(Action::Filter);
    analyst.sees("briefs: ");
    analyst.writes("stance:denies");
    analyst.sees("1 Briefs: stance:denies");

    // A verdict, and what it was before.
    analyst.does(Action::Read);
    analyst.sees("read 1 brief");
    analyst.does(Action::Undo);
    analyst.sees("undone: read 1 brief");

    // Set aside for two weeks.
    analyst.does(Action::Later);
    analyst.sees("until (fri");
    analyst.writes("2w");
    analyst.sees("set 1 brief aside until");

    // Keep this list by a name.
    analyst.does(Action::Command);
    analyst.writes("view save my denials");
    analyst.sees("saved the view my denials");
    analyst.does(Action::Views);
    analyst.sees("my denials");
    analyst.does(Action::Close);

    // Find words in the whole library, and where they stand in the first hit.
    analyst.does(Action::Search);
    analyst.writes("denied");
    analyst.sees("for denied");
    analyst.does(Action::Accept);
    analyst.sees("NORMAL  text");

    // Let what was kept leave.
    analyst.does(Action::Export);
    analyst.sees("Write this brief as");
    analyst.session.keys("m");
    analyst.sees("write to the file: ");
    analyst.does(Action::DeleteLeft);
    analyst.writes("kept.md");
    analyst.sees("wrote kept.md");
    assert!(home.path().join("kept.md").is_file());
    analyst.does(Action::Quit);
    assert!(analyst.session.end().success());
}
