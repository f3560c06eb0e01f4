//! What a panic leaves behind: a terminal that works, and a report in the state folder.
//!
//! A panic that nobody catches ends the program, in whatever thread. What the analyst did is in the
//! library by then, and a screen without its worker could only pretend to be alive.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::fd::AsFd,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    process, thread,
};

use crate::{library, tui::runtime::stage::Stage};

/// The exit code of a bug, as in `sysexits.h`.
const BUG: i32 = 70;

/// From now on, a panic gives the terminal back, writes a report into `folder` and ends the program.
pub fn watch(stage: Stage, folder: PathBuf) {
    panic::set_hook(Box::new(move |info| {
        // What is caught where it happens costs one file, not the screen.
        if library::is_caught() {
            return;
        }
        stage.end();
        log::error!("a bug in the thread {}", thread::current().name().unwrap_or("without a name"));
        let report = report(info);
        let told = match write(&folder, &report) {
            Ok(path) => format!("attache: this is a bug; the report is in {}", path.display()),
            Err(_) => format!("attache: this is a bug\n{report}"),
        };
        drop(tell(&told));
        process::exit(BUG);
    }));
}

/// For tests, and in debug builds alone: `ATTACHE_PANIC` names the thread that is to break.
pub fn provoke(thread: &str) {
    #[cfg(debug_assertions)]
    assert!(std::env::var("ATTACHE_PANIC").as_deref() != Ok(thread), "asked to by ATTACHE_PANIC");
    #[cfg(not(debug_assertions))]
    let _ = thread;
}

/// Says it without the lock of `std`, which the thread that panicked may hold.
fn tell(words: &str) -> io::Result<()> {
    let mut out = File::from(io::stderr().as_fd().try_clone_to_owned()?);
    writeln!(out, "{words}")
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let place =
        info.location().map_or_else(String::new, |it| format!("{}:{}", it.file(), it.line()));
    let cause = info.payload_as_str().unwrap_or("no message");
    let trace = std::backtrace::Backtrace::force_capture();
    format!("attache {}\n{place}\n{cause}\n\n{trace}\n", env!("CARGO_PKG_VERSION"))
}

/// One report a process, so that two that crash together do not write over one another.
fn write(folder: &Path, report: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("crash-{}.txt", process::id()));
    fs::write(&path, report)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_written_where_it_was_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = write(&folder.path().join("new"), "cause").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "cause");
    }
}
