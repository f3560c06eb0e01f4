//! What may be the headline.

use std::collections::BTreeMap;

use scraper::Html;

use super::{Candidate, Known};
use crate::ingest::html::{
    blocks::words,
    features::Row,
    forest::small,
    linked::bare,
    meta::{SEPARATORS, same, select},
};

/// Where a headline can be said, in the order of the figures.
const SAID: &[&str] = &[
    "heading",
    "headline",
    "shared",
    "shared_cut",
    "tweeted",
    "tweeted_cut",
    "title",
    "title_cut",
    "title_head",
    "title_tail",
    "itemprop",
    "classed",
    "second",
    "meta",
    "first_heading",
    "other_name",
];

/// The candidates for the headline of a page.
pub fn candidates(document: &Html, known: &Known<'_>) -> Vec<Candidate<String>> {
    let mut found = Found::default();
    for (at, heading) in known.meta.headings.iter().enumerate() {
        found.add("heading", heading);
        if at == 0 {
            found.add("first_heading", heading);
        }
    }
    for (at, name) in known.linked.headlines.iter().enumerate() {
        found.add(if at == 0 { "headline" } else { "other_name" }, name);
    }
    for (whole, cut, names) in
        [("shared", "shared_cut", "og:title"), ("tweeted", "tweeted_cut", "twitter:title")]
    {
        for title in known.meta.all(&[names]).take(2) {
            found.add(whole, title);
            found.add(cut, without_site(title, known.site));
        }
    }
    let title = known.meta.title.as_str();
    found.add("title", title);
    found.add("title_cut", without_site(title, known.site));
    for separator in SEPARATORS {
        if let Some((head, _)) = title.split_once(separator) {
            found.add("title_head", head);
        }
        if let Some((head, tail)) = title.rsplit_once(separator) {
            found.add("title_head", head);
            found.add("title_tail", tail);
        }
    }
    for (said, selector) in [
        ("itemprop", "[itemprop~=headline], [itemprop=name]"),
        (
            "classed",
            "[class*=headline], [class*=entry-title], [class*=post-title], [class*=article-title], [class*=page-title], [class*=article__title], [id*=title]",
        ),
        ("second", "h2"),
    ] {
        for element in select(document, selector).take(3) {
            let said_there = element.attr("content").map_or_else(|| words(element), str::to_owned);
            found.add(said, &said_there);
        }
    }
    for name in known.meta.all(&[
        "title",
        "dc.title",
        "dcterms.title",
        "headline",
        "sailthru.title",
        "parsely-title",
    ]) {
        found.add("meta", name);
    }
    found.rows(known)
}

/// A title without the outlet after or before it.
pub fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    for separator in SEPARATORS {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let long = head.split_whitespace().count() >= 3;
            let outlet = site.is_some_and(|it| same(it, tail));
            if outlet || long && tail.len() < 25 && tail.len() * 3 < title.len() {
                return without_site(head, site);
            }
        }
        if let Some((head, tail)) = title.split_once(separator)
            && site.is_some_and(|it| same(it, head))
        {
            return tail;
        }
    }
    title
}

/// Candidates by their letters, each with who says it.
#[derive(Default)]
struct Found {
    order: Vec<String>,
    by: BTreeMap<String, (String, u32)>,
}

impl Found {
    fn add(&mut self, said: &str, title: &str) {
        let title = title.trim();
        let key = bare(title);
        let Some(bit) = SAID.iter().position(|it| *it == said) else { return };
        if key.is_empty() || title.len() > 400 {
            return;
        }
        let order = &mut self.order;
        let entry = self.by.entry(key).or_insert_with_key(|key| {
            order.push(key.clone());
            (title.to_owned(), 0)
        });
        entry.1 |= 1 << bit;
    }

    fn rows(self, known: &Known<'_>) -> Vec<Candidate<String>> {
        let slug: Vec<String> = slug(known.url.unwrap_or_default());
        let block_of: BTreeMap<String, usize> = known
            .page
            .blocks
            .iter()
            .enumerate()
            .rev()
            .map(|(at, it)| (bare(&it.text), at))
            .collect();
        let mut all = Vec::new();
        for (at, key) in self.order.iter().enumerate() {
            let Some((title, said)) = self.by.get(key) else { continue };
            let mut row = Row::named(at == 0);
            for (bit, name) in SAID.iter().enumerate() {
                row.put_of("said", name, f32::from(u8::from(said >> bit & 1 == 1)));
            }
            let any = self.by.values().fold(0, |all, it| all | it.1);
            for (bit, name) in SAID.iter().enumerate() {
                let only = any >> bit & 1 == 1 && said >> bit & 1 == 0;
                row.put_of("other", name, f32::from(u8::from(only)));
            }
            row.put("news", f32::from(u8::from(known.linked.news)));
            row.put("said_times", small(said.count_ones() as usize));
            let others = || self.by.keys().filter(|it| *it != key);
            row.put("holds", small(others().filter(|it| key.contains(it.as_str())).count()));
            row.put("held", small(others().filter(|it| it.contains(key.as_str())).count()));
            row.put("begins", small(others().filter(|it| it.starts_with(key.as_str())).count()));
            row.put("ends", small(others().filter(|it| it.ends_with(key.as_str())).count()));
            row.put("order", small(at));
            row.put("headings", small(known.meta.headings.len()));
            let heading = known.meta.headings.iter().position(|it| bare(it) == *key);
            row.put("heading_at", heading.map_or(-1.0, small));
            row.put("letters", small(key.len()).ln());
            row.put("words", small(title.split_whitespace().count()));
            row.put("site", f32::from(u8::from(known.site.is_some_and(|it| bare(it) == *key))));
            let holds_site = known.site.map(bare).is_some_and(|it| key.contains(&it));
            row.put("holds_site", f32::from(u8::from(holds_site)));
            let parted = SEPARATORS.iter().any(|it| title.contains(it));
            row.put("parted", f32::from(u8::from(parted)));
            let mine: Vec<String> =
                title.split(|it: char| !it.is_alphanumeric()).map(bare).collect();
            let shared = slug.iter().filter(|it| mine.contains(it)).count();
            row.put("of_slug", small(shared) / small(slug.len().max(1)));
            row.put("slug_of", small(shared) / small(mine.len().max(1)));
            row.put("slug", small(slug.len().min(20)));
            row.put("ends_stop", f32::from(u8::from(title.ends_with('.'))));
            let block = block_of.get(key).copied();
            known.place(block, None, &mut row);
            let name = block.map_or("", |it| known.page.name(&known.page.blocks[it]));
            for heading in ["h1", "h2", "h3"] {
                row.put_of("block_is", heading, f32::from(u8::from(name == heading)));
            }
            all.push(Candidate { value: title.clone(), row });
        }
        all
    }
}

/// The words of an address that are not its host.
fn slug(url: &str) -> Vec<String> {
    let path = url.split("://").nth(1).and_then(|it| it.split_once('/')).map_or("", |it| it.1);
    path.split(|it: char| !it.is_alphanumeric())
        .filter(|it| it.len() > 2 && !it.bytes().all(|it| it.is_ascii_digit()))
        .map(bare)
        .take(30)
        .collect()
}
