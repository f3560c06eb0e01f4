//! The thread that has the library, and answers the screen.
//!
//! What takes long is done by `backroom` with a door of its own, where the library is a file. A note
//! that is being written is stored half a second after its first key, so that nobody writes to the
//! disk at every key; at rest all threads wait.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{
    config::Config,
    library::{Aliases, Draft, FileWatch, Library, StoreError, Taxonomy},
    tui::{
        runtime::{Watching, backroom::Backroom, crash, threads::Happened},
        worker::{Reply, Request, answer, rest},
    },
};

/// How long a note is written on before it is stored.
const DRAFT: Duration = Duration::from_millis(500);

/// How long news of other programs are gathered, and looked for where the system does not tell.
const GATHER: Duration = Duration::from_millis(600);
const LOOK: Duration = Duration::from_secs(1);

/// Bytes of a text from which on its analysis would keep the screen waiting.
const LONG: usize = 100_000;

/// What a thread of the library is to do.
pub enum Job {
    /// This, a request with its number.
    Do(u64, Request),
    /// Nothing of what waits, until something else is asked for.
    Pause,
    /// No more.
    End,
}

/// The thread that has the library.
pub struct Worker {
    requests: Sender<Job>,
    backroom: Sender<Job>,
    threads: [JoinHandle<()>; 2],
    /// The number of the newest request.
    asked: Arc<AtomicU64>,
    cancelled: Arc<AtomicU64>,
    importing: Arc<AtomicBool>,
    in_memory: bool,
}

impl Worker {
    /// Opens the library at `db` on a thread of its own, which answers by `tell`.
    pub fn spawn(
        db: PathBuf,
        config: &Config,
        watching: Watching,
        tell: Sender<Happened>,
    ) -> io::Result<Self> {
        let (requests, receiver) = mpsc::channel();
        let (back, jobs) = mpsc::channel();
        let cancelled = Arc::new(AtomicU64::new(0));
        let asked = Arc::new(AtomicU64::new(0));
        let importing = Arc::new(AtomicBool::new(false));
        let in_memory = db.as_os_str() == ":memory:";
        let (topics, kept) = (config.topics.clone(), config.keep_input);
        let aliases = Aliases::with(&config.aliases);
        let backroom = Backroom {
            db: (!in_memory).then(|| db.clone()),
            topics: topics.clone(),
            kept,
            watching,
            cancelled: Arc::clone(&cancelled),
            importing: Arc::clone(&importing),
            jobs,
            again: back.clone(),
            tell: tell.clone(),
        };
        let (opened, is_open) = mpsc::channel();
        let front = Front {
            backroom: back.clone(),
            again: requests.clone(),
            cancelled: Arc::clone(&cancelled),
            asked: Arc::clone(&asked),
            tell,
            stamp: 0,
            drafts: Vec::new(),
            due: None,
        };
        let threads = [
            named("library", move || match open(&db, Taxonomy::new(topics)) {
                Ok(library) => {
                    let _ = opened.send(());
                    front.serve(library.keeping(kept).knowing(aliases), &receiver);
                }
                // The loop may be over already.
                Err(error) => drop(front.tell.send(Happened::NoLibrary(error))),
            })?,
            // Migrations are for one alone.
            named("backroom", move || {
                if is_open.recv().is_ok() {
                    backroom.serve();
                }
            })?,
        ];
        Ok(Self { requests, backroom: back, threads, asked, cancelled, importing, in_memory })
    }

    /// Puts the request to the others; one that nobody takes follows an error that ends the loop.
    pub fn ask(&self, request: Request) {
        let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let long = match request {
            Request::Import(..)
            | Request::Paste(_)
            | Request::Read(..)
            | Request::Samples
            | Request::Take(_) => true,
            Request::Analyze(_, length) => length > LONG,
            _ => false,
        };
        let to = if long && !self.in_memory { &self.backroom } else { &self.requests };
        drop(to.send(Job::Do(number, request)));
    }

    /// Forgets the imports that were asked for and have not begun, and stops the analysis of what
    /// waits until something is imported.
    pub fn cancel(&self) {
        self.cancelled.store(self.asked.load(Ordering::Relaxed), Ordering::Relaxed);
        drop(self.backroom.send(Job::Pause));
    }

    /// Waits for what has been asked for, but for imports that have not begun: it is the analyst's
    /// work.
    pub fn finish(self) {
        self.cancelled.store(u64::MAX, Ordering::Relaxed);
        drop(self.requests.send(Job::End));
        drop(self.backroom.send(Job::End));
        let [library, backroom] = self.threads;
        // A thread that panicked has ended the program.
        drop(library.join());
        // What waits for its analysis waits for the next start.
        if self.importing.load(Ordering::Relaxed) {
            drop(backroom.join());
        }
    }
}

fn named(name: &str, job: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(job)
}

/// Opens a library.
pub fn open(db: &Path, taxonomy: Taxonomy) -> Result<Library, StoreError> {
    if db.as_os_str() == ":memory:" {
        return Library::in_memory(taxonomy);
    }
    Library::open(db, taxonomy)
}

/// Whether the user has thought better of a request.
pub fn is_off(number: u64, request: &Request, cancelled: &AtomicU64) -> bool {
    let long = matches!(request, Request::Import(..) | Request::Samples | Request::Take(_));
    long && number <= cancelled.load(Ordering::Relaxed)
}

/// What the thread of the library keeps beside it.
struct Front {
    backroom: Sender<Job>,
    again: Sender<Job>,
    cancelled: Arc<AtomicU64>,
    asked: Arc<AtomicU64>,
    tell: Sender<Happened>,
    stamp: i64,
    /// Notes that are being written, and when they are to be stored.
    drafts: Vec<Draft>,
    due: Option<Instant>,
}

impl Front {
    fn serve(mut self, mut library: Library, requests: &Receiver<Job>) {
        let _watch = self.watch(&library);
        self.stamp = library.generation().unwrap_or_default();
        loop {
            let next = match self.due {
                Some(due) => requests.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(Job::Pause) => {}
                Ok(Job::Do(_, Request::Draft(draft))) if !draft.text.is_empty() => self.note(draft),
                Ok(Job::Do(number, request)) => {
                    self.store_drafts(&mut library);
                    if !is_off(number, &request, &self.cancelled) {
                        self.answer(&mut library, number, request);
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.store_drafts(&mut library),
                Ok(Job::End) | Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.store_drafts(&mut library);
        if let Err(error) = library.leave() {
            log::warn!("leave: {error}");
        }
    }

    fn answer(&mut self, library: &mut Library, number: u64, request: Request) {
        if request == Request::Undo {
            crash::provoke("library");
        }
        let (asked, begun) = (request.name(), Instant::now());
        let replies = match request {
            // Whatever else is asked for goes before it.
            Request::Rest(ticket, open) => {
                let newest = Arc::clone(&self.asked);
                let stop = move || newest.load(Ordering::Relaxed) > number;
                vec![rest(library, ticket, open, stop).unwrap_or_else(Reply::Failed)]
            }
            request => answer(library, request),
        };
        log::debug!("{asked}: {} ms", begun.elapsed().as_millis());
        for reply in replies {
            let reply = match reply {
                Reply::Generation(stamp) if stamp == self.stamp => continue,
                Reply::Generation(stamp) => {
                    self.stamp = stamp;
                    drop(self.backroom.send(Job::Do(0, Request::Generation)));
                    Reply::Changed
                }
                other => other,
            };
            if let Reply::Failed(problem) = &reply {
                log::warn!("{asked}: {problem}");
            }
            // Nobody hears us when the loop is over; what was asked for is done all the same.
            drop(self.tell.send(Happened::Answered(reply)));
        }
    }

    /// Takes down a note that is being written.
    fn note(&mut self, draft: Draft) {
        let same = |it: &Draft| {
            (it.brief, &it.item, it.span, it.mark)
                == (draft.brief, &draft.item, draft.span, draft.mark)
        };
        self.drafts.retain(|it| !same(it));
        self.drafts.push(draft);
        self.due = self.due.or_else(|| Some(Instant::now() + DRAFT));
    }

    fn store_drafts(&mut self, library: &mut Library) {
        self.due = None;
        for draft in std::mem::take(&mut self.drafts) {
            self.answer(library, 0, Request::Draft(draft));
        }
    }

    /// Has this thread look when another program has written to the file.
    fn watch(&self, library: &Library) -> Option<FileWatch> {
        let path = library.path()?;
        let (tell, heard) = mpsc::channel();
        let watch = FileWatch::new(path, move || {
            let _ = tell.send(());
        });
        let told = watch.is_some();
        let again = self.again.clone();
        let look = move || again.send(Job::Do(0, Request::Generation)).is_ok();
        let listen = move || {
            loop {
                if !told {
                    thread::sleep(LOOK);
                } else if heard.recv().is_err() {
                    return;
                }
                if !look() {
                    return;
                }
                if told {
                    // What comes in quick succession is looked at once more, when it is over.
                    thread::sleep(GATHER);
                    if heard.try_iter().count() > 0 && !look() {
                        return;
                    }
                }
            }
        };
        // Without this thread other windows show at the next step alone.
        drop(named("changes", listen));
        watch
    }
}
