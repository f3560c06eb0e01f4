//! The words in which the library is asked and answers: plain data, no database in them.
//!
//! `library` hands these on to the screen and the command line.

use crate::{
    model::{
        Analysis, Article, ArticleId, Claim, Correction, CorrectionId, Date, Item, Judgement, Mark,
        MarkId, Order, Sort, Span, Triage, Verdict,
    },
    store::{articles::Company, raw::Packed},
};

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
    /// The last day on which it was opened.
    pub seen: Option<Date>,
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

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// In which order.
    pub order: Order,
    /// How many briefs come before it.
    pub skip: usize,
    /// How many it has at most.
    pub limit: usize,
}

/// Something that goes by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A brief, by its headline.
    Brief(ArticleId, String),
    /// A claim of a brief: its index, who says what.
    Claim(ArticleId, usize, String),
    /// A source.
    Speaker(String),
    /// A note on a brief or on something in it.
    Note(ArticleId, String),
}

/// A query by a name, with the order that it is shown in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: String,
    /// What it shows, as a user types it.
    pub query: String,
    /// In which order.
    pub sort: Sort,
}

/// What there is in the whole library, and what waits for the analyst.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Briefs.
    pub all: usize,
    /// Briefs that nobody looked at.
    pub new: usize,
    /// Briefs on the shortlist.
    pub shortlist: usize,
    /// Briefs that are to be verified themselves.
    pub verify: usize,
    /// Steps that can be undone; more than 999 count as so many.
    pub undo: usize,
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
    /// When that text came into the library, UTC, `2026-11-24T06:30:00Z`.
    pub retrieved: String,
    /// What was found in it.
    pub analysis: Analysis,
    /// Whether its newest text waits to be analyzed; what was found is empty until then.
    pub waits: bool,
    /// What its sections are called, in their order; `library` fills it in.
    pub titles: Vec<String>,
    /// The analyst's verdicts on what was found. Spans point into this revision; a verdict whose
    /// words are no longer there is kept in the library, but not listed.
    pub verdicts: Vec<Verdict>,
    /// Highlights and notes, in the order of the text, those on the whole brief first. Anchors are
    /// moved to this revision; one that still names another has lost its place (an orphan).
    pub marks: Vec<Mark>,
    /// What the analyst says in the place of a finding or beside it. The findings above are those
    /// that hold, with the claims of the analyst among them.
    pub corrected: Vec<Corrected>,
    /// Verdicts and corrections whose words are no longer there.
    pub lost: Vec<Lost>,
}

/// A correction that holds, with its place among the findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// What it is on.
    pub corrects: Corrects,
    /// The correction; its anchor is moved to the revision shown.
    pub correction: Correction,
    /// The claim that was found there; none where none was, and for a date, which stays.
    pub found: Option<Claim>,
}

/// What a correction is on: an index into the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrects {
    /// A claim.
    Claim(usize),
    /// A timeline entry.
    Date(usize),
}

/// Something of the analyst's that has lost its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A verdict.
    Verdict(Judgement),
    /// A correction.
    Correction(Correction),
}

/// Something done to a brief as a whole, to one or to many at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Moves it.
    Triage(Triage),
    /// Puts it on the shortlist or takes it off.
    Shortlist(bool),
    /// Marks it as to be verified, or not.
    Verify(bool),
    /// Gives it these tags and no others.
    Tags(Vec<String>),
    /// Gives it some tags and takes others away; the rest stays.
    Retag {
        /// To be given.
        add: Vec<String>,
        /// To be taken away.
        take: Vec<String>,
    },
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
    /// Gives a brief the first tags and takes the second ones away; the rest stays.
    Retag(ArticleId, Vec<String>, Vec<String>),
    /// Gives a verdict on a finding of a brief, in its newest revision.
    Judge(ArticleId, Verdict),
    /// Adds a mark; its `id` is given by the library, and so is `created` where it is empty.
    Mark(Mark),
    /// Replaces the colour, note and tags of a mark.
    Edit(Mark),
    /// Takes a mark away.
    Unmark(MarkId),
    /// Gives a mark a place in the newest revision, by the analyst's decision.
    Place(MarkId, Span),
    /// Says what holds in the place of a finding, in the newest revision of a brief.
    Correct(Correction),
    /// Takes a correction away: what was found holds again.
    Uncorrect(ArticleId, CorrectionId),
    /// Takes a verdict away whose words may be gone.
    Unjudge(ArticleId, Judgement),
}

/// The number of a step in the history; later ones are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub i64);

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub id: StepId,
    /// What was done, in words: `kept 1 claim`.
    pub label: String,
    /// How many briefs it touched.
    pub briefs: usize,
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
    /// A new text of a brief that was there, or the day of its publication, unknown before.
    Revised(ArticleId),
}

impl Imported {
    /// The brief.
    pub const fn id(&self) -> ArticleId {
        match *self {
            Self::Added(id) | Self::Known(id) | Self::Revised(id) => id,
        }
    }
}

/// One input, or a part of one, on its way into the library: what was read of it.
#[derive(Clone, Debug)]
pub struct Intake {
    /// SHA-256 of its bytes; none for a part that others follow.
    pub sha256: Option<String>,
    /// Whether the input has one article.
    pub company: Company,
    /// The articles in it.
    pub articles: Vec<Article>,
    /// Its bytes, where they are to be kept.
    pub raw: Option<Packed>,
}

/// A text that waits to be analyzed.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its brief.
    pub id: ArticleId,
    /// SHA-256 of the text.
    pub revision: String,
    /// The article.
    pub article: Article,
}

/// A note that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The brief.
    pub brief: ArticleId,
    /// The thing in it.
    pub item: Item,
    /// Its place in the text, where it has one.
    pub span: Option<Span>,
    /// The mark that has a note already.
    pub mark: Option<MarkId>,
    /// The words so far; none is no draft any longer.
    pub text: String,
}

/// A place where a search hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The brief.
    pub brief: Brief,
    /// Some words around the place where most of what was looked for stands, without line breaks.
    pub snippet: String,
    /// What of the snippet was looked for.
    pub lit: Vec<Span>,
}
