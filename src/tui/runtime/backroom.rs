//! Where the long work is done: imports, the analysis of what waits, folders that are watched. It has
//! a door of its own to the library, and stands back for the screen.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, Receiver, Sender, TryRecvError},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    library::{FolderWatch, Library, Taxonomy, Watched},
    model::Topic,
    tui::{
        runtime::{
            Watching,
            librarian::{Job, is_off, open},
            threads::Happened,
        },
        worker::{Analyzing, Reply, Request, answer},
    },
};

/// Texts that are analyzed between two looks at what else is asked for.
const STINT: usize = 8;

/// How often one hears how far it is.
const PACE: Duration = Duration::from_millis(500);

/// How much the threads here stand back.
const NICE: i32 = 10;

/// What the thread needs.
pub struct Backroom {
    /// The library; none where it lives in memory, and has no second door.
    pub db: Option<PathBuf>,
    pub topics: Vec<Topic>,
    pub kept: usize,
    pub watching: Watching,
    pub cancelled: Arc<AtomicU64>,
    /// Whether it is at an import, which is worth waiting for.
    pub importing: Arc<AtomicBool>,
    pub jobs: Receiver<Job>,
    /// To ask itself.
    pub again: Sender<Job>,
    pub tell: Sender<Happened>,
}

impl Backroom {
    /// Works until the screen ends.
    pub fn serve(self) {
        let Some(db) = &self.db else { return };
        stand_back();
        let library = match open(db, Taxonomy::new(self.topics.clone())) {
            Ok(library) => library.keeping(self.kept).with_crew(stand_back),
            Err(error) => return self.say(Reply::Failed(error.to_string())),
        };
        let _watch = self.watch();
        self.work(library);
    }

    fn work(&self, mut library: Library) {
        let mut paused = false;
        let mut pace = Pace::new();
        let mut left = library.waiting().unwrap_or_default();
        loop {
            let job = if left > 0 && !paused {
                match self.jobs.try_recv() {
                    Ok(job) => Some(job),
                    Err(TryRecvError::Empty) => None,
                    Err(TryRecvError::Disconnected) => return,
                }
            } else {
                if let Some(it) = pace.over() {
                    self.say(Reply::Analyzing(it));
                }
                let Ok(job) = self.jobs.recv() else { return };
                Some(job)
            };
            match job {
                Some(Job::End) => return,
                Some(Job::Pause) => paused = true,
                Some(Job::Do(_, Request::Generation)) => {
                    left = library.waiting().unwrap_or_default();
                }
                Some(Job::Do(number, request)) => {
                    paused = false;
                    self.importing.store(true, Ordering::Relaxed);
                    if !is_off(number, &request, &self.cancelled) {
                        for it in answer(&mut library, request) {
                            self.say(it);
                        }
                    }
                    self.importing.store(false, Ordering::Relaxed);
                    left = library.waiting().unwrap_or_default();
                }
                None => match library.analyze_waiting(STINT) {
                    Ok(stint) => {
                        // Others may be at it as well: counted now and then, not every time.
                        left = if stint.done == 0 { 0 } else { left.saturating_sub(stint.done) };
                        let told = pace.step(stint.done, left);
                        if let Some(it) = told {
                            self.say(Reply::Analyzing(it));
                        }
                        if told.is_some() || left == 0 {
                            left = library.waiting().unwrap_or_default();
                        }
                        for fault in stint.faults {
                            log::warn!("{fault}");
                        }
                    }
                    Err(error) => {
                        paused = true;
                        self.say(Reply::Failed(error.to_string()));
                    }
                },
            }
        }
    }

    fn say(&self, reply: Reply) {
        // Nobody hears us when the loop is over.
        drop(self.tell.send(Happened::Answered(reply)));
    }

    /// Has this thread take in what comes into the folders of the configuration.
    fn watch(&self) -> Option<()> {
        let Watching { folders, kinds } = &self.watching;
        if folders.is_empty() {
            return None;
        }
        let (tell, heard) = mpsc::channel();
        for folder in folders {
            drop(tell.send(Watched::Folder(folder.clone())));
        }
        let mut watch = match FolderWatch::new(folders, kinds, tell) {
            Ok(watch) => watch,
            Err(error) => {
                self.say(Reply::Failed(format!("{error}: {}", error.hint())));
                return None;
            }
        };
        let again = self.again.clone();
        let listen = move || {
            while let Some(files) = watch.wait(&heard) {
                if again.send(Job::Do(u64::MAX, Request::Take(files))).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("folders".to_owned()).spawn(listen).ok().map(drop)
    }
}

/// Gives way to the screen, where the system lets us.
fn stand_back() {
    let _ = rustix::process::nice(NICE);
}

/// How fast it goes, told now and then.
struct Pace {
    since: Instant,
    done: usize,
    told: bool,
}

impl Pace {
    fn new() -> Self {
        Self { since: Instant::now(), done: 0, told: false }
    }

    fn step(&mut self, done: usize, left: usize) -> Option<Analyzing> {
        self.done += done;
        let spent = self.since.elapsed();
        if spent < PACE {
            return None;
        }
        let millis = usize::try_from(spent.as_millis()).unwrap_or(usize::MAX);
        let rate = self.done.saturating_mul(1_000) / millis.max(1);
        *self = Self { told: true, ..Self::new() };
        Some(Analyzing { left, rate })
    }

    /// Nothing waits any more; said once.
    fn over(&mut self) -> Option<Analyzing> {
        let told = std::mem::take(&mut self.told);
        *self = Self::new();
        told.then(Analyzing::default)
    }
}
