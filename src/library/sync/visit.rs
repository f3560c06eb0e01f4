//! One feed, fetched and read, with the pages of those entries that only begin an article.

use super::Seen;
use crate::{
    ingest::{
        self, FeedEntry, Format, Input,
        fetch::{Answer, Error, Fetched, Polite, Wanted},
    },
    model::Article,
    store::{Pages, Subscription},
};

/// So many pages of one feed are fetched at a time: the newest, as feeds have them first.
const MOST_PAGES: usize = 50;

/// How a visit ended.
pub enum Visit {
    /// Nothing is new.
    Unchanged,
    /// It could not be fetched.
    Failed(Error),
    /// It came and is no feed, or a broken one: one line.
    Broken(String),
    /// It came.
    Came(Box<Came>),
}

/// What came.
#[derive(Default)]
pub struct Came {
    /// The feed's own address, where the one that was asked is that of a page.
    pub url: Option<String>,
    /// Where the feed has moved to for good.
    pub moved: Option<String>,
    /// What the server calls this version.
    pub etag: Option<String>,
    /// When it is from.
    pub modified: Option<String>,
    /// What the feed calls itself.
    pub title: String,
    /// What is new, the oldest first.
    pub found: Vec<Found>,
    /// What could not be had, a line each.
    pub lost: Vec<String>,
}

/// An entry that is new, or said anew.
pub struct Found {
    /// What the feed knows it by.
    pub entry: String,
    /// Its version; empty where its page is to be tried again.
    pub version: String,
    /// The article; none where nothing is to read.
    pub article: Option<Article>,
    /// The page that it was made of.
    pub raw: Option<Input>,
}

/// Fetches a feed and reads what is new in it.
pub fn visit(polite: &Polite, feed: &Subscription, seen: &Seen) -> Visit {
    let wanted =
        Wanted { url: feed.url.clone(), etag: feed.etag.clone(), modified: feed.modified.clone() };
    let mut fetched = match polite.feed(&wanted) {
        Ok(Answer::Came(fetched)) => *fetched,
        Ok(Answer::Unchanged) => return Visit::Unchanged,
        Err(error) => return Visit::Failed(error),
    };
    let mut came = Came::default();
    // The address of a site leads to its feed, where the page names one.
    if let Some(url) = ingest::feed_link(&fetched.bytes, fetched.declared.as_deref(), &fetched.url)
    {
        fetched = match polite.feed(&Wanted { url, ..Wanted::default() }) {
            Ok(Answer::Came(fetched)) => *fetched,
            Ok(Answer::Unchanged) => return Visit::Unchanged,
            Err(error) => return Visit::Failed(error),
        };
        came.url = Some(fetched.url.clone());
    }
    let Fetched { moved, etag, modified, .. } = fetched.clone();
    let address = came.url.as_ref().unwrap_or(&feed.url).clone();
    let input = Input { path: address, ..Input::from(fetched) };
    let read = match ingest::feed(&input) {
        Ok(read) => read,
        Err(error) => return Visit::Broken(error.to_string()),
    };
    (came.moved, came.etag, came.modified) = (moved.filter(|_| came.url.is_none()), etag, modified);
    (came.title, came.lost) = (read.title, read.lost);
    let mut pages = 0;
    for entry in read.entries {
        let is_new = seen.get(&entry.id).is_none_or(|it| it.version != entry.version);
        if !is_new || came.found.iter().any(|it| it.entry == entry.id) {
            continue;
        }
        if polite.is_stopped() {
            break;
        }
        let wants = match feed.pages {
            Pages::Auto => entry.teaser,
            Pages::Always => true,
            Pages::Never => false,
        };
        let page = entry.article.url.clone().filter(|_| wants && pages < MOST_PAGES);
        pages += usize::from(page.is_some());
        let found = match page {
            Some(url) => whole(polite, entry, &url, &mut came.lost),
            None => begun(entry),
        };
        came.found.push(found);
    }
    // Oldest first, so that those of one day stand in the library as they came.
    came.found.reverse();
    Visit::Came(Box::new(came))
}

/// What the feed itself has of an entry.
fn begun(entry: FeedEntry) -> Found {
    let FeedEntry { id, version, article, .. } = entry;
    let article = (!article.text.trim().is_empty()).then_some(article);
    Found { entry: id, version, article, raw: None }
}

/// An entry with the text of its page. Where that is not to be had, what the feed has of it; and it
/// is tried again where that may help.
fn whole(polite: &Polite, entry: FeedEntry, url: &str, lost: &mut Vec<String>) -> Found {
    let page = match polite.page(url) {
        Ok(page) => page,
        Err(error) => {
            lost.push(error.to_string());
            let version = if error.may_pass() { String::new() } else { entry.version.clone() };
            return Found { version, ..begun(entry) };
        }
    };
    let input = Input::from(page);
    let known = [Format::Html, Format::Pdf, Format::Text, Format::Markdown];
    let readable = ingest::format(&input).is_some_and(|it| known.contains(&it));
    let read = if readable { ingest::read(&input) } else { Ok(Vec::new()) };
    let article = match read {
        Ok(articles) => articles.into_iter().next(),
        Err(error) => {
            lost.push(error.to_string());
            None
        }
    };
    // A page with less than its beginning is a wall or a notice.
    let words = |it: &Article| it.text.split_whitespace().count();
    match article.filter(|it| words(it) > words(&entry.article)) {
        Some(page) => {
            let FeedEntry { id, version, article: begun, .. } = entry;
            let article = Article {
                title: if begun.title.is_empty() { page.title } else { begun.title },
                byline: page.byline.or(begun.byline),
                site: page.site.or(begun.site),
                url: page.url.or(begun.url),
                published: begun.published.or(page.published),
                language: page.language.or(begun.language),
                ..page
            };
            Found { entry: id, version, article: Some(article), raw: Some(input) }
        }
        None => begun(entry),
    }
}
