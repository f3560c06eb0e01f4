//! `attache claims`, `sources`, `timeline`: what was found in briefs, with the analyst's verdicts.
//!
//! The objects are those of `attache.analysis/1` with the number of the brief and the verdict added.

use std::io::Write;

use serde_json::Value;

use super::{
    args::{Briefs, Format},
    desk::Desk,
    json,
    list::above,
    page,
    report::{Code, Problem},
};
use crate::{
    library::{self, Opened},
    model::{Item, Review},
};

/// Lists claims.
pub fn claims(desk: &Desk, asked: &Briefs, out: &mut dyn Write) -> Result<Code, Problem> {
    each(desk, asked, out, "claims", |opened, out| {
        for (index, it) in opened.analysis.claims.iter().enumerate() {
            let verdict = verdict(opened, &Item::Claim(it.extent())).letter();
            let line = page::claim(&opened.article.text, &opened.analysis, index, it);
            writeln!(out, "{verdict} {line}")?;
        }
        Ok(())
    })
}

/// Lists sources.
pub fn sources(desk: &Desk, asked: &Briefs, out: &mut dyn Write) -> Result<Code, Problem> {
    each(desk, asked, out, "sources", |opened, out| {
        for (index, it) in opened.analysis.sources.iter().enumerate() {
            let verdict = verdict(opened, &Item::Source(it.name.clone())).letter();
            writeln!(out, "{verdict} {}", page::source(&opened.analysis, index, it))?;
        }
        Ok(())
    })
}

/// Lists dates over all of the briefs, in their order; those without a day come last.
pub fn timeline(desk: &Desk, asked: &Briefs, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let briefs = Desk::opened(&mut library, &asked.briefs)?;
    let mut rows = Vec::new();
    for opened in &briefs {
        let objects = objects(opened, "timeline");
        for (it, object) in opened.analysis.timeline.iter().zip(objects) {
            let day = it.period.map(|it| (it.from, it.to));
            let verdict = verdict(opened, &Item::Event(it.when.span)).letter();
            let line = page::entry(&opened.article.text, it);
            let brief = opened.brief.id.0;
            rows.push(((day.is_none(), day), format!("{verdict} {brief:>5} {line}"), object));
        }
    }
    rows.sort_by_key(|row| row.0);
    for (_, line, object) in rows {
        match asked.format {
            Format::Text => writeln!(out, "{line}")?,
            Format::Json => json::write(out, &object)?,
        }
    }
    Ok(Code::Done)
}

/// Writes one kind of finding of every brief.
fn each(
    desk: &Desk,
    asked: &Briefs,
    out: &mut dyn Write,
    kind: &str,
    lines: impl Fn(&Opened, &mut dyn Write) -> std::io::Result<()>,
) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let briefs = Desk::opened(&mut library, &asked.briefs)?;
    for opened in &briefs {
        match asked.format {
            Format::Text => {
                above(out, &opened.brief, briefs.len() > 1)?;
                lines(opened, out)?;
            }
            Format::Json => {
                for object in objects(opened, kind) {
                    json::write(out, &object)?;
                }
            }
        }
    }
    Ok(Code::Done)
}

/// The promised objects of one kind.
fn objects(opened: &Opened, kind: &str) -> Vec<Value> {
    let line = library::analysis_line(&opened.article, &opened.analysis, None);
    let mut whole: Value = serde_json::from_str(&line).unwrap_or_default();
    let Value::Array(mut objects) = whole[kind].take() else { return Vec::new() };
    for (index, object) in objects.iter_mut().enumerate() {
        let analysis = &opened.analysis;
        let item = match kind {
            "claims" => analysis.claims.get(index).map(|it| Item::Claim(it.extent())),
            "sources" => analysis.sources.get(index).map(|it| Item::Source(it.name.clone())),
            _ => analysis.timeline.get(index).map(|it| Item::Event(it.when.span)),
        };
        object["brief"] = Value::from(opened.brief.id.0);
        object["verdict"] = Value::from(item.map(|it| verdict(opened, &it).code()));
    }
    objects
}

fn verdict(opened: &Opened, item: &Item) -> Review {
    let found = opened.verdicts.iter().find(|it| it.item == *item);
    found.map_or(Review::Unreviewed, |it| it.review)
}
