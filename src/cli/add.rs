//! `attache add`: what is at an address, into the library.

use std::{io::Write, ops::ControlFlow, sync::Arc};

use super::{
    args::Add,
    desk::Desk,
    import::{outcome, reading::label},
    report::{Code, Problem},
};
use crate::library::{self, Format, Library, Reach};

/// Fetches addresses and takes in what is there, one line an article.
pub fn run(desk: &Desk, asked: &Add, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let mut code = Code::Done;
    for url in &asked.urls {
        if let Err(problem) = add(&mut library, url, asked, out) {
            if problem.is_quiet() {
                return Err(problem);
            }
            problem.tell();
            code = problem.code;
        }
    }
    Ok(code)
}

fn add(library: &mut Library, url: &str, asked: &Add, out: &mut dyn Write) -> Result<(), Problem> {
    if !library::is_address(url) {
        return Err(Problem::new(Code::Usage, format!("{url}: not an address"))
            .hint(format!("for a file: attache import {url}")));
    }
    let reach = if asked.local { Reach::Local } else { Reach::Public };
    let input = library::fetch(url, reach, &Arc::default())?;
    let mut articles = library::read(&input)?;
    for article in &mut articles {
        article.published = article.published.or(asked.published);
    }
    let titles: Vec<String> = articles.iter().map(label).collect();
    let mut titles = titles.iter();
    let mut done = Ok(());
    library.import(articles, &mut |imported| {
        let title = titles.next().map_or("", String::as_str);
        done = match imported {
            Ok(imported) => writeln!(out, "{}  {title}", outcome(imported)).map_err(Problem::from),
            Err(fault) => Err(Problem::from(fault)),
        };
        if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    done?;
    library.keep(library.pack(&input).as_slice())?;
    if library::format(&input) == Some(Format::Feed) {
        writeln!(out, "this is a feed: `attache feeds add {}` follows it", input.path)?;
    }
    Ok(())
}
