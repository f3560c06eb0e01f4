//! A saved page: main text, metadata, and the rest of the page with its kind.
//!
//! The page is cut to a depth that parsers can bear before any sees it, and they run on a thread
//! of their own: a fault in one is an error here and not the end of the program.
//!
//! * `tame`: depth and size within bounds
//! * `blocks`: a tree walked into blocks of text
//! * `votes`: what well-kept extractors hold for the article
//! * `says`: what names of elements and words of blocks say
//! * `features`: each block as a row of figures
//! * `forest`, `weights`, `judge`: which blocks are the article
//! * `kinds`: what the others are
//! * `meta`: the head of a page
//! * `facts`: headline, byline and date, by what says them
//! * `linked`: the JSON-LD of a page

mod blocks;
mod facts;
mod features;
mod forest;
mod judge;
mod kinds;
mod linked;
mod meta;
mod says;
mod tame;
mod votes;
mod weights;

use scraper::Html;

pub use self::weights::{Gear, QUESTIONS, Weights};
use self::{
    blocks::Page,
    facts::{Candidate, Known, bylines, dates, likeliest, titles},
    features::{Counted, Given},
    linked::Linked,
    meta::Meta,
    votes::{Vote, Votes, Words},
};
use super::{
    apart,
    clean::{Draft, Headline, Paragraph},
};

/// So many blocks of the rest of a page are kept.
const REST: usize = 400;

/// The longest block of the rest of a page that is kept, in bytes.
const LONGEST_REST: usize = 2000;

/// At least so likely a candidate has to be the byline, or the day of publication; a headline
/// every page has.
const BYLINE: f32 = 0.6;
const DATE: f32 = 0.55;

/// A page of more text than this, in bytes, is not voted on: voters are quadratic in some of it, and
/// a long book has as much.
const LONGEST_VOTED: usize = 400_000;

/// A block of so many words that a voter has is where the text begins.
const LONG: usize = 20;

/// The draft of a page; none where a parser failed on it.
pub fn draft(html: &str, weights: &Weights, gear: Gear) -> Option<Draft> {
    apart(html, |page| {
        let document = Html::parse_document(page);
        let seen = Seen::new(page, &document, gear);
        let title = likeliest(titles::candidates(&document, &seen.known("")), &weights.title, 0.0);
        let title = title.unwrap_or_default();
        let given = seen.given(&title);
        let likely = judge::likelihoods(&Counted::new(&seen.page, &given), weights.of_text(gear));
        let mut kept = judge::kept(&seen.page, &likely);
        if !kept.contains(&true) {
            // Better too much of a page than nothing: what stands nowhere in particular, and is shown.
            let plain = |it| kinds::kind(&seen.page, it) == "other" && !seen.page.is_hidden(it);
            kept = seen.page.blocks.iter().map(plain).collect();
        }
        let known = seen.known(&title);
        let published = likeliest(dates::candidates(&document, &known), &weights.date, DATE)
            .or_else(|| dates::of_news(&seen.linked));
        let byline = likeliest(bylines::candidates(&document, &known), &weights.byline, BYLINE)
            .or_else(|| bylines::of_news(&seen.linked));
        Draft {
            paragraphs: paragraphs(&seen.page, &kept),
            headline: Headline::Above,
            language: seen.meta.language(),
            site: seen.site,
            url: seen.url,
            title,
            byline,
            published,
            ..Draft::default()
        }
    })
}

/// The paragraphs of a piece of a page that is all text, such as a chapter or an article of an
/// agency: nothing is judged. None where a parser failed on it.
pub fn plainly(html: &str) -> Option<Vec<String>> {
    apart(html, |page| {
        let page = blocks::page(&Html::parse_document(page));
        let kept = vec![true; page.blocks.len()];
        paragraphs(&page, &kept).into_iter().map(|it| it.text).collect()
    })
}

/// The addresses of the feeds that a page names as its own. None where a parser failed on it.
pub fn feed_links(html: &str) -> Option<Vec<String>> {
    apart(html, |page| {
        let document = Html::parse_document(page);
        let links = meta::select(&document, "link[rel~=alternate][type][href]");
        let feeds = links.filter(|it| {
            let kind = it.attr("type").unwrap_or_default();
            ["application/rss+xml", "application/atom+xml", "application/feed+json"].contains(&kind)
        });
        feeds.filter_map(|it| it.attr("href").map(str::to_owned)).collect()
    })
}

/// Blocks or candidates, and the figures that they are judged by: what training needs.
#[derive(Debug, Default)]
pub struct Evidence {
    /// What is judged.
    pub items: Vec<String>,
    /// The figures of each.
    pub rows: Vec<Vec<f32>>,
    /// What the figures are called.
    pub names: Vec<String>,
}

/// What is judged on a page: its blocks, and the candidates for its headline, its byline and its day
/// of publication, in the order of [`QUESTIONS`]. For the headline stands the first that is said.
pub fn evidence(html: &str) -> Option<[Evidence; QUESTIONS.len()]> {
    apart(html, |page| {
        let document = Html::parse_document(page);
        let seen = Seen::new(page, &document, Gear::Thorough);
        let titles = titles::candidates(&document, &seen.known(""));
        let title = titles.first().map(|it| it.value.clone()).unwrap_or_default();
        let blocks = |votes: &[Vote]| {
            let given = Given { votes, ..seen.given(&title) };
            let rows = Counted::new(&seen.page, &given).rows();
            let texts = seen.page.blocks.iter().map(|it| it.text.clone());
            Evidence::of(texts.zip(rows).map(|(value, row)| Candidate { value, row }))
        };
        let known = seen.known(&title);
        [
            blocks(&seen.votes),
            blocks(&votes::quick(&seen.votes)),
            Evidence::of(titles),
            Evidence::of(bylines::candidates(&document, &known)),
            Evidence::of(dates::candidates(&document, &known)),
        ]
    })
}

impl Evidence {
    fn of<T: ToString>(all: impl IntoIterator<Item = Candidate<T>>) -> Self {
        let mut evidence = Self::default();
        for Candidate { value, row } in all {
            if evidence.rows.is_empty() {
                evidence.names = row.names;
            }
            evidence.items.push(value.to_string());
            evidence.rows.push(row.figures);
        }
        evidence
    }
}

/// Does it on a thread of its own, with the page within bounds; none where a parser failed.
fn apart<T: Send>(html: &str, read: impl FnOnce(&str) -> T + Send) -> Option<T> {
    let page = tame::tame(html);
    apart::apart(|| read(&page))
}

/// A page, read but not judged.
struct Seen {
    page: Page,
    meta: Meta,
    linked: Linked,
    site: Option<String>,
    url: Option<String>,
    description: String,
    votes: Votes,
    text_at: Option<usize>,
}

impl Seen {
    fn new(html: &str, document: &Html, gear: Gear) -> Self {
        let meta = Meta::new(document);
        let linked = linked::linked(document, &meta.titles());
        let page = blocks::page(document);
        let text: usize = page.blocks.iter().map(|it| it.text.len()).sum();
        let votes = if text <= LONGEST_VOTED {
            votes::votes(html, &linked.body, gear)
        } else {
            Default::default()
        };
        let is_text = |block: &blocks::Block| {
            let words = Words::of(&block.text);
            words.all.len() >= LONG && votes.iter().any(|it| it.share(&words) > 0.5)
        };
        Self {
            site: meta.site(&linked),
            url: meta.url(&linked),
            description: meta.description(),
            text_at: page.blocks.iter().position(is_text),
            page,
            meta,
            linked,
            votes,
        }
    }

    fn given<'a>(&'a self, title: &'a str) -> Given<'a> {
        Given { title, description: &self.description, votes: &self.votes }
    }

    fn known<'a>(&'a self, title: &'a str) -> Known<'a> {
        Known {
            meta: &self.meta,
            linked: &self.linked,
            page: &self.page,
            site: self.site.as_deref(),
            url: self.url.as_deref(),
            title,
            text_at: self.text_at,
        }
    }
}

/// The blocks as paragraphs, with the kind of those that are not kept.
fn paragraphs(page: &Page, kept: &[bool]) -> Vec<Paragraph> {
    let mut rest = 0;
    let mut item = None;
    let mut paragraphs = Vec::new();
    for (block, kept) in page.blocks.iter().zip(kept) {
        if !kept {
            rest += 1;
            if rest <= REST && block.text.len() <= LONGEST_REST {
                let why = Some(kinds::kind(page, block));
                paragraphs.push(Paragraph { text: block.text.clone(), why });
            }
            continue;
        }
        let quote = if page.within(block, &["blockquote"]) { "> " } else { "" };
        let within = block.chain.iter().copied().find(|it| page.elements[*it].name == "li");
        let first = within.is_some() && within != item;
        item = within;
        let item = if first { "- " } else { "" };
        paragraphs.push(Paragraph { text: format!("{quote}{item}{}", block.text), why: None });
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_that_is_called_by_its_address_is_its_host() {
        let site = |name: &str| {
            let page =
                format!("<meta property=og:site_name content='{name}'><p>The port denied it.");
            draft(&page, Weights::shipped(), Gear::Quick).unwrap().site.unwrap()
        };
        assert_eq!(site("https://www.wire.example"), "wire.example");
        assert_eq!(site("Wire: the news"), "Wire: the news");
    }

    #[test]
    fn hostile_pages_end() {
        for page in [
            String::new(),
            "<".repeat(10_000),
            format!("{}x{}", "<div>".repeat(30_000), "</div>".repeat(30_000)),
            format!("{}x", "<b><table><i>".repeat(2_000)),
            format!("<script type=application/ld+json>{}</script><p>x", "[".repeat(100_000)),
            "<p>a</p><!--".to_owned(),
        ] {
            for gear in [Gear::Thorough, Gear::Quick] {
                assert!(draft(&page, Weights::shipped(), gear).is_some());
            }
        }
    }
}
