//! What the screen asks of the library, and what it hears.

use std::path::PathBuf;

use crate::{
    library::{
        Act, Brief, Brought, Change, Draft, ExportFormat, Hit, Imported, Input, Named, Noted,
        Offers, Opened, QueryError, Refresh, Reread, Step, StepId, Tally, Version, View,
    },
    model::{ArticleId, Date, Mark, MarkId, Sort},
    tui::{
        state::Direction,
        worker::{Chosen, Preview},
    },
};

/// The number of a request; a later one is greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// The texts of a brief in the order they came, and a mark as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The texts, the one that is shown last.
    pub all: Vec<Version>,
    /// The mark that was asked for.
    pub mark: Option<Mark>,
}

/// What the screen asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The list, arranged anew.
    List(Box<Asked>),
    /// The rest of the list that was arranged for this ticket, of which only the newest briefs are
    /// there, and the place of the brief that is open; nobody waits for it.
    Rest(Ticket, Option<ArticleId>),
    /// Rows of the list as it was arranged for this ticket: a page that begins at this place, as of
    /// today.
    Rows(Ticket, usize, Date),
    /// The next brief of the list that nobody looked at, seen from a place: its own place.
    Seek(Ticket, usize, Direction),
    /// A brief with all about it.
    Open(Ticket, ArticleId),
    /// The brief at a place of the list.
    OpenAt(Ticket, usize),
    /// The next brief of the list that nobody looked at, seen from a place, all around; the one that
    /// is open does not count.
    OpenUnread(Ticket, usize, Direction, Option<ArticleId>),
    /// What goes by a name that begins so; the number of the question comes back.
    Look(u64, String),
    /// Words in the whole library, so many hits at most.
    Search(String, usize, Date),
    /// What may stand at a byte of a query; the number of the question comes back.
    Offers(u64, String, usize, Date),
    /// The views that were saved.
    Views,
    /// A saved view by its name.
    View(String),
    /// How many briefs a view has.
    CountView(View, Date),
    /// Save a view.
    SaveView(View),
    /// Take a saved view away.
    DropView(String),
    /// A brief has been opened today: it is no longer new.
    See(ArticleId, Date),
    /// Do this, as one step with this label.
    Apply(String, Vec<Change>),
    /// Do this to all of those, as one step; where they are many, only when it is sure.
    Act(Act, Chosen, bool),
    /// The numbers of the briefs of the list, or of those from one place to another.
    Numbers(Option<(usize, usize)>),
    /// The numbers of all briefs of the list, to turn their marks around.
    Inverse,
    /// Write all that a query means to a file in this format, named after it and the day.
    Export(String, String, Date),
    /// Take back the last step.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// The steps that were made.
    History,
    /// Go to where the library stood right after this step.
    GoTo(StepId),
    /// Marks in which these words stand, at most so many; the number of the question comes back.
    Noted(u64, String, usize),
    /// The texts of a brief, and this mark of it as it was made.
    Versions(ArticleId, Option<MarkId>),
    /// Read the input of a brief again.
    Reread(ArticleId),
    /// Read this file into the library; the day of its publication, where the user knows it.
    Import(PathBuf, Option<Date>),
    /// Fetch what is at this address; it comes back as [`Reply::Fetched`].
    Fetch(String, Option<Date>),
    /// Fetch what is new in the feeds.
    Sync,
    /// Read what was fetched into the library.
    Read(Box<Input>, Option<Date>),
    /// Read this text into the library.
    Paste(String),
    /// Bring in the briefs that come with the program.
    Samples,
    /// Write what of a brief leaves in a format to this file, if there is none.
    Write(PathBuf, ArticleId, ExportFormat),
    /// Analyze a brief that waits before all others; its text has so many bytes.
    Analyze(ArticleId, usize),
    /// Keep a note that is being written; one without words is forgotten.
    Draft(Draft),
    /// The notes that were being written when the program ended.
    Drafts,
    /// Whether somebody else has changed the library.
    Generation,
    /// Take in these files of a watched folder.
    Take(Vec<PathBuf>),
}

impl Request {
    /// Whether what comes next waits for the answer. Drafts, analyses and feeds come when they come.
    pub const fn is_awaited(&self) -> bool {
        !matches!(
            self,
            Self::Draft(_) | Self::Analyze(..) | Self::Generation | Self::Sync | Self::Rest(..)
        )
    }

    /// What it is called in the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::List(_) => "list",
            Self::Rest(..) => "rest",
            Self::Rows(..) => "rows",
            Self::Seek(..) => "seek",
            Self::Look(..) => "look",
            Self::Search(..) => "search",
            Self::Offers(..) => "offers",
            Self::Views
            | Self::View(_)
            | Self::CountView(..)
            | Self::SaveView(_)
            | Self::DropView(_) => "views",
            Self::Open(..) | Self::OpenAt(..) | Self::OpenUnread(..) => "open",
            Self::See(..) => "see",
            Self::Apply(..) => "apply",
            Self::Act(..) => "act",
            Self::Numbers(_) | Self::Inverse => "numbers",
            Self::Export(..) => "export",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::History => "history",
            Self::GoTo(_) => "go to step",
            Self::Noted(..) => "noted",
            Self::Versions(..) => "versions",
            Self::Reread(_) => "reread",
            Self::Import(..) => "import",
            Self::Fetch(..) => "fetch",
            Self::Sync => "sync",
            Self::Read(..) => "read",
            Self::Paste(_) => "paste",
            Self::Samples => "samples",
            Self::Write(..) => "write",
            Self::Analyze(..) => "analyze",
            Self::Draft(_) => "draft",
            Self::Drafts => "drafts",
            Self::Generation => "generation",
            Self::Take(_) => "take",
        }
    }
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The list.
    Listed(Box<Listed>),
    /// The list of this ticket is whole: so many briefs, and the place of the one that is open. What
    /// was there keeps its place.
    Whole(Ticket, usize, Option<usize>),
    /// Something else was asked for before it was whole.
    Unfinished(Ticket),
    /// What was typed is no query; the list stays as it was.
    Unreadable(Ticket, QueryError),
    /// Rows of the list from a place on, and what there is and waits in the library.
    Rows(Ticket, usize, Vec<Brief>, Tally),
    /// The place of what was looked for in the list.
    Sought(Option<usize>),
    /// A brief, none where it is gone; and its place in the list, if it is there.
    Opened(Ticket, Option<Box<Opened>>, Option<usize>),
    /// There is no such brief to open, in words.
    Nothing(Ticket, &'static str),
    /// What goes by a name, by the number of the question.
    Looked(u64, Vec<Named>),
    /// What a search found, with its words.
    Found(String, Vec<Hit>),
    /// What may stand at the cursor, by the number of the question.
    Offers(u64, Offers),
    /// The views that were saved.
    Views(Vec<View>),
    /// A saved view by its name, if there is one.
    View(String, Option<View>),
    /// How many briefs a view has, or why it cannot be shown.
    CountedView(String, Result<usize, String>),
    /// It is saved.
    SavedView(String),
    /// It is taken away; false where there was none.
    DroppedView(String, bool),
    /// It is no longer new.
    Seen(ArticleId),
    /// It is done: its label.
    Applied(String),
    /// Taken back: its label; none where there was nothing.
    Undone(Option<String>),
    /// Done again: its label; none where there was nothing.
    Redone(Option<String>),
    /// Many would be changed: is that meant?
    Preview(Box<Preview>),
    /// It is done to many: what the step is called.
    Acted(String),
    /// Briefs to be marked.
    Numbers(Vec<ArticleId>),
    /// Briefs whose marks are to be turned around.
    Inverse(Vec<ArticleId>),
    /// The steps that were made, newest first.
    History(Vec<Step>),
    /// It stands there now: how many steps were undone or done again.
    Gone(usize),
    /// What reading a brief again came to.
    Reread(Reread),
    /// Another window changed the same meanwhile: nothing was done.
    Refused(String),
    /// What became of the articles of an import: the last is the one to open.
    Imported(Vec<Imported>),
    /// Marks of all briefs, and how many there are.
    Noted(u64, Vec<Noted>, usize),
    /// The texts of a brief.
    Versions(Box<Versions>),
    /// What became of annotations that another program made.
    Brought(Brought),
    /// This is at the address; the day is the one that was told.
    Fetched(Box<Input>, Option<Date>),
    /// How far the feeds are: so many done of so many, and so many briefs are new.
    Syncing(usize, usize, usize),
    /// The feeds are done: how many briefs are new, how many feeds failed, and the first cause.
    Synced(usize, usize, Option<String>),
    /// The file is written.
    Written(PathBuf),
    /// The brief has its findings.
    Analyzed(ArticleId),
    /// The draft is kept.
    Drafted,
    /// The notes that were being written.
    Drafts(Vec<Draft>),
    /// The number that changes with the library; the thread of the library knows whether it is news.
    Generation(i64),
    /// Somebody else has changed the library.
    Changed,
    /// So many briefs came from a watched folder.
    Came(usize),
    /// How the analysis of what waits goes on.
    Analyzing(Analyzing),
    /// It could not be done, and why.
    Failed(String),
}

impl Reply {
    /// Whether it answers a request whose answer is waited for.
    pub const fn is_awaited(&self) -> bool {
        !matches!(
            self,
            Self::Drafted
                | Self::Analyzed(_)
                | Self::Generation(_)
                | Self::Changed
                | Self::Came(_)
                | Self::Analyzing(_)
                | Self::Syncing(..)
                | Self::Synced(..)
        )
    }
}

/// How the list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The number of the request, by which its rows go.
    pub ticket: Ticket,
    /// A query, as it was typed; all briefs, where nothing was.
    pub query: String,
    /// In which order.
    pub sort: Sort,
    /// Whether what is no longer meant goes.
    pub refresh: Refresh,
    /// The day of the analyst.
    pub today: Date,
    /// The place of the cursor.
    pub cursor: usize,
    /// The brief that it is on.
    pub at_cursor: Option<ArticleId>,
    /// The brief that is open.
    pub open: Option<ArticleId>,
}

/// The list, arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The number of the request.
    pub ticket: Ticket,
    /// How many briefs it has.
    pub total: usize,
    /// Whether those are all.
    pub whole: bool,
    /// Where the brief under the cursor is now.
    pub cursor: Option<usize>,
    /// Where the brief that is open is now.
    pub open: Option<usize>,
    /// The place of the first of `rows`.
    pub from: usize,
    /// The page that the cursor is on.
    pub rows: Vec<Brief>,
    /// What there is and what waits.
    pub tally: Tally,
}

/// How the analysis of what waits goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Analyzing {
    /// How many texts wait; with none, it is over.
    pub left: usize,
    /// How many a second were done last.
    pub rate: usize,
}
