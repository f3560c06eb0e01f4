//! `attache notes`: highlights and notes.

use std::io::{self, Write};

use serde_json::json;

use super::{
    args::{Briefs, Format},
    desk::Desk,
    json, list,
    report::{Code, Problem},
};
use crate::{
    model::{ArticleId, Colour, Item, Mark},
    text::sanitize,
};

/// Lists marks, a brief after the other.
pub fn run(desk: &Desk, asked: &Briefs, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    // Numbers that are none are told of before anything is written.
    Desk::opened(&mut library, &asked.briefs)?;
    let wanted = |id: ArticleId| asked.briefs.is_empty() || asked.briefs.contains(&id.0);
    let mut last = None;
    for (brief, mark) in library.marks()?.iter().filter(|(brief, _)| wanted(brief.id)) {
        if asked.format == Format::Json {
            json::write(out, &object(mark))?;
            continue;
        }
        if last.replace(brief.id) != Some(brief.id) {
            writeln!(out, "{}", list::row(brief))?;
        }
        write(out, mark)?;
    }
    Ok(Code::Done)
}

/// Writes a mark: its colour, tags and words, and the note below.
pub fn write(out: &mut dyn Write, mark: &Mark) -> io::Result<()> {
    let colour = mark.colour.map_or("note", |it| it.code());
    let tags = hashed(&mark.tags);
    let words = match (&mark.anchor, &mark.item) {
        (Some(anchor), _) => format!(" “{}”", sanitize::line(&anchor.quote)),
        (None, Item::Source(name)) => format!(" on {}", sanitize::line(name)),
        (None, _) => " on the brief".to_owned(),
    };
    writeln!(out, "  {colour:<7}{words}{tags}")?;
    for line in sanitize::sanitize(mark.note.as_deref().unwrap_or_default()).lines() {
        writeln!(out, "          {line}")?;
    }
    Ok(())
}

fn object(mark: &Mark) -> serde_json::Value {
    let on = match &mark.item {
        Item::Brief => "brief",
        Item::Text => "text",
        Item::Claim(_) => "claim",
        Item::Source(_) => "source",
        Item::Event(_) => "event",
    };
    json!({
        "mark": mark.id.0,
        "brief": mark.article.0,
        "on": on,
        "quote": mark.anchor.as_ref().map(|it| it.quote.as_str()),
        "colour": mark.colour.map(Colour::code),
        "note": mark.note,
        "tags": mark.tags,
        "created": mark.created,
    })
}

/// Tags as they stand behind a row: ` #one #two`.
pub fn hashed(tags: &[String]) -> String {
    tags.iter().fold(String::new(), |row, tag| row + " #" + &sanitize::line(tag))
}
