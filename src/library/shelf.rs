//! The list as a reader goes through it: which briefs, in which order, as they stood when it was last
//! arranged. Only their numbers are held, so that the place of a row stays what it is while it is
//! being worked on; rows are read when they show, and say what is so now.

use std::collections::{HashMap, HashSet};

use super::Library;
use crate::{
    model::{ArticleId, Date, Is, Order, Query, Sort, Test},
    store::{Brief, Error as StoreError, Page, Tally},
};

/// What a list is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The briefs that this means; where it does not say how they stand, those that were dropped
    /// and those set aside are not meant.
    pub query: Query,
    /// In which order.
    pub sort: Sort,
    /// On which day.
    pub today: Date,
}

/// How a list is arranged anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// What is no longer meant goes.
    Anew,
    /// It stays at its place, beside what is meant since.
    Keep,
}

/// The list.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    ids: Vec<ArticleId>,
    stamp: u64,
    /// What the list is of, where only its newest briefs are in it yet.
    rest: Option<Wanted>,
}

/// Newest briefs that are looked at before all others.
const LOOKED_AT: usize = 500;

/// Rows that are asked one by one before all that are meant are asked for at once.
const NEAR: usize = 500;

/// The query with what a list means where it does not say how briefs should stand.
pub(super) fn standing(query: &Query) -> Query {
    if query.says_how_it_stands() {
        return query.clone();
    }
    let not = |it| Query::Not(Box::new(Query::Test(Test::Is(it))));
    Query::and(vec![query.clone(), not(Is::Dropped), not(Is::Later)])
}

impl Library {
    /// Arranges the list anew; gives how many briefs are in it. `stamp` names it from now on.
    pub fn arrange(
        &mut self,
        wanted: &Wanted,
        refresh: Refresh,
        stamp: u64,
    ) -> Result<usize, StoreError> {
        self.catch_up(wanted.today)?;
        let page = Page { order: wanted.sort.order, skip: 0, limit: usize::MAX };
        let mut ids = self.store.ids(&standing(&wanted.query), wanted.today, page)?;
        if wanted.sort.reversed {
            ids.reverse();
        }
        self.shelf.ids = match refresh {
            Refresh::Anew => ids,
            Refresh::Keep => merged(ids, &self.shelf.ids),
        };
        self.shelf.stamp = stamp;
        self.shelf.rest = None;
        Ok(self.shelf.ids.len())
    }

    /// Arranges the newest briefs of the list, which takes a few milliseconds in a library of any size;
    /// gives how many there are, and whether that was all. The rest comes with [`Library::complete`].
    pub fn arrange_near(
        &mut self,
        wanted: &Wanted,
        stamp: u64,
    ) -> Result<(usize, bool), StoreError> {
        let newest = wanted.sort.order == Order::Newest && !wanted.sort.reversed;
        if newest {
            self.catch_up(wanted.today)?;
            let query = standing(&wanted.query);
            if let Some(ids) = self.store.near(&query, wanted.today, LOOKED_AT, usize::MAX)? {
                self.shelf = Shelf { ids, stamp, rest: Some(wanted.clone()) };
                return Ok((self.shelf.ids.len(), false));
            }
        }
        Ok((self.arrange(wanted, Refresh::Anew, stamp)?, true))
    }

    /// Has the list be whole, unless `stop` says before that something else is asked for; whether it
    /// is.
    pub fn complete(
        &mut self,
        stop: impl FnMut() -> bool + Send + 'static,
    ) -> Result<bool, StoreError> {
        let Some(wanted) = self.shelf.rest.take() else { return Ok(true) };
        let page = Page { order: wanted.sort.order, skip: 0, limit: usize::MAX };
        let query = standing(&wanted.query);
        let Some(ids) = self.store.ids_unless(&query, wanted.today, page, stop)? else {
            self.shelf.rest = Some(wanted);
            return Ok(false);
        };
        self.shelf.ids = ids;
        Ok(true)
    }

    /// Has rows say from here on how briefs stand on this day.
    pub const fn as_of(&mut self, today: Date) {
        self.today = Some(today);
    }

    /// The stamp of the list as it is arranged now.
    pub const fn stamp(&self) -> u64 {
        self.shelf.stamp
    }

    /// All briefs of the list, in its order.
    pub fn shelved(&self) -> &[ArticleId] {
        &self.shelf.ids
    }

    /// The place of a brief in the list.
    pub fn place(&self, id: ArticleId) -> Option<usize> {
        self.shelf.ids.iter().position(|it| *it == id)
    }

    /// Rows of the list, as they are now.
    pub fn rows(&mut self, from: usize, limit: usize) -> Result<Vec<Brief>, StoreError> {
        self.seen = Some(self.store.newest_step()?);
        let ids = &self.shelf.ids;
        let (from, to) = (from.min(ids.len()), from.saturating_add(limit).min(ids.len()));
        let rows = self.store.rows(&ids[from..to])?;
        Ok(rows.into_iter().map(|it| self.woken(it)).collect())
    }

    /// The first of these places of the list whose brief `wanted` means.
    pub fn seek(
        &self,
        places: impl Iterator<Item = usize>,
        wanted: &Query,
    ) -> Result<Option<usize>, StoreError> {
        let Some(today) = self.today else { return Ok(None) };
        let mut places = places.filter(|it| *it < self.shelf.ids.len());
        let id = |place: &usize| self.shelf.ids[*place];
        let near: Vec<usize> = places.by_ref().take(NEAR).collect();
        let ids: Vec<ArticleId> = near.iter().map(id).collect();
        let fitting: HashSet<ArticleId> =
            self.store.among(wanted, today, &ids)?.into_iter().collect();
        if let Some(found) = near.iter().find(|it| fitting.contains(&id(it))) {
            return Ok(Some(*found));
        }
        let page = Page { order: Order::Newest, skip: 0, limit: usize::MAX };
        let all: HashSet<ArticleId> = self.store.ids(wanted, today, page)?.into_iter().collect();
        Ok(places.find(|it| all.contains(&id(it))))
    }

    /// What there is and what waits, counted, as of `today`.
    pub fn tally(&self, today: Date) -> Result<Tally, StoreError> {
        self.store.tally(today)
    }
}

/// The new list with what only the old one has, each after the one that it followed there.
fn merged(new: Vec<ArticleId>, old: &[ArticleId]) -> Vec<ArticleId> {
    let here: HashSet<ArticleId> = new.iter().copied().collect();
    let mut behind: HashMap<Option<ArticleId>, Vec<ArticleId>> = HashMap::new();
    let mut last = None;
    for id in old {
        if here.contains(id) {
            last = Some(*id);
        } else {
            behind.entry(last).or_default().push(*id);
        }
    }
    if behind.is_empty() {
        return new;
    }
    let mut all = behind.remove(&None).unwrap_or_default();
    for id in new {
        all.push(id);
        all.extend(behind.remove(&Some(id)).unwrap_or_default());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_keeps_its_neighbour() {
        let ids = |list: &[i64]| list.iter().map(|it| ArticleId(*it)).collect::<Vec<_>>();
        let told = |new: &[i64], old: &[i64]| merged(ids(new), &ids(old));
        assert_eq!(told(&[1, 3], &[1, 2, 3]), ids(&[1, 2, 3]));
        assert_eq!(told(&[9, 1, 8, 3], &[0, 1, 2, 3, 4]), ids(&[0, 9, 1, 2, 8, 3, 4]));
        assert_eq!(told(&[], &[2, 1]), ids(&[2, 1]));
        assert_eq!(told(&[2, 1], &[]), ids(&[2, 1]));
    }
}
