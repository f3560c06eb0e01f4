//! Lists for a screen that does not wait: the newest rows at once, the rest unless something else is
//! asked for meanwhile.

use rusqlite::Connection;

use crate::{
    model::{ArticleId, Date, Query},
    store::{Error, Store, desk::Page, error::Failure, listing},
};

/// Steps of the database between two looks at whether to go on; a millisecond has some hundred thousand.
const STEPS: i32 = 20_000;

impl Store {
    /// The newest briefs that a query means, at most so many, of so many that are looked at: quick,
    /// however large the library is. None where it has no more than those.
    pub fn near(
        &self,
        query: &Query,
        today: Date,
        looked_at: usize,
        limit: usize,
    ) -> Result<Option<Vec<ArticleId>>, Error> {
        self.read(|it| listing::near(it, query, today, looked_at, limit))
    }

    /// As [`Store::ids`], given up as soon as `stop` says so: then there are none.
    pub fn ids_unless(
        &mut self,
        query: &Query,
        today: Date,
        page: Page,
        stop: impl FnMut() -> bool + Send + 'static,
    ) -> Result<Option<Vec<ArticleId>>, Error> {
        self.unless(stop, |it| listing::ids(it, query, today, page))
    }

    /// What `job` reads, unless `stop` says before its end that nobody waits for it.
    fn unless<T>(
        &mut self,
        stop: impl FnMut() -> bool + Send + 'static,
        job: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<Option<T>, Error> {
        let Self { connection, path, .. } = self;
        let run = || {
            connection.progress_handler(STEPS, Some(stop))?;
            let done = job(connection);
            connection.progress_handler(0, None::<fn() -> bool>)?;
            done
        };
        match run() {
            Ok(done) => Ok(Some(done)),
            Err(failure) if failure.is_interrupted() => Ok(None),
            Err(failure) => Err(failure.at(path)),
        }
    }
}
