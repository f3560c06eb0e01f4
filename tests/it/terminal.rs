//! The real binary in a terminal of its own: starts, shows, and leaves the terminal as it was,
//! whatever ends it.

use tempfile::TempDir;

use crate::pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

/// Words of the top line, which is there from the first frame on.
const SHOWN: &str = "attache";

struct Desk {
    session: Session,
    home: TempDir,
}

fn start(environment: &[(&str, &str)]) -> Desk {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().join("state").display().to_string();
    let all = [environment, &[("ATTACHE_STATE", state.as_str())]].concat();
    let mut session = Session::start(BINARY, &[], (100, 30), home.path(), &all);
    session.wait_for(SHOWN);
    Desk { session, home }
}

#[test]
fn quits_and_leaves_nothing_behind() {
    let Desk { mut session, home: _home } = start(&[]);
    assert!(session.screen.screen().alternate_screen());
    session.keys("Q");
    assert!(session.end().success());
    assert_eq!(session.left_behind(), Vec::<&str>::new());
}

#[test]
fn dies_by_the_signal_that_came_and_leaves_nothing_behind() {
    for (signal, told) in
        [("TERM", "Terminated"), ("HUP", "Hangup"), ("INT", "Interrupt"), ("QUIT", "Quit")]
    {
        let Desk { mut session, home: _home } = start(&[]);
        session.signal(signal);
        let status = session.end();
        assert!(status.signal().is_some_and(|it| it.starts_with(told)), "{signal}: {status:?}");
        assert_eq!(session.left_behind(), Vec::<&str>::new(), "{signal}");
    }
}

/// The faults are there in debug builds alone.
#[cfg(debug_assertions)]
#[test]
fn a_panic_in_any_thread_gives_the_terminal_back_and_leaves_a_report() {
    for thread in ["screen", "input", "library", "signals"] {
        let Desk { mut session, home } = start(&[("ATTACHE_PANIC", thread)]);
        if thread == "signals" {
            session.signal("CONT");
        } else {
            session.keys("u");
        }
        assert_eq!(session.end().exit_code(), 70, "{thread}");
        assert_eq!(session.left_behind(), Vec::<&str>::new(), "{thread}");
        let told = session.text();
        assert!(told.contains("attache: this is a bug; the report is in"), "{thread}: {told}");
        let mut files = std::fs::read_dir(home.path().join("state")).unwrap();
        let report = std::fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap();
        assert!(report.contains("asked to by ATTACHE_PANIC"), "{thread}: {report}");
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_fault_of_an_analyzer_leaves_the_screen_alone() {
    let Desk { mut session, home } = start(&[("ATTACHE_PANIC", "analysis:blue")]);
    std::fs::write(home.path().join("moon.txt"), "A blue moon rose.").unwrap();
    std::fs::write(home.path().join("harbour.txt"), BRIEF).unwrap();
    session.keys("Imoon.txt\r");
    session.wait_for("moon.txt: could not be analyzed");
    session.keys("Iharbour.txt\r");
    session.wait_for("Ships leave every day");
    session.keys("Q");
    assert!(session.end().success());
    assert_eq!(session.left_behind(), Vec::<&str>::new());
}

#[test]
fn an_error_is_told_when_the_terminal_is_back() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("file"), "no folder").unwrap();
    let db = home.path().join("file/library.db").display().to_string();
    let mut session = Session::start(BINARY, &[], (100, 30), home.path(), &[("ATTACHE_DB", &db)]);
    assert_eq!(session.end().exit_code(), 73);
    assert_eq!(session.left_behind(), Vec::<&str>::new());
    let told = session.text();
    assert!(told.contains("cannot open the library") && told.contains("hint:"), "{told}");
}

#[test]
fn a_terminal_that_goes_away_is_noticed_though_it_sends_no_signal() {
    let home = tempfile::tempdir().unwrap();
    // Both in a row: it waits, or it wants to draw in the very moment. Which thread hears of the
    // end first is chance, so that each is tried some times.
    for asleep in [false, true].repeat(5) {
        let status = crate::pty::hung_up(BINARY, home.path(), SHOWN, asleep);
        assert!(status.signal().is_some_and(|it| it.starts_with("Hangup")), "{status:?}");
    }
}

#[test]
fn a_log_is_written_where_it_is_asked_for_and_nowhere_else() {
    let Desk { mut session, home } = start(&[("ATTACHE_LOG", "debug")]);
    session.keys("Q");
    assert!(session.end().success());
    let log = std::fs::read_to_string(home.path().join("state/attache.log")).unwrap();
    assert!(log.contains("attache 0.1.0 begins") && log.contains("list: "), "{log}");
    let Desk { mut session, home } = start(&[]);
    session.keys("Q");
    assert!(session.end().success());
    assert!(!home.path().join("state/attache.log").exists());
}

#[test]
fn a_terminal_that_can_do_nothing_gets_lines() {
    for environment in [[("TERM", "dumb")], [("ATTACHE_PLAIN", "1")]] {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("harbour.txt"), BRIEF).unwrap();
        let mut session = Session::start(BINARY, &[], (80, 24), home.path(), &environment);
        session.wait_for("attache>");
        session.keys("import harbour.txt\r");
        session.wait_for("added        1");
        session.keys("claims 1\r");
        session.wait_for("denies");
        session.keys("shwo 1\r");
        session.wait_for("unrecognized");
        session.keys("quit\r");
        assert!(session.end().success());
        let sent = String::from_utf8_lossy(&session.sent);
        assert!(!sent.contains('\u{1b}'), "no escape codes: {sent:?}");
    }
}

const BRIEF: &str = "Harbour talks resume

The minister denied on Monday that the port had been closed. \"Ships leave every day,\" she said.
The union says that no ship has left since 3 May 2024.
";

#[test]
fn a_file_is_imported_noted_on_and_copied_from() {
    let editor = "sh -c 'echo written in the editor > $0'";
    let Desk { mut session, home } = start(&[("VISUAL", editor)]);
    std::fs::write(home.path().join("harbour.txt"), BRIEF).unwrap();
    session.keys("Iharbour.txt\r");
    session.wait_for("Harbour talks");
    session.wait_for("Ships leave every day");
    session.keys("\x1b3a");
    session.wait_for("Note on");
    session.keys("\x18");
    session.wait_for("noted on 1 place");
    assert!(session.screen.screen().alternate_screen(), "the terminal is ours again");
    session.keys("\x1b7");
    session.wait_for("written in the editor");
    session.keys("yy");
    session.wait("a copy for the terminal", |it| {
        it.sent.windows(7).any(|bytes| bytes == b"\x1b]52;c;")
    });
    session.keys("Q");
    assert!(session.end().success());
    assert_eq!(session.left_behind(), Vec::<&str>::new());
}

#[test]
fn a_brief_is_given_to_a_command_that_has_the_terminal_meanwhile() {
    let Desk { mut session, home } = start(&[]);
    std::fs::write(home.path().join("harbour.txt"), BRIEF).unwrap();
    session.keys("Iharbour.txt\r");
    session.wait_for("Ships leave every day");
    session.keys("|");
    session.wait_for("to the command");
    session.keys("cat > given.txt; echo that is all; exit 3\r");
    session.wait_for("that is all");
    session.wait_for("exit status: 3; enter goes back");
    assert!(!session.screen.screen().alternate_screen(), "the terminal is the command's");
    session.keys("\r");
    session.wait("its screen again", |it| {
        it.screen.screen().alternate_screen() && it.text().contains("Ships leave every day")
    });
    let given = std::fs::read_to_string(home.path().join("given.txt")).unwrap();
    assert!(given.contains("Harbour talks") && given.contains("Ships leave every day"), "{given}");
    session.keys("Q");
    assert!(session.end().success());
    assert_eq!(session.left_behind(), Vec::<&str>::new());
}

#[test]
fn sleeps_and_wakes() {
    let home = tempfile::tempdir().unwrap();
    let script = r#"set -m; "$0"; echo "asleep $?"; read line; fg >/dev/null; echo "left $?""#;
    let state = [("ATTACHE_STATE", home.path().to_str().unwrap())];
    let mut session = Session::start("sh", &["-c", script, BINARY], (100, 30), home.path(), &state);
    session.wait_for(SHOWN);
    session.keys("\x1a");
    session.wait_for("asleep 1");
    assert_eq!(session.left_behind(), Vec::<&str>::new());
    session.keys("\r");
    session.wait("its screen again", |it| {
        it.screen.screen().alternate_screen() && it.text().contains(SHOWN)
    });
    session.keys("Q");
    session.wait_for("left 0");
    assert_eq!(session.left_behind(), Vec::<&str>::new());
}

#[test]
fn another_size_is_drawn_anew() {
    let Desk { mut session, home: _home } = start(&[]);
    for size in [(160, 48), (60, 20), (2, 2), (100, 30)] {
        session.resize(size);
        session.wait_for_frame();
    }
    session.wait_for(SHOWN);
    session.keys("Q");
    assert!(session.end().success());
}

#[test]
fn no_color_means_none() {
    let Desk { mut session, home: _home } = start(&[("NO_COLOR", "1")]);
    session.keys("Q");
    assert!(session.end().success());
    assert_eq!(colours(&session.sent), Vec::<String>::new());
    let Desk { mut session, home: _home } = start(&[]);
    session.keys("Q");
    assert!(session.end().success());
    assert_ne!(colours(&session.sent), Vec::<String>::new(), "the test sees colours");
}

/// The escape sequences that set a colour.
fn colours(sent: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(sent);
    let sequences = text.split("\x1b[").filter_map(|it| it.split_once('m')).map(|it| it.0);
    let numbers = |it: &str| it.chars().all(|it| it.is_ascii_digit() || it == ';' || it == ':');
    let colour = |it: &str| matches!(it.parse(), Ok(30..=38 | 40..=48 | 90..=107));
    sequences
        .filter(|it| numbers(it) && it.split([';', ':']).any(colour))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_pipe_is_told_what_it_can_have_instead() {
    let home = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(BINARY)
        .env_clear()
        .env("HOME", home.path())
        .env("ATTACHE_STATE", home.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "no control bytes in a pipe");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("terminal"), "{told}");
}
