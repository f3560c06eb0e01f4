//! Runs of paragraphs with one topic.
//!
//! First the text is cut, by subheads and where the topic shifts; then each section is weighed as a
//! whole, its subhead twice, with the stances of its claims speaking for a dispute. The sections
//! partition the text. `library` and the reader's panes rely on that.
//!
//! * `layout`: headline, subheads, turns
//! * `terms`: the taxonomy's terms in the text
//! * `segment`: where the topic shifts
//! * `title`: what a section is called on the screen

mod layout;
mod segment;
mod terms;
mod title;

use std::collections::BTreeMap;

use crate::model::{Article, Claim, Ground, Section, Span, Stance, Topic, TopicScore};

use self::{
    layout::{Block, Unit},
    segment::Place,
    terms::{Hit, Matcher},
};

pub use self::title::title;

/// The topics, made ready for matching.
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {
    topics: Vec<Topic>,
    matcher: Matcher,
}

impl Taxonomy {
    /// A matcher for these topics; do it once.
    pub fn new(topics: Vec<Topic>) -> Self {
        let matcher = Matcher::new(&topics);
        Self { topics, matcher }
    }

    /// The topics, in the order of the file.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }
}

/// The topic that claims speak for: who says what is true.
const DISPUTE: &str = "denial";

/// The topic that is none: a section that has nothing better stays without.
const BACKGROUND: &str = "background";

/// The least that a topic must have: less is a mention.
const THRESHOLD: u32 = 50;

/// A second topic has at least this share of the first one's evidence, in percent.
const SECONDARY: u32 = 40;

/// Topics at most on one section.
const MOST_TOPICS: usize = 4;

/// What the claims of one stretch can say for the dispute at most: as much as three decisive terms.
const MOST_VOTES: u32 = 120;

/// What the first, second, third... time of a term says, in percent of its weight; a headline or
/// subhead is two.
const AGAIN: [u32; 6] = [100, 70, 40, 20, 15, 10];

/// The sections of `article`; they partition its text.
pub fn sections(article: &Article, claims: &[Claim], taxonomy: &Taxonomy) -> Vec<Section> {
    let text = article.text.as_str();
    let mut drafts: Vec<Draft> = Vec::new();
    let blocks = layout::blocks(article);
    let parted = blocks.iter().any(|block| block.heading.is_some());
    for block in blocks {
        let place = match block.heading {
            Some(_) => Place::UnderHeading,
            None if parted => Place::BeforeHeading,
            None => Place::Open,
        };
        drafts.extend(drafts_of(text, block, place, claims, taxonomy));
    }
    let starts: Vec<usize> =
        drafts.iter().enumerate().map(|(at, it)| if at == 0 { 0 } else { it.start }).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let spans = starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end));
    drafts
        .iter()
        .zip(spans)
        .map(|(draft, span)| section(article, draft, span, claims, taxonomy))
        .collect()
}

/// A section before it is weighed.
struct Draft {
    title: Option<Span>,
    heading: Option<Span>,
    units: Vec<Unit>,
    start: usize,
}

/// Cuts a block where its topic shifts.
fn drafts_of(
    text: &str,
    block: Block,
    place: Place,
    claims: &[Claim],
    taxonomy: &Taxonomy,
) -> Vec<Draft> {
    let scores: Vec<Vec<u32>> = block
        .units
        .iter()
        .map(|unit| {
            let mut evidence = Evidence::default();
            for &paragraph in &unit.paragraphs {
                evidence.add(taxonomy.matcher.hits(text, paragraph), 1);
            }
            let mut scores = evidence.scores(taxonomy);
            add_votes(&mut scores, unit_span(unit), claims, taxonomy);
            scores
        })
        .collect();
    let cuts = segment::cut(&scores, place);
    let mut units = block.units;
    let mut drafts = Vec::with_capacity(cuts.len());
    for &cut in cuts.iter().rev() {
        let units = units.split_off(cut.min(units.len()));
        let start = units.first().map_or(text.len(), |unit| unit_span(unit).start);
        drafts.push(Draft { title: None, heading: None, units, start });
    }
    drafts.reverse();
    if let Some(first) = drafts.first_mut() {
        first.title = block.title;
        first.heading = block.heading;
        let starts = [block.title, block.heading].into_iter().flatten().map(|it| it.start);
        first.start = starts.fold(first.start, usize::min);
    }
    drafts
}

fn unit_span(unit: &Unit) -> Span {
    let mut all = unit.paragraphs.iter().copied();
    let first = all.next().unwrap_or_default();
    all.fold(first, Span::join)
}

/// Weighs a section as a whole.
fn section(
    article: &Article,
    draft: &Draft,
    span: Span,
    claims: &[Claim],
    taxonomy: &Taxonomy,
) -> Section {
    let text = article.text.as_str();
    let mut evidence = Evidence::default();
    if span.start == 0 && draft.title.is_none() {
        // The headline does not stand in the text, yet it says what the text opens with.
        let title = article.title.as_str();
        let hits = taxonomy.matcher.hits(title, Span::new(0, title.len()));
        evidence.add(hits.into_iter().map(|hit| Hit { span: Span::default(), ..hit }), 2);
    }
    for head in [draft.title, draft.heading].into_iter().flatten() {
        evidence.add(taxonomy.matcher.hits(text, head), 2);
    }
    for paragraph in draft.units.iter().flat_map(|unit| &unit.paragraphs) {
        evidence.add(taxonomy.matcher.hits(text, *paragraph), 1);
    }
    let mut scores = evidence.scores(taxonomy);
    let votes = add_votes(&mut scores, span, claims, taxonomy);
    let ranked = rank(&scores, taxonomy);
    let ground = ranked.first().map_or_else(Ground::default, |best| {
        let disputed = taxonomy.topics[*best].id == DISPUTE && votes > scores[*best] / 2;
        let rule = if disputed { "stances of its claims" } else { "terms of the topic" };
        Ground { cue: evidence.decider(*best, taxonomy), rule }
    });
    let total: u32 = scores.iter().sum();
    let topics = ranked
        .into_iter()
        .map(|topic| TopicScore {
            id: taxonomy.topics[topic].id.clone(),
            score: share(scores[topic], total),
        })
        .collect();
    Section { heading: draft.heading, topics, span, ground }
}

/// The topics that have enough, best first.
fn rank(scores: &[u32], taxonomy: &Taxonomy) -> Vec<usize> {
    let mut ranked: Vec<usize> = (0..scores.len())
        .filter(|it| scores[*it] >= THRESHOLD && taxonomy.topics[*it].id != BACKGROUND)
        .collect();
    ranked.sort_by_key(|it| std::cmp::Reverse(scores[*it]));
    let most = ranked.first().map_or(0, |best| scores[*best]);
    ranked.retain(|it| scores[*it] * 100 >= most * SECONDARY);
    ranked.truncate(MOST_TOPICS);
    ranked
}

/// A share of the evidence, to two digits.
fn share(part: u32, whole: u32) -> f32 {
    let percent = u16::try_from(u64::from(part) * 100 / u64::from(whole.max(1))).unwrap_or(100);
    f32::from(percent) / 100.0
}

/// Lets the claims in `span` speak for the dispute; says how much they did. Plain criticism does
/// not: it belongs to the topic that it criticises.
fn add_votes(scores: &mut [u32], span: Span, claims: &[Claim], taxonomy: &Taxonomy) -> u32 {
    let Some(dispute) = taxonomy.topics.iter().position(|it| it.id == DISPUTE) else { return 0 };
    let votes: u32 = claims
        .iter()
        .filter(|claim| span.covers(claim.whole().start))
        .flat_map(|claim| &claim.statements)
        .map(|statement| match statement.stance {
            Stance::Denies => 35,
            Stance::Qualifies => 20,
            Stance::Alleges => 6,
            _ => 0,
        })
        .sum();
    let votes = votes.min(MOST_VOTES);
    if let Some(score) = scores.get_mut(dispute) {
        *score += votes;
    }
    votes
}

/// The terms that stand in a part of a text.
#[derive(Debug, Default)]
struct Evidence {
    /// How often each stands, and where first.
    terms: BTreeMap<usize, (usize, Span)>,
}

impl Evidence {
    fn add(&mut self, hits: impl IntoIterator<Item = Hit>, times: usize) {
        for hit in hits {
            let entry = self.terms.entry(hit.term).or_insert((0, hit.span));
            entry.0 += times;
            if entry.1.is_empty() {
                entry.1 = hit.span;
            }
        }
    }

    /// What it says for every topic. A second time says less than the first, and a lone term that
    /// does not decide may be chance.
    fn scores(&self, taxonomy: &Taxonomy) -> Vec<u32> {
        let mut scores = vec![0; taxonomy.topics.len()];
        let mut kinds = vec![(0_u32, false); taxonomy.topics.len()];
        for (&index, &(times, _)) in &self.terms {
            let term = taxonomy.matcher.term(index);
            scores[term.topic] += term.weight * said(times) / 100;
            kinds[term.topic].0 += 1;
            kinds[term.topic].1 |= term.is_decisive();
        }
        for (score, (kinds, decisive)) in scores.iter_mut().zip(kinds) {
            if kinds == 1 && !decisive {
                *score /= 2;
            }
        }
        scores
    }

    /// Where the term that says most for this topic stands.
    fn decider(&self, topic: usize, taxonomy: &Taxonomy) -> Span {
        let of_topic = self.terms.iter().filter(|(index, (_, span))| {
            taxonomy.matcher.term(**index).topic == topic && !span.is_empty()
        });
        let most = of_topic.max_by_key(|(index, (times, span))| {
            (taxonomy.matcher.term(**index).weight, said(*times), std::cmp::Reverse(span.start))
        });
        most.map_or(Span::default(), |(_, (_, span))| *span)
    }
}

/// What so many times of one term say, in percent of its weight.
fn said(times: usize) -> u32 {
    AGAIN.iter().take(times).sum()
}
