//! Asking many sites without being a burden to any: one request at a time to a host, a pause between
//! two pages of it, and no page that its `robots.txt` keeps from programs.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, atomic::Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{Answer, Error, Fault, Fetched, Network, Rules, Wanted, host};

/// How long a stop may go unheard.
const SLICE: Duration = Duration::from_millis(50);

/// The network, asked politely. Threads share it.
#[derive(Debug)]
pub struct Polite {
    network: Network,
    pause: Duration,
    hosts: Mutex<BTreeMap<String, Arc<Host>>>,
}

#[derive(Debug, Default)]
struct Host {
    /// When a page was asked for last; held while one is.
    asked: Mutex<Option<Instant>>,
    rules: OnceLock<Rules>,
}

impl Polite {
    /// Asks `network`, with at least this pause between two pages of a host.
    pub fn new(network: Network, pause: Duration) -> Self {
        Self { network, pause, hosts: Mutex::default() }
    }

    /// Whether the user said stop.
    pub fn is_stopped(&self) -> bool {
        self.network.stop.load(Ordering::Relaxed)
    }

    /// A feed, or what else is meant for programs.
    pub fn feed(&self, wanted: &Wanted) -> Result<Answer, Error> {
        let host = self.host(&wanted.url);
        let _turn = lock(&host.asked);
        self.network.get(wanted)
    }

    /// A page, where its site allows it; so must each site that the first sends on to.
    pub fn page(&self, url: &str) -> Result<Fetched, Error> {
        let host = self.host(url);
        // Asked for before the turn is taken: it is a request of its own.
        let pause = self.rules(url).delay().map_or(self.pause, |it| it.max(self.pause));
        let mut asked = lock(&host.asked);
        while let Some(rest) = asked.and_then(|it| pause.checked_sub(it.elapsed())) {
            if self.is_stopped() || rest.is_zero() {
                break;
            }
            thread::sleep(rest.min(SLICE));
        }
        let wanted = Wanted { url: url.to_owned(), ..Wanted::default() };
        let answer = self.network.get_where(&wanted, &|url| self.rules(url).allow(url));
        *asked = Some(Instant::now());
        match answer? {
            Answer::Came(page) => Ok(*page),
            Answer::Unchanged => Err(Error::new(url, Fault::Status(304, None))),
        }
    }

    fn host(&self, url: &str) -> Arc<Host> {
        let name = host(url).unwrap_or_default();
        Arc::clone(lock(&self.hosts).entry(name).or_default())
    }

    /// Kept as long as this is, so that a site is asked once.
    fn rules(&self, url: &str) -> RulesOf {
        let host = self.host(url);
        host.rules.get_or_init(|| self.network.robots(url));
        RulesOf(host)
    }
}

/// The rules of a host.
struct RulesOf(Arc<Host>);

impl RulesOf {
    fn allow(&self, url: &str) -> bool {
        self.0.rules.get().is_some_and(|it| it.allow(url))
    }

    fn delay(&self) -> Option<Duration> {
        self.0.rules.get()?.delay()
    }
}

/// What a thread left that failed is still what was asked when.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
