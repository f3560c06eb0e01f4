//! `attache list` and `attache search`: rows of briefs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{
    args::{Format, List, Search, Sort},
    desk::Desk,
    json,
    report::{Code, Problem},
    views,
};
use crate::{
    library::{Brief, Page, Refresh, Wanted},
    model::{self, Query, Triage},
    text::sanitize,
};

/// Lists the briefs that a query means.
pub fn list(desk: &Desk, asked: &List, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let query = Desk::query(&library, &asked.query.join(" "))?;
    let limit = asked.limit.unwrap_or(usize::MAX);
    let today = Desk::today()?;
    let order = asked.sort.map(Sort::order);
    let briefs = if let Some(name) = &asked.view {
        let view = views::named(desk, &library, name)?;
        let queries = vec![Desk::query(&library, &view.query)?, query.clone()];
        let sort = order.map_or(view.sort, |order| model::Sort { order, reversed: false });
        let wanted = Wanted { query: Query::and(queries), sort, today };
        library.arrange(&wanted, Refresh::Anew, 0)?;
        library.rows(0, limit)?
    } else {
        let page = Page { order: order.unwrap_or_default(), skip: 0, limit };
        library.find(&query, today, page)?
    };
    for brief in &briefs {
        match asked.format {
            Format::Text => writeln!(out, "{}", row(brief))?,
            Format::Json => json::write(out, &object(brief))?,
        }
    }
    // An empty library is no failure; a question without an answer is what `grep` makes it.
    Ok(if briefs.is_empty() && (query != Query::All || asked.view.is_some()) {
        Code::Nothing
    } else {
        Code::Done
    })
}

/// Lists the briefs in which the words stand.
pub fn search(desk: &Desk, asked: &Search, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    library.as_of(Desk::today()?);
    let hits = library.search(&asked.words.join(" "), asked.limit)?;
    for hit in &hits {
        match asked.format {
            Format::Text => {
                writeln!(out, "{}", row(&hit.brief))?;
                writeln!(out, "      {}", sanitize::line(&hit.snippet))?;
            }
            Format::Json => {
                let mut found = object(&hit.brief);
                found["snippet"] = Value::from(hit.snippet.as_str());
                json::write(out, &found)?;
            }
        }
    }
    Ok(if hits.is_empty() { Code::Nothing } else { Code::Done })
}

/// A brief on one line: number, state, date, claims with a verdict of all, title.
pub fn row(brief: &Brief) -> String {
    let flag = |on: bool, letter: char| if on { letter } else { '.' };
    let date = brief.published.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let site = brief.site.as_deref().map(|it| format!("  ({})", sanitize::line(it)));
    let tags = super::notes::hashed(&brief.tags);
    format!(
        "{:>5} {}{}{} {date:<10} {:>3}/{:<3} {}{}{tags}",
        brief.id.0,
        brief.triage.letter(),
        flag(brief.shortlist, '*'),
        flag(brief.verify, '?'),
        brief.reviewed,
        brief.claims,
        sanitize::line(&brief.title),
        site.unwrap_or_default(),
    )
}

/// A brief as an object.
pub fn object(brief: &Brief) -> Value {
    let later = match brief.triage {
        Triage::Later(day) => Some(day.to_string()),
        Triage::New | Triage::Open | Triage::Read | Triage::Dropped => None,
    };
    json!({
        "brief": brief.id.0,
        "title": brief.title,
        "site": brief.site,
        "published": brief.published.map(|it| it.to_string()),
        "state": state_word(brief.triage),
        "until": later,
        "shortlist": brief.shortlist,
        "verify": brief.verify,
        "tags": brief.tags,
        "sample": brief.sample,
        "claims": brief.claims,
        "reviewed": brief.reviewed,
        "marks": brief.marks,
    })
}

/// Writes a row above the findings of a brief, where there are several briefs.
pub fn above(out: &mut dyn Write, brief: &Brief, several: bool) -> io::Result<()> {
    if several { writeln!(out, "{}", row(brief)) } else { Ok(()) }
}

const fn state_word(triage: Triage) -> &'static str {
    match triage {
        Triage::New => "new",
        Triage::Open => "open",
        Triage::Read => "read",
        Triage::Later(_) => "later",
        Triage::Dropped => "dropped",
    }
}
