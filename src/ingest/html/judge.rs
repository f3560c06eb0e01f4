//! The judge: which blocks of a page are the article.
//!
//! Several extractors vote, and a forest weighs their votes with how each block looks and what is
//! around it. A table or a list is kept or goes as a whole, and what stands on the page twice is kept once.

use std::collections::{BTreeMap, HashSet};

use super::{
    blocks::{Block, Page, is_heading},
    features::Counted,
    forest::Forest,
    votes::Words,
};

/// At least so likely a block is kept.
const KEPT: f32 = 0.5;

/// A block of fewer words may well stand on a page twice.
const LONG: usize = 8;

/// So many of ten shingles of a block that stood before are the same block again.
const AGAIN: usize = 8;

/// How likely each block is part of the article, from 0 to 1.
pub fn likelihoods(counted: &Counted<'_>, forest: &Forest) -> Vec<f32> {
    let rows = counted.rows();
    forest.likelihoods(&rows.iter().map(|it| it.figures.as_slice()).collect::<Vec<_>>())
}

/// Which blocks are the article.
pub fn kept(page: &Page, likely: &[f32]) -> Vec<bool> {
    let likely = as_units(page, likely);
    let mut seen = HashSet::new();
    let mut kept: Vec<bool> = page
        .blocks
        .iter()
        .zip(likely)
        .map(|(block, likely)| likely >= KEPT && !is_again(&block.text, &mut seen))
        .collect();
    // A heading that nothing follows is that of what was not kept, unless it is a sentence.
    let heads = |it: &Block| is_heading(page.name(it)) && !it.text.ends_with('.');
    while let Some(last) = kept.iter().rposition(|it| *it)
        && kept[..last].contains(&true)
        && heads(&page.blocks[last])
    {
        kept[last] = false;
    }
    kept
}

/// Whether a long block stood on the page before; else it has now.
fn is_again(text: &str, seen: &mut HashSet<u64>) -> bool {
    let words = Words::of(text);
    if words.all.len() < LONG {
        return false;
    }
    let shingles = words.shingles();
    let known = shingles.iter().filter(|it| seen.contains(it)).count();
    let again = known * 10 >= shingles.len() * AGAIN;
    if !again {
        seen.extend(shingles);
    }
    again
}

/// The likelihoods, one for all the rows of a table and one for all the items of a list.
fn as_units(page: &Page, likely: &[f32]) -> Vec<f32> {
    let mut units: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    let unit = |at: usize| {
        let block = &page.blocks[at];
        let names: &[&str] = match page.name(block) {
            "tr" => &["table"],
            "li" => &["ul", "ol"],
            _ => return None,
        };
        block.chain.iter().copied().find(|it| names.contains(&page.elements[*it].name.as_str()))
    };
    for (at, it) in likely.iter().enumerate() {
        if let Some(unit) = unit(at) {
            let sum = units.entry(unit).or_default();
            *sum = (sum.0 + it, sum.1 + 1.0);
        }
    }
    let mean = |at: usize| unit(at).and_then(|it| units.get(&it)).map(|it| it.0 / it.1);
    likely.iter().enumerate().map(|(at, it)| mean(at).unwrap_or(*it)).collect()
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::ingest::html::blocks;

    fn kept_of(html: &str, likely: &[f32]) -> Vec<String> {
        let page = blocks::page(&Html::parse_document(html));
        let kept = kept(&page, likely);
        let blocks = page.blocks.into_iter().zip(kept).filter(|it| it.1);
        blocks.map(|it| it.0.text).collect()
    }

    #[test]
    fn a_table_is_kept_as_a_whole() {
        let table = "<table><tr><td>Port<td>Tons<tr><td>North<td>12<tr><td>South<td>9</table>";
        assert_eq!(kept_of(table, &[0.9, 0.3, 0.8]), ["Port | Tons", "North | 12", "South | 9"]);
        assert!(kept_of(table, &[0.9, 0.1, 0.1]).is_empty());
    }

    #[test]
    fn a_list_is_kept_as_a_whole() {
        let list = "<ul><li>nine sailors<li>one dog</ul>";
        assert_eq!(kept_of(list, &[0.9, 0.3]), ["nine sailors", "one dog"]);
        assert!(kept_of(list, &[0.6, 0.1]).is_empty());
    }

    #[test]
    fn a_heading_of_nothing_is_not_kept() {
        let page = "<h2>One</h2><p>Two.</p><h2>More articles</h2><h3>By us</h3>";
        assert_eq!(kept_of(page, &[1.0; 4]), ["One", "Two."]);
        assert_eq!(kept_of("<h2>One</h2><h2>Two</h2>", &[1.0; 2]), ["One"]);
        assert_eq!(kept_of("<p>One.</p><h2>Two fell.</h2>", &[1.0; 2]), ["One.", "Two fell."]);
    }

    #[test]
    fn what_stands_twice_is_kept_once() {
        let long = "The port denied on Monday that any arms had passed through it.";
        let page = format!("<p>{long}<p>Yes.<p>{long}<p>Yes.");
        assert_eq!(kept_of(&page, &[1.0; 4]), [long, "Yes.", "Yes."]);
    }
}
