//! What can be done, with or without a screen: the one place where the engines meet.
//!
//! `cli` and `tui` know no engine; they ask here, in the words of the domain.

use std::{ops::ControlFlow, path::Path};

use crate::{
    analysis, compare,
    model::{Analysis, Article, ArticleId, Date, Item, Mark, MarkId, Review, Triage},
};
pub use crate::{
    analysis::Taxonomy,
    ingest::{Error as IngestError, Format, Input},
    store::Error as StoreError,
};

/// The analyst's library: briefs, findings, marks and the history of what was done to them.
#[derive(Debug)]
pub struct Library {
    taxonomy: Taxonomy,
}

/// A row of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// Its number.
    pub id: ArticleId,
    /// The headline, or the file's name where it has none.
    pub title: String,
    /// The outlet.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Where it stands.
    pub triage: Triage,
    /// On the shortlist.
    pub shortlist: bool,
    /// To be verified.
    pub verify: bool,
    /// Its tags, sorted.
    pub tags: Vec<String>,
    /// One of the samples that come with the program.
    pub sample: bool,
    /// How many claims it has.
    pub claims: usize,
    /// How many of them have a verdict.
    pub reviewed: usize,
    /// How many highlights and notes it has.
    pub marks: usize,
}

/// A brief, opened: all that the panes show of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Its row.
    pub brief: Brief,
    /// The article in its newest revision.
    pub article: Article,
    /// SHA-256 of its clean text: the revision that anchors name.
    pub revision: String,
    /// What was found in it.
    pub analysis: Analysis,
    /// The analyst's verdicts on what was found.
    pub verdicts: Vec<Verdict>,
    /// Highlights and notes, in the order of the text, those on the whole brief first.
    pub marks: Vec<Mark>,
}

/// The analyst's verdict on one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The finding.
    pub item: Item,
    /// What became of it.
    pub review: Review,
    /// To be verified.
    pub verify: bool,
}

/// Something the analyst does; each can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Moves a brief.
    Triage(ArticleId, Triage),
    /// Puts a brief on the shortlist or takes it off.
    Shortlist(ArticleId, bool),
    /// Marks a brief as to be verified, or not.
    Verify(ArticleId, bool),
    /// Gives a brief these tags and no others.
    Tags(ArticleId, Vec<String>),
    /// Gives a verdict on a finding of a brief.
    Judge(ArticleId, Verdict),
    /// Adds a mark; its `id` is given by the library.
    Mark(Mark),
    /// Replaces the colour, note and tags of a mark.
    Edit(Mark),
    /// Takes a mark away.
    Unmark(MarkId),
}

/// One step of the history, for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done, in words: `kept 1 claim`.
    pub label: String,
    /// The briefs it touched.
    pub articles: Vec<ArticleId>,
    /// When, UTC.
    pub at: String,
    /// Whether it has been undone.
    pub undone: bool,
}

/// What became of one article of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// New in the library.
    Added(ArticleId),
    /// The same text again: nothing changed.
    Known(ArticleId),
    /// A new text of a brief that was there.
    Revised(ArticleId),
}

/// A place where a search hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The brief.
    pub brief: Brief,
    /// Some words around the first hit, without line breaks.
    pub snippet: String,
}

/// The analysis of an article, without a library.
pub fn analyze(article: &Article, taxonomy: &Taxonomy) -> Analysis {
    let mut analysis = analysis::analyze(article, taxonomy);
    analysis.pairs = compare::pairs::pairs(article, &analysis);
    analysis
}

/// The articles in an input, without a library.
pub fn read(input: &Input) -> Result<Vec<Article>, IngestError> {
    crate::ingest::read(input)
}

#[expect(clippy::todo, unused_variables, clippy::needless_pass_by_value, reason = "skeleton")]
impl Library {
    /// Opens the library in this file, making or migrating it where needed.
    pub fn open(path: &Path, taxonomy: Taxonomy) -> Result<Self, StoreError> {
        todo!()
    }

    /// A library that lives as long as the program (for tests and for `--db :memory:`).
    pub fn in_memory(taxonomy: Taxonomy) -> Result<Self, StoreError> {
        todo!()
    }

    /// The briefs, newest publication first; `today` wakes those set aside until now.
    pub fn briefs(&mut self, today: Date) -> Result<Vec<Brief>, StoreError> {
        todo!()
    }

    /// A brief with everything about it.
    pub fn open_brief(&mut self, id: ArticleId) -> Result<Option<Opened>, StoreError> {
        todo!()
    }

    /// Analyzes and stores articles, each in its own transaction, on all cores; `each` hears of
    /// every one and can stop the rest.
    pub fn import(
        &mut self,
        articles: Vec<Article>,
        each: &mut dyn FnMut(&Imported) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// Imports the briefs that come with the program.
    pub fn import_samples(&mut self) -> Result<(), StoreError> {
        todo!()
    }

    /// Does all of `changes`, as one step of the history. The ids of marks that were added come
    /// back in their order.
    pub fn apply(&mut self, label: &str, changes: Vec<Change>) -> Result<Vec<MarkId>, StoreError> {
        todo!()
    }

    /// Takes back the last step that is not undone; none where there is none.
    pub fn undo(&mut self) -> Result<Option<Step>, StoreError> {
        todo!()
    }

    /// Does again the step undone last.
    pub fn redo(&mut self) -> Result<Option<Step>, StoreError> {
        todo!()
    }

    /// The newest steps, newest first.
    pub fn history(&mut self, limit: usize) -> Result<Vec<Step>, StoreError> {
        todo!()
    }

    /// Every mark, with its brief.
    pub fn marks(&mut self) -> Result<Vec<(Brief, Mark)>, StoreError> {
        todo!()
    }

    /// Full text over titles, texts, claims and notes; newest first.
    pub fn search(&mut self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        todo!()
    }

    /// The taxonomy that imports are sectioned by.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }
}
