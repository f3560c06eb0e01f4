//! What each pane lists, and what is selected in the text.

use crate::{
    library::Corrects,
    model::{Review, Span},
    tui::{
        pane::{
            self, Pane,
            timeline::{self, chart::Chart},
        },
        relate::{Finding, chain, item},
        state::{Select, State, Unit, next_cluster},
    },
};

impl State {
    /// The thing under the cursor of a pane: an index into its own list.
    pub fn under(&self, pane: Pane) -> Option<usize> {
        let list = self.list(pane);
        match pane {
            Pane::Text if self.page.sentences.is_empty() => None,
            Pane::Text => Some(list.scroll.cursor.min(self.page.sentences.len() - 1)),
            _ => self.nth(pane, list.scroll.cursor),
        }
    }

    /// How many things a pane steps through.
    pub fn len(&self, pane: Pane) -> usize {
        match pane {
            Pane::Text => self.page.sentences.len(),
            Pane::Briefs => self.briefs.total,
            _ => self.list(pane).shown.len(),
        }
    }

    /// The thing at a place of a pane's list. Of briefs the two are the same.
    pub fn nth(&self, pane: Pane, place: usize) -> Option<usize> {
        match pane {
            Pane::Briefs => (place < self.briefs.total).then_some(place),
            _ => self.list(pane).shown.get(place).copied(),
        }
    }

    /// The place of a thing in the list of a pane.
    pub fn place(&self, pane: Pane, index: usize) -> Option<usize> {
        match pane {
            Pane::Briefs => self.nth(pane, index),
            _ => self.list(pane).shown.iter().position(|it| *it == index),
        }
    }

    /// Lists anew what there is: rows that are done with go, and filters hold.
    pub fn rebuild_lists(&mut self) {
        for &pane in Pane::ALL.iter().filter(|it| **it != Pane::Briefs) {
            let kept = self.under(pane);
            let mut shown = self.listed(pane);
            shown.retain(|at| self.lets_through(pane::finding(pane, *at)));
            let list = &mut self.lists[pane.index()];
            if pane != Pane::Text {
                let place = kept.and_then(|kept| shown.iter().position(|it| *it == kept));
                list.scroll.cursor = place.unwrap_or(list.scroll.cursor);
                list.shown = shown;
            }
        }
        self.rebuild_chart();
    }

    /// Draws the timeline anew at its scale.
    pub fn rebuild_chart(&mut self) {
        let order = &self.lists[Pane::Timeline.index()].shown;
        self.chart = match &self.opened {
            Some(opened) => {
                Chart::new(self.chart.scale, &opened.article.text, &opened.analysis, order)
            }
            None => Chart::empty(self.chart.scale),
        };
    }

    /// What a pane would list now.
    fn listed(&self, pane: Pane) -> Vec<usize> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let analysis = &opened.analysis;
        let said = |source: Option<usize>| {
            self.speaker
                .is_none_or(|only| source.is_some_and(|it| chain(analysis, it).contains(&only)))
        };
        let judged = |finding: Finding| {
            let verdict = item(opened, finding).and_then(|item| self.verdict(&item));
            verdict.is_some_and(|it| it.review == Review::Dropped)
        };
        let claim = |at: &usize| analysis.claims.get(*at).is_some_and(|it| said(it.source));
        match pane {
            Pane::Briefs | Pane::Text => Vec::new(),
            Pane::Sections => (0..analysis.sections.len()).collect(),
            Pane::Claims => {
                let fits = |at: &usize| claim(at) && !judged(Finding::Claim(*at));
                let mut shown: Vec<usize> = (0..analysis.claims.len()).filter(fits).collect();
                // Those of the analyst's come last in the analysis; here each has its place.
                if opened.corrected.iter().any(|it| matches!(it.corrects, Corrects::Claim(_))) {
                    shown.sort_by_key(|at| analysis.claims[*at].extent().start);
                }
                shown
            }
            Pane::Sources => {
                (0..analysis.sources.len()).filter(|at| !judged(Finding::Source(*at))).collect()
            }
            Pane::Timeline => timeline::order(&analysis.timeline)
                .into_iter()
                .filter(|at| {
                    let mine =
                        self.speaker.is_none() || analysis.timeline[*at].claims.iter().any(claim);
                    mine && !judged(Finding::Event(*at))
                })
                .collect(),
            Pane::Notes => (0..opened.marks.len() + opened.lost.len()).collect(),
        }
    }

    /// The selected stretch of the text, or the sentence under the cursor.
    pub fn stretch(&self) -> Option<Span> {
        match self.select {
            Some(select) => Some(self.selected(select)),
            None => self.page.sentences.get(self.under(Pane::Text)?).copied(),
        }
    }

    /// The stretch that a selection covers.
    pub fn selected(&self, select: Select) -> Span {
        let (first, last) = (select.anchor.min(select.head), select.anchor.max(select.head));
        match select.unit {
            Unit::Character => {
                let text = self.opened.as_ref().map_or("", |it| it.article.text.as_str());
                Span::new(first, next_cluster(text, last))
            }
            Unit::Sentence => {
                let at = |offset| self.page.sentences.get(self.page.sentence_at(offset)).copied();
                match (at(first), at(last)) {
                    (Some(first), Some(last)) => first.join(last),
                    _ => Span::default(),
                }
            }
        }
    }
}
