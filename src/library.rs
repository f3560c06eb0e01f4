//! What can be done, with or without a screen: the one place where the engines meet.
//!
//! `cli` and `tui` know no engine; they ask here, in the words of the domain.
//!
//! * `acts`: what the analyst does, and the history of it
//! * `days`: days as they are said
//! * `proposal`: what a claim of the analyst's would most likely be
//! * `intake`: many inputs, texts first; `reclean`: one input again; `sync`, `network`: from afar
//! * `shelf`: the list as it is arranged; `views`: lists by name; `look`: what goes by a name
//! * `annotations`: what other programs marked
//! * `outgoing`: what leaves, and comes back; `upkeep`: whether the file is well
//! * `fault`: an analyzer that fails; `samples`: the briefs that come with the program

mod acts;
mod annotations;
mod days;
mod fault;
mod intake;
mod look;
mod network;
mod outgoing;
mod proposal;
mod reclean;
mod samples;
mod shelf;
mod sync;
mod upkeep;
mod views;

use std::{collections::BTreeMap, ops::ControlFlow, path::Path};

use rayon::prelude::*;

pub use self::{
    acts::{Act, ActError},
    annotations::{BringError, Brought, is_annotations},
    days::{DayError, day, days},
    fault::{Fault, is_caught},
    intake::{Known, Stint, intake},
    look::Aliases,
    network::{Bounds, FetchError, Reach, fetch, is_address},
    outgoing::{RestoreError, analysis_line, exported, lesson, markdown, note_name, templated},
    proposal::{Proposal, propose},
    reclean::{Recleaned, Reread},
    shelf::{Refresh, Wanted},
    sync::{Outcome, SyncOrder, Synced},
    views::{Offers, read_query},
};
use crate::{
    analysis, compare,
    model::{Analysis, Article, ArticleId, Date, Mark, Query, Section, Triage},
    query,
    store::{Company, Durability, Identity, Store},
};
pub use crate::{
    analysis::Taxonomy,
    export::{
        Format as ExportFormat, Scope, TemplateError, Tlp, json::Error as ExportError,
        keep_own_words, training::Lesson,
    },
    ingest::{
        Error as IngestError, FolderWatch, Format, Gear, Input, LARGEST, Outline, WatchError,
        Watched, format, opml, outlines,
    },
    model::Verdict,
    query::{Error as QueryError, Field},
    store::{
        Among, Brief, Change, Check, Corrected, Corrects, Deed, Draft, Error as StoreError,
        FileWatch, Hit, Imported, Intake, Lost, Named, Noted, Opened, Overwrite, Packed, Page,
        Pages, Step, StepId, Subscription, Tally, Version, View, restore,
    },
};

/// The analyst's library: briefs, findings, marks and the history of what was done to them.
#[derive(Debug)]
pub struct Library {
    store: Store,
    taxonomy: Taxonomy,
    /// The day as of which briefs are shown.
    today: Option<Date>,
    /// The newest step when briefs were last looked at: what this window has seen.
    seen: Option<StepId>,
    /// Bytes of a raw input that are kept at most.
    largest_kept: usize,
    /// The list as it is arranged.
    shelf: shelf::Shelf,
    aliases: Aliases,
    /// Who analyzes what waits, where not everybody.
    crew: Option<rayon::ThreadPool>,
}

/// Bytes of a raw input that are kept at most, where nobody says otherwise.
const LARGEST_KEPT: usize = 4 << 20;

/// The analysis of an article, without a library.
pub fn analyze(article: &Article, taxonomy: &Taxonomy) -> Analysis {
    let mut analysis = analysis::analyze(article, taxonomy);
    analysis.pairs = compare::pairs::pairs(article, &analysis);
    analysis
}

/// As [`analyze`]; a fault of an analyzer is told, and stops nobody else.
pub fn try_analyze(article: &Article, taxonomy: &Taxonomy) -> Result<Analysis, Fault> {
    fault::catch(article, || analyze(article, taxonomy))
}

/// What a section is called on the screen: its topic, with the states it is about where that tells
/// more.
pub fn section_title(article: &Article, section: &Section, taxonomy: &Taxonomy) -> String {
    analysis::sections::title(article, section, taxonomy)
}

/// The articles in an input, without a library.
pub fn read(input: &Input) -> Result<Vec<Article>, IngestError> {
    crate::ingest::read(input)
}

impl Library {
    /// Opens the library in this file, making or migrating it where needed.
    pub fn open(path: &Path, taxonomy: Taxonomy) -> Result<Self, StoreError> {
        Ok(Self::over(Store::open(path)?, taxonomy))
    }

    /// A library that lives as long as the program (for tests and for `--db :memory:`).
    pub fn in_memory(taxonomy: Taxonomy) -> Result<Self, StoreError> {
        Ok(Self::over(Store::in_memory()?, taxonomy))
    }

    /// The library that a store is.
    pub fn over(store: Store, taxonomy: Taxonomy) -> Self {
        let (shelf, aliases) = (shelf::Shelf::default(), Aliases::default());
        let (today, seen, largest_kept) = (None, None, LARGEST_KEPT);
        Self { store, taxonomy, today, seen, largest_kept, shelf, aliases, crew: None }
    }

    /// Has the library keep raw inputs up to so many bytes; with 0, none.
    #[must_use]
    pub fn keeping(self, bytes: usize) -> Self {
        Self { largest_kept: bytes, ..self }
    }

    /// The briefs, newest publication first; `today` wakes those set aside until now.
    ///
    /// Waking is a way of looking: the state that the analyst gave stays as it is, so that undo
    /// finds it. From here on the library shows every brief as of `today`.
    pub fn briefs(&mut self, today: Date) -> Result<Vec<Brief>, StoreError> {
        self.catch_up(today)?;
        Ok(self.store.briefs()?.into_iter().map(|it| self.woken(it)).collect())
    }

    /// Reads what was typed as a query on this library.
    pub fn query(&self, typed: &str, today: Date) -> Result<Query, QueryError> {
        let topics: Vec<&str> = self.taxonomy.topics().iter().map(|it| it.id.as_str()).collect();
        query::parse(typed, today, &topics)
    }

    /// A page of the briefs that a query means, as of `today`.
    pub fn find(
        &mut self,
        query: &Query,
        today: Date,
        page: Page,
    ) -> Result<Vec<Brief>, StoreError> {
        self.catch_up(today)?;
        let found = self.store.find(query, today, page)?;
        Ok(found.into_iter().map(|it| self.woken(it)).collect())
    }

    /// How many briefs a query means, as of `today`.
    pub fn count(&self, query: &Query, today: Date) -> Result<usize, StoreError> {
        self.store.count(query, today, usize::MAX)
    }

    /// A brief with everything about it.
    pub fn open_brief(&mut self, id: ArticleId) -> Result<Option<Opened>, StoreError> {
        self.seen = Some(self.store.newest_step()?);
        let Some(mut opened) = self.store.brief(id)? else { return Ok(None) };
        if opened.corrected.iter().any(|it| matches!(it.corrects, Corrects::Claim(_))) {
            // What the analyst says stands to the other claims as if it had been found.
            opened.analysis.pairs = compare::pairs::pairs(&opened.article, &opened.analysis);
        }
        let sections = opened.analysis.sections.iter();
        let title = |it| section_title(&opened.article, it, &self.taxonomy);
        let titles = sections.map(title).collect();
        Ok(Some(Opened { brief: self.woken(opened.brief), titles, ..opened }))
    }

    /// Analyzes and stores articles, each in its own transaction, on all cores; `each` hears of
    /// every one in the given order and can stop the rest. One that cannot be analyzed is left out.
    #[expect(clippy::needless_pass_by_value, reason = "who imports is done with the articles")]
    pub fn import(
        &mut self,
        articles: Vec<Article>,
        each: &mut dyn FnMut(Result<&Imported, &Fault>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.store.set_durability(Durability::Soon)?;
        let done = self.import_all(&articles, each);
        self.store.set_durability(Durability::EveryCommit)?;
        done
    }

    /// Packs a raw input to be kept, unless it is too large.
    pub fn pack(&self, input: &Input) -> Option<Packed> {
        (input.bytes.len() <= self.largest_kept).then(|| Packed::new(&input.bytes))?
    }

    /// Keeps raw inputs beside the texts that came of them; those that nothing came of are not kept.
    pub fn keep(&mut self, inputs: &[Packed]) -> Result<(), StoreError> {
        self.store.keep(inputs)
    }

    /// The raw input that a brief was made of, where it was kept.
    pub fn raw(&mut self, id: ArticleId) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.raw(id)
    }

    /// Every mark, with its brief.
    pub fn marks(&mut self) -> Result<Vec<(Brief, Mark)>, StoreError> {
        let marks = self.store.marks()?;
        Ok(marks.into_iter().map(|(brief, mark)| (self.woken(brief), mark)).collect())
    }

    /// The marks in which all of these words stand, those of the newest briefs first and at most so
    /// many; and how many there are in all.
    pub fn noted(&self, words: &str, most: usize) -> Result<(Vec<Noted>, usize), StoreError> {
        self.store.noted(words, most)
    }

    /// Full text over titles, texts, claims and notes; the best first. All words must be there;
    /// `"words in a row"` and `begin*` are understood, and nothing that is typed is an error.
    pub fn search(&mut self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let hits = self.store.search(words, limit)?;
        Ok(hits.into_iter().map(|it| Hit { brief: self.woken(it.brief), ..it }).collect())
    }

    /// The taxonomy that imports are sectioned by.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// Analyzes a portion on all cores, then stores it in order, and so on; a stop is heard between
    /// two articles.
    fn import_all(
        &mut self,
        articles: &[Article],
        each: &mut dyn FnMut(Result<&Imported, &Fault>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let companies = companies(articles);
        let portion = if articles.len() == 1 { 1 } else { 8 * rayon::current_num_threads() };
        for (articles, companies) in articles.chunks(portion).zip(companies.chunks(portion)) {
            let mut wanted = Vec::new();
            for (article, company) in articles.iter().zip(companies) {
                let known = self.store.identify(article, *company)?;
                wanted.push(!matches!(known, Identity::Known(_)));
            }
            let done = self.analyses(articles, &wanted);
            for ((article, company), analysis) in articles.iter().zip(companies).zip(&done) {
                let told = match analysis {
                    Ok(analysis) => each(Ok(&self.store.put(article, analysis, *company)?)),
                    Err(fault) => each(Err(fault)),
                };
                if told.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The analyses of those articles that are wanted, in their order.
    fn analyses(&self, articles: &[Article], wanted: &[bool]) -> Vec<Result<Analysis, Fault>> {
        let taxonomy = &self.taxonomy;
        let one = |(article, wanted): (&Article, &bool)| {
            if *wanted { try_analyze(article, taxonomy) } else { Ok(Analysis::default()) }
        };
        if let ([article], [wanted]) = (articles, wanted) {
            return vec![one((article, wanted))];
        }
        articles.par_iter().zip(wanted).map(one).collect()
    }

    /// From here on the library shows every brief as of `today`, and this window knows what was done
    /// until now.
    fn catch_up(&mut self, today: Date) -> Result<(), StoreError> {
        self.today = Some(today);
        self.seen = Some(self.store.newest_step()?);
        Ok(())
    }

    /// The row as of today: what was set aside until now is new again, until it is opened.
    fn woken(&self, brief: Brief) -> Brief {
        let due = |day: Date| self.today.is_some_and(|today| day <= today);
        let triage = match brief.triage {
            Triage::Later(day) if due(day) && brief.seen >= Some(day) => Triage::Open,
            Triage::Later(day) if due(day) => Triage::New,
            triage => triage,
        };
        Brief { triage, ..brief }
    }
}

/// Whether each article shares its raw input with others.
fn companies(articles: &[Article]) -> Vec<Company> {
    let mut inputs: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles {
        *inputs.entry(&article.origin.sha256).or_default() += 1;
    }
    let company = |article: &Article| match inputs.get(article.origin.sha256.as_str()) {
        Some(1) => Company::Alone,
        _ => Company::Shared,
    };
    articles.iter().map(company).collect()
}
