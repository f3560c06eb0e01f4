//! The query language on what was found in the open brief: which of its claims, sources, dates and
//! notes a filter of their pane lets through.
//!
//! A field asks the thing itself where it can: `stance:` a claim, `date:` a date. What belongs to a
//! thing answers for it: a source is let through by one of its claims. Fields of the brief
//! (`title:`, `published:`) are the same for all of its things.

use crate::{
    library::Opened,
    model::{
        ClaimTest, Date, Days, Has, Is, Match, Precision, Query, Relation, Review, Span, Test,
    },
    text::{fold::fold, pattern::Pattern},
    tui::{
        relate::{Finding, anchored, chain, conflicts, counterparts, item, related},
        state::State,
    },
};

/// A filter of a pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As it was typed.
    pub typed: String,
    /// What it means.
    pub query: Query,
}

impl State {
    /// Whether the filter of its pane lets a finding through.
    pub fn lets_through(&self, finding: Finding) -> bool {
        let filter = &self.filters[finding.pane().index()];
        let Some(opened) = &self.opened else { return true };
        let thing = Thing { state: self, opened, finding };
        filter.as_ref().is_none_or(|it| thing.fits(&it.query))
    }
}

/// A finding, asked.
struct Thing<'a> {
    state: &'a State,
    opened: &'a Opened,
    finding: Finding,
}

impl Thing<'_> {
    fn fits(&self, query: &Query) -> bool {
        match query {
            Query::All => true,
            Query::And(list) => list.iter().all(|it| self.fits(it)),
            Query::Or(list) => list.iter().any(|it| self.fits(it)),
            Query::Not(inner) => !self.fits(inner),
            Query::Test(test) => self.passes(test),
        }
    }

    fn passes(&self, test: &Test) -> bool {
        let article = &self.opened.article;
        let is_in =
            |it: &Option<String>, wanted: &Match| it.as_ref().is_some_and(|it| matched(it, wanted));
        match test {
            Test::Words(it) => fold(&self.words()).contains(&fold(&it.words)),
            Test::Text(it) => matched(&self.words(), it),
            Test::Title(it) => matched(&article.title, it),
            Test::Site(it) => is_in(&article.site, it),
            Test::Author(it) => is_in(&article.byline, it),
            Test::Language(it) => {
                article.language.as_ref().is_some_and(|own| own.split('-').next() == Some(it))
            }
            Test::Topic(id) => self.sections().any(|it| {
                let topics = &self.opened.analysis.sections[it].topics;
                topics.iter().any(|it| it.id == *id) || (topics.is_empty() && id == "background")
            }),
            Test::Tag(it) => match self.finding {
                Finding::Mark(at) => self.opened.marks[at].tags.iter().any(|tag| matched(tag, it)),
                _ => self.opened.brief.tags.iter().any(|tag| matched(tag, it)),
            },
            Test::Is(it) => self.is(*it),
            Test::Has(it) => self.has(*it),
            Test::Published(days) => article.published.is_some_and(|day| lies_in(*days, day, day)),
            Test::Date(days) => self.dates().any(|(from, to)| lies_in(*days, from, to)),
            Test::Precision(it) => self.precise(*it),
            Test::Claim(test) => self.claims().iter().any(|at| self.claim(*at, test)),
        }
    }

    /// What it says of itself.
    fn words(&self) -> String {
        let text = &self.opened.article.text;
        let analysis = &self.opened.analysis;
        let slice = |it: Option<Span>| it.map_or("", |it| it.slice(text));
        match self.finding {
            Finding::Claim(at) => {
                let claim = &analysis.claims[at];
                format!("{} {}", self.speakers(at, 0).join(" "), claim.whole().slice(text))
            }
            Finding::Source(at) => analysis.sources[at].name.clone(),
            Finding::Event(at) => {
                let entry = &analysis.timeline[at];
                format!("{} {}", entry.when.span.slice(text), slice(entry.event))
            }
            Finding::Mark(at) => {
                let mark = &self.opened.marks[at];
                let quote = mark.anchor.as_ref().map_or("", |it| it.quote.as_str());
                format!("{} {quote} {}", mark.note.as_deref().unwrap_or(""), mark.tags.join(" "))
            }
            Finding::Section(at) => slice(analysis.sections.get(at).map(|it| it.span)).to_owned(),
            Finding::Brief | Finding::Sentence(_) => String::new(),
        }
    }

    fn claims(&self) -> Vec<usize> {
        if let Finding::Claim(at) = self.finding {
            return vec![at];
        }
        related(self.opened, &self.state.page.sentences, self.finding).claims
    }

    fn sections(&self) -> impl Iterator<Item = usize> {
        let analysis = &self.opened.analysis;
        let claims = self.claims().into_iter().map(|at| analysis.claims[at].section);
        claims.filter(|at| *at < analysis.sections.len())
    }

    /// The names on the chain of who said a claim, leaving out the first so many.
    fn speakers(&self, claim: usize, skip: usize) -> Vec<&str> {
        let analysis = &self.opened.analysis;
        let source = analysis.claims.get(claim).and_then(|it| it.source);
        let chain = source.map_or_else(Vec::new, |it| chain(analysis, it));
        let names = chain.into_iter().skip(skip).filter_map(|at| analysis.sources.get(at));
        names.map(|it| it.name.as_str()).collect()
    }

    fn claim(&self, at: usize, test: &ClaimTest) -> bool {
        let analysis = &self.opened.analysis;
        let claim = &analysis.claims[at];
        let source = claim.source.and_then(|it| analysis.sources.get(it));
        match test {
            ClaimTest::Speaker(it) => source.is_some_and(|own| matched(&own.name, it)),
            ClaimTest::Via(it) => self.speakers(at, 1).iter().any(|name| matched(name, it)),
            ClaimTest::Verb(it) => {
                let cue = claim.cue.map(|it| it.slice(&self.opened.article.text));
                cue.is_some_and(|cue| matched(cue, it))
            }
            ClaimTest::Class(it) => source.is_some_and(|own| own.class == *it),
            ClaimTest::Stance(it) => claim.stance == *it,
            ClaimTest::Conflict(None) => !conflicts(analysis, at).is_empty(),
            ClaimTest::Conflict(Some(wanted)) => {
                let relation = |it: Relation| it == *wanted;
                counterparts(analysis, at).iter().any(|(_, pair)| relation(pair.relation))
            }
        }
    }

    fn is(&self, is: Is) -> bool {
        let verdict = item(self.opened, self.finding).and_then(|it| self.state.verdict(&it));
        let review = verdict.map_or(Review::Unreviewed, |it| it.review);
        match is {
            Is::Unread | Is::New => review == Review::Unreviewed,
            Is::Read => review == Review::Reviewed,
            Is::Done => review != Review::Unreviewed,
            Is::Dropped => matches!(review, Review::Dropped | Review::Wrong),
            Is::Shortlist => review == Review::Kept,
            Is::Verify => verdict.is_some_and(|it| it.verify),
            Is::Sample => self.opened.brief.sample,
            Is::Undated => self.dates().next().is_none(),
            Is::Open | Is::Later | Is::Fresh => false,
        }
    }

    fn has(&self, has: Has) -> bool {
        let own = item(self.opened, self.finding);
        let marks = || {
            let on = self.opened.marks.iter().enumerate();
            on.filter(|(at, it)| {
                self.finding == Finding::Mark(*at) || Some(&it.item) == own.as_ref()
            })
        };
        match has {
            Has::Claim => !self.claims().is_empty(),
            Has::Unreviewed => self.is(Is::Unread),
            Has::Note => marks().any(|(_, it)| it.note.is_some()),
            Has::Highlight => marks().any(|(_, it)| it.colour.is_some()),
            Has::Tag => marks().any(|(_, it)| !it.tags.is_empty()),
            Has::Conflict => {
                self.claims().iter().any(|at| !conflicts(&self.opened.analysis, *at).is_empty())
            }
            Has::Revision => {
                marks().any(|(_, it)| it.anchor.is_some() && anchored(self.opened, it).is_none())
            }
        }
    }

    /// The entries of the timeline that it is, or that stand in its claims.
    fn entries(&self) -> impl Iterator<Item = &crate::model::TimelineEntry> {
        let claims = self.claims();
        let own = self.finding;
        let entries = self.opened.analysis.timeline.iter().enumerate();
        let mine = move |(at, it): &(usize, &crate::model::TimelineEntry)| match own {
            Finding::Event(own) => own == *at,
            _ => it.claims.iter().any(|claim| claims.contains(claim)),
        };
        entries.filter(mine).map(|(_, it)| it)
    }

    fn dates(&self) -> impl Iterator<Item = (Date, Date)> {
        self.entries().filter_map(|it| it.period).map(|it| (it.from, it.to))
    }

    fn precise(&self, precision: Precision) -> bool {
        self.entries().any(|it| Precision::of(it) == precision)
    }
}

fn matched(text: &str, wanted: &Match) -> bool {
    match wanted {
        Match::Contains(words) => fold(text).contains(&fold(words)),
        // It was read as a pattern when it was typed.
        Match::Pattern(it) => Pattern::new(it).is_ok_and(|it| it.is_in(text)),
    }
}

fn lies_in(days: Days, from: Date, to: Date) -> bool {
    days.from.is_none_or(|it| to >= it) && days.to.is_none_or(|it| from <= it)
}
