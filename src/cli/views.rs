//! `attache views`: lists of briefs by name, those of the configuration and those that were saved.

use std::io::Write;

use serde_json::json;

use super::{
    args::{Format, Views},
    desk::Desk,
    json,
    report::{Code, Problem},
};
use crate::{
    config::nearest,
    library::{Library, View},
    text::sanitize,
};

/// Lists the views with how many briefs each has; of one that cannot be read, why.
pub fn run(desk: &Desk, asked: &Views, out: &mut dyn Write) -> Result<Code, Problem> {
    let library = desk.library()?;
    let today = Desk::today()?;
    for view in all(desk, &library)? {
        let count = match library.query(&view.query, today) {
            Ok(query) => Ok(library.count_listed(&query, today)?),
            Err(error) => Err(error.to_string()),
        };
        match asked.format {
            Format::Text => {
                let count = count.map_or_else(|why| why, |it| it.to_string());
                let (name, query) = (sanitize::line(&view.name), sanitize::line(&view.query));
                writeln!(out, "{count:>7}  {name:<22} {query}")?;
            }
            Format::Json => {
                let (briefs, problem) = (count.as_ref().ok(), count.as_ref().err());
                let view = json!({
                    "view": view.name,
                    "query": view.query,
                    "sort": view.sort.order.code(),
                    "reversed": view.sort.reversed,
                    "briefs": briefs,
                    "problem": problem,
                });
                json::write(out, &view)?;
            }
        }
    }
    Ok(Code::Done)
}

/// The view of this name.
pub fn named(desk: &Desk, library: &Library, name: &str) -> Result<View, Problem> {
    let views = all(desk, library)?;
    if let Some(view) = views.iter().find(|it| it.name == name) {
        return Ok(view.clone());
    }
    let problem = Problem::new(Code::Usage, format!("there is no view {name}"));
    Err(match nearest(name, views.iter().map(|it| it.name.as_str())) {
        Some(near) => problem.hint(format!("did you mean {near}?")),
        None => problem.hint("`attache views` lists them"),
    })
}

/// Those of the configuration, then those that were saved; a saved one stands in place of another of
/// its name.
fn all(desk: &Desk, library: &Library) -> Result<Vec<View>, Problem> {
    let saved = library.views()?;
    let configured = desk.config()?.views.into_iter();
    let mut views: Vec<View> = configured
        .filter(|(name, _)| saved.iter().all(|it| it.name != *name))
        .map(|(name, query)| View { name, query, ..View::default() })
        .collect();
    views.extend(saved);
    Ok(views)
}
