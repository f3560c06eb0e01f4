//! Feeds: RSS 0.9 to 2, Atom, RDF, JSON Feed. An entry is an article, with what the feed has of it.
//!
//! The day of an entry is the one that is written, in the zone it is written in. Nothing is judged
//! in an entry: what is there is its text.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use feed_rs::{
    model::{Entry, Link, Person, Text},
    parser::Builder,
};
use sha2::{Digest, Sha256};

use url::Url;

use super::{
    Format,
    apart::apart,
    charset,
    clean::{Draft, Headline},
    dates, html, plain, sniff,
};

/// The most entries of one feed that are read, and the most bytes.
const MOST: usize = 2_000;
const LARGEST: usize = 16 << 20;

/// An entry of fewer words points to its article rather than being it.
const SHORT: usize = 100;

/// Words at the end of what is only a beginning.
const GOES_ON: &[&str] = &["…", "...", "[…]", "[...]", "read more", "continue reading", "more »"];

/// A feed.
#[derive(Debug, Default)]
pub struct Feed {
    /// What it calls itself.
    pub title: String,
    /// Its entries, in their order.
    pub items: Vec<Item>,
    /// What could not be read, a line each.
    pub lost: Vec<String>,
}

/// An entry of a feed.
#[derive(Debug)]
pub struct Item {
    /// What the feed knows it by.
    pub id: String,
    /// SHA-256 of all that the feed says of it: another one is another version.
    pub version: String,
    /// Whether the article goes on elsewhere.
    pub teaser: bool,
    /// What the feed has of it.
    pub draft: Draft,
}

/// Whether a text begins as a feed does.
pub fn is_feed(text: &str, root: Option<&str>) -> bool {
    let head = &text[..text.floor_char_boundary(4096)];
    match root {
        Some("rss" | "feed") => true,
        Some("RDF") => head.contains("purl.org/rss") || head.contains("my.netscape.com"),
        _ => head.starts_with('{') && head.contains("jsonfeed.org/version"),
    }
}

/// The entries of a feed that was found at `url`, or why there are none.
pub fn feed(text: &str, url: Option<&str>) -> Result<Feed, String> {
    if text.len() > LARGEST {
        return Err(format!("a feed of more than {} MiB, not read", LARGEST >> 20));
    }
    // The text is no longer in the charset that it declares.
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let text = match text.strip_prefix("<?xml").and_then(|it| it.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    };
    let parsed = apart(|| {
        let parser = Builder::new().base_uri(url).timestamp_parser(day_as_written).build();
        parser.parse(text.as_bytes()).map_err(|error| error.to_string())
    });
    let parsed = parsed
        .ok_or_else(|| "a feed that its parser fails on".to_owned())?
        .map_err(|why| format!("a broken feed ({})", first_line(&why)))?;
    let mut lost = Vec::new();
    // What stands after the first element is the words of an entry.
    let before = text.find("<!ENTITY").map(|at| &text[..at]);
    if before.is_some_and(|it| !it.contains("<channel") && !it.contains("<entry")) {
        lost.push("entities that the file itself defines are left as they stand".to_owned());
    }
    if parsed.entries.len() > MOST {
        lost.push(format!("only the first {MOST} of {} entries are read", parsed.entries.len()));
    }
    let title = parsed.title.as_ref().map(words).unwrap_or_default();
    let site = Around { site: &title, language: parsed.language.as_deref() };
    let items = parsed.entries.iter().take(MOST).map(|it| item(it, &site)).collect();
    Ok(Feed { title, items, lost })
}

/// The feed that a page names as its own; none where it is no page or names none.
pub fn feed_link(bytes: &[u8], declared: Option<&str>, url: &str) -> Option<String> {
    let (text, _) = charset::decode_as(bytes, declared);
    if sniff::format(&text, "") != Format::Html {
        return None;
    }
    let found = html::feed_links(&text)?.into_iter().next()?;
    Url::parse(url).ok()?.join(&found).ok().map(String::from)
}

/// What a feed says of all its entries.
struct Around<'a> {
    site: &'a str,
    language: Option<&'a str>,
}

fn item(entry: &Entry, around: &Around<'_>) -> Item {
    let summary = entry.summary.as_ref().map(|it| it.content.as_str()).unwrap_or_default();
    let content = entry.content.as_ref().and_then(|it| it.body.as_deref()).unwrap_or_default();
    // Some feeds have the summary in the place of the content.
    let body = if content.len() >= summary.len() { content } else { summary };
    let mut draft = if body.contains('<') || body.contains('&') {
        let mut draft = Draft::default();
        draft.add(html::plainly(body).unwrap_or_default());
        draft
    } else {
        let mut draft = Draft::default();
        draft.add(plain::paragraphs(body));
        draft
    };
    let written: Vec<&str> = draft.paragraphs.iter().map(|it| it.text.as_str()).collect();
    let written = written.join("\n");
    let end = written.trim_end().to_lowercase();
    let teaser =
        written.split_whitespace().count() < SHORT || GOES_ON.iter().any(|it| end.ends_with(it));
    draft.headline = Headline::Apart;
    draft.title = entry.title.as_ref().map(words).unwrap_or_default();
    draft.byline = byline(&entry.authors);
    draft.site = (!around.site.is_empty()).then(|| around.site.to_owned());
    draft.url = page(&entry.links, &entry.id);
    // An entry that only says when it last changed has been published by then.
    let day = entry.published.or(entry.updated);
    draft.published = day.and_then(|it| it.date_naive().to_string().parse().ok());
    draft.language = entry.language.clone().or_else(|| around.language.map(str::to_owned));
    let said = [&draft.title, body, draft.url.as_deref().unwrap_or_default()].join("\0");
    Item { id: entry.id.clone(), version: hexadecimal(&said), teaser, draft }
}

/// The page of an entry: the link that is no other thing, else its name where that is an address.
fn page(links: &[Link], id: &str) -> Option<String> {
    let is_page = |it: &&Link| {
        let rel = it.rel.as_deref().unwrap_or("alternate");
        rel == "alternate" && is_address(&it.href)
    };
    let page = links.iter().find(is_page).map(|it| it.href.as_str());
    page.or(is_address(id).then_some(id)).map(super::fetch::without_trackers)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The names of authors; some feeds write `mail (name)`.
fn byline(authors: &[Person]) -> Option<String> {
    let names = authors.iter().filter_map(|it| {
        let name = it.name.as_deref()?.trim();
        let inner = name
            .split_once('(')
            .and_then(|(mail, name)| mail.contains('@').then(|| name.trim_end_matches(')').trim()));
        let name = inner.unwrap_or(name).trim_matches(['(', ')']).trim();
        (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
    });
    let mut found: Vec<String> = Vec::new();
    for name in names.take(12) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    (!found.is_empty()).then(|| found.join("; "))
}

/// A line of a feed; tags and entities in it were meant for a page, and are often escaped twice.
fn words(text: &Text) -> String {
    let text = text.content.trim();
    if !(text.contains('<') || text.contains('&')) {
        return text.to_owned();
    }
    html::plainly(text).map_or_else(|| text.to_owned(), |it| it.join(" "))
}

/// The day as it is written, at noon: where a reader of feeds has hours of another zone, the day is
/// lost.
fn day_as_written(text: &str) -> Option<DateTime<Utc>> {
    let day = dates::date_in_field(text)?;
    let day = NaiveDate::parse_from_str(&day.to_string(), "%Y-%m-%d").ok()?;
    Some(day.and_hms_opt(12, 0, 0)?.and_utc())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn hexadecimal(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
