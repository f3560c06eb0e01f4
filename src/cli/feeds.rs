//! `attache feeds`: the feeds that are followed, and what the user says of them.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use serde_json::{Value, json};

use super::{
    args::{Choices, Feeds, FeedsWhat, Format},
    desk::Desk,
    export, json,
    report::{Code, Problem},
};
use crate::{
    library::{self, IngestError, Library, Outline, Subscription},
    text::sanitize,
};

/// Lists or changes feeds.
pub fn run(desk: &Desk, asked: &Feeds, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    match &asked.what {
        None => return list(&library, asked.format, out),
        Some(FeedsWhat::Add { url, choices }) => add(&mut library, url, choices, out)?,
        Some(FeedsWhat::Set { feed, choices }) => {
            let mut feed = find(&library, feed)?;
            choose(&mut feed, choices);
            library.change_feed(&feed)?;
        }
        Some(FeedsWhat::Remove { feeds }) => {
            // All are looked for before any goes.
            let feeds = feeds.iter().map(|it| find(&library, it));
            for feed in feeds.collect::<Result<Vec<_>, _>>()? {
                library.unfollow(feed.id)?;
                writeln!(out, "removed  {}", sanitize::line(feed.label()))?;
            }
        }
        Some(FeedsWhat::Import { file }) => import(&mut library, file, out)?,
        Some(FeedsWhat::Export { output }) => write(&library, output.as_deref(), out)?,
    }
    Ok(Code::Done)
}

/// The feed that is meant by a number or an address.
pub fn find(library: &Library, meant: &str) -> Result<Subscription, Problem> {
    let number: Option<i64> = meant.parse().ok();
    let found = library.feeds()?.into_iter().find(|it| Some(it.id) == number || it.url == meant);
    found.ok_or_else(|| {
        Problem::new(Code::NoInput, format!("there is no feed {meant}"))
            .hint("`attache feeds` lists them with their numbers")
    })
}

fn list(library: &Library, format: Format, out: &mut dyn Write) -> Result<Code, Problem> {
    let feeds = library.feeds()?;
    if feeds.is_empty() {
        return Ok(Code::Nothing);
    }
    for it in &feeds {
        match format {
            Format::Json => json::write(out, &as_json(it))?,
            Format::Text => {
                let tags: Vec<String> = it.tags.iter().map(|tag| format!("#{tag}")).collect();
                let counts = format!("{}/{}", it.unread, it.briefs);
                let label = sanitize::line(&format!("{}  {}", it.label(), tags.join(" ")));
                writeln!(out, "{:>4}  {counts:>9}  {}", it.id, label.trim_end())?;
                let indent = " ".repeat(17);
                writeln!(out, "{indent}{}", sanitize::line(&it.url))?;
                if let Some(problem) = &it.problem {
                    writeln!(out, "{indent}{}", sanitize::line(problem))?;
                }
            }
        }
    }
    Ok(Code::Done)
}

fn as_json(it: &Subscription) -> Value {
    json!({
        "feed": it.id,
        "url": it.url,
        "name": it.label(),
        "full": it.pages.code(),
        "tags": it.tags,
        "briefs": it.briefs,
        "unread": it.unread,
        "synced": it.synced,
        "failures": it.failures,
        "problem": it.problem,
        "wait": it.wait,
        "gone": it.gone,
    })
}

fn add(
    library: &mut Library,
    url: &str,
    choices: &Choices,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    if !library::is_address(url) {
        return Err(Problem::new(Code::Usage, format!("{url}: not an address"))
            .hint("an address begins with http:// or https://"));
    }
    let mut feed = Subscription { url: url.trim().to_owned(), ..Subscription::default() };
    choose(&mut feed, choices);
    let word = if library.follow(&feed)? { "added" } else { "known" };
    writeln!(out, "{word}    {}", sanitize::line(&feed.url))?;
    Ok(())
}

fn choose(feed: &mut Subscription, choices: &Choices) {
    if let Some(name) = &choices.name {
        feed.name = Some(name.clone()).filter(|it| !it.trim().is_empty());
    }
    if let Some(full) = choices.full {
        feed.pages = full.pages();
    }
    if !choices.tags.is_empty() {
        feed.tags = choices.tags.iter().filter(|it| !it.trim().is_empty()).cloned().collect();
    }
}

fn import(library: &mut Library, file: &Path, out: &mut dyn Write) -> Result<(), Problem> {
    let text = if file == Path::new("-") {
        io::read_to_string(io::stdin().lock())
    } else {
        fs::read_to_string(file)
    };
    let text = text.map_err(|error| Problem::from(IngestError::Read(file.to_owned(), error)))?;
    let found = library::outlines(&text).ok_or_else(|| {
        Problem::new(Code::BadInput, format!("{}: not a list of feeds", file.display()))
            .hint("an OPML file is wanted, as readers of feeds export it")
    })?;
    let (mut added, mut known) = (0, 0);
    for Outline { url, name, tags } in found {
        let name = Some(name).filter(|it| !it.is_empty());
        let feed = Subscription { url, name, tags, ..Subscription::default() };
        if library.follow(&feed)? { added += 1 } else { known += 1 }
    }
    writeln!(out, "{added} added, {known} known already")?;
    Ok(())
}

fn write(library: &Library, output: Option<&Path>, out: &mut dyn Write) -> Result<(), Problem> {
    let outline =
        |it: Subscription| Outline { name: it.label().to_owned(), url: it.url, tags: it.tags };
    let feeds: Vec<Outline> = library.feeds()?.into_iter().map(outline).collect();
    let text = library::opml(&feeds);
    match output {
        Some(path) => export::whole(path, &text),
        None => Ok(out.write_all(text.as_bytes())?),
    }
}
