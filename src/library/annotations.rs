//! Annotations from other programs, put where they belong.
//!
//! The brief is the one with that text, that address or that title. A place is taken where it is
//! sure; any other waits, with its words, for the analyst to decide.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fmt,
};

use super::{Change, Library, StoreError};
use crate::{
    export::foreign::{self, Error as ForeignError, Foreign},
    model::{Anchor, ArticleId, Colour, Item, Mark, MarkId, Span},
    store::PageName,
    text::anchors,
};

/// What became of annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// How many are marks of the library now.
    pub added: usize,
    /// How many of those stand nowhere for sure, and wait for a decision.
    pub waiting: usize,
    /// How many were here already.
    pub known: usize,
    /// Pages that no brief is of, with how many annotations each.
    pub strange: Vec<(String, usize)>,
}

impl Brought {
    /// That in words: `brought in 3 annotations, 1 known, 1 to be placed (]o)`.
    pub fn words(&self) -> String {
        let count = |count: usize, words: &str| match count {
            0 => String::new(),
            _ => format!(", {count} {words}"),
        };
        let plural = if self.added == 1 { "" } else { "s" };
        let (known, waiting) =
            (count(self.known, "known"), count(self.waiting, "to be placed (]o)"));
        format!("brought in {} annotation{plural}{known}{waiting}", self.added)
    }
}

/// Why annotations could not be brought in.
#[derive(Debug)]
pub enum BringError {
    /// The file holds none.
    Read(ForeignError),
    /// The library could not take them.
    Store(StoreError),
}

impl BringError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Read(error) => Some(error.hint()),
            Self::Store(error) => error.hint(),
        }
    }
}

impl fmt::Display for BringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BringError {}

/// Whether a file looks like annotations that another program made.
pub fn is_annotations(bytes: &[u8]) -> bool {
    foreign::is_annotations(bytes)
}

impl Library {
    /// Brings in the annotations of a file, all as one step of the history; twice is the same as
    /// once.
    pub fn bring(&mut self, text: &str) -> Result<Brought, BringError> {
        let all = foreign::read(text).map_err(BringError::Read)?;
        self.put_in_place(all).map_err(BringError::Store)
    }

    fn put_in_place(&mut self, all: Vec<Foreign>) -> Result<Brought, StoreError> {
        let mut brought = Brought::default();
        let mut changes = Vec::new();
        let mut pages: BTreeMap<ArticleId, Page> = BTreeMap::new();
        for it in all {
            let name = PageName {
                sha256: it.sha256.as_deref(),
                url: it.url.as_deref(),
                title: it.title.as_deref(),
            };
            let Some(id) = self.store.brief_of_page(&name)? else {
                let page = it.url.or(it.title).or(it.sha256).unwrap_or_default();
                match brought.strange.iter_mut().find(|(known, _)| *known == page) {
                    Some((_, count)) => *count += 1,
                    None => brought.strange.push((page, 1)),
                }
                continue;
            };
            // A file may go from page to page and back: what came before is known then.
            let page = match pages.entry(id) {
                Entry::Occupied(it) => it.into_mut(),
                Entry::Vacant(it) => it.insert(self.page(id)?),
            };
            let mark = page.mark(id, it);
            if !page.known.insert(likeness(&mark)) {
                brought.known += 1;
                continue;
            }
            brought.added += 1;
            brought.waiting += usize::from(mark.anchor.as_ref().is_some_and(Anchor::is_foreign));
            changes.push(Change::Mark(mark));
        }
        if !changes.is_empty() {
            let words = if changes.len() == 1 { "annotation" } else { "annotations" };
            self.store.apply(&format!("brought in {} {words}", changes.len()), &changes, None)?;
        }
        Ok(brought)
    }

    fn page(&self, id: ArticleId) -> Result<Page, StoreError> {
        let Some(opened) = self.store.brief(id)? else { return Err(StoreError::NoBrief(id)) };
        Ok(Page {
            known: opened.marks.iter().map(likeness).collect(),
            text: opened.article.text,
            revision: opened.revision,
        })
    }
}

/// A brief that annotations are put on.
struct Page {
    text: String,
    revision: String,
    /// What the marks that are there say.
    known: BTreeSet<String>,
}

impl Page {
    /// The mark that an annotation becomes.
    fn mark(&self, article: ArticleId, it: Foreign) -> Mark {
        let anchor = it.quote.as_ref().map(|quote| self.anchor(quote, &it));
        let item = match (&anchor, it.on) {
            (Some(_), _) => Item::Text,
            (None, Some(name)) => Item::Source(name),
            (None, None) => Item::Brief,
        };
        // Whoever marked words elsewhere sees them marked here.
        let colour = anchor.as_ref().map(|_| it.colour.unwrap_or(Colour::Yellow));
        let (note, tags, created) = (it.note, it.tags, it.created);
        Mark { id: MarkId::default(), article, item, anchor, colour, note, tags, created }
    }

    /// Where the words stand, if that is sure; else the words as they came.
    fn anchor(&self, quote: &str, it: &Foreign) -> Anchor {
        let here = it.sha256.as_deref() == Some(self.revision.as_str());
        let at = |number: usize| {
            let mut starts = self.text.char_indices().map(|it| it.0).chain([self.text.len()]);
            starts.nth(number)
        };
        let span = it.place.filter(|_| here);
        let span = span.and_then(|(start, end)| Some(Span::new(at(start)?, at(end)?)));
        let span = span.filter(|it| it.start <= it.end);
        if let Some(span) = span.filter(|it| it.slice(&self.text) == quote) {
            return Anchor::new(&self.text, span, &self.revision);
        }
        let anchor = Anchor::foreign(quote, &it.prefix, &it.suffix);
        match anchors::find(&anchor, None, &self.text).settled() {
            Some(span) => Anchor::new(&self.text, span, &self.revision),
            None => anchor,
        }
    }
}

/// What a mark says, for comparing: where, and in which words.
fn likeness(mark: &Mark) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = match (&mark.anchor, &mark.item) {
        (Some(it), _) if it.is_foreign() => format!("“{}”", words(&it.quote)),
        (Some(it), _) => format!("{}-{}", it.span.start, it.span.end),
        (None, Item::Source(name)) => format!("on {name}"),
        (None, _) => String::new(),
    };
    let mut tags = mark.tags.clone();
    tags.sort();
    format!("{place}\n{}\n{}", words(mark.note.as_deref().unwrap_or_default()), tags.join(","))
}
