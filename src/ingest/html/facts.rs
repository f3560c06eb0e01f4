//! Headline, byline and date: candidates from every place of a page that may say them, and the
//! likeliest of them.
//!
//! Each candidate is a row of figures (who says it, how many say the same, where it stands, how it
//! looks); a forest trained on pages with known answers says how likely it is right, and where no
//! candidate is likely the answer is that the page does not say.

pub mod bylines;
pub mod dates;
pub mod titles;

use super::{blocks::Page, features::Row, forest::Forest, linked::Linked, meta::Meta, says};

/// What is known of a page when its facts are looked for.
pub struct Known<'a> {
    /// Its head.
    pub meta: &'a Meta,
    /// Its JSON-LD.
    pub linked: &'a Linked,
    /// Its blocks.
    pub page: &'a Page,
    /// The outlet.
    pub site: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// The headline; empty where it is still looked for.
    pub title: &'a str,
    /// Where the text begins: the first block of the article that is a paragraph.
    pub text_at: Option<usize>,
}

/// Something that may be the answer.
#[derive(Debug)]
pub struct Candidate<T> {
    /// The answer.
    pub value: T,
    /// What is known of it.
    pub row: Row,
}

/// The candidate that is likeliest right, where one is at least so likely.
pub fn likeliest<T>(all: Vec<Candidate<T>>, forest: &Forest, least: f32) -> Option<T> {
    let mut best: Option<(f32, T)> = None;
    let rows: Vec<&[f32]> = all.iter().map(|it| it.row.figures.as_slice()).collect();
    let likely = forest.likelihoods(&rows);
    for (candidate, likely) in all.into_iter().zip(likely) {
        if likely >= least && best.as_ref().is_none_or(|it| likely > it.0) {
            best = Some((likely, candidate.value));
        }
    }
    best.map(|it| it.1)
}

impl Known<'_> {
    /// The block that is the headline.
    fn title_at(&self) -> Option<usize> {
        let title = super::linked::bare(self.title);
        let is_title = |it: &super::blocks::Block| super::linked::bare(&it.text) == title;
        if title.is_empty() { None } else { self.page.blocks.iter().position(is_title) }
    }

    /// Where a block stands and what it says that it is.
    fn place(&self, at: Option<usize>, title_at: Option<usize>, row: &mut Row) {
        let block = at.and_then(|it| self.page.blocks.get(it));
        let since = |from: Option<usize>| match (at, from) {
            (Some(at), Some(from)) if at >= from => super::forest::small((at - from).min(60)),
            (Some(at), Some(from)) => -super::forest::small((from - at).min(60)),
            _ => -99.0,
        };
        row.put("since_title", since(title_at));
        row.put("since_text", since(self.text_at));
        row.put("place", at.map_or(-1.0, |it| super::forest::small(it.min(500))));
        let length = block.map_or(-1.0, |it| super::forest::small(it.text.len().min(400)));
        row.put("block_length", length);
        let linked = |it: &super::blocks::Block| {
            super::forest::small(it.linked) / super::forest::small(it.text.len().max(1))
        };
        row.put("block_linked", block.map_or(-1.0, linked));
        let words = block.map_or(0, |it| says::of_words(&it.text));
        for (group, name) in says::word_groups().iter().enumerate() {
            row.put_of("block_says", name, f32::from(u8::from(words >> group & 1 == 1)));
        }
        for (group, name) in says::mark_groups().iter().enumerate() {
            let near = block.map_or(0.0, |it| self.page.nearness(it, group));
            row.put_of("block_mark", name, near);
        }
        for name in ["article", "main", "aside", "nav", "header", "footer", "li", "time", "a", "p"]
        {
            let within = block.is_some_and(|it| self.page.within(it, &[name]));
            row.put_of("block_in", name, f32::from(u8::from(within)));
        }
    }
}
