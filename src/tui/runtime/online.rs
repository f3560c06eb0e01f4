//! What is asked of the network: a thread an errand, so that nothing on the screen waits for it. The
//! library is another connection to the same file.

use std::{
    cell::RefCell,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread,
};

use crate::{
    config::Config,
    library::{Library, Taxonomy},
    model::Topic,
    tui::{
        runtime::threads::Happened,
        worker::{Reply, Request, fetched, synced},
    },
};

/// Who runs errands on the network.
pub struct Online {
    db: PathBuf,
    topics: Vec<Topic>,
    kept: usize,
    tell: Sender<Happened>,
    /// Stops those that run.
    stop: RefCell<Arc<AtomicBool>>,
}

impl Online {
    /// Nothing is asked of the network yet; what it says goes to `tell`.
    pub fn new(db: &Path, config: &Config, tell: Sender<Happened>) -> Self {
        Self {
            db: db.to_owned(),
            topics: config.topics.clone(),
            kept: config.keep_input,
            tell,
            stop: RefCell::default(),
        }
    }

    /// Takes a request that is one for the network; another one comes back.
    pub fn ask(&self, request: Request) -> Option<Request> {
        let stop = Arc::clone(&self.stop.borrow());
        match request {
            Request::Fetch(url, day) => self.errand(move |_| fetched(&url, day, &stop)),
            Request::Sync if self.db.as_os_str() == ":memory:" => return Some(Request::Sync),
            Request::Sync => {
                let (db, topics, kept) = (self.db.clone(), self.topics.clone(), self.kept);
                self.errand(move |tell| {
                    let library = Library::open(&db, Taxonomy::new(topics));
                    let mut library = library.map_err(|error| error.to_string())?.keeping(kept);
                    synced(&mut library, &stop, &mut |far| {
                        drop(tell.send(Happened::Answered(far)));
                    })
                });
            }
            other => return Some(other),
        }
        None
    }

    /// Gives up what is on its way.
    pub fn cancel(&self) {
        self.stop.replace(Arc::default()).store(true, Ordering::Relaxed);
    }

    /// Does it on a thread. Where the loop is over before, nobody hears of it; what was stored until
    /// then is whole.
    fn errand(
        &self,
        errand: impl FnOnce(&Sender<Happened>) -> Result<Reply, String> + Send + 'static,
    ) {
        let (tell, stop) = (self.tell.clone(), Arc::clone(&self.stop.borrow()));
        let begun = thread::Builder::new().name("network".to_owned()).spawn(move || {
            let reply = errand(&tell).unwrap_or_else(Reply::Failed);
            // What was stopped has been told as stopped; what it did until then shows.
            if !stop.load(Ordering::Relaxed) || matches!(reply, Reply::Synced(..)) {
                drop(tell.send(Happened::Answered(reply)));
            }
        });
        if let Err(error) = begun {
            self.failed(&error);
        }
    }

    fn failed(&self, error: &io::Error) {
        drop(self.tell.send(Happened::Answered(Reply::Failed(error.to_string()))));
    }
}
