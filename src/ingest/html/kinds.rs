//! What a block that is not the article is: by its words, then by the elements around it.

use super::{
    blocks::{Block, Page},
    says,
};
use crate::ingest::clean;

/// What the groups of names and words stand for.
const KINDS: &[(&str, &str)] = &[
    ("comments", "comment-form"),
    ("share", "share"),
    ("related", "related"),
    ("signup", "newsletter"),
    ("navigation", "navigation"),
    ("footer", "legal"),
    ("header", "navigation"),
    ("aside", "related"),
    ("advert", "advert"),
    ("picture", "caption"),
    ("credit", "caption"),
    ("author", "byline"),
    ("byline", "byline"),
    ("dated", "dateline"),
    ("tags", "navigation"),
    ("consent", "legal"),
    ("legal", "legal"),
];

/// The kind of furniture that a block is.
pub fn kind(page: &Page, block: &Block) -> &'static str {
    if let Some(kind) = clean::kind(&block.text) {
        return kind;
    }
    block
        .chain
        .iter()
        .find_map(|it| {
            let element = &page.elements[*it];
            match element.name.as_str() {
                "nav" => Some("navigation"),
                "footer" => Some("legal"),
                "aside" => Some("related"),
                "form" => Some("comment-form"),
                "figcaption" => Some("caption"),
                _ => of_groups(element.says, says::mark_groups()),
            }
        })
        .or_else(|| of_groups(says::of_words(&block.text), says::word_groups()))
        .unwrap_or("other")
}

fn of_groups(found: u32, groups: &[&str]) -> Option<&'static str> {
    let named = |name: &str| {
        groups.iter().position(|it| *it == name).is_some_and(|group| found >> group & 1 == 1)
    };
    KINDS.iter().find(|(name, _)| named(name)).map(|(_, kind)| *kind)
}
