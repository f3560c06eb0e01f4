//! `attache claims`, `sources`, `timeline`: what was found in briefs, with the analyst's verdicts.
//!
//! The objects are those of `attache.analysis/1` with the number of the brief and the verdict added.

use std::io::Write;

use serde_json::{Value, json};

use super::{
    args::{Briefs, Format},
    desk::Desk,
    json as lines,
    list::above,
    page,
    report::{Code, Problem},
};
use crate::{
    library::{self, Corrects, Opened},
    model::{Fix, Item, Period, Review},
};

/// Lists claims.
pub fn claims(desk: &Desk, asked: &Briefs, out: &mut dyn Write) -> Result<Code, Problem> {
    each(desk, asked, out, "claims", |opened, out| {
        for (index, it) in opened.analysis.claims.iter().enumerate() {
            let verdict = verdict(opened, &Item::Claim(it.extent())).letter();
            let line = page::claim(&opened.article.text, &opened.analysis, index, it);
            let by = if it.ground.is_analysts() { " (by the analyst)" } else { "" };
            writeln!(out, "{verdict} {line}{by}")?;
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
        for (at, (it, mut object)) in opened.analysis.timeline.iter().zip(objects).enumerate() {
            let own = own_days(opened, at);
            if let Some(days) = own {
                object["analyst"] =
                    json!({"from": days.from.to_string(), "to": days.to.to_string()});
            }
            let own =
                own.map_or_else(String::new, |it| format!(" (analyst: {} to {})", it.from, it.to));
            let day = it.period.map(|it| (it.from, it.to));
            let verdict = verdict(opened, &Item::Event(it.when.span)).letter();
            let line = page::entry(&opened.article.text, it);
            let brief = opened.brief.id.0;
            rows.push(((day.is_none(), day), format!("{verdict} {brief:>5} {line}{own}"), object));
        }
    }
    rows.sort_by_key(|row| row.0);
    for (_, line, object) in rows {
        match asked.format {
            Format::Text => writeln!(out, "{line}")?,
            Format::Json => lines::write(out, &object)?,
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
                    lines::write(out, &object)?;
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

/// The days that the analyst gives a date, beside those of the text.
fn own_days(opened: &Opened, at: usize) -> Option<Period> {
    let own = opened.corrected.iter().find(|it| it.corrects == Corrects::Date(at))?;
    if let Fix::Date(days) = own.correction.fix { Some(days) } else { None }
}

fn verdict(opened: &Opened, item: &Item) -> Review {
    let found = opened.verdicts.iter().find(|it| it.item == *item);
    found.map_or(Review::Unreviewed, |it| it.review)
}
