//! Signals: die of them as everybody expects, but give the terminal back first.

use std::{io, thread};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::tui::runtime::{crash, stage::Stage};

/// What a signal asks of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To go to sleep.
    Sleep,
    /// To take the terminal again, after sleep.
    Wake,
}

/// Listens on a thread of its own: it must answer even when the loop does not. `tell` hears of what
/// the loop must do.
pub fn watch(stage: Stage, tell: impl Fn(Asked) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let listen = move || {
        for signal in signals.forever() {
            let guest = stage.is_lent();
            match signal {
                SIGCONT => {
                    crash::provoke("signals");
                    tell(Asked::Wake);
                }
                SIGTSTP if guest => sleep(),
                SIGTSTP => tell(Asked::Sleep),
                // The keys of the editor go to all programs of the terminal.
                SIGINT | SIGQUIT if guest => (),
                _ => {
                    stage.end();
                    drop(emulate_default_handler(signal));
                }
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listen)?;
    Ok(())
}

/// Stops the process until the shell wakes it.
pub fn sleep() {
    drop(emulate_default_handler(SIGTSTP));
}
