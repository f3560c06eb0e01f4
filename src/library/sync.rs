//! Feeds: following them, and fetching what is new in them.
//!
//! Several feeds are fetched at once, each host by one at a time; what they have is stored by the
//! one who asked, in the order in which it comes. A feed that fails is asked again later and later,
//! and never in the way of the others.
//!
//! * `visit`: one feed, fetched and read; no library is needed for it

mod visit;

use std::{
    collections::{BTreeMap, VecDeque},
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use self::visit::{Came, Found, Visit, visit};
use super::{Library, Reach};
use crate::{
    ingest::fetch::{Bounds, Error as FetchError, Fault, Network, Polite},
    model::ArticleId,
    store::{Entry, Error as StoreError, Imported, Subscription},
};

/// So many feeds are fetched at once.
const AT_ONCE: usize = 4;

/// A feed that fails waits so many seconds, then twice as many, and so on up to a day.
const FIRST_WAIT: u64 = 300;
const LONGEST_WAIT: u64 = 24 * 60 * 60;

/// What is to be synced, and how.
#[derive(Clone, Debug)]
pub struct SyncOrder {
    /// The numbers of feeds; all where there are none.
    pub only: Vec<i64>,
    /// Also those that are to wait after a failure.
    pub impatient: bool,
    /// How far the network may be reached.
    pub reach: Reach,
    /// How much of it is waited for.
    pub bounds: Bounds,
    /// Between two pages of a site.
    pub pause: Duration,
    /// Set from outside, it ends the sync; what was stored stays.
    pub stop: Arc<AtomicBool>,
}

impl Default for SyncOrder {
    fn default() -> Self {
        Self {
            only: Vec::new(),
            impatient: false,
            reach: Reach::Public,
            bounds: Bounds::default(),
            pause: Duration::from_millis(500),
            stop: Arc::default(),
        }
    }
}

/// What became of one feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synced {
    /// What it is called.
    pub name: String,
    /// Which one it is, from 1, of how many.
    pub at: usize,
    /// How many are synced.
    pub of: usize,
    /// What came.
    pub outcome: Outcome,
}

/// What came of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Briefs: new ones, new texts of old ones; and what could not be read, a line each.
    Came {
        /// New briefs.
        added: usize,
        /// New texts of briefs that were there.
        revised: usize,
        /// What could not be had, a line each.
        lost: Vec<String>,
    },
    /// Nothing new, its server says.
    Unchanged,
    /// It failed before, and is asked again in so many seconds.
    Waiting(u64),
    /// It could not be had: the line with the cause, and a way on.
    Failed(String, Option<&'static str>),
}

/// What the fetching threads share.
struct Shared {
    polite: Polite,
    feeds: Mutex<VecDeque<(Subscription, Seen)>>,
}

/// The entries of a feed that were seen before.
type Seen = BTreeMap<String, Entry>;

impl Library {
    /// The feeds that are followed, by their names.
    pub fn feeds(&self) -> Result<Vec<Subscription>, StoreError> {
        self.store.feeds()
    }

    /// Follows a feed; false where it is followed already. Nothing is fetched.
    pub fn follow(&mut self, feed: &Subscription) -> Result<bool, StoreError> {
        self.store.follow(feed)
    }

    /// Changes what the user says of a feed.
    pub fn change_feed(&mut self, feed: &Subscription) -> Result<(), StoreError> {
        self.store.put_feed(feed)
    }

    /// Follows a feed no longer; its briefs stay.
    pub fn unfollow(&mut self, id: i64) -> Result<(), StoreError> {
        self.store.unfollow(id)
    }

    /// Fetches what is new in feeds; `each` hears of every one as it is done and can end it.
    pub fn sync(
        &mut self,
        order: &SyncOrder,
        each: &mut dyn FnMut(&Synced) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut feeds = self.store.feeds()?;
        feeds.retain(|it| order.only.is_empty() || order.only.contains(&it.id));
        let of = feeds.len();
        let mut at = 0;
        let mut tell = |name: &str, outcome: Outcome| {
            at += 1;
            each(&Synced { name: name.to_owned(), at, of, outcome })
        };
        let mut due = VecDeque::new();
        for feed in feeds {
            let outcome = match (feed.gone, feed.wait) {
                _ if order.impatient => None,
                (true, _) => {
                    let line = format!("{}: is gone for good", feed.url);
                    Some(Outcome::Failed(line, Some("`attache feeds remove` follows it no longer")))
                }
                (false, 0) => None,
                (false, seconds) => Some(Outcome::Waiting(seconds)),
            };
            let Some(outcome) = outcome else {
                let seen = self.store.entries(feed.id)?;
                due.push_back((feed, seen));
                continue;
            };
            if tell(feed.label(), outcome).is_break() {
                return Ok(());
            }
        }
        let threads = due.len().min(AT_ONCE);
        let network = Network::new(order.reach, order.bounds).stopped_by(Arc::clone(&order.stop));
        let polite = Polite::new(network, order.pause);
        let shared = Arc::new(Shared { polite, feeds: Mutex::new(due) });
        // Few wait here, so that memory stays flat.
        let (sender, visits) = mpsc::sync_channel(1);
        for _ in 0..threads {
            let (shared, sender) = (Arc::clone(&shared), sender.clone());
            // Where no thread is to be had, those that are do it all.
            drop(thread::Builder::new().name("feeds".to_owned()).spawn(move || {
                while let Some((feed, seen)) = shared.next() {
                    let visit = visit(&shared.polite, &feed, &seen);
                    if sender.send((feed, seen, visit)).is_err() {
                        return;
                    }
                }
            }));
        }
        drop(sender);
        // Threads that nobody listens to end by themselves: nobody waits for a slow server.
        while let Ok((feed, seen, visit)) = visits.recv() {
            let name = feed.label().to_owned();
            let stopped = |visit: &Visit| {
                matches!(visit, Visit::Failed(FetchError { fault: Fault::Stopped, .. }))
            };
            if order.stop.load(Ordering::Relaxed) || stopped(&visit) {
                return Ok(());
            }
            let outcome = self.visited(feed, &seen, visit)?;
            if tell(&name, outcome).is_break() {
                order.stop.store(true, Ordering::Relaxed);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Stores what a visit brought.
    fn visited(
        &mut self,
        feed: Subscription,
        seen: &Seen,
        visit: Visit,
    ) -> Result<Outcome, StoreError> {
        let mut feed = Subscription { wait: 0, ..feed };
        match visit {
            Visit::Unchanged => {
                (feed.failures, feed.problem) = (0, None);
                self.store.put_feed(&feed)?;
                Ok(Outcome::Unchanged)
            }
            Visit::Failed(error) => {
                feed.gone |= matches!(error.fault, Fault::Status(410, _));
                let asked = match error.fault {
                    // Nobody was asked: it need not wait to be asked where that is allowed.
                    Fault::Local => None,
                    Fault::Status(_, Some(seconds)) => Some(seconds.min(LONGEST_WAIT)),
                    _ => Some(0),
                };
                self.failed(feed, asked, error.to_string(), error.hint())
            }
            Visit::Broken(line) => {
                let hint = "it may be mended later; see whether the address is that of a feed";
                self.failed(feed, Some(0), line, Some(hint))
            }
            Visit::Came(came) => self.came(feed, seen, *came),
        }
    }

    /// Has a feed that was asked wait, longer each time and at least as long as it asks for.
    fn failed(
        &mut self,
        mut feed: Subscription,
        asked: Option<u64>,
        line: String,
        hint: Option<&'static str>,
    ) -> Result<Outcome, StoreError> {
        if let Some(asked) = asked {
            let grown = FIRST_WAIT << feed.failures.min(10);
            feed.wait = grown.min(LONGEST_WAIT).max(asked);
            feed.failures += 1;
        }
        feed.problem = Some(line.clone());
        self.store.put_feed(&feed)?;
        Ok(Outcome::Failed(line, hint))
    }

    fn came(
        &mut self,
        mut feed: Subscription,
        seen: &Seen,
        came: Came,
    ) -> Result<Outcome, StoreError> {
        let Came { url, moved, etag, modified, title, found, mut lost } = came;
        let (mut added, mut revised) = (0, 0);
        for it in found {
            let known = seen.get(&it.entry).and_then(|it| it.article);
            let became = self.entry(&feed, known, it, &mut lost)?;
            match became {
                Some(Imported::Added(_)) => added += 1,
                Some(Imported::Revised(_)) => revised += 1,
                Some(Imported::Known(_)) | None => {}
            }
        }
        // A move is believed when it is told twice: some sites lead astray for a day.
        if let Some(moved) = moved {
            let again = feed.moved.as_ref() == Some(&moved);
            feed.url = if again { moved.clone() } else { feed.url };
            feed.moved = (!again).then_some(moved);
        } else {
            feed.moved = None;
        }
        if let Some(url) = url {
            feed.url = url;
        }
        if !title.is_empty() {
            feed.title = title;
        }
        // Only now, so that what a crash loses is fetched again.
        (feed.etag, feed.modified) = (etag, modified);
        (feed.failures, feed.problem) = (0, None);
        feed.synced = Some(self.store.now()?);
        self.store.put_feed(&feed)?;
        Ok(Outcome::Came { added, revised, lost })
    }

    /// Takes in one entry, and notes that it was seen.
    fn entry(
        &mut self,
        feed: &Subscription,
        known: Option<ArticleId>,
        found: Found,
        lost: &mut Vec<String>,
    ) -> Result<Option<Imported>, StoreError> {
        let Found { entry, version, article, raw } = found;
        let mut became = None;
        if let Some(mut article) = article {
            // The brief that this entry was before it is still, whatever the page calls itself.
            if let Some(id) = known {
                article.url = self.store.address(id)?.or(article.url);
            }
            let packed = raw.as_ref().and_then(|it| self.pack(it));
            let mut fault = None;
            self.import(vec![article], &mut |imported| {
                match imported {
                    Ok(imported) => became = Some(imported.clone()),
                    Err(why) => fault = Some(why.to_string()),
                }
                ControlFlow::Continue(())
            })?;
            lost.extend(fault);
            self.store.keep(packed.as_slice())?;
        }
        let fresh = matches!(became, Some(Imported::Added(_)));
        let seen = Entry { version, article: became.as_ref().map(Imported::id) };
        self.store.see_entry(feed, &entry, &seen, fresh)?;
        Ok(became)
    }
}

impl Shared {
    fn next(&self) -> Option<(Subscription, Seen)> {
        if self.polite.is_stopped() {
            return None;
        }
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}
