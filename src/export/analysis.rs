//! The promised JSON, `attache.analysis/1`: one article with its findings, one line.
//!
//! The structs below are the promise; a rename in `model` is no change here. Offsets are half-open,
//! in Unicode code points of the line's own `text`. The same article gives the same bytes.

use serde::Serialize;

use crate::{
    export::points::Points,
    model::{Analysis, Article, Claim, Factuality, Ground, Section, Source, Span, TimelineEntry},
};

/// The name and version of the format.
pub const SCHEMA: &str = "attache.analysis/1";

/// The line for one article, without a line break at its end. `elapsed_us` is the time that the
/// analysis took in microseconds, where somebody asked.
pub fn line(article: &Article, analysis: &Analysis, elapsed_us: Option<u64>) -> String {
    let view = View { text: &article.text, points: Points::new(&article.text), analysis };
    let line = LineOut {
        schema: SCHEMA,
        path: &article.origin.path,
        id: format!("sha256:{}", article.origin.sha256),
        title: &article.title,
        byline: article.byline.as_deref(),
        site: article.site.as_deref(),
        url: article.url.as_deref(),
        language: article.language.as_deref(),
        published: article.published.map(|it| it.to_string()),
        text: &article.text,
        removed: article
            .removed
            .iter()
            .map(|it| RemovedOut { text: &it.text, why: it.why })
            .collect(),
        sections: analysis.sections.iter().map(|it| view.section(it)).collect(),
        claims: analysis.claims.iter().enumerate().map(|it| view.claim(it.0, it.1)).collect(),
        sources: analysis.sources.iter().enumerate().map(|it| view.source(it.0, it.1)).collect(),
        timeline: analysis.timeline.iter().map(|it| view.entry(it)).collect(),
        pairs: view.pairs(),
        warnings: &article.warnings,
        elapsed_us,
    };
    // Structs of strings and numbers always have a JSON form.
    serde_json::to_string(&line).unwrap_or_default()
}

/// What the parts of a line are made from.
struct View<'a> {
    text: &'a str,
    points: Points,
    analysis: &'a Analysis,
}

impl<'a> View<'a> {
    fn span(&self, span: Span) -> SpanOut<'a> {
        let (start, end) = self.points.of(span);
        SpanOut { start, end, text: span.slice(self.text), parts: Vec::new() }
    }

    fn parted(&self, claim: &Claim) -> SpanOut<'a> {
        let part = |it: &Span| {
            let (start, end) = self.points.of(*it);
            PartOut { start, end }
        };
        let parts =
            if claim.content.len() > 1 { claim.content.iter().map(part).collect() } else { vec![] };
        SpanOut { parts, ..self.span(claim.extent()) }
    }

    fn ground(&self, ground: &Ground) -> GroundOut<'a> {
        GroundOut { cue: ground.cue.slice(self.text), rule: ground.rule }
    }

    fn section(&self, it: &'a Section) -> SectionOut<'a> {
        let (start, end) = self.points.of(it.span);
        SectionOut {
            start,
            end,
            heading: it.heading.map(|it| self.span(it)),
            topic: it.topics.first().map_or("background", |it| it.id.as_str()),
            topics: it.topics.iter().map(|it| TopicOut { id: &it.id, score: it.score }).collect(),
        }
    }

    fn claim(&self, index: usize, it: &Claim) -> ClaimOut<'a> {
        let statement = |it: &crate::model::Statement| StatementOut {
            span: self.span(it.span),
            stance: it.stance.code(),
            factuality: FactualityOut::new(it.factuality, it.author_factuality),
        };
        ClaimOut {
            id: claim_id(index),
            section: it.section,
            source: it.source_span.map(|it| self.span(it)),
            source_id: it.source.map(source_id),
            cue: it.cue.map(|it| self.span(it)),
            content: self.parted(it),
            quotation: it.quotation.code(),
            stance: it.stance.code(),
            factuality: FactualityOut::new(it.factuality, it.author_factuality),
            inside: it.inside.map(claim_id),
            answers: it.answers.map(claim_id),
            statements: it.statements.iter().map(statement).collect(),
            ground: self.ground(&it.ground),
            by: it.ground.is_analysts().then_some("analyst"),
        }
    }

    fn source(&self, index: usize, it: &'a Source) -> SourceOut<'a> {
        let claims = self.analysis.claims.iter().enumerate();
        SourceOut {
            id: source_id(index),
            name: &it.name,
            class: it.class.code(),
            flags: it.flags.iter().map(|it| it.code()).collect(),
            country: it.country,
            affiliation: it.affiliation.map(source_id),
            via: it.via.map(source_id),
            mentions: it.mentions.iter().map(|it| self.span(*it)).collect(),
            claims: claims
                .filter(|(_, claim)| claim.source == Some(index))
                .map(|(index, _)| claim_id(index))
                .collect(),
        }
    }

    fn entry(&self, it: &'a TimelineEntry) -> EntryOut<'a> {
        let (start, end) = self.points.of(it.when.span);
        EntryOut {
            when: WhenOut {
                start,
                end,
                text: it.when.span.slice(self.text),
                kind: it.when.kind.code(),
                value: it.when.value.as_deref(),
                modifier: it.when.modifier,
            },
            event: it.event.map(|it| self.span(it)),
            sort: it.period.map(|it| it.from.to_string()),
            period: it
                .period
                .map(|it| PeriodOut { from: it.from.to_string(), to: it.to.to_string() }),
            basis: it.basis.code(),
            claims: it.claims.iter().copied().map(claim_id).collect(),
            ground: self.ground(&it.ground),
        }
    }

    fn pairs(&self) -> Vec<PairOut<'a>> {
        let pair = |it: &crate::model::Pair| PairOut {
            relation: it.relation.code(),
            a: claim_id(it.a),
            b: claim_id(it.b),
            strict: it.strict,
            ground: self.ground(&it.ground),
        };
        self.analysis.pairs.iter().map(pair).collect()
    }
}

fn claim_id(index: usize) -> String {
    format!("c{}", index + 1)
}

fn source_id(index: usize) -> String {
    format!("s{}", index + 1)
}

#[derive(Serialize)]
struct LineOut<'a> {
    schema: &'a str,
    path: &'a str,
    id: String,
    title: &'a str,
    byline: Option<&'a str>,
    site: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<String>,
    text: &'a str,
    removed: Vec<RemovedOut<'a>>,
    sections: Vec<SectionOut<'a>>,
    claims: Vec<ClaimOut<'a>>,
    sources: Vec<SourceOut<'a>>,
    timeline: Vec<EntryOut<'a>>,
    pairs: Vec<PairOut<'a>>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_us: Option<u64>,
}

#[derive(Serialize)]
struct SpanOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartOut>,
}

#[derive(Serialize)]
struct PartOut {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct GroundOut<'a> {
    cue: &'a str,
    rule: &'a str,
}

#[derive(Serialize)]
struct RemovedOut<'a> {
    text: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct SectionOut<'a> {
    start: usize,
    end: usize,
    heading: Option<SpanOut<'a>>,
    topic: &'a str,
    topics: Vec<TopicOut<'a>>,
}

#[derive(Serialize)]
struct TopicOut<'a> {
    id: &'a str,
    score: f32,
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    id: String,
    section: usize,
    source: Option<SpanOut<'a>>,
    source_id: Option<String>,
    cue: Option<SpanOut<'a>>,
    content: SpanOut<'a>,
    quotation: &'a str,
    stance: &'a str,
    factuality: FactualityOut,
    inside: Option<String>,
    answers: Option<String>,
    statements: Vec<StatementOut<'a>>,
    ground: GroundOut<'a>,
    /// Who says so, where it is no rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
}

#[derive(Serialize)]
struct StatementOut<'a> {
    span: SpanOut<'a>,
    stance: &'a str,
    factuality: FactualityOut,
}

#[derive(Serialize)]
struct FactualityOut {
    source: &'static str,
    author: &'static str,
}

impl FactualityOut {
    fn new(source: Factuality, author: Factuality) -> Self {
        Self { source: source.code(), author: author.code() }
    }
}

#[derive(Serialize)]
struct SourceOut<'a> {
    id: String,
    name: &'a str,
    class: &'a str,
    flags: Vec<&'a str>,
    country: Option<&'a str>,
    affiliation: Option<String>,
    via: Option<String>,
    mentions: Vec<SpanOut<'a>>,
    claims: Vec<String>,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    when: WhenOut<'a>,
    event: Option<SpanOut<'a>>,
    sort: Option<String>,
    period: Option<PeriodOut>,
    basis: &'a str,
    claims: Vec<String>,
    ground: GroundOut<'a>,
}

#[derive(Serialize)]
struct WhenOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    value: Option<&'a str>,
    #[serde(rename = "mod")]
    modifier: Option<&'a str>,
}

#[derive(Serialize)]
struct PeriodOut {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct PairOut<'a> {
    #[serde(rename = "type")]
    relation: &'a str,
    a: String,
    b: String,
    strict: bool,
    ground: GroundOut<'a>,
}
