//! The terminal's other end: when it goes, so do we.
//!
//! A terminal that controls us sends SIGHUP as it goes. Any other only ends, and its input would be
//! read for ever: crossterm takes the end of a file for a pause. So a thread sleeps on the hang-up
//! itself, which costs nothing until it comes.

use std::{
    io::{self, IsTerminal},
    os::fd::{AsFd, OwnedFd},
    thread,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use signal_hook::{consts::SIGHUP, low_level::emulate_default_handler};

use crate::tui::runtime::stage::Stage;

/// Waits on a thread of its own, and then dies as by the signal that did not come.
pub fn watch(stage: Stage) -> io::Result<()> {
    let ends = ends()?;
    let wait = move || {
        if gone(&ends, None) {
            stage.end();
            die();
        }
    };
    thread::Builder::new().name("hangup".to_owned()).spawn(wait)?;
    Ok(())
}

/// Dies so where the terminal is gone already: whoever could not draw on it may hear of it sooner
/// than the thread that waits.
pub fn die_if_gone() {
    if ends().is_ok_and(|ends| gone(&ends, Some(&Timespec::default()))) {
        die();
    }
}

fn die() {
    drop(emulate_default_handler(SIGHUP));
}

fn ends() -> io::Result<Vec<OwnedFd>> {
    let mut ends = vec![io::stdout().as_fd().try_clone_to_owned()?];
    if io::stdin().is_terminal() {
        ends.push(io::stdin().as_fd().try_clone_to_owned()?);
    }
    Ok(ends)
}

/// Waits, for ever or that long, until one of the ends is gone; false where nobody can tell.
fn gone(ends: &[OwnedFd], patience: Option<&Timespec>) -> bool {
    loop {
        // Nothing is waited for but what is always told: the hang-up, and an error.
        let mut asked: Vec<PollFd<'_>> =
            ends.iter().map(|it| PollFd::new(it, PollFlags::empty())).collect();
        match poll(&mut asked, patience) {
            Err(Errno::INTR) => {}
            Err(_) => return false,
            Ok(_) => {
                let ended = PollFlags::HUP | PollFlags::ERR;
                return asked.iter().any(|it| it.revents().intersects(ended));
            }
        }
    }
}
