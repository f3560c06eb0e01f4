//! Several windows on one library, and folders into which files come: the real binary, in terminals.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use crate::pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

/// What counts as seen at once. It is a second on a machine that has nothing else to do.
const SOON: Duration = Duration::from_secs(4);

fn brief(title: &str, day: u32) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2025-03-{day:02}\n---\n\nThe minister denied on Monday that the \
         port had been closed. \"Ships leave every day,\" she said.\n"
    )
}

fn reader(home: &Path) -> Session {
    let state = home.display().to_string();
    Session::start(BINARY, &[], (100, 30), home, &[("ATTACHE_STATE", &state)])
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.env_clear().env("HOME", home).current_dir(home).args(arguments);
    command
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    let output = command(home, arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    output
}

#[test]
fn what_one_window_does_the_others_show_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    fs::write(home.join("one.md"), brief("Harbour talks", 3)).unwrap();
    fs::write(home.join("two.md"), brief("Ferry strike", 2)).unwrap();
    run(home, &["import", "one.md"]);
    let shown = || {
        let mut window = reader(home);
        window.wait_for("brief 1/1");
        window.wait_for("Ships leave every day");
        window.settle();
        window
    };
    let (mut one, mut other) = (shown(), shown());
    // A command line writes.
    let begun = Instant::now();
    run(home, &["import", "two.md"]);
    one.wait_for("brief 1/2");
    other.wait_for("brief 1/2");
    let took = begun.elapsed();
    assert!(took < SOON, "seen after {took:?}");
    // A window writes; the other has it, and so has the command line.
    let begun = Instant::now();
    one.keys("s");
    one.wait_for("1 kept");
    other.wait_for("1 kept");
    let took = begun.elapsed();
    assert!(took < SOON, "seen after {took:?}");
    // Both write to the same brief: neither takes away what the other did.
    one.keys("\x1b1gg!");
    other.keys("\x1b1ggt");
    other.wait_for("INPUT");
    other.keys("port\r");
    other.wait_for("1 to verify");
    one.wait_for("port");
    for mut window in [one, other] {
        assert!(!window.text().contains("locked"), "{}", window.text());
        window.keys("Q");
        assert!(window.end().success());
    }
    let rows = run(home, &["list", "--format", "json"]).stdout;
    let rows = String::from_utf8(rows).unwrap();
    let all = rows.lines().find(|it| it.contains("Harbour talks")).unwrap();
    for said in [r#""shortlist":true"#, r#""verify":true"#, r#""port""#] {
        assert!(all.contains(said), "{said}: {all}");
    }
}

#[test]
fn many_programs_at_once_make_a_library_and_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    for number in 0..8 {
        let dir = home.join(format!("in{number}"));
        fs::create_dir(&dir).unwrap();
        for at in 0..5 {
            let text = brief(&format!("Talks {number} {at}"), 3);
            fs::write(dir.join(format!("{at}.md")), text).unwrap();
        }
    }
    let children: Vec<_> = (0..8)
        .map(|number| {
            let mut command = command(home, &["import", &format!("in{number}")]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let rows = String::from_utf8(run(home, &["list"]).stdout).unwrap();
    assert_eq!(rows.lines().count(), 40, "{rows}");
}

/// Writes a file in two goes, and closes it only then.
fn written_slowly(path: &Path, text: &str) {
    let (first, second) = text.split_at(text.len() / 2);
    let mut file = fs::File::create(path).unwrap();
    file.write_all(first.as_bytes()).unwrap();
    file.flush().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    file.write_all(second.as_bytes()).unwrap();
}

#[test]
fn a_folder_is_watched_until_ctrl_c() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let into = home.join("in");
    fs::create_dir_all(into.join("deep")).unwrap();
    fs::write(into.join("one.md"), brief("Harbour talks", 3)).unwrap();
    let mut session = Session::start(BINARY, &["import", "--watch", "in"], (100, 30), home, &[]);
    session.wait_for("Harbour talks");
    written_slowly(&into.join("deep/two.md"), &brief("Ferry strike", 2));
    session.wait_for("Ferry strike");
    fs::write(into.join("three.part"), brief("Not yet", 2)).unwrap();
    fs::rename(into.join("three.part"), into.join("three.md")).unwrap();
    session.wait_for("Not yet");
    // A folder that comes whole, and one that is made and filled.
    fs::create_dir(home.join("new")).unwrap();
    fs::write(home.join("new/four.md"), brief("Moved in", 2)).unwrap();
    fs::rename(home.join("new"), into.join("new")).unwrap();
    session.wait_for("Moved in");
    session.signal("INT");
    assert!(session.end().success());
    let said = session.text();
    assert!(!said.contains("revised"), "no file was read before it was whole: {said}");
    assert_eq!(said.matches("added").count(), 4, "{said}");
}

#[test]
fn a_reader_shows_what_comes_into_its_folder_and_keeps_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    fs::create_dir_all(home.join("in")).unwrap();
    fs::create_dir_all(home.join(".config/attache")).unwrap();
    let config = "[library]\nwatch = [\"~/in\"]\n";
    fs::write(home.join(".config/attache/config.toml"), config).unwrap();
    fs::write(home.join("one.md"), brief("Harbour talks", 3)).unwrap();
    fs::write(home.join("two.md"), brief("Ferry strike", 2)).unwrap();
    run(home, &["import", "one.md", "two.md"]);
    let mut session = reader(home);
    session.wait_for("brief 1/2");
    session.keys("\x1b1j\r");
    session.wait_for("brief 2/2");
    // It is newer, so that it stands above.
    written_slowly(&home.join("in/three.md"), &brief("Bridge opened", 9));
    session.wait_for("1 brief from the watched folder");
    session.wait_for("brief 3/3");
    session.keys("\x1b1");
    session.wait_for("Bridge opened");
    // It is analyzed without being opened.
    session.keys("gg\r");
    session.wait_for("denies");
    session.keys("Q");
    assert!(session.end().success());
}

/// Processor time of a process, in hundredths of a second.
fn spent(session: &Session) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", session.id())).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn at_rest_nothing_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    fs::create_dir_all(home.join("in")).unwrap();
    fs::create_dir_all(home.join(".config/attache")).unwrap();
    let config = "[library]\nwatch = [\"~/in\"]\n";
    fs::write(home.join(".config/attache/config.toml"), config).unwrap();
    fs::write(home.join("one.md"), brief("Harbour talks", 3)).unwrap();
    run(home, &["import", "one.md"]);
    let mut session = reader(home);
    session.wait_for("brief 1/1");
    std::thread::sleep(Duration::from_secs(2));
    session.settle();
    let (before, sent) = (spent(&session), session.sent.len());
    std::thread::sleep(Duration::from_secs(2));
    session.settle();
    assert_eq!((spent(&session) - before, session.sent.len() - sent), (0, 0));
    session.keys("Q");
    assert!(session.end().success());
}
