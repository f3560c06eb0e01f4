//! What the extractors that vote on a page say of it by themselves, for the scorer.
//!
//! `extract_peers trafilatura|precise|dom_smoothie < PATHS`: a path a line in, an answer a line out.

use std::{
    env, fs,
    io::{self, Write},
};

use dom_smoothie::{Config, Readability, TextMode};
use serde_json::{Value, json};
use trafilatura::{ExtractionFocus, Options, extract};

fn main() -> io::Result<()> {
    let engine = env::args().nth(1).unwrap_or_default();
    let by: fn(&str) -> Option<Value> = match engine.as_str() {
        "trafilatura" => |page| by_trafilatura(page, ExtractionFocus::Balanced),
        "precise" => |page| by_trafilatura(page, ExtractionFocus::FavorPrecision),
        "dom_smoothie" => by_dom_smoothie,
        _ => return Err(io::Error::other("usage: extract_peers trafilatura|precise|dom_smoothie")),
    };
    let mut out = io::stdout().lock();
    for line in io::stdin().lines() {
        let path = line?;
        let page = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let mut answer = by(&page).unwrap_or_else(|| json!({ "text": "" }));
        answer["path"] = Value::from(path);
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn by_trafilatura(page: &str, focus: ExtractionFocus) -> Option<Value> {
    let options =
        Options::default().with_fallback(true).with_exclude_comments(true).with_focus(focus);
    let found = extract(page, &options).ok()?;
    Some(json!({
        "text": found.content_text, "title": found.metadata.title,
        "byline": found.metadata.author,
        "published": found.metadata.date.map(|it| it.format("%Y-%m-%d").to_string()),
    }))
}

fn by_dom_smoothie(page: &str) -> Option<Value> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    let published = found.published_time.map(|it| it.chars().take(10).collect::<String>());
    Some(json!({
        "text": found.text_content.to_string(), "title": found.title, "byline": found.byline,
        "published": published,
    }))
}
