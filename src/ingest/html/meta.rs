//! What a page says of itself: headline, byline, date, outlet, address, language.
//!
//! Each is voted on by several pieces of evidence in the order of what they are worth (JSON-LD of
//! the article's own node, meta tags, what stands on the page). Where nothing says it, it is
//! nothing: a day of change is never taken for one of publication.

use scraper::{Html, Selector};

use super::{
    blocks::{squeezed, words},
    linked::{Linked, linked},
};
use crate::{
    ingest::{clean::Draft, dates},
    model::Date,
};

/// The fields of a page, without its text.
pub fn draft(document: &Html) -> Draft {
    let linked = linked(document);
    let page = Page { document };
    let site = site(&page, &linked);
    Draft {
        title: title(&page, &linked, site.as_deref()),
        byline: byline(&page, &linked, site.as_deref()),
        url: url(&page, &linked),
        published: published(&page, &linked),
        language: page.attribute("html[lang]", "lang").or_else(|| page.meta("og:locale")),
        site,
        ..Draft::default()
    }
}

struct Page<'a> {
    document: &'a Html,
}

impl Page<'_> {
    /// The value of an attribute of the first element that has it.
    fn attribute(&self, selector: &str, attribute: &str) -> Option<String> {
        let selector = Selector::parse(selector).ok()?;
        let value = self.document.select(&selector).next()?.attr(attribute)?;
        Some(squeezed(value)).filter(|it| !it.is_empty())
    }

    /// The content of a meta tag, by property, name or itemprop.
    fn meta(&self, name: &str) -> Option<String> {
        ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| self.attribute(&format!(r#"meta[{key}="{name}" i]"#), "content"))
    }

    /// The words of every element that fits.
    fn texts(&self, selector: &str) -> Vec<String> {
        let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
        let found = self.document.select(&selector).take(8).map(words);
        found.filter(|it| !it.is_empty()).collect()
    }
}

/// The h1 that something else confirms; else the headline, og:title, the only h1, the title.
fn title(page: &Page<'_>, linked: &Linked, site: Option<&str>) -> String {
    let headings = page.texts("h1");
    let headline = linked.headline.as_deref().map(squeezed);
    let shared = page.meta("og:title").map(|it| without_site(&it, site));
    let named = page.texts("head > title").into_iter().next().map(|it| without_site(&it, site));
    let said: Vec<&String> = [&headline, &shared, &named].into_iter().flatten().collect();
    let confirmed = headings.iter().find(|it| said.iter().any(|other| same(it, other)));
    let only = (headings.len() == 1).then(|| headings[0].clone());
    confirmed.cloned().or(headline).or(shared).or(only).or(named).unwrap_or_default()
}

/// The same words, whatever the marks between them.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        text.chars()
            .filter(|it| it.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    bare(one) == bare(other)
}

/// A page's title without the outlet after or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    for mark in [" | ", " — ", " – ", " - ", " · ", " » ", " :: "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let long = head.split_whitespace().count() >= 3;
            let outlet = site.is_some_and(|it| same(it, tail));
            if outlet || long && tail.split_whitespace().count() <= 4 && mark == " | " {
                return without_site(head, site);
            }
        }
        if let Some((head, tail)) = title.split_once(mark)
            && site.is_some_and(|it| same(it, head))
        {
            return tail.to_owned();
        }
    }
    title.to_owned()
}

fn published(page: &Page<'_>, linked: &Linked) -> Option<Date> {
    let tags = [
        "article:published_time",
        "datePublished",
        "date",
        "pubdate",
        "publish-date",
        "publishdate",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "article.published",
        "cxenseparse:recs:publishtime",
        "og:published_time",
    ];
    let field = |it: &String| dates::date_in_field(it);
    linked
        .published
        .as_ref()
        .and_then(field)
        .or_else(|| tags.iter().find_map(|tag| page.meta(tag).as_ref().and_then(field)))
        .or_else(|| {
            page.attribute(r#"[itemprop="datePublished"]"#, "datetime").as_ref().and_then(field)
        })
        .or_else(|| {
            page.attribute("article time[datetime], header time[datetime]", "datetime")
                .as_ref()
                .and_then(field)
        })
        .or_else(|| {
            page.texts("article time, header time, .dateline, .date").iter().find_map(field)
        })
}

/// The names of the authors, without addresses, the outlet, and users of its machinery.
fn byline(page: &Page<'_>, linked: &Linked, site: Option<&str>) -> Option<String> {
    let person = |name: &String| {
        let machine =
            name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_');
        let address = name.contains("://") || name.contains('@');
        !machine
            && !address
            && name.chars().count() <= 120
            && !site.is_some_and(|it| same(it, name))
    };
    let names = |found: Vec<String>| {
        let mut names: Vec<String> = Vec::new();
        for name in found.iter().map(|it| squeezed(it)).filter(|it| !it.is_empty()) {
            if person(&name) && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join("; "))
    };
    names(linked.authors.clone())
        .or_else(|| {
            names(page.texts("[rel=author], [itemprop=author]").into_iter().take(3).collect())
        })
        .or_else(|| names(page.meta("author").into_iter().collect()))
        .or_else(|| {
            names(page.texts(".byline, .author-name, .author").into_iter().take(1).collect())
        })
}

fn site(page: &Page<'_>, linked: &Linked) -> Option<String> {
    page.meta("og:site_name")
        .or_else(|| linked.publisher.clone())
        .or_else(|| page.meta("application-name"))
        .or_else(|| {
            let title = page.texts("head > title").into_iter().next()?;
            let (_, tail) = title.rsplit_once(" | ")?;
            (tail.split_whitespace().count() <= 4).then(|| tail.to_owned())
        })
}

/// The address, without what only counts visitors.
fn url(page: &Page<'_>, linked: &Linked) -> Option<String> {
    let found = page
        .attribute(r#"link[rel="canonical"]"#, "href")
        .or_else(|| page.meta("og:url"))
        .or_else(|| linked.url.clone())
        .filter(|it| it.starts_with("http://") || it.starts_with("https://"))?;
    let whole = found.split('#').next().unwrap_or_default();
    let Some((address, query)) = whole.split_once('?') else { return Some(whole.to_owned()) };
    let counts = |part: &&str| {
        let key = part.split('=').next().unwrap_or_default();
        !(key.starts_with("utm_")
            || matches!(key, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "igshid"))
    };
    let kept: Vec<&str> = query.split('&').filter(counts).collect();
    Some(if kept.is_empty() { address.to_owned() } else { format!("{address}?{}", kept.join("&")) })
}
