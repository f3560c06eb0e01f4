//! A fault of an analyzer, caught: it costs one brief, and the others go on.

use std::{
    any::Any,
    cell::Cell,
    fmt,
    panic::{self, AssertUnwindSafe},
    thread,
};

use crate::{ingest::PARSER_THREAD, model::Article};

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread is caught where it happens, so that nobody else need hear of it.
pub fn is_caught() -> bool {
    CAUGHT.get() || thread::current().name() == Some(PARSER_THREAD)
}

/// An article that no analysis came of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    path: String,
    cause: String,
}

impl Fault {
    /// What the user can do about it.
    pub const fn hint(&self) -> &'static str {
        "this is a bug; the other briefs are not touched by it"
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: could not be analyzed: {}", self.path, self.cause)
    }
}

impl std::error::Error for Fault {}

/// What `work` makes of an article, or how it failed. What it leaves half done is thrown away with
/// it: analysis shares nothing.
pub(super) fn catch<T>(article: &Article, work: impl FnOnce() -> T) -> Result<T, Fault> {
    let before = CAUGHT.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(|| {
        provoke(article);
        work()
    }));
    CAUGHT.set(before);
    done.map_err(|payload| Fault { path: article.origin.path.clone(), cause: words(&*payload) })
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "no message".to_owned())
}

/// For tests, and in debug builds alone: `ATTACHE_PANIC=analysis:WORD` is a fault of every analysis
/// of a text with that word.
fn provoke(article: &Article) {
    #[cfg(debug_assertions)]
    if let Ok(asked) = std::env::var("ATTACHE_PANIC")
        && let Some(word) = asked.strip_prefix("analysis:")
    {
        assert!(!article.text.contains(word), "asked to by ATTACHE_PANIC");
    }
    #[cfg(not(debug_assertions))]
    let _ = article;
}
