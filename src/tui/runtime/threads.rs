//! The terminal's input, on a thread of its own.

use std::{
    io,
    sync::mpsc::{self, Sender},
    thread,
    time::Duration,
};

use ratatui::crossterm::event::{Event as Input, poll, read};

use crate::{
    library::StoreError,
    tui::{
        runtime::{crash, late::Late, signals::Asked},
        worker::Reply,
    },
};

/// What reaches the loop.
pub enum Happened {
    /// Input, all that lay ready.
    Input(Vec<Input>),
    /// The terminal is gone.
    InputEnded(io::Error),
    /// The library answered.
    Answered(Reply),
    /// The library is not to be had.
    NoLibrary(StoreError),
    /// A signal came.
    Asked(Asked),
}

/// Leave for the input thread to read on.
pub struct GoOn;

/// Reads the terminal, a batch at a time, each after the one before has been dealt with. The keys of
/// an editor that was opened by one of them are so never ours.
pub fn listen(tell: Sender<Happened>) -> io::Result<Sender<GoOn>> {
    let (sender, go_on) = mpsc::channel();
    let listen = move || {
        let mut late = Late::new();
        loop {
            let (happened, last) = match batch(&mut late) {
                Ok(batch) => {
                    crash::provoke("input");
                    (Happened::Input(batch), false)
                }
                Err(error) => (Happened::InputEnded(error), true),
            };
            if tell.send(happened).is_err() || last || go_on.recv().is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("input".to_owned()).spawn(listen)?;
    Ok(sender)
}

/// Waits for input, and takes all that lies ready: what is drawn is then up to date.
fn batch(late: &mut Late) -> io::Result<Vec<Input>> {
    let mut batch = vec![read()?];
    while poll(Duration::ZERO)? {
        batch.push(read()?);
    }
    Ok(late.left(batch))
}
