//! Sessions that are ended by `kill -9` at random moments: what was shown as done is in the library,
//! and a note that was being typed is at most a second old.
//!
//! `cargo test kill -- --ignored` runs two hundred. The seeds are fixed.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use attache::library::{Check, Library, Taxonomy};

use crate::pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

/// How old a note may be that was being typed; the machine may be busy.
const DRAFT: Duration = Duration::from_secs(1);

#[test]
fn what_was_done_survives_the_end() {
    sessions(0..12);
}

#[test]
#[ignore = "two hundred sessions take minutes"]
fn what_was_done_survives_two_hundred_ends() {
    sessions(1_000..1_200);
}

fn sessions(seeds: std::ops::Range<u64>) {
    let folder = tempfile::tempdir().unwrap();
    let furnished = folder.path().join("furnished.db");
    let mut library = Library::open(&furnished, Taxonomy::default()).unwrap();
    library.import_samples().unwrap();
    drop(library);
    let (mut done, mut noted) = (0, 0);
    for seed in seeds {
        let home = tempfile::tempdir().unwrap();
        let db = home.path().join("library.db");
        fs::copy(&furnished, &db).unwrap();
        let told = session(&db, home.path(), seed);
        let mut library = Library::open(&db, Taxonomy::default()).unwrap();
        for check in [Check::File, Check::References, Check::Words, Check::Anchors] {
            assert_eq!(library.examine(check).unwrap(), [""; 0], "seed {seed}");
        }
        let steps = library.history(999).unwrap().len();
        assert!(steps >= told.steps, "seed {seed}: {steps} steps of {}", told.steps);
        done += steps;
        if let Some(typed) = told.typed {
            let draft = library.drafts().unwrap().pop().map(|it| it.text).unwrap_or_default();
            assert!(typed.all.starts_with(&draft), "seed {seed}: {draft:?} of {:?}", typed.all);
            let lost = typed.all.len() - draft.len();
            assert!(draft.len() >= typed.old, "seed {seed}: {lost} of {:?} lost", typed.all);
            noted += 1;
        }
    }
    assert!(done > 0 && noted > 0, "{done} steps, {noted} notes: there was something to lose");
}

/// What a session had to show for itself when it was ended.
struct Told {
    /// Steps that the screen said could be undone.
    steps: usize,
    /// A note that was being typed.
    typed: Option<Typed>,
}

struct Typed {
    all: String,
    /// Letters of it that were typed longer ago than may be lost.
    old: usize,
}

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pause(&mut self, most: u64) {
        std::thread::sleep(Duration::from_millis(self.below(most)));
    }
}

fn session(db: &Path, home: &Path, seed: u64) -> Told {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let db = db.display().to_string();
    let environment = [("ATTACHE_DB", db.as_str()), ("ATTACHE_STATE", home.to_str().unwrap())];
    let mut screen = Session::start(BINARY, &[], (100, 30), home, &environment);
    screen.wait_for("brief 1/");
    screen.wait_for("[c1]");
    screen.keys("\r");
    screen.settle();
    for _ in 0..3 + dice.below(12) {
        let keys = ["s", "!", "J", "\x1b4s", "\x1b4r", "\x1b4!", "\x1b3jm", "\x1b3jj", "tport\r"];
        let keys = keys[usize::try_from(dice.below(keys.len() as u64)).unwrap()];
        screen.keys(keys);
        if dice.below(3) > 0 {
            screen.wait_for_frame();
        }
        dice.pause(15);
    }
    if dice.below(2) == 0 {
        screen.take_ready();
        let steps = steps(&screen);
        screen.signal("KILL");
        screen.end();
        return Told { steps, typed: None };
    }
    screen.settle();
    screen.keys("\x1b3gga");
    screen.wait_for("Note on");
    let mut typed: Vec<(Instant, char)> = Vec::new();
    let words = "the port was said to be open on monday ";
    for letter in words.chars().cycle().take(20 + usize::try_from(dice.below(60)).unwrap()) {
        screen.keys(&letter.to_string());
        // Typed is what has been shown.
        screen.wait_for_frame();
        typed.push((Instant::now(), letter));
        dice.pause(60);
    }
    let steps = steps(&screen);
    let ended = Instant::now();
    screen.signal("KILL");
    screen.end();
    let all: String = typed.iter().map(|it| it.1).collect();
    let old = typed.iter().filter(|it| ended.duration_since(it.0) > DRAFT).count();
    // A space at the end is not yet worth keeping.
    let old = all[..old].trim_end().len();
    Told { steps, typed: Some(Typed { all, old }) }
}

/// The steps that the screen says can be undone.
fn steps(screen: &Session) -> usize {
    let text = screen.text();
    let (_, after) = text.rsplit_once("undo ").unwrap_or_default();
    after.split(|it: char| !it.is_ascii_digit()).next().unwrap_or("").parse().unwrap_or(0)
}
