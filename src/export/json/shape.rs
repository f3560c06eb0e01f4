//! The structs of `attache.export/1`, and both ways between them and the nouns.
//!
//! They are the promise: a rename in `model` is no change here.
//!
//! * `corrections`: what the analyst says in the place of findings

mod corrections;

use serde::{Deserialize, Serialize};

use crate::{
    export::{json::Error, points::Points},
    model::{
        Anchor, Article, ArticleId, Colour, Date, Item, Judgement, Mark, MarkId, Origin, Record,
        Removed, Review, Revision, Span, Triage, Verdict,
    },
};

#[derive(Serialize, Deserialize)]
pub(super) struct File {
    schema: String,
    briefs: Vec<BriefOut>,
}

#[derive(Serialize, Deserialize)]
struct BriefOut {
    triage: String,
    later: Option<String>,
    shortlist: bool,
    verify: bool,
    tags: Vec<String>,
    revisions: Vec<RevisionOut>,
    verdicts: Vec<VerdictOut>,
    marks: Vec<MarkOut>,
    /// Older exports have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<corrections::CorrectionOut>,
}

#[derive(Serialize, Deserialize)]
struct RevisionOut {
    sha256: String,
    #[serde(default)]
    retrieved: String,
    path: String,
    raw_sha256: String,
    sample: bool,
    title: String,
    byline: Option<String>,
    site: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
    text: String,
    removed: Vec<RemovedOut>,
    warnings: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct RemovedOut {
    text: String,
    why: String,
    before: usize,
}

/// What something is on: `name` for a source, `start` and `end` for a claim or an event, in the
/// text of the anchor's revision.
#[derive(Serialize, Deserialize)]
struct ItemOut {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

#[derive(Serialize, Deserialize)]
struct AnchorOut {
    revision: String,
    start: usize,
    end: usize,
    quote: String,
    prefix: String,
    suffix: String,
}

#[derive(Serialize, Deserialize)]
struct VerdictOut {
    on: ItemOut,
    anchor: Option<AnchorOut>,
    review: String,
    verify: bool,
}

#[derive(Serialize, Deserialize)]
struct MarkOut {
    on: ItemOut,
    anchor: Option<AnchorOut>,
    colour: Option<String>,
    note: Option<String>,
    tags: Vec<String>,
    created: String,
}

impl File {
    /// The file for these briefs.
    pub(super) fn new(schema: &str, records: &[Record]) -> Self {
        let briefs = records.iter().map(BriefOut::new).collect();
        Self { schema: schema.to_owned(), briefs }
    }

    /// The briefs of the file.
    pub(super) fn records(self) -> Result<Vec<Record>, Error> {
        self.briefs.into_iter().map(BriefOut::record).collect()
    }
}

/// The texts of one brief with their counts: what offsets are counted in.
struct Texts<'a> {
    revisions: Vec<(&'a Revision, Points)>,
}

impl<'a> Texts<'a> {
    fn new(revisions: &'a [Revision]) -> Self {
        let counted = |it: &'a Revision| (it, Points::new(&it.article.text));
        Self { revisions: revisions.iter().map(counted).collect() }
    }

    fn of(&self, revision: &str) -> Option<&(&'a Revision, Points)> {
        self.revisions.iter().find(|it| it.0.sha256 == revision)
    }

    /// Code points of a span of a revision.
    fn count(&self, revision: &str, span: Span) -> (usize, usize) {
        self.of(revision).map_or((span.start, span.end), |it| it.1.of(span))
    }

    /// The span of code points of a revision.
    fn span(&self, revision: &str, start: usize, end: usize) -> Option<Span> {
        let (_, points) = self.of(revision)?;
        Some(Span::new(points.byte(start)?, points.byte(end)?))
    }

    fn item_out(&self, item: &Item, anchor: Option<&Anchor>) -> ItemOut {
        let revision = anchor.map_or("", |it| it.revision.as_str());
        let plain = |kind: &str| ItemOut { kind: kind.into(), name: None, start: None, end: None };
        let placed = |kind: &str, span: Span| {
            let (start, end) = self.count(revision, span);
            ItemOut { start: Some(start), end: Some(end), ..plain(kind) }
        };
        match item {
            Item::Brief => plain("brief"),
            Item::Text => plain("text"),
            Item::Claim(span) => placed("claim", *span),
            Item::Source(name) => ItemOut { name: Some(name.clone()), ..plain("source") },
            Item::Event(span) => placed("event", *span),
        }
    }

    fn item(&self, it: ItemOut, anchor: Option<&Anchor>) -> Result<Item, Error> {
        let span = || {
            let revision = &anchor?.revision;
            self.span(revision, it.start?, it.end?)
        };
        let item = match (it.kind.as_str(), it.name.clone()) {
            ("brief", _) => Some(Item::Brief),
            ("text", _) => Some(Item::Text),
            ("source", name) => name.map(Item::Source),
            ("claim", _) => span().map(Item::Claim),
            ("event", _) => span().map(Item::Event),
            _ => None,
        };
        item.ok_or(Error::Word("item of a brief", it.kind))
    }

    fn anchor_out(&self, it: &Anchor) -> AnchorOut {
        let (start, end) = self.count(&it.revision, it.span);
        AnchorOut {
            revision: it.revision.clone(),
            start,
            end,
            quote: it.quote.clone(),
            prefix: it.prefix.clone(),
            suffix: it.suffix.clone(),
        }
    }

    /// The anchor, if the text has its quote letter for letter, or if it is of no revision yet.
    fn anchor(&self, it: AnchorOut) -> Result<Anchor, Error> {
        if it.revision.is_empty() {
            return Ok(Anchor::foreign(&it.quote, &it.prefix, &it.suffix));
        }
        let text = self.of(&it.revision).map(|it| it.0.article.text.as_str());
        let found = text.zip(self.span(&it.revision, it.start, it.end));
        match found {
            Some((text, span)) if span.slice(text) == it.quote => {
                Ok(Anchor::new(text, span, &it.revision))
            }
            _ => Err(Error::Misquoted(it.quote)),
        }
    }
}

impl BriefOut {
    fn new(record: &Record) -> Self {
        let texts = Texts::new(&record.revisions);
        let (triage, later) = triage_out(record.triage);
        let verdict = |it: &Judgement| VerdictOut {
            on: texts.item_out(&it.verdict.item, it.anchor.as_ref()),
            anchor: it.anchor.as_ref().map(|it| texts.anchor_out(it)),
            review: it.verdict.review.code().to_owned(),
            verify: it.verdict.verify,
        };
        let mark = |it: &Mark| MarkOut {
            on: texts.item_out(&it.item, it.anchor.as_ref()),
            anchor: it.anchor.as_ref().map(|it| texts.anchor_out(it)),
            colour: it.colour.map(|it| it.code().to_owned()),
            note: it.note.clone(),
            tags: it.tags.clone(),
            created: it.created.clone(),
        };
        Self {
            triage: triage.to_owned(),
            later,
            shortlist: record.shortlist,
            verify: record.verify,
            tags: record.tags.clone(),
            revisions: record.revisions.iter().map(RevisionOut::new).collect(),
            verdicts: record.judgements.iter().map(verdict).collect(),
            marks: record.marks.iter().map(mark).collect(),
            corrections: record.corrections.iter().map(|it| corrections::out(&texts, it)).collect(),
        }
    }

    fn record(self) -> Result<Record, Error> {
        let triage = triage(&self.triage, self.later.as_deref())?;
        let revisions: Vec<Revision> =
            self.revisions.into_iter().map(RevisionOut::revision).collect::<Result<_, _>>()?;
        let texts = Texts::new(&revisions);
        let judgement = |it: VerdictOut| {
            let anchor = it.anchor.map(|it| texts.anchor(it)).transpose()?;
            let item = texts.item(it.on, anchor.as_ref())?;
            let review = Review::from_code(&it.review).ok_or(Error::Word("verdict", it.review))?;
            Ok(Judgement { verdict: Verdict { item, review, verify: it.verify }, anchor })
        };
        let mark = |it: MarkOut| {
            let anchor = it.anchor.map(|it| texts.anchor(it)).transpose()?;
            let colour = |it: String| Colour::from_code(&it).ok_or(Error::Word("colour", it));
            Ok(Mark {
                item: texts.item(it.on, anchor.as_ref())?,
                anchor,
                colour: it.colour.map(colour).transpose()?,
                note: it.note,
                tags: it.tags,
                created: it.created,
                id: MarkId::default(),
                article: ArticleId::default(),
            })
        };
        let judgements = self.verdicts.into_iter().map(judgement).collect::<Result<_, _>>()?;
        let marks = self.marks.into_iter().map(mark).collect::<Result<_, _>>()?;
        let corrections = self.corrections.into_iter().map(|it| corrections::read(&texts, it));
        let corrections = corrections.collect::<Result<_, _>>()?;
        drop(texts);
        Ok(Record {
            revisions,
            triage,
            shortlist: self.shortlist,
            verify: self.verify,
            tags: self.tags,
            judgements,
            marks,
            corrections,
        })
    }
}

impl RevisionOut {
    fn new(revision: &Revision) -> Self {
        let it = &revision.article;
        let points = Points::new(&it.text);
        let removed = |it: &Removed| RemovedOut {
            text: it.text.clone(),
            why: it.why.to_owned(),
            before: points.at(it.before),
        };
        Self {
            sha256: revision.sha256.clone(),
            retrieved: revision.retrieved.clone(),
            path: it.origin.path.clone(),
            raw_sha256: it.origin.sha256.clone(),
            sample: it.origin.sample,
            title: it.title.clone(),
            byline: it.byline.clone(),
            site: it.site.clone(),
            url: it.url.clone(),
            published: it.published.map(|it| it.to_string()),
            language: it.language.clone(),
            text: it.text.clone(),
            removed: it.removed.iter().map(removed).collect(),
            warnings: it.warnings.clone(),
        }
    }

    fn revision(self) -> Result<Revision, Error> {
        let points = Points::new(&self.text);
        let removed = |it: RemovedOut| Removed {
            why: reason(&it.why),
            before: points.byte(it.before).unwrap_or(self.text.len()),
            text: it.text,
        };
        let article = Article {
            removed: self.removed.into_iter().map(removed).collect(),
            title: self.title,
            byline: self.byline,
            site: self.site,
            url: self.url,
            published: self.published.as_deref().map(date).transpose()?,
            language: self.language,
            origin: Origin { path: self.path, sha256: self.raw_sha256, sample: self.sample },
            text: self.text,
            warnings: self.warnings,
        };
        Ok(Revision { sha256: self.sha256, retrieved: time(self.retrieved)?, article })
    }
}

/// A time as the library writes it, or none: others compare and print it as it stands.
fn time(text: String) -> Result<String, Error> {
    let day = text.get(..10).is_some_and(|it| date(it).is_ok());
    let shaped = day && text.len() == 20 && text.ends_with('Z');
    if shaped || text.is_empty() { Ok(text) } else { Err(Error::Word("time", text)) }
}

fn date(text: &str) -> Result<Date, Error> {
    text.parse().map_err(|_| Error::Word("date", text.to_owned()))
}

fn triage_out(triage: Triage) -> (&'static str, Option<String>) {
    match triage {
        Triage::New => ("new", None),
        Triage::Open => ("open", None),
        Triage::Read => ("read", None),
        Triage::Later(day) => ("later", Some(day.to_string())),
        Triage::Dropped => ("dropped", None),
    }
}

fn triage(state: &str, later: Option<&str>) -> Result<Triage, Error> {
    match (state, later) {
        ("new", _) => Ok(Triage::New),
        ("open", _) => Ok(Triage::Open),
        ("read", _) => Ok(Triage::Read),
        ("later", Some(day)) => date(day).map(Triage::Later),
        ("dropped", _) => Ok(Triage::Dropped),
        _ => Err(Error::Word("triage state", state.to_owned())),
    }
}

/// The kinds of furniture are words of the program; one that it does not have is another.
fn reason(why: &str) -> &'static str {
    const REASONS: [&str; 12] = [
        "navigation",
        "related",
        "share",
        "newsletter",
        "comment-form",
        "caption",
        "byline",
        "dateline",
        "advert",
        "legal",
        "end-mark",
        "other",
    ];
    REASONS.into_iter().find(|it| *it == why).unwrap_or("other")
}
