//! The list of briefs, of which only the rows around the view are here.
//!
//! The library arranges the list and knows the place of every brief in it; the screen knows how many
//! there are, and fetches rows by page, before they are needed where it can. A row that is not here
//! yet is drawn as a placeholder and comes a few milliseconds later.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    library::{Brief, Tally},
    model::{ArticleId, Sort},
    tui::worker::Ticket,
};

/// Rows that are fetched at once.
pub const PAGE: usize = 200;

/// Rows beyond the view that are wanted, so that a cursor that goes on finds them there.
const AHEAD: usize = 100;

/// Pages that are held.
const HELD: usize = 8;

/// The list of briefs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Briefs {
    /// What is shown, as it was typed; all, where nothing was.
    pub query: String,
    /// The view that this is, where it is one.
    pub view: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// The number of the newest question about what may stand at the cursor of a query.
    pub offers: u64,
    /// How many there are, as far as they are known.
    pub total: usize,
    /// Whether those are all.
    pub whole: bool,
    /// What there is and what waits in the whole library.
    pub tally: Tally,
    /// The place of the brief that is open.
    pub open: Option<usize>,
    /// The newest arrangement that was asked for.
    pub ticket: Ticket,
    pages: BTreeMap<usize, Slice>,
    asked: BTreeSet<usize>,
}

/// A page of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slice {
    rows: Vec<Brief>,
    /// Nothing has been done since that could have changed them.
    fresh: bool,
}

impl Briefs {
    /// The row at a place, if it is here.
    pub fn get(&self, place: usize) -> Option<&Brief> {
        self.pages.get(&(place / PAGE))?.rows.get(place % PAGE)
    }

    /// The rows that are here, with their places.
    pub fn here(&self) -> impl DoubleEndedIterator<Item = (usize, &Brief)> {
        self.pages.iter().flat_map(|(page, slice)| {
            slice.rows.iter().enumerate().map(move |(at, row)| (page * PAGE + at, row))
        })
    }

    /// The place and row of a brief, if it is here.
    pub fn find(&self, id: ArticleId) -> Option<(usize, &Brief)> {
        self.here().find(|(_, row)| row.id == id)
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Takes rows that begin at a place.
    pub fn take(&mut self, from: usize, rows: Vec<Brief>) {
        self.asked.remove(&(from / PAGE));
        self.pages.insert(from / PAGE, Slice { rows, fresh: true });
    }

    /// The list has been arranged anew: what was here may be at another place.
    pub fn arranged(&mut self, total: usize, whole: bool) {
        (self.total, self.whole) = (total, whole);
        self.pages.clear();
        self.asked.clear();
    }

    /// More came after what was here, which keeps its place.
    pub fn grown(&mut self, total: usize) {
        // The page that was not full.
        if !self.total.is_multiple_of(PAGE) && total > self.total {
            self.pages.remove(&(self.total / PAGE));
            self.asked.remove(&(self.total / PAGE));
        }
        (self.total, self.whole) = (total, true);
    }

    /// Something was done: rows still show, and are to be fetched again.
    pub fn outdated(&mut self) {
        self.pages.values_mut().for_each(|it| it.fresh = false);
        self.asked.clear();
    }

    /// Where the pages begin that are missing for a view of these places; they count as asked for.
    /// Pages that are far from it are let go.
    pub fn fetch(&mut self, view: &Range<usize>) -> Vec<usize> {
        if self.total == 0 {
            return Vec::new();
        }
        let first = view.start.saturating_sub(AHEAD) / PAGE;
        let last = view.end.saturating_add(AHEAD).min(self.total - 1) / PAGE;
        while self.pages.len() > HELD.max(last + 1 - first.min(last)) {
            let far = |page: &usize| page.abs_diff(usize::midpoint(first, last));
            let Some(page) = self.pages.keys().copied().max_by_key(far) else { break };
            self.pages.remove(&page);
        }
        let missing = |page: &usize| self.pages.get(page).is_none_or(|it| !it.fresh);
        let wanted: Vec<usize> =
            (first..=last).filter(|page| missing(page) && !self.asked.contains(page)).collect();
        self.asked.extend(&wanted);
        wanted.into_iter().map(|page| page * PAGE).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: usize) -> Brief {
        Brief { id: ArticleId(i64::try_from(id).unwrap()), ..Brief::default() }
    }

    #[test]
    fn pages_around_the_view_are_asked_for_once() {
        let mut briefs = Briefs::default();
        assert_eq!(briefs.fetch(&(0..30)), [0usize; 0]);
        briefs.arranged(100_000, true);
        assert_eq!(briefs.fetch(&(0..30)), [0]);
        assert_eq!(briefs.fetch(&(0..30)), [0usize; 0], "it is on its way");
        briefs.take(0, (0..PAGE).map(row).collect());
        assert_eq!(briefs.fetch(&(80..130)), [PAGE], "ahead of the cursor");
        assert_eq!(briefs.get(7).map(|it| it.id), Some(ArticleId(7)));
        assert_eq!(briefs.get(PAGE), None);
        briefs.outdated();
        assert_eq!(briefs.fetch(&(0..30)), [0], "and shows meanwhile");
        assert!(briefs.get(7).is_some());
        assert_eq!(briefs.fetch(&(99_990..100_000)), [99_800]);
    }

    #[test]
    fn what_is_far_is_let_go() {
        let mut briefs = Briefs::default();
        briefs.arranged(100_000, true);
        for at in (0..20).map(|it| it * PAGE + 100) {
            for from in briefs.fetch(&(at..at + 1)) {
                briefs.take(from, vec![row(from)]);
            }
        }
        assert!(briefs.pages.len() <= HELD + 2, "{}", briefs.pages.len());
        assert!(briefs.get(0).is_none() && briefs.get(19 * PAGE).is_some());
    }
}
