//! `attache mark`: something done to all briefs that a query means, as one step that can be undone.

use std::io::Write;

use super::{
    args::Mark,
    desk::Desk,
    list::row,
    report::{Code, Problem},
};
use crate::{
    library::{Act, Among, Page},
    model::Order,
};

/// More briefs than these are not changed without being asked.
const MANY: usize = 20;

/// Titles that show of those.
const SHOWN: usize = 5;

/// Does what a verb says to the briefs that a query means.
pub fn run(desk: &Desk, asked: &Mark, out: &mut dyn Write) -> Result<Code, Problem> {
    let today = Desk::today()?;
    let (act, typed) = Act::read(&asked.verb, &asked.words.join(" "), today)
        .map(|(act, query)| (act, query.to_owned()))
        .map_err(|error| Problem::new(Code::Usage, error.to_string()).hint(error.hint()))?;
    let mut library = desk.library()?;
    let query = Desk::query(&library, &typed)?;
    let count = library.count(&query, today)?;
    if count > MANY && !asked.yes {
        let page = Page { order: Order::Newest, skip: 0, limit: SHOWN };
        for brief in library.find(&query, today, page)? {
            writeln!(out, "{}", row(&brief))?;
        }
        writeln!(out, "... and {} more", count - SHOWN)?;
        let told = format!("that means {count} briefs; nothing was changed");
        return Err(Problem::new(Code::Usage, told).hint("say --yes to do it to all of them"));
    }
    let changed = library.act(&act, &Among::Meant(query, today))?;
    writeln!(out, "{}", act.label(changed))?;
    Ok(if count == 0 { Code::Nothing } else { Code::Done })
}
