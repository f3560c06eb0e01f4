//! Rows of the list that are marked: what a verb is done to.

use std::collections::BTreeSet;

use crate::model::ArticleId;

/// The marked briefs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Those marked one by one, or all at once.
    pub ids: BTreeSet<ArticleId>,
    /// The place from which a range goes to the cursor, while one is being marked.
    pub from: Option<usize>,
}

impl Marked {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.from.is_none()
    }

    /// The first and last place of the range, with the cursor there.
    pub fn range(&self, cursor: usize) -> Option<(usize, usize)> {
        self.from.map(|from| (from.min(cursor), from.max(cursor)))
    }

    /// Whether a row is marked, with the cursor there.
    pub fn has(&self, place: usize, id: ArticleId, cursor: usize) -> bool {
        let inside = self.range(cursor).is_some_and(|(from, to)| (from..=to).contains(&place));
        inside || self.ids.contains(&id)
    }

    /// Marks a brief, or takes its mark away.
    pub fn toggle(&mut self, id: ArticleId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
    }

    /// What is marked of these is so no longer, and the rest of them is.
    pub fn invert(&mut self, all: impl IntoIterator<Item = ArticleId>) {
        all.into_iter().for_each(|it| self.toggle(it));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_reach_from_where_they_began_to_the_cursor() {
        let mut marked = Marked { from: Some(4), ..Marked::default() };
        assert!(marked.has(2, ArticleId(9), 1) && !marked.has(5, ArticleId(9), 1));
        assert_eq!(marked.range(6), Some((4, 6)));
        marked.from = None;
        marked.toggle(ArticleId(2));
        marked.invert([1, 2, 3].map(ArticleId));
        assert_eq!(marked.ids, BTreeSet::from([ArticleId(1), ArticleId(3)]));
    }
}
