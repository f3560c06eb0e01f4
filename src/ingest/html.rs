//! A saved page: main text, metadata, and the rest of the page with its kind.
//!
//! The page is cut to a depth that parsers can bear before any sees it, and they run on a thread
//! of their own: a fault in one is an error here and not the end of the program.
//!
//! * `tame`: depth and size within bounds
//! * `blocks`: a tree walked into paragraphs
//! * `meta`: headline, byline, date, outlet, address, language
//! * `linked`: the JSON-LD of a page

mod blocks;
mod linked;
mod meta;
mod tame;

use std::{collections::BTreeMap, thread};

use dom_smoothie::Readability;
use scraper::Html;

use self::blocks::Block;
use super::clean::{Draft, Headline, Paragraph};

/// The stack of the parsers.
const STACK: usize = 16 * 1024 * 1024;

/// The name of the thread that parsers run on, for whoever reports panics: one there is caught.
pub const PARSER_THREAD: &str = "parser";

/// Less than this, in bytes, is not the main text of a page that has more.
const MAIN_TEXT: usize = 250;

/// So many blocks of the rest of a page are kept.
const REST: usize = 400;

/// The draft of a page; none where a parser failed on it.
pub fn draft(html: &str) -> Option<Draft> {
    let page = tame::tame(html);
    let page = page.as_ref();
    thread::scope(|scope| {
        let parser = thread::Builder::new()
            .name(PARSER_THREAD.to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || read(page));
        parser.ok()?.join().ok()
    })
}

fn read(page: &str) -> Draft {
    let document = Html::parse_document(page);
    let mut draft = meta::draft(&document);
    draft.headline = Headline::Apart;
    let whole = blocks::blocks(&document);
    draft.paragraphs = match main_text(page, &whole) {
        Some(main) => merged(main, whole),
        None => by_place(whole),
    };
    draft
}

/// The main text as the reader view of a browser finds it.
fn main_text(page: &str, whole: &[Block]) -> Option<Vec<Block>> {
    let article = Readability::new(page, None, None).ok()?.parse().ok()?;
    let found = blocks::blocks(&Html::parse_document(&article.content));
    let length = |blocks: &[Block]| blocks.iter().map(|it| it.text.len()).sum::<usize>();
    let enough = length(&found) >= MAIN_TEXT || length(&found) * 2 >= length(whole);
    enough.then_some(found)
}

/// The blocks that stand nowhere in particular are the text.
fn by_place(whole: Vec<Block>) -> Vec<Paragraph> {
    whole.into_iter().map(|it| Paragraph { text: it.text, why: it.why }).collect()
}

/// The main text with what is left of the page between, each where it stood.
fn merged(main: Vec<Block>, whole: Vec<Block>) -> Vec<Paragraph> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, block) in main.iter().enumerate().rev() {
        places.entry(block.text.clone()).or_default().push(index);
    }
    let mut main = main.into_iter().enumerate().peekable();
    let mut merged = Vec::new();
    let mut rest = 0;
    let keep =
        |block: Block| Paragraph { why: block.why.filter(|it| *it == "caption"), text: block.text };
    for block in whole {
        let next = main.peek().map_or(usize::MAX, |(index, _)| *index);
        let place = places.get_mut(&block.text).and_then(Vec::pop).filter(|it| *it >= next);
        if let Some(place) = place {
            while let Some((_, block)) = main.next_if(|(index, _)| *index <= place) {
                merged.push(keep(block));
            }
        } else if rest < REST && block.text.len() <= 2000 {
            rest += 1;
            merged.push(Paragraph { text: block.text, why: Some(block.why.unwrap_or("other")) });
        }
    }
    merged.extend(main.map(|(_, block)| keep(block)));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(draft(&page).is_some());
        }
    }
}
