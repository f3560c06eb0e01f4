//! Work of parsers that we did not write, on a thread of its own: a fault in one is nothing read, and
//! not the end of the program. What it does not come to an end with is given up.

use std::thread;
#[cfg(feature = "pdf")]
use std::{sync::mpsc, time::Duration};

/// The stack of the parsers; that of those that recurse without a bound of their own. Only what of it is
/// used costs memory.
const STACK: usize = 16 * 1024 * 1024;
#[cfg(feature = "pdf")]
const DEEP_STACK: usize = 256 * 1024 * 1024;

/// The name of the thread that parsers run on, for whoever reports panics: one there is caught.
pub const PARSER_THREAD: &str = "parser";

/// Does it on a thread of its own; none where a parser failed.
pub fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| builder(STACK).spawn_scoped(scope, work).ok()?.join().ok())
}

/// How work ended that may not come to an end.
#[cfg(feature = "pdf")]
#[derive(Debug, PartialEq, Eq)]
pub enum Ended<T> {
    /// It is done.
    Done(T),
    /// It took too long: its thread is left to itself.
    GivenUp,
    /// A parser failed.
    Failed,
}

/// As [`apart`], for so long and with a deep stack.
#[cfg(feature = "pdf")]
pub fn apart_within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Ended<T> {
    let (sender, done) = mpsc::sync_channel(1);
    // Nobody may listen any more when it is done.
    let Ok(_) = builder(DEEP_STACK).spawn(move || drop(sender.send(work()))) else {
        return Ended::Failed;
    };
    match done.recv_timeout(patience) {
        Ok(done) => Ended::Done(done),
        Err(mpsc::RecvTimeoutError::Timeout) => Ended::GivenUp,
        Err(mpsc::RecvTimeoutError::Disconnected) => Ended::Failed,
    }
}

fn builder(stack: usize) -> thread::Builder {
    thread::Builder::new().name(PARSER_THREAD.to_owned()).stack_size(stack)
}

#[cfg(all(test, feature = "pdf"))]
mod tests {
    use super::*;

    #[test]
    fn a_fault_and_an_endless_loop_end() {
        let wait = Duration::from_millis(50);
        assert_eq!(apart(|| 1), Some(1));
        assert_eq!(apart_within(Duration::from_secs(20), || 1), Ended::Done(1));
        let forever = || thread::sleep(Duration::from_secs(5));
        assert_eq!(apart_within(wait, forever), Ended::GivenUp);
        let long = Duration::from_secs(20);
        assert_eq!(apart_within(long, || -> u8 { std::panic::panic_any("x") }), Ended::Failed);
        assert_eq!(apart(|| -> u8 { std::panic::panic_any("x") }), None);
    }
}
