//! The library on disk: `SQLite`, one file, every operation one transaction.
//!
//! All SQL lives in this folder, and no type of the database leaves it: the public surface speaks
//! the words of the domain, so that a second backend can stand behind the same contract
//! (`tests/it/store.rs`). Only `library` uses it.
//!
//! * `desk`: the words in which it is asked and answers
//! * `error`: why it could not
//! * `migrate`: opening a file, and bringing an old one up to date
//! * `articles`: briefs and their revisions
//! * `listing`: the list of briefs, whole or a page of those that a query means
//! * `condition`: a query as SQL; `hurry`: an answer that a screen can wait for
//! * `findings`: what was found in them
//! * `codec`: spans, lists and codes as they stand in a column
//! * `marks`: verdicts, highlights and notes, read
//! * `noted`: the marks of all briefs
//! * `changes`: what the analyst does, as rows before and after; `rows`: those rows
//! * `many`: one thing done to many briefs at once
//! * `corrections`: what the analyst says in the place of findings
//! * `anchors`: places found again in another revision
//! * `history`: steps, undo, redo; `meanwhile`: whether another window changed the same
//! * `revise`: briefs made anew
//! * `records`: whole briefs, out and in
//! * `versions`: a brief by its page, and its texts side by side
//! * `feeds`: feeds that are followed
//! * `raw`: the inputs that texts were made of
//! * `intake`: texts first, their analysis later
//! * `drafts`: notes that are being written
//! * `health`: whether it is well; `copies`: out and back in
//! * `watch`: word that another program wrote to the file
//! * `search`: full text
//! * `look`: what goes by a name
//! * `views`: queries by name, the end of a visit, the values of a field

mod anchors;
mod articles;
mod changes;
mod codec;
mod condition;
mod copies;
mod corrections;
mod desk;
mod drafts;
mod error;
mod feeds;
mod findings;
mod health;
mod history;
mod hurry;
mod intake;
mod listing;
mod look;
mod many;
mod marks;
mod meanwhile;
mod migrate;
mod noted;
mod raw;
mod records;
mod revise;
mod rows;
mod search;
mod versions;
mod views;
mod watch;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::model::{Analysis, Article, ArticleId, Date, Mark, MarkId, Order, Query, Record};

pub use self::{
    articles::{Company, Identity, digest, fingerprint},
    copies::{Overwrite, restore},
    desk::{
        Brief, Change, Corrected, Corrects, Deed, Draft, Hit, Imported, Intake, Lost, Named,
        Opened, Page, Step, StepId, Tally, View, Waiting,
    },
    error::{Cause, Error},
    feeds::{Entry, Pages, Subscription},
    health::Check,
    many::Among,
    noted::Noted,
    raw::Packed,
    versions::{PageName, Version},
    views::Column,
    watch::FileWatch,
};
use self::{error::Failure, history::By, search::Indexing};

/// Newest briefs that are looked at for a first page before all others.
const NEAR_A_PAGE: usize = 1_000;

/// An open library.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// A number of its own: what was done here is told from what was done in other windows.
    window: i64,
}

impl Store {
    /// Opens the library in this file, making or migrating it where needed.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = migrate::open(path)?;
        Ok(Self { connection, path: path.to_owned(), window: window() })
    }

    /// A library in memory.
    pub fn in_memory() -> Result<Self, Error> {
        let connection = migrate::in_memory()?;
        Ok(Self { connection, path: PathBuf::from(":memory:"), window: window() })
    }

    /// Which brief this article is, if the library has it.
    pub fn identify(&self, article: &Article, company: Company) -> Result<Identity, Error> {
        self.read(|it| articles::identify(it, article, company))
    }

    /// Stores an article with its analysis.
    pub fn put(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        company: Company,
    ) -> Result<Imported, Error> {
        self.write(|it| {
            Indexing::after(it, |words| articles::put(it, article, analysis, company, words))
        })
    }

    /// Keeps the raw inputs that texts were made of.
    pub fn keep(&mut self, inputs: &[Packed]) -> Result<(), Error> {
        self.write(|it| inputs.iter().try_for_each(|input| raw::keep(it, input)))
    }

    /// The raw input that a brief's newest text was made of, where it was kept.
    pub fn raw(&self, id: ArticleId) -> Result<Option<Vec<u8>>, Error> {
        self.read(|it| raw::of(it, id))
    }

    /// Stores articles of inputs of their own with their analyses, in one transaction.
    pub fn put_all(&mut self, articles: &[Article], found: &[Analysis]) -> Result<(), Error> {
        self.write(|it| {
            Indexing::after(it, |words| {
                articles.iter().zip(found).try_for_each(|(article, analysis)| {
                    articles::put(it, article, analysis, Company::Alone, words).map(drop)
                })
            })
        })
    }

    /// Keeps a note that is being written; one without words is forgotten.
    pub fn put_draft(&mut self, draft: &Draft) -> Result<(), Error> {
        self.write(|it| drafts::put(it, draft))
    }

    /// The notes that were being written.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        self.read(drafts::all)
    }

    /// A number that is another one when another program, or another window of this one, has
    /// changed the library.
    pub fn stamp(&self) -> Result<i64, Error> {
        self.read(|it| Ok(it.pragma_query_value(None, "data_version", |row| row.get(0))?))
    }

    /// The file; none for a library in memory.
    pub fn path(&self) -> Option<&Path> {
        (self.path != Path::new(":memory:")).then_some(self.path.as_path())
    }

    /// Replaces the findings of a brief's newest revision.
    pub fn put_findings(&mut self, id: ArticleId, analysis: &Analysis) -> Result<(), Error> {
        self.write(|it| {
            let (article, _) = articles::newest(it, id)?;
            articles::put_findings(it, id, &article.text, analysis)
        })
    }

    /// All briefs, newest publication first.
    pub fn briefs(&self) -> Result<Vec<Brief>, Error> {
        self.read(listing::briefs)
    }

    /// A page of the briefs that a query means, as of `today`.
    pub fn find(&self, query: &Query, today: Date, page: Page) -> Result<Vec<Brief>, Error> {
        // Of the first page most are among the newest, where any are at all.
        if page.order == Order::Newest
            && page.skip == 0
            && let looked_at = NEAR_A_PAGE.max(page.limit)
            && let Some(near) = self.near(query, today, looked_at, page.limit)?
            && near.len() == page.limit
        {
            return self.rows(&near);
        }
        self.rows(&self.ids(query, today, page)?)
    }

    /// The numbers of the briefs on such a page.
    pub fn ids(&self, query: &Query, today: Date, page: Page) -> Result<Vec<ArticleId>, Error> {
        self.read(|it| listing::ids(it, query, today, page))
    }

    /// The rows of these briefs, in their order; one that is gone is left out.
    pub fn rows(&self, ids: &[ArticleId]) -> Result<Vec<Brief>, Error> {
        let row = |id: &ArticleId| self.read(|it| listing::brief(it, *id)).transpose();
        ids.iter().filter_map(row).collect()
    }

    /// How many briefs a query means, as of `today`; more than `most` count as so many.
    pub fn count(&self, query: &Query, today: Date, most: usize) -> Result<usize, Error> {
        self.read(|it| listing::count(it, query, today, most))
    }

    /// Those of these briefs that a query means, in no order.
    pub fn among(
        &self,
        query: &Query,
        today: Date,
        ids: &[ArticleId],
    ) -> Result<Vec<ArticleId>, Error> {
        self.read(|it| listing::among(it, query, today, ids))
    }

    /// What there is and what waits, counted, as of `today`.
    pub fn tally(&self, today: Date) -> Result<Tally, Error> {
        self.read(|it| listing::tally(it, today))
    }

    /// A brief with everything about it.
    pub fn brief(&self, id: ArticleId) -> Result<Option<Opened>, Error> {
        self.read(|it| articles::open(it, id))
    }

    /// Every mark with its brief; newest briefs first, in the order of the text.
    pub fn marks(&self) -> Result<Vec<(Brief, Mark)>, Error> {
        self.read(marks::all)
    }

    /// Notes that a brief was opened on this day: no step of the history, and nothing that undo
    /// takes back. One that was new is open from then on.
    pub fn see(&mut self, id: ArticleId, day: Date) -> Result<(), Error> {
        self.write(|it| history::see(it, id, day))
    }

    /// The newest step of the history: what a window has seen when it looks.
    pub fn newest_step(&self) -> Result<StepId, Error> {
        self.read(history::newest)
    }

    /// Does all of `changes` or none, as one step of the history. Where `seen` is the newest step that
    /// the window has seen, what another one changed since is not written over: that is an error.
    pub fn apply(
        &mut self,
        label: &str,
        changes: &[Change],
        seen: Option<StepId>,
    ) -> Result<Vec<MarkId>, Error> {
        let by = By { window: self.window, seen };
        self.write(|it| history::apply(it, by, label, changes))
    }

    /// Does all of `deeds` to each of many briefs, as one step, which is called by how many it
    /// changed; gives that number.
    pub fn apply_to_many(
        &mut self,
        label: &dyn Fn(usize) -> String,
        deeds: &[Deed],
        among: &Among,
    ) -> Result<usize, Error> {
        let by = By { window: self.window, seen: None };
        self.write(|it| many::apply(it, by, label, deeds, among))
    }

    /// Takes back the last step that stands.
    pub fn undo(&mut self) -> Result<Option<Step>, Error> {
        let by = By { window: self.window, seen: None };
        self.write(|it| history::undo(it, by))
    }

    /// Does again the step undone last, unless something else was done since.
    pub fn redo(&mut self) -> Result<Option<Step>, Error> {
        let by = By { window: self.window, seen: None };
        self.write(|it| history::redo(it, by))
    }

    /// Goes to where the library stood right after a step; gives how many steps were undone or done
    /// again.
    pub fn go_to_step(&mut self, to: StepId) -> Result<usize, Error> {
        let by = By { window: self.window, seen: None };
        self.write(|it| history::go(it, by, to))
    }

    /// The newest steps, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Step>, Error> {
        self.read(|it| history::steps(it, limit))
    }

    /// Briefs that have all of these words, the best first.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        self.read(|it| search::search(it, words, limit))
    }

    /// Headlines, sources, claims and notes in which words begin in one of the ways of each that is
    /// wanted; of each kind at most so many.
    pub fn look(&self, wanted: &[Vec<String>], most: usize) -> Result<Vec<Named>, Error> {
        self.read(|it| {
            let mut found = look::titles(it, wanted, most)?;
            found.extend(look::speakers(it, wanted, most)?);
            found.extend(look::claims(it, wanted, most)?);
            found.extend(look::notes(it, wanted, most)?);
            Ok(found)
        })
    }

    /// Every brief whole, in the order in which they came.
    pub fn records(&self) -> Result<Vec<Record>, Error> {
        self.read(records::all)
    }

    /// Brings a brief in with what was done to it in another library; `analysis` is that of its
    /// newest revision. What was done in this one stays.
    pub fn restore(&mut self, record: &Record, analysis: &Analysis) -> Result<Imported, Error> {
        self.write(|it| records::restore(it, record, analysis))
    }

    /// Whether commits wait for the disk. What the analyst does is worth the wait; an import that
    /// can be repeated is not, and a power cut costs it its last articles, never the file.
    pub fn set_durability(&mut self, durability: Durability) -> Result<(), Error> {
        // Many commits are worth a longer log: what changes again is written to its place once.
        let (level, pages) = match durability {
            Durability::EveryCommit => ("FULL", 1_000),
            Durability::Soon => ("NORMAL", 4_000),
        };
        self.read(|it| {
            it.pragma_update(None, "synchronous", level)?;
            Ok(it.pragma_update_and_check(None, "wal_autocheckpoint", pages, |_| Ok(()))?)
        })
    }

    /// Several statements that see one state of the library.
    fn read<T>(&self, job: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Error> {
        job(&self.connection).map_err(|failure| failure.at(&self.path))
    }

    /// All or nothing. The transaction takes the write lock at once, so that two programs wait for
    /// each other instead of failing half way.
    fn write<T>(
        &mut self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        let Self { connection, path, .. } = self;
        let run = || {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = job(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        run().map_err(|failure: Failure| failure.at(path))
    }
}

/// What a commit waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Until the disk has it.
    EveryCommit,
    /// Until the system has it.
    Soon,
}

/// A number that no other window has.
fn window() -> i64 {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    let number = RandomState::new().build_hasher().finish();
    i64::from_ne_bytes(number.to_ne_bytes())
}
