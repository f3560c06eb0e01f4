//! A brief's kept claims and marks in Markdown, for a note or a report.
//!
//! Each item carries its quote, note, speaker, date, source and link. A quote is the stored text,
//! letter for letter: it stands in a block quote, one block a part, so that nothing has to be
//! escaped, joined or shortened.

use std::fmt::Write as _;

use crate::{
    export::link,
    model::{Analysis, Article, Claim, Item, Mark, Review, Span, TimelineEntry, Verdict},
};

/// A brief, as the export needs it.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'a> {
    /// The article.
    pub article: &'a Article,
    /// SHA-256 of its clean text: the revision that anchors name.
    pub revision: &'a str,
    /// Its findings.
    pub analysis: &'a Analysis,
    /// The analyst's verdicts.
    pub verdicts: &'a [Verdict],
    /// Highlights and notes.
    pub marks: &'a [Mark],
    /// The tags of the brief.
    pub tags: &'a [String],
}

/// The whole file.
pub fn markdown(brief: &Brief<'_>) -> String {
    let mut out = String::new();
    head(&mut out, brief);
    for mark in brief.marks.iter().filter(|it| it.anchor.is_none()) {
        whole_note(&mut out, mark);
    }
    let kept = kept(brief);
    if !kept.is_empty() {
        out.push_str("\n## Claims\n");
    }
    for (index, claim) in kept {
        claim_item(&mut out, brief, index, claim);
    }
    let marks: Vec<&Mark> = brief.marks.iter().filter(|it| it.anchor.is_some()).collect();
    if !marks.is_empty() {
        out.push_str("\n## Highlights and notes\n");
    }
    for mark in marks {
        mark_item(&mut out, brief, mark);
    }
    out
}

/// Title, outlet, date, address, hash.
fn head(out: &mut String, brief: &Brief<'_>) {
    let article = brief.article;
    let title = if article.title.is_empty() { &article.origin.path } else { &article.title };
    line(out, &format!("# {}", plain(title)));
    out.push('\n');
    field(out, "Outlet", article.site.as_deref());
    field(out, "By", article.byline.as_deref());
    field(out, "Published", article.published.map(|it| it.to_string()).as_deref());
    if let Some(url) = &article.url {
        line(out, &format!("- Link: <{url}>"));
    }
    let tags: Vec<String> =
        brief.tags.iter().map(|it| format!("#{}", it.replace(' ', "-"))).collect();
    field(out, "Tags", (!tags.is_empty()).then(|| tags.join(" ")).as_deref());
    line(out, &format!("- File: `{}`", article.origin.path));
    line(out, &format!("- Text: `sha256:{}`", brief.revision));
}

/// A note on the brief or on one of its sources.
fn whole_note(out: &mut String, mark: &Mark) {
    let Some(note) = &mark.note else { return };
    out.push('\n');
    if let Item::Source(name) = &mark.item {
        line(out, &format!("**On {}:**", plain(name)));
        out.push('\n');
    }
    line(out, note.trim_end());
}

/// The claims that the analyst kept, in the order of the text.
fn kept<'a>(brief: &Brief<'a>) -> Vec<(usize, &'a Claim)> {
    let kept = |(_, claim): &(usize, &Claim)| {
        brief
            .verdicts
            .iter()
            .any(|it| it.review == Review::Kept && it.item == Item::Claim(claim.extent()))
    };
    brief.analysis.claims.iter().enumerate().filter(kept).collect()
}

fn claim_item(out: &mut String, brief: &Brief<'_>, index: usize, claim: &Claim) {
    out.push('\n');
    for (index, part) in claim.content.iter().enumerate() {
        if index > 0 {
            // Two block quotes in a row would be one.
            line(out, "\n[…]\n");
        }
        quote(out, part.slice(&brief.article.text));
    }
    out.push('\n');
    field(out, "Speaker", speaker(brief, claim).as_deref());
    field(out, "Stance", Some(claim.stance.code()));
    field(out, "Dates", dates(brief, index).as_deref());
    origin(out, brief, claim.extent());
    let verify =
        brief.verdicts.iter().any(|it| it.verify && it.item == Item::Claim(claim.extent()));
    if verify {
        line(out, "- To be verified");
    }
}

/// Who says it, and through whom.
fn speaker(brief: &Brief<'_>, claim: &Claim) -> Option<String> {
    let source = brief.analysis.sources.get(claim.source?)?;
    let via = source.via.and_then(|it| brief.analysis.sources.get(it));
    let via = via.map(|it| format!(", via {}", plain(&it.name))).unwrap_or_default();
    Some(format!("{}{via} ({})", plain(&source.name), source.class.code()))
}

/// The temporal expressions that date a claim, with their values.
fn dates(brief: &Brief<'_>, index: usize) -> Option<String> {
    let entries = brief.analysis.timeline.iter().filter(|it| it.claims.contains(&index));
    let date = |it: &TimelineEntry| {
        let words = plain(it.when.span.slice(&brief.article.text));
        it.when.value.as_ref().map_or_else(|| words.clone(), |value| format!("{words} = {value}"))
    };
    let dates: Vec<String> = entries.map(date).collect();
    (!dates.is_empty()).then(|| dates.join("; "))
}

fn mark_item(out: &mut String, brief: &Brief<'_>, mark: &Mark) {
    let Some(anchor) = &mark.anchor else { return };
    out.push('\n');
    quote(out, &anchor.quote);
    out.push('\n');
    if let Some(note) = &mark.note {
        line(out, note.trim_end());
        out.push('\n');
    }
    let claim = brief.analysis.claims.iter().find(|it| match mark.item {
        Item::Claim(span) => it.extent() == span,
        _ => it.whole().contains(anchor.span) && anchor.revision == brief.revision,
    });
    field(out, "Speaker", claim.and_then(|it| speaker(brief, it)).as_deref());
    field(out, "Colour", mark.colour.map(crate::model::Colour::code));
    field(out, "Tags", (!mark.tags.is_empty()).then(|| mark.tags.join(", ")).as_deref());
    if anchor.revision == brief.revision {
        origin(out, brief, anchor.span);
    } else {
        line(out, &format!("- From an earlier text: `sha256:{}`", anchor.revision));
    }
    field(out, "Made", Some(&mark.created));
}

/// Outlet and day, with the way back.
fn origin(out: &mut String, brief: &Brief<'_>, span: Span) {
    let article = brief.article;
    let published = article.published.map(|it| it.to_string());
    let source: Vec<&str> =
        [article.site.as_deref(), published.as_deref()].into_iter().flatten().collect();
    field(out, "Source", (!source.is_empty()).then(|| plain(&source.join(", "))).as_deref());
    if let Some(url) = &article.url {
        line(out, &format!("- Link: <{}>", link::to_text(url, span.slice(&article.text))));
    }
}

/// A block quote, line for line.
fn quote(out: &mut String, text: &str) {
    for it in text.split('\n') {
        line(out, format!("> {it}").trim_end());
    }
}

fn field(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, &format!("- {name}: {value}"));
    }
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}

/// On one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
