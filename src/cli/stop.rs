//! Ctrl-C during a long command: what is being stored is stored, then it ends as everybody expects.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    thread,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::report::Problem;

/// In place of a signal: the long part is over.
const OVER: i32 = -1;

/// Whether the command was asked to end.
#[derive(Debug, Default)]
pub struct Stop(Arc<AtomicI32>);

impl Stop {
    /// Listens for the signals that end a program; `tell` hears of one as well. The second ends it
    /// at once.
    pub fn listen(tell: impl Fn() + Send + 'static) -> Result<Self, Problem> {
        let stop = Self::default();
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        let asked = Arc::clone(&stop.0);
        let listen = move || {
            for signal in signals.forever() {
                let first = asked.compare_exchange(0, signal, Ordering::Relaxed, Ordering::Relaxed);
                if first.is_err() {
                    drop(emulate_default_handler(signal));
                }
                tell();
            }
        };
        thread::Builder::new().name("signals".to_owned()).spawn(listen)?;
        Ok(stop)
    }

    /// Whether a signal came.
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }

    /// Ends by the signal that came. Where none did, it goes on, and signals do from now on what
    /// they always do.
    pub fn obey(&self) {
        let signal = self.0.swap(OVER, Ordering::Relaxed);
        if signal > 0 {
            drop(emulate_default_handler(signal));
        }
    }
}

impl Drop for Stop {
    /// Signals do what they always do, also where the command broke off.
    fn drop(&mut self) {
        self.0.store(OVER, Ordering::Relaxed);
    }
}
