//! [`Dossier`]: all that an export says of some briefs, as plain words and numbers.
//!
//! Every format is written from it: templates see its fields by their names, the JSON formats read
//! them. So each item carries the same in every format: quote, note, tags, colour, state, speaker
//! and chain, stance, dates, the brief it is from, and the way back.

mod shape;

use std::collections::BTreeSet;

use crate::{
    export::{link, points::Points},
    model::{
        Analysis, Anchor, Article, Claim, Colour, Grade, Item, Mark, Period, Relation, Review,
        Source, Span, TimelineEntry, Verdict,
    },
};

pub use self::shape::{
    BriefOut, DateOut, DisputeOut, Dossier, EventOut, ItemOut, NoteOut, OwnOut, SaidOut, SourceOut,
};

/// A brief, as an export needs it.
#[derive(Clone, Debug)]
pub struct Brief<'a> {
    /// Its number in the library.
    pub number: i64,
    /// The article.
    pub article: &'a Article,
    /// SHA-256 of its clean text: the revision that anchors name.
    pub revision: &'a str,
    /// When that text came into the library, UTC; empty where it did not.
    pub retrieved: &'a str,
    /// Its findings.
    pub analysis: &'a Analysis,
    /// What its sections are called, in their order.
    pub sections: &'a [String],
    /// The analyst's verdicts.
    pub verdicts: &'a [Verdict],
    /// Highlights and notes.
    pub marks: &'a [Mark],
    /// The tags of the brief.
    pub tags: &'a [String],
    /// The days that the analyst gives dates, by the index of the entry.
    pub dates: Vec<(usize, Period)>,
}

/// Which claims leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those that the analyst kept.
    #[default]
    Kept,
    /// All but those that are wrong or dropped.
    All,
}

impl Dossier {
    /// All that is to be said of `briefs`.
    pub fn new(briefs: &[Brief<'_>], scope: Scope) -> Self {
        let mut briefs: Vec<BriefOut> =
            briefs.iter().map(|brief| View::new(brief, scope).brief()).collect();
        tell_apart(&mut briefs);
        Self { tool: format!("attache {}", env!("CARGO_PKG_VERSION")), briefs }
    }
}

/// Two briefs with one key get numbers.
fn tell_apart(briefs: &mut [BriefOut]) {
    let mut taken = BTreeSet::new();
    for brief in briefs {
        let stem = brief.key.clone();
        let mut count = 1;
        while !taken.insert(brief.key.clone()) {
            count += 1;
            brief.key = format!("{stem}-{count}");
        }
    }
}

/// What the parts of a brief are made from.
struct View<'a> {
    brief: &'a Brief<'a>,
    points: Points,
    scope: Scope,
}

impl<'a> View<'a> {
    fn new(brief: &'a Brief<'a>, scope: Scope) -> Self {
        Self { brief, points: Points::new(&brief.article.text), scope }
    }

    fn text(&self) -> &'a str {
        &self.brief.article.text
    }

    fn brief(&self) -> BriefOut {
        let article = self.brief.article;
        let claims = self.claims();
        let mut items: Vec<ItemOut> = claims.iter().map(|it| self.claim(*it)).collect();
        let placed = self.brief.marks.iter().filter(|it| it.anchor.is_some());
        items.extend(placed.enumerate().filter_map(|(index, it)| self.mark(index, it, &claims)));
        items.sort_by_key(|it| (it.orphan, it.start, it.kind != "claim"));
        let some = |it: &str| (!it.is_empty()).then(|| it.to_owned());
        BriefOut {
            number: self.brief.number,
            key: key(article),
            title: if article.title.is_empty() {
                article.origin.path.clone()
            } else {
                article.title.clone()
            },
            outlet: article.site.clone(),
            byline: article.byline.clone(),
            published: article.published.map(|it| it.to_string()),
            url: article.url.clone(),
            language: article.language.clone(),
            file: article.origin.path.clone(),
            text_sha256: self.brief.revision.to_owned(),
            raw_sha256: article.origin.sha256.clone(),
            retrieved: some(self.brief.retrieved),
            tags: self.brief.tags.to_vec(),
            notes: self.notes(),
            items,
            sources: self.sources(&claims),
            chronology: self.chronology(),
            disputes: self.disputes(&claims),
        }
    }

    /// The claims that leave, by their index.
    fn claims(&self) -> Vec<usize> {
        let leaves = |index: &usize| {
            let review = self.verdict(&Item::Claim(self.brief.analysis.claims[*index].extent())).0;
            match self.scope {
                Scope::Kept => review == Review::Kept,
                Scope::All => !matches!(review, Review::Wrong | Review::Dropped),
            }
        };
        (0..self.brief.analysis.claims.len()).filter(leaves).collect()
    }

    /// The verdict on an item, and whether it is to be verified.
    fn verdict(&self, item: &Item) -> (Review, bool) {
        let verdict = self.brief.verdicts.iter().find(|it| it.item == *item);
        verdict.map_or((Review::Unreviewed, false), |it| (it.review, it.verify))
    }

    fn claim(&self, index: usize) -> ItemOut {
        let claim = &self.brief.analysis.claims[index];
        let extent = claim.extent();
        let (review, verify) = self.verdict(&Item::Claim(extent));
        let note = self.brief.marks.iter().find(|it| it.item == Item::Claim(extent));
        ItemOut {
            kind: "claim",
            quotes: self.quotes(claim),
            places: claim.content.iter().map(|it| self.points.of(*it)).collect(),
            note: note.and_then(|it| it.note.clone()),
            tags: self.tags(claim, note),
            colour: note.and_then(|it| it.colour).map(Colour::code),
            state: review.code(),
            reviewed: review != Review::Unreviewed,
            verify,
            created: note.map(|it| it.created.clone()),
            ..self.item(format!("c{}", index + 1), extent, Some((index, claim)))
        }
    }

    /// The tags of the note on a claim, and the grade of its source.
    fn tags(&self, claim: &Claim, note: Option<&Mark>) -> Vec<String> {
        let mut tags = note.map(|it| it.tags.clone()).unwrap_or_default();
        let source = claim.source.and_then(|it| self.brief.analysis.sources.get(it));
        let on =
            |it: &&Mark| source.is_some_and(|source| it.item == Item::Source(source.name.clone()));
        if let Some(mark) = self.brief.marks.iter().find(on) {
            let Grade { reliability, .. } = Grade::of(&mark.tags);
            tags.extend(Grade { reliability, ..Grade::default() }.tags());
        }
        tags
    }

    /// A highlight or a note with a place. One on a claim that leaves is told with it.
    fn mark(&self, index: usize, mark: &Mark, claims: &[usize]) -> Option<ItemOut> {
        let anchor = mark.anchor.as_ref()?;
        let told = claims
            .iter()
            .any(|it| mark.item == Item::Claim(self.brief.analysis.claims[*it].extent()));
        if told {
            return None;
        }
        let here = anchor.revision == self.brief.revision;
        let claims = self.brief.analysis.claims.iter().enumerate();
        let claim = claims.into_iter().find(|(_, it)| match mark.item {
            Item::Claim(span) => it.extent() == span,
            _ => here && it.whole().contains(anchor.span),
        });
        let item = self.item(format!("h{}", index + 1), anchor.span, claim);
        Some(ItemOut {
            kind: if mark.colour.is_some() { "highlight" } else { "note" },
            quotes: vec![anchor.quote.clone()],
            prefix: anchor.prefix.clone(),
            suffix: anchor.suffix.clone(),
            orphan: !here,
            note: mark.note.clone(),
            tags: mark.tags.clone(),
            colour: mark.colour.map(Colour::code),
            state: Review::Kept.code(),
            reviewed: true,
            link: item.link.filter(|_| here),
            created: Some(mark.created.clone()),
            ..item
        })
    }

    /// What a claim and a mark have in common.
    fn item(&self, id: String, span: Span, claim: Option<(usize, &Claim)>) -> ItemOut {
        let (start, end) = self.points.of(span);
        let around = Anchor::new(self.text(), span, "");
        let source = claim.and_then(|it| it.1.source);
        let source = source.and_then(|it| self.brief.analysis.sources.get(it));
        let section = claim.and_then(|it| self.brief.sections.get(it.1.section)).cloned();
        ItemOut {
            id,
            kind: "note",
            quotes: Vec::new(),
            start,
            end,
            places: vec![(start, end)],
            prefix: around.prefix,
            suffix: around.suffix,
            orphan: false,
            note: None,
            tags: Vec::new(),
            colour: None,
            state: Review::Unreviewed.code(),
            reviewed: false,
            verify: false,
            section,
            speaker: source.map(|it| it.name.clone()),
            class: source.map(|it| it.class.code()),
            via: source.and_then(|it| self.name(it.via)),
            country: source.and_then(|it| it.country),
            by: claim.and_then(|it| it.1.ground.is_analysts().then_some("analyst")),
            stance: claim.map(|it| it.1.stance.code()),
            factuality: claim.map(|it| it.1.factuality.code()),
            quotation: claim.map(|it| it.1.quotation.code()),
            dates: claim.map(|it| self.dates(it.0)).unwrap_or_default(),
            link: self.link(span),
            created: None,
        }
    }

    fn quotes(&self, claim: &Claim) -> Vec<String> {
        claim.content.iter().map(|it| it.slice(self.text()).to_owned()).collect()
    }

    fn name(&self, source: Option<usize>) -> Option<String> {
        source.and_then(|it| self.brief.analysis.sources.get(it)).map(|it| it.name.clone())
    }

    fn dates(&self, claim: usize) -> Vec<DateOut> {
        let entries = self.brief.analysis.timeline.iter();
        entries
            .filter(|it| it.claims.contains(&claim))
            .map(|it| DateOut {
                words: it.when.span.slice(self.text()).to_owned(),
                value: it.when.value.clone(),
            })
            .collect()
    }

    fn notes(&self) -> Vec<NoteOut> {
        let whole = self.brief.marks.iter().filter(|it| it.anchor.is_none());
        whole
            .filter_map(|mark| {
                let on =
                    if let Item::Source(name) = &mark.item { Some(name.clone()) } else { None };
                let (tags, created) = (mark.tags.clone(), mark.created.clone());
                Some(NoteOut { on, note: mark.note.clone()?, tags, created })
            })
            .collect()
    }

    fn sources(&self, claims: &[usize]) -> Vec<SourceOut> {
        let all = &self.brief.analysis.claims;
        let count =
            |index: usize| claims.iter().filter(|it| all[**it].source == Some(index)).count();
        let sources = self.brief.analysis.sources.iter().enumerate();
        let out = |(index, it): (usize, &Source)| SourceOut {
            name: it.name.clone(),
            class: it.class.code(),
            flags: it.flags.iter().map(|it| it.code()).collect(),
            country: it.country,
            affiliation: self.name(it.affiliation),
            via: self.name(it.via),
            claims: count(index),
        };
        sources.map(out).filter(|it| it.claims > 0).collect()
    }

    fn chronology(&self) -> Vec<EventOut> {
        let mut events: Vec<&TimelineEntry> = self.brief.analysis.timeline.iter().collect();
        events.sort_by_key(|it| (it.period.is_none(), it.period.map(|it| (it.from, it.to))));
        let out = |it: &TimelineEntry| EventOut {
            words: it.when.span.slice(self.text()).to_owned(),
            value: it.when.value.clone(),
            from: it.period.map(|it| it.from.to_string()),
            to: it.period.map(|it| it.to.to_string()),
            event: it.event.map(|it| it.slice(self.text()).to_owned()),
            basis: it.basis.code(),
            rule: it.ground.rule,
            analyst: self.own(it),
            link: self.link(it.event.unwrap_or(it.when.span)),
        };
        events.into_iter().map(out).collect()
    }

    /// The days that the analyst gives a date, beside those of the text.
    fn own(&self, entry: &TimelineEntry) -> Option<OwnOut> {
        let at = self.brief.analysis.timeline.iter().position(|it| it == entry)?;
        let (_, days) = self.brief.dates.iter().find(|it| it.0 == at)?;
        Some(OwnOut { from: days.from.to_string(), to: days.to.to_string() })
    }

    /// Conflicts of which at least one side leaves.
    fn disputes(&self, claims: &[usize]) -> Vec<DisputeOut> {
        let said = |index: usize| {
            let claim = self.brief.analysis.claims.get(index)?;
            Some(SaidOut { speaker: self.name(claim.source), quotes: self.quotes(claim) })
        };
        let pairs = self.brief.analysis.pairs.iter();
        pairs
            .filter(|it| Relation::is_conflict(it.relation))
            .filter(|it| claims.contains(&it.a) || claims.contains(&it.b))
            .filter_map(|it| {
                let (a, b) = (said(it.a)?, said(it.b)?);
                Some(DisputeOut { relation: it.relation.code(), strict: it.strict, a, b })
            })
            .collect()
    }

    fn link(&self, span: Span) -> Option<String> {
        let url = self.brief.article.url.as_deref()?;
        Some(link::to_text(url, span.slice(self.text())))
    }
}

/// A key that stays the same as long as outlet, year and headline do: letters, digits and dashes.
pub fn key(article: &Article) -> String {
    let slug = |text: &str, words: usize| {
        let plain = crate::text::fold::fold(text);
        let words: Vec<&str> = plain
            .split(|it: char| !it.is_ascii_alphanumeric())
            .filter(|it| it.len() > 2 || it.chars().all(|c| c.is_ascii_digit()) && !it.is_empty())
            .take(words)
            .collect();
        words.join("-")
    };
    let outlet = article.site.as_deref().or(article.byline.as_deref()).unwrap_or_default();
    let year = article.published.map(|it| it.year().to_string()).unwrap_or_default();
    let parts = [slug(outlet, 2), year, slug(&article.title, 4)];
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    if parts.is_empty() {
        return format!("brief-{}", article.origin.sha256.chars().take(8).collect::<String>());
    }
    parts.join("-")
}
