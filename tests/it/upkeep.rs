//! The library as a file that things happen to: `doctor`, `backup`, `restore`, a full disk, a folder
//! that may only be read, a file that somebody holds or that is damaged.

use std::{
    fs,
    io::Write,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::pty::Session;

const BINARY: &str = env!("CARGO_BIN_EXE_attache");

struct Desk {
    home: TempDir,
    db: PathBuf,
}

fn desk() -> Desk {
    let home = tempfile::tempdir().unwrap();
    let db = home.path().join("library.db");
    Desk { home, db }
}

/// A desk with the samples in its library.
fn furnished() -> Desk {
    let desk = desk();
    assert!(desk.run(&["import", "--samples"]).status.success());
    desk
}

impl Desk {
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.home.path()).env("ATTACHE_DB", &self.db);
        command.env("ATTACHE_STATE", self.home.path()).env("ATTACHE_TODAY", "2025-11-04");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.current_dir(self.home.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(BINARY).args(arguments).output().unwrap()
    }

    /// What it says on both streams, and its exit code.
    fn says(&self, arguments: &[&str]) -> (String, Option<i32>) {
        let output = self.run(arguments);
        let said = [output.stdout, output.stderr].concat();
        (String::from_utf8(said).unwrap(), output.status.code())
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn sql(&self, statements: &str) {
        Connection::open(&self.db).unwrap().execute_batch(statements).unwrap();
    }
}

#[test]
fn the_doctor_finds_nothing_where_nothing_is_wrong() {
    let desk = furnished();
    let (said, code) = desk.says(&["doctor"]);
    assert_eq!(code, Some(0), "{said}");
    for check in ["file", "references", "texts", "words", "findings", "anchors", "disk"] {
        assert!(said.contains(&format!("{check:<11} ok\n")), "{said}");
    }
}

#[test]
fn what_the_texts_decide_is_built_anew() {
    let desk = furnished();
    let before = desk.says(&["claims"]).0;
    for (damage, told) in [
        ("DELETE FROM words WHERE rowid = (SELECT min(key) FROM article)", "cannot be found"),
        ("DELETE FROM letters WHERE rowid = (SELECT min(key) FROM article)", "by their letters"),
        ("INSERT INTO words (rowid, title, text) VALUES (5, 'a', 'b')", "that are not there"),
        ("UPDATE claim SET content = '900000-900010' WHERE article = 1 AND seq = 0", "outside"),
        ("UPDATE claim SET stance = 'sings' WHERE article = 1 AND seq = 0", "cannot be read"),
        ("DELETE FROM section WHERE article = 1", "no findings"),
        ("UPDATE article SET claims = 77 WHERE id = 1", "a wrong count"),
    ] {
        desk.sql(damage);
        let (said, code) = desk.says(&["doctor"]);
        assert_eq!(code, Some(65), "{damage}: {said}");
        assert!(said.contains(told) && said.contains("--repair"), "{damage}: {said}");
        let (said, code) = desk.says(&["doctor", "--repair"]);
        assert_eq!(code, Some(0), "{damage}: {said}");
    }
    assert_eq!(desk.says(&["claims"]).0, before);
}

#[test]
fn what_cannot_be_made_anew_is_told_and_not_touched() {
    let desk = furnished();
    desk.sql("UPDATE body SET text = text || ' More.' WHERE revision = 1");
    let (said, code) = desk.says(&["doctor", "--repair"]);
    assert_eq!(code, Some(65), "{said}");
    assert!(
        said.contains("not the one that came in") && said.contains("attache restore"),
        "{said}"
    );
}

#[test]
fn a_backup_is_whole_and_writes_over_nothing() {
    let desk = furnished();
    let copy = desk.home.path().join("copy.db");
    let name = copy.display().to_string();
    // Somebody else is at it meanwhile.
    let other = Connection::open(&desk.db).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM article").unwrap();
    let (said, code) = desk.says(&["backup", &name]);
    assert_eq!(code, Some(0), "{said}");
    let (said, code) = desk.says(&["backup", &name]);
    assert!(code == Some(73) && said.contains("--force"), "{said}");
    assert_eq!(desk.says(&["backup", "--force", &name]).1, Some(0));
    assert!(!copy.with_extension("db-wal").exists());
    let list = desk.says(&["list"]).0;
    assert_eq!(desk.says(&["--db", &name, "list"]).0, list);
    // Back again, after something was lost.
    drop(other);
    desk.file("other.txt", "Another text\n\nThe envoy said that all is well in the harbour.");
    assert_eq!(desk.says(&["import", "other.txt"]).1, Some(0));
    assert_ne!(desk.says(&["list"]).0, list);
    let (said, code) = desk.says(&["restore", &name]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(desk.says(&["list"]).0, list);
    let aside = desk.home.path().join("library.db.before-restore.backup");
    assert!(said.contains(&aside.display().to_string()), "{said}");
    let old = desk.says(&["--db", &aside.display().to_string(), "list"]).0;
    assert!(old.contains("Another text"), "{old}");
    for (what, text) in [("no.db", None), ("text.db", Some("no library, a text and nothing else"))]
    {
        if let Some(text) = text {
            desk.file(what, text);
        }
        let (said, code) = desk.says(&["restore", what]);
        assert!(code != Some(0) && said.contains(what), "{said}");
        assert_eq!(desk.says(&["list"]).0, list, "nothing happened");
    }
}

#[test]
fn a_damaged_library_is_told_and_a_backup_takes_its_place() {
    let desk = furnished();
    let list = desk.says(&["list"]).0;
    assert_eq!(desk.says(&["backup", "copy.db"]).1, Some(0));
    let file = fs::File::options().write(true).open(&desk.db).unwrap();
    let pages = file.metadata().unwrap().len() / 4096;
    for page in 1..pages {
        file.write_all_at(&[0xa5; 4000], page * 4096 + 8).unwrap();
    }
    let (said, code) = desk.says(&["list"]);
    assert_eq!(code, Some(65), "{said}");
    assert!(said.contains("is damaged") && said.contains("attache restore"), "{said}");
    assert!(said.contains(&desk.db.display().to_string()), "{said}");
    let mut session = desk.reader();
    assert_ne!(session.end().exit_code(), 0);
    assert_eq!(session.left_behind(), Vec::<&str>::new());
    let (said, code) = desk.says(&["restore", "copy.db"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(desk.says(&["list"]).0, list);
    assert!(desk.home.path().join("library.db.before-restore.backup").exists());
}

#[test]
fn a_library_that_somebody_holds_is_waited_for_then_told() {
    let desk = furnished();
    desk.file("other.txt", "Another text\n\nThe envoy said that all is well in the harbour.");
    let other = Connection::open(&desk.db).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(desk.says(&["list"]).1, Some(0), "one can read meanwhile");
    let (said, code) = desk.says(&["import", "other.txt"]);
    assert_eq!(code, Some(75), "{said}");
    assert!(said.contains("is in use") && said.contains("hint:"), "{said}");
    assert!(!said.contains("database is locked"), "{said}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(desk.says(&["import", "other.txt"]).1, Some(0));
}

/// A file system of its own, as far as we may make one.
struct Disk(PathBuf);

impl Disk {
    fn new(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let disk = Self(at.to_owned());
        disk.mount(&format!("size={size}"), &["-t", "tmpfs", "tmpfs"]).then_some(disk)
    }

    fn mount(&self, options: &str, what: &[&str]) -> bool {
        let mounted = Command::new("mount").args(["-o", options]).args(what).arg(&self.0).output();
        mounted.is_ok_and(|it| it.status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).output());
    }
}

#[test]
fn a_full_disk_is_told_and_nothing_is_half_written() {
    let mut desk = desk();
    let Some(place) = Disk::new(&desk.home.path().join("disk"), "1500k") else {
        // Only who may mount can have a full disk at will; the limit of a file is tested below.
        return;
    };
    desk.db = place.0.join("library.db");
    assert!(desk.run(&["import", "--samples"]).status.success());
    let list = desk.says(&["list"]).0;
    let sentence = "The envoy said on Monday that the harbour is open, and nobody denied it. ";
    desk.file("long.txt", &format!("A long text\n\n{}", sentence.repeat(20_000)));
    let (said, code) = desk.says(&["import", "long.txt"]);
    assert_eq!(code, Some(74), "{said}");
    assert!(said.contains("no room left on the disk for") && said.contains("hint:"), "{said}");
    assert_eq!(desk.says(&["list"]).0, list);
    // The screen says so as well, and goes on.
    let mut session = desk.reader();
    session.wait_for("brief 1/");
    session.keys("Ilong.txt\r");
    session.wait_for("no room left");
    session.keys("Q");
    assert!(session.end().success());
    assert_eq!(session.left_behind(), Vec::<&str>::new());
    // No room at all.
    let mut filler = fs::File::create(place.0.join("filler")).unwrap();
    while filler.write_all(&[0; 4096]).is_ok() {}
    let copy = place.0.join("copy.db");
    let (said, code) = furnished().says(&["backup", copy.to_str().unwrap()]);
    assert!(code != Some(0) && said.contains("copy.db"), "{said}");
    assert!(!copy.exists(), "whole or not at all");
    let (said, code) = desk.says(&["doctor"]);
    // Whether the file can be opened at all is the luck of what stands beside it.
    assert!(code != Some(0), "{said}");
    assert!(
        said.contains("no room left") || said.contains("\ndisk        0 MB are free"),
        "{said}"
    );
    drop(filler);
    fs::remove_file(place.0.join("filler")).unwrap();
    let (said, _) = desk.says(&["doctor"]);
    assert!(said.contains("file        ok") && said.contains("MB are free"), "{said}");
}

#[test]
fn a_file_that_may_not_grow_is_told_like_a_full_disk() {
    let desk = furnished();
    let list = desk.says(&["list"]).0;
    let sentence = "The envoy said on Monday that the harbour is open, and nobody denied it. ";
    desk.file("long.txt", &format!("A long text\n\n{}", sentence.repeat(20_000)));
    // The limit is in blocks of 1 KiB; the signal that goes with it is ignored.
    let script = format!("trap '' XFSZ; ulimit -f 1000; exec {BINARY} import long.txt");
    let output = desk.command("bash").args(["-c", &script]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(74), "{said}");
    assert!(said.contains("library.db") && said.contains("hint:"), "{said}");
    assert_eq!(desk.says(&["list"]).0, list);
    assert_eq!(desk.says(&["doctor"]).1, Some(0));
}

#[test]
fn a_disk_that_may_only_be_read_is_told() {
    let mut desk = desk();
    let Some(place) = Disk::new(&desk.home.path().join("disk"), "20m") else { return };
    desk.db = place.0.join("library.db");
    assert!(desk.run(&["import", "--samples"]).status.success());
    assert!(place.mount("remount,ro", &[]));
    desk.file("other.txt", "Another text\n\nThe envoy said that all is well in the harbour.");
    for arguments in [&["import", "other.txt"][..], &["--db", "disk/new/library.db", "list"][..]] {
        let (said, code) = desk.says(arguments);
        assert!(matches!(code, Some(73 | 74)), "{code:?} {said}");
        assert!(said.contains("library") && said.contains("hint:"), "{said}");
        assert!(said.contains("disk"), "the path: {said}");
    }
    let mut session = desk.reader();
    drop(session.end());
    assert_eq!(session.left_behind(), Vec::<&str>::new());
    assert!(session.text().contains("hint:"), "{}", session.text());
}

impl Desk {
    fn reader(&self) -> Session {
        let db = self.db.display().to_string();
        let state = self.home.path().display().to_string();
        let environment = [("ATTACHE_DB", db.as_str()), ("ATTACHE_STATE", state.as_str())];
        Session::start(BINARY, &[], (100, 30), self.home.path(), &environment)
    }
}
