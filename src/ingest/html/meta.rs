//! The head of a page as it is written there, and what of it needs no choosing: outlet, address,
//! language, description.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::{
    super::fetch::without_trackers,
    blocks::{squeezed, words},
    linked::{Linked, bare},
};

/// The most tags of a page that are kept, and the longest of them in bytes.
const MOST: usize = 400;
const LONGEST: usize = 2000;

/// Signs that stand between a headline and the name of the outlet.
pub const SEPARATORS: &[&str] =
    &[" | ", " — ", " – ", " - ", " · ", " • ", " » ", " « ", " :: ", " / ", " › ", " ‹ ", " > "];

/// What the head of a page says.
#[derive(Debug, Default)]
pub struct Meta {
    /// Meta tags: property, name or itemprop in lower case, and content.
    tags: Vec<(String, String)>,
    /// The title, on one line.
    pub title: String,
    /// The headings of the first level that have words, in their order.
    pub headings: Vec<String>,
    canonical: Option<String>,
    language: Option<String>,
}

impl Meta {
    /// Reads it off a page.
    pub fn new(document: &Html) -> Self {
        let mut tags = Vec::new();
        for element in select(document, "meta[content]").take(MOST) {
            let content = squeezed(element.attr("content").unwrap_or_default());
            if content.is_empty() || content.len() > LONGEST {
                continue;
            }
            for key in ["property", "name", "itemprop"] {
                if let Some(name) = element.attr(key) {
                    tags.push((name.trim().to_lowercase(), content.clone()));
                }
            }
        }
        let texts = |selector: &str, count: usize| -> Vec<String> {
            let found = select(document, selector).take(count).map(words);
            found.filter(|it| !it.is_empty() && it.len() <= LONGEST).collect()
        };
        let attribute = |selector: &str, name: &str| {
            let value = squeezed(select(document, selector).next()?.attr(name)?);
            (!value.is_empty()).then_some(value)
        };
        Self {
            tags,
            title: texts("title", 1).pop().unwrap_or_default(),
            headings: texts("h1", 6),
            canonical: attribute(r#"link[rel="canonical"]"#, "href"),
            language: attribute("html[lang]", "lang"),
        }
    }

    /// The contents of the tags of these names, in the order of the names.
    pub fn all<'a>(&'a self, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        names.iter().flat_map(|name| {
            let found = self.tags.iter().filter(move |it| it.0 == *name);
            found.map(|it| it.1.as_str())
        })
    }

    /// The content of the first tag of these names.
    pub fn first<'a>(&'a self, names: &'a [&'a str]) -> Option<&'a str> {
        self.all(names).next()
    }

    /// What the page is called, in its title and for sharing.
    pub fn titles(&self) -> Vec<String> {
        let shared = self.all(&["og:title", "twitter:title"]).map(str::to_owned);
        let all = shared.chain([self.title.clone()]).chain(self.headings.iter().cloned());
        all.filter(|it| !it.is_empty()).collect()
    }

    /// What the page says that it is about.
    pub fn description(&self) -> String {
        let names = ["og:description", "description", "twitter:description"];
        self.first(&names).unwrap_or_default().to_owned()
    }

    /// The language that it is declared to be in.
    pub fn language(&self) -> Option<String> {
        self.language.clone().or_else(|| self.first(&["og:locale"]).map(str::to_owned))
    }

    /// The outlet.
    pub fn site(&self, linked: &Linked) -> Option<String> {
        let named = self.first(&["og:site_name"]).map(str::to_owned);
        let named = named
            .or_else(|| linked.publisher.clone())
            .or_else(|| self.first(&["application-name"]).map(str::to_owned))
            .or_else(|| {
                let (_, tail) = self.title.rsplit_once(" | ")?;
                (tail.split_whitespace().count() <= 4).then(|| tail.to_owned())
            })?;
        // Some are called by their address.
        let host = Url::parse(&named).ok().and_then(|it| it.host_str().map(str::to_owned));
        Some(host.map_or(named, |it| it.trim_start_matches("www.").to_owned()))
    }

    /// The address, without what only counts visitors.
    pub fn url(&self, linked: &Linked) -> Option<String> {
        let is_address = |it: &String| it.starts_with("http://") || it.starts_with("https://");
        let found = [
            self.canonical.clone(),
            self.first(&["og:url"]).map(str::to_owned),
            linked.url.clone(),
        ];
        let found = found.into_iter().flatten().find(is_address)?;
        Some(without_trackers(&found))
    }
}

/// The elements that fit a selector; none for one that is none.
pub fn select<'a>(document: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<ElementRef<'a>> = Selector::parse(selector)
        .map(|selector| document.select(&selector).take(MOST).collect())
        .unwrap_or_default();
    found.into_iter()
}

/// The same words, whatever the marks between them.
pub fn same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}
