//! What belongs together: a sentence, its claims, who said so, when, and what the analyst made of it.
//!
//! Every pane lights up what relates to the finding under the cursor, and the `g` keys go there;
//! both ask here.

use crate::{
    library::Opened,
    model::{Analysis, Claim, Item, Mark, Pair, Span},
};

/// Something that a cursor can stand on; an index into the analysis, the marks or the sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    /// A brief as a whole.
    Brief,
    /// One of its sections.
    Section(usize),
    /// One of its sentences.
    Sentence(usize),
    /// One of its claims.
    Claim(usize),
    /// One of its sources.
    Source(usize),
    /// One of its dates.
    Event(usize),
    /// One of the analyst's marks.
    Mark(usize),
}

/// All that relates to one finding, itself included; the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// Indexes of claims.
    pub claims: Vec<usize>,
    /// Indexes of sources.
    pub sources: Vec<usize>,
    /// Indexes of timeline entries.
    pub events: Vec<usize>,
    /// Indexes of sections.
    pub sections: Vec<usize>,
    /// Indexes of marks.
    pub marks: Vec<usize>,
    /// The words in the text.
    pub spans: Vec<Span>,
}

impl Related {
    /// Whether a finding is among them.
    pub fn has(&self, finding: Finding) -> bool {
        match finding {
            Finding::Brief | Finding::Sentence(_) => false,
            Finding::Section(index) => self.sections.contains(&index),
            Finding::Claim(index) => self.claims.contains(&index),
            Finding::Source(index) => self.sources.contains(&index),
            Finding::Event(index) => self.events.contains(&index),
            Finding::Mark(index) => self.marks.contains(&index),
        }
    }
}

/// What relates to `finding` in an open brief with these sentences.
pub fn related(opened: &Opened, sentences: &[Span], finding: Finding) -> Related {
    let analysis = &opened.analysis;
    let mut found = Related::default();
    match finding {
        Finding::Brief => {}
        Finding::Section(index) => {
            found.sections.push(index);
            for (at, claim) in analysis.claims.iter().enumerate() {
                if claim.section == index {
                    add_claim(analysis, at, &mut found);
                }
            }
        }
        Finding::Sentence(index) => {
            if let Some(sentence) = sentences.get(index) {
                add_place(opened, *sentence, &mut found);
            }
        }
        Finding::Claim(index) => add_claim(analysis, index, &mut found),
        Finding::Source(index) => add_source(analysis, index, &mut found),
        Finding::Event(index) => add_event(analysis, index, &mut found),
        Finding::Mark(index) => add_mark(opened, index, &mut found),
    }
    if finding != Finding::Brief {
        found.spans = spans(opened, &found, finding);
        let ground: Vec<Span> = match finding {
            Finding::Sentence(_) => place(opened, sentences, finding).into_iter().collect(),
            _ => found.spans.clone(),
        };
        for (at, mark) in opened.marks.iter().enumerate() {
            let Some(anchor) = anchored(opened, mark) else { continue };
            if ground.iter().any(|span| span.overlaps(anchor)) {
                put(&mut found.marks, at);
            }
        }
        for (at, section) in analysis.sections.iter().enumerate() {
            if ground.iter().any(|span| section.span.overlaps(*span)) {
                put(&mut found.sections, at);
            }
        }
    }
    found
}

/// The place of a finding in the text, for a cursor to go to.
pub fn place(opened: &Opened, sentences: &[Span], finding: Finding) -> Option<Span> {
    let analysis = &opened.analysis;
    match finding {
        Finding::Brief => None,
        Finding::Section(index) => analysis.sections.get(index).map(|it| it.span),
        Finding::Sentence(index) => sentences.get(index).copied(),
        Finding::Claim(index) => analysis.claims.get(index).map(Claim::extent),
        Finding::Source(index) => {
            let source = analysis.sources.get(index)?;
            let claim = || analysis.claims.iter().find(|it| it.source == Some(index));
            source.mentions.first().copied().or_else(|| claim().map(Claim::extent))
        }
        Finding::Event(index) => analysis.timeline.get(index).map(|it| it.when.span),
        Finding::Mark(index) => anchored(opened, opened.marks.get(index)?),
    }
}

/// The place of a mark in the text on the screen; none where the text it was on is gone.
pub fn anchored(opened: &Opened, mark: &Mark) -> Option<Span> {
    let anchor = mark.anchor.as_ref()?;
    (anchor.revision == opened.revision).then_some(anchor.span)
}

/// The claims that a claim is in conflict with, in their order.
pub fn conflicts(analysis: &Analysis, claim: usize) -> Vec<usize> {
    let found = counterparts(analysis, claim).into_iter();
    found.filter(|(_, pair)| pair.relation.is_conflict()).map(|(other, _)| other).collect()
}

/// The claims that a claim stands to in some relation, each with the relation: those in conflict with
/// it first, then those that say the same or narrow it.
pub fn counterparts(analysis: &Analysis, claim: usize) -> Vec<(usize, &Pair)> {
    let mut found: Vec<(usize, &Pair)> = Vec::new();
    for pair in &analysis.pairs {
        let other = match (pair.a == claim, pair.b == claim) {
            (true, false) => pair.b,
            (false, true) => pair.a,
            _ => continue,
        };
        if !found.iter().any(|(known, _)| *known == other) {
            found.push((other, pair));
        }
    }
    found.sort_by_key(|(other, pair)| (!pair.relation.is_conflict(), *other));
    found
}

/// The item by which the library knows a finding again.
pub fn item(opened: &Opened, finding: Finding) -> Option<Item> {
    let analysis = &opened.analysis;
    match finding {
        Finding::Brief => Some(Item::Brief),
        Finding::Section(_) | Finding::Sentence(_) => Some(Item::Text),
        Finding::Claim(index) => Some(Item::Claim(analysis.claims.get(index)?.extent())),
        Finding::Source(index) => Some(Item::Source(analysis.sources.get(index)?.name.clone())),
        Finding::Event(index) => Some(Item::Event(analysis.timeline.get(index)?.when.span)),
        Finding::Mark(index) => Some(opened.marks.get(index)?.item.clone()),
    }
}

/// Who said it, and who carried it: indexes of sources, speaker first.
pub fn chain(analysis: &Analysis, source: usize) -> Vec<usize> {
    let mut found = vec![source];
    let mut next = analysis.sources.get(source).and_then(|it| it.via);
    while let Some(via) = next.filter(|via| !found.contains(via)) {
        found.push(via);
        next = analysis.sources.get(via).and_then(|it| it.via);
    }
    found
}

fn put(list: &mut Vec<usize>, index: usize) {
    if !list.contains(&index) {
        list.push(index);
    }
}

fn add_claim(analysis: &Analysis, index: usize, found: &mut Related) {
    let Some(claim) = analysis.claims.get(index) else { return };
    put(&mut found.claims, index);
    put(&mut found.sections, claim.section);
    for source in claim.source.into_iter().flat_map(|source| chain(analysis, source)) {
        put(&mut found.sources, source);
    }
    for (at, entry) in analysis.timeline.iter().enumerate() {
        if entry.claims.contains(&index) {
            put(&mut found.events, at);
        }
    }
}

fn add_source(analysis: &Analysis, index: usize, found: &mut Related) {
    put(&mut found.sources, index);
    for (at, claim) in analysis.claims.iter().enumerate() {
        let said = claim.source.is_some_and(|source| chain(analysis, source).contains(&index));
        if said {
            add_claim(analysis, at, found);
        }
    }
}

fn add_event(analysis: &Analysis, index: usize, found: &mut Related) {
    let Some(entry) = analysis.timeline.get(index) else { return };
    put(&mut found.events, index);
    for &claim in &entry.claims {
        add_claim(analysis, claim, found);
    }
}

fn add_mark(opened: &Opened, index: usize, found: &mut Related) {
    let Some(mark) = opened.marks.get(index) else { return };
    put(&mut found.marks, index);
    match (anchored(opened, mark), &mark.item) {
        (Some(place), _) => add_place(opened, place, found),
        (None, Item::Source(name)) => {
            let at = opened.analysis.sources.iter().position(|source| source.name == *name);
            if let Some(at) = at {
                add_source(&opened.analysis, at, found);
            }
        }
        (None, _) => {}
    }
}

/// Adds what stands in a stretch of the text.
fn add_place(opened: &Opened, place: Span, found: &mut Related) {
    let analysis = &opened.analysis;
    for (at, claim) in analysis.claims.iter().enumerate() {
        if claim.content.iter().any(|part| part.overlaps(place)) {
            add_claim(analysis, at, found);
        }
    }
    for (at, source) in analysis.sources.iter().enumerate() {
        if source.mentions.iter().any(|mention| mention.overlaps(place)) {
            put(&mut found.sources, at);
        }
    }
    for (at, entry) in analysis.timeline.iter().enumerate() {
        if entry.when.span.overlaps(place) {
            put(&mut found.events, at);
        }
    }
}

/// The words that light up in the text: those of the finding, not all that hangs on it.
fn spans(opened: &Opened, found: &Related, finding: Finding) -> Vec<Span> {
    let analysis = &opened.analysis;
    match finding {
        Finding::Brief | Finding::Sentence(_) => Vec::new(),
        Finding::Section(_) | Finding::Mark(_) => place(opened, &[], finding).into_iter().collect(),
        Finding::Claim(_) => {
            found.claims.iter().flat_map(|at| claim_spans(analysis, *at)).collect()
        }
        Finding::Source(index) => {
            let mentions = analysis.sources.get(index).map(|it| it.mentions.clone());
            let claims = found.claims.iter().flat_map(|at| claim_spans(analysis, *at));
            mentions.into_iter().flatten().chain(claims).collect()
        }
        Finding::Event(index) => {
            let entry = analysis.timeline.get(index);
            entry.into_iter().flat_map(|it| it.event.into_iter().chain([it.when.span])).collect()
        }
    }
}

fn claim_spans(analysis: &Analysis, index: usize) -> Vec<Span> {
    let Some(claim) = analysis.claims.get(index) else { return Vec::new() };
    claim.content.iter().copied().chain(claim.source_span).chain(claim.cue).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ground, Relation};

    #[test]
    fn a_claim_said_again_is_a_counterpart_and_no_conflict() {
        let pair =
            |relation, a, b| Pair { relation, a, b, strict: false, ground: Ground::default() };
        let pairs = vec![pair(Relation::Restates, 0, 1), pair(Relation::Contradicts, 2, 0)];
        let analysis = Analysis { pairs, ..Analysis::default() };
        let others: Vec<usize> = counterparts(&analysis, 0).into_iter().map(|it| it.0).collect();
        assert_eq!(others, [2, 1]);
        assert_eq!(conflicts(&analysis, 0), [2]);
        assert!(conflicts(&analysis, 1).is_empty());
    }
}
