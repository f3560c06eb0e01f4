//! One analysis in words, for reading: the head, the sections, the claims, the sources, the
//! timeline, and which claim answers which.

use std::io::{self, Write};

use crate::{
    model::{Analysis, Article, Claim, Source, Span, TimelineEntry},
    text::{
        sanitize,
        wrap::{fit, width},
    },
};

/// Writes everything that was found, an empty line at its end; `titles` are what the sections are
/// called.
pub fn write(
    out: &mut dyn Write,
    article: &Article,
    analysis: &Analysis,
    titles: &[String],
) -> io::Result<()> {
    head(out, article)?;
    findings(out, &article.text, analysis, titles)?;
    for (index, it) in article.removed.iter().enumerate() {
        heading(out, "Removed", index)?;
        writeln!(out, "  {:<13} {}", it.why, sanitize::line(&it.text))?;
    }
    for (index, it) in article.warnings.iter().enumerate() {
        heading(out, "Warnings", index)?;
        writeln!(out, "  {}", sanitize::line(it))?;
    }
    writeln!(out)
}

/// Writes the headline, and what is known of the file.
pub fn head(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    let title = sanitize::line(&article.title);
    writeln!(out, "{}", if title.is_empty() { "(no headline)" } else { &title })?;
    let published = article.published.map(|it| it.to_string());
    let known: Vec<String> = [
        article.byline.as_deref(),
        article.site.as_deref(),
        published.as_deref(),
        article.language.as_deref(),
        Some(article.origin.path.as_str()),
        article.url.as_deref(),
    ]
    .into_iter()
    .flatten()
    .map(sanitize::line)
    .collect();
    writeln!(out, "{}", known.join(" · "))
}

/// Writes the findings, a list each.
pub fn findings(
    out: &mut dyn Write,
    text: &str,
    analysis: &Analysis,
    titles: &[String],
) -> io::Result<()> {
    let titles: Vec<String> = titles.iter().map(|it| sanitize::line(it)).collect();
    let longest = titles.iter().map(|it| width(it)).max().unwrap_or(0);
    for (index, it) in analysis.sections.iter().enumerate() {
        heading(out, "Sections", index)?;
        let title = fit(titles.get(index).map_or("", String::as_str), longest);
        let start = it.heading.map_or_else(|| opening(it.span.slice(text)), |it| words(text, it));
        writeln!(out, "  {:>2}  {title}  {start}", index + 1)?;
    }
    for (index, it) in analysis.claims.iter().enumerate() {
        heading(out, "Claims", index)?;
        writeln!(out, "  {}", claim(text, analysis, index, it))?;
    }
    for (index, it) in analysis.sources.iter().enumerate() {
        heading(out, "Sources", index)?;
        writeln!(out, "  {}", source(analysis, index, it))?;
    }
    for (index, it) in analysis.timeline.iter().enumerate() {
        heading(out, "Timeline", index)?;
        writeln!(out, "  {}", entry(text, it))?;
    }
    for (index, it) in analysis.pairs.iter().enumerate() {
        heading(out, "Pairs", index)?;
        let both = if it.strict { ", both cannot hold" } else { "" };
        writeln!(out, "  c{} {} of c{}{both}", it.a + 1, it.relation.code(), it.b + 1)?;
    }
    Ok(())
}

/// A claim on one line: number, stance, how firmly, who, what.
pub fn claim(text: &str, analysis: &Analysis, index: usize, claim: &Claim) -> String {
    let named = claim.source.and_then(|it| analysis.sources.get(it));
    let mention = claim.source_span.map(|it| words(text, it));
    let who = match (named, mention) {
        (Some(source), _) => sanitize::line(&source.name),
        (None, Some(mention)) => mention,
        (None, None) => "(no source)".to_owned(),
    };
    let what: Vec<String> = claim.content.iter().map(|it| words(text, *it)).collect();
    let number = format!("c{}", index + 1);
    let (stance, firmly) = (claim.stance.code(), claim.factuality.code());
    format!("{number:<4} {stance:<9} {firmly:<4} {who}: {}", what.join(" … "))
}

/// A source on one line: number, class, name, how often it speaks, who carried it.
pub fn source(analysis: &Analysis, index: usize, source: &Source) -> String {
    let claims = analysis.claims.iter().filter(|it| it.source == Some(index)).count();
    let via = source
        .via
        .and_then(|it| analysis.sources.get(it))
        .map(|it| format!(", via {}", sanitize::line(&it.name)))
        .unwrap_or_default();
    let number = format!("s{}", index + 1);
    format!(
        "{number:<4} {:<19} {} ({}, {}{via})",
        source.class.code(),
        sanitize::line(&source.name),
        count(source.mentions.len(), "mention"),
        count(claims, "claim"),
    )
}

/// A timeline entry on one line: the days, the words, what happened.
pub fn entry(text: &str, entry: &TimelineEntry) -> String {
    let days = match entry.period {
        Some(it) if it.from == it.to => it.from.to_string(),
        Some(it) => format!("{}/{}", it.from, it.to),
        None => entry.when.value.as_deref().map_or_else(|| "?".to_owned(), sanitize::line),
    };
    let event = entry.event.map(|it| format!(": {}", words(text, it))).unwrap_or_default();
    format!("{days:<21} {}{event}", words(text, entry.when.span))
}

fn heading(out: &mut dyn Write, name: &str, index: usize) -> io::Result<()> {
    if index == 0 { writeln!(out, "\n{name}") } else { Ok(()) }
}

fn words(text: &str, span: Span) -> String {
    sanitize::line(span.slice(text))
}

/// The first words of a section.
fn opening(text: &str) -> String {
    let line = sanitize::line(text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default());
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let whole = words.len() <= 10;
    words.truncate(10);
    words.join(" ") + if whole { "" } else { " …" }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
