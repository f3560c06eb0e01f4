//! What leaves: sources in the order of the text, with the bodies that they speak for.
//!
//! `sources` relies on indexes being those of the order in which sources leave.

use std::collections::HashMap;

use crate::{
    analysis::sources::{
        flags,
        join::{Joined, Work},
        mention::{self, Mention},
        roster::{Entry, Roster},
    },
    model::{Source, SourceClass},
};

impl Work<'_> {
    /// The sources by their first mention, with their affiliations.
    pub(super) fn leave(mut self) -> Joined {
        let mut claimed = vec![false; self.roster.entries.len()];
        for found in self.found.iter().flatten() {
            claimed[*found] = true;
        }
        self.carriers.sort_unstable();
        self.carriers.dedup();
        flags::of_mentions(&mut self.roster, &claimed, &self.carriers);
        let affiliations = affiliations(&self.roster);
        let entries = &mut self.roster.entries;
        for entry in entries.iter_mut() {
            tidy(entry);
        }
        let mut order: Vec<usize> = (0..entries.len()).collect();
        let first = |at: &usize| entries[*at].marks.first().map_or(usize::MAX, |it| it.span.start);
        order.sort_by_key(first);
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let moved = |it: Option<usize>| it.and_then(|it| place.get(it).copied());
        let sources = order.iter().map(|old| {
            let entry = &entries[*old];
            Source {
                affiliation: moved(affiliations[*old]),
                via: moved(entry.source.via),
                mentions: entry.marks.iter().map(|it| it.span).collect(),
                ..entry.source.clone()
            }
        });
        Joined {
            sources: sources.collect(),
            rules: order
                .iter()
                .map(|old| entries[*old].marks.iter().map(|it| it.rule).collect())
                .collect(),
            behind: self.found.iter().map(|it| moved(*it)).collect(),
        }
    }
}

/// How many armed groups and parties a spokesperson's words are compared with.
const GROUPS: usize = 32;

/// The body that each source speaks for, where it is a source itself: the one its mentions name, else
/// its state.
fn affiliations(roster: &Roster<'_>) -> Vec<Option<usize>> {
    let mut states: HashMap<&str, usize> = HashMap::new();
    for (at, it) in roster.entries.iter().enumerate().rev() {
        if let Some(code) = it.source.country.filter(|_| it.state) {
            states.insert(code, at);
        }
    }
    // "Houthi" of a spokesperson, for the Houthi movement.
    let groups: Vec<(String, usize)> = (roster.entries.iter().enumerate())
        .filter(|it| matches!(it.1.source.class, SourceClass::ArmedGroup | SourceClass::Party))
        .take(GROUPS)
        .map(|(at, it)| (it.source.name.to_lowercase(), at))
        .collect();
    let group = |body: &str| {
        let body = body.to_lowercase();
        let begins = |it: &&(String, usize)| it.0.starts_with(&body) || body.starts_with(&it.0);
        groups.iter().find(begins).map(|it| it.1)
    };
    let of = |(at, it): (usize, &Entry)| {
        let named = it.body.as_deref().and_then(group);
        let body = it.body.as_deref().and_then(mention::parse);
        let body = body.map(|body| Mention { country: body.country.or(it.source.country), ..body });
        let body = body.and_then(|body| roster.matching(&body)).map(|it| it.0);
        let speaks = matches!(
            it.source.class,
            SourceClass::NamedOfficial | SourceClass::UnnamedOfficial | SourceClass::StateActor
        );
        let state = it.source.country.and_then(|code| states.get(code).copied());
        body.or(named).or(state.filter(|_| speaks && !it.state)).filter(|body| *body != at)
    };
    roster.entries.iter().enumerate().map(of).collect()
}

/// Mentions in the order of the text, each once, none within another.
fn tidy(entry: &mut Entry) {
    entry.marks.retain(|it| !it.span.is_empty());
    entry.marks.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    let mut end = 0;
    entry.marks.retain(|it| {
        let free = it.span.start >= end;
        end = end.max(it.span.end);
        free
    });
    if let Some(first) = entry.marks.first()
        && entry.source.ground.rule == "first mention"
    {
        entry.source.ground.cue = first.span;
    }
}
