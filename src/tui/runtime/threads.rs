//! The threads that feed the loop: the terminal's input, and the library.

use std::{
    cell::Cell,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use ratatui::crossterm::event::{Event as Input, poll, read};

use crate::{
    config::Config,
    library::{Aliases, Library, StoreError, Taxonomy},
    tui::{
        runtime::{crash, late::Late, signals::Asked},
        worker::{Reply, Request, answer},
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
    batch.retain(|it| !late.takes(it));
    Ok(batch)
}

/// The thread that has the library.
pub struct Worker {
    requests: Sender<(u64, Request)>,
    thread: JoinHandle<()>,
    asked: Cell<u64>,
    cancelled: Arc<AtomicU64>,
}

impl Worker {
    /// Opens the library at `db` on a thread of its own, which answers by `tell`.
    pub fn spawn(db: PathBuf, config: &Config, tell: Sender<Happened>) -> io::Result<Self> {
        let (requests, receiver) = mpsc::channel();
        let cancelled = Arc::new(AtomicU64::new(0));
        let (topics, kept) = (config.topics.clone(), config.keep_input);
        let aliases = Aliases::with(&config.aliases);
        let thread = thread::Builder::new().name("library".to_owned()).spawn({
            let cancelled = Arc::clone(&cancelled);
            move || match open(&db, Taxonomy::new(topics)) {
                Ok(library) => {
                    serve(library.keeping(kept).knowing(aliases), &receiver, &cancelled, &tell)
                }
                // The loop may be over already.
                Err(error) => drop(tell.send(Happened::NoLibrary(error))),
            }
        })?;
        Ok(Self { requests, thread, asked: Cell::new(0), cancelled })
    }

    /// Puts the request to the others; one that nobody takes follows an error that ends the loop.
    pub fn ask(&self, request: Request) {
        self.asked.set(self.asked.get() + 1);
        drop(self.requests.send((self.asked.get(), request)));
    }

    /// Forgets the imports that were asked for and have not begun.
    pub fn cancel(&self) {
        self.cancelled.store(self.asked.get(), Ordering::Relaxed);
    }

    /// Waits for what has been asked for, but for imports: it is the analyst's work.
    pub fn finish(self) {
        self.cancel();
        drop(self.requests);
        // A thread that panicked has ended the program.
        drop(self.thread.join());
    }
}

fn open(db: &Path, taxonomy: Taxonomy) -> Result<Library, StoreError> {
    if db.as_os_str() == ":memory:" {
        return Library::in_memory(taxonomy);
    }
    Library::open(db, taxonomy)
}

fn serve(
    mut library: Library,
    requests: &Receiver<(u64, Request)>,
    cancelled: &AtomicU64,
    tell: &Sender<Happened>,
) {
    for (number, request) in requests {
        let long = matches!(request, Request::Import(..) | Request::Samples);
        if long && number <= cancelled.load(Ordering::Relaxed) {
            continue;
        }
        if request == Request::Undo {
            crash::provoke("library");
        }
        let (asked, begun) = (request.name(), Instant::now());
        let replies = answer(&mut library, request);
        log::debug!("{asked}: {} ms", begun.elapsed().as_millis());
        for reply in replies {
            if let Reply::Failed(problem) = &reply {
                log::warn!("{asked}: {problem}");
            }
            // Nobody hears us when the loop is over; what was asked for is done all the same.
            drop(tell.send(Happened::Answered(reply)));
        }
    }
    if let Err(error) = library.leave() {
        log::warn!("leave: {error}");
    }
}
