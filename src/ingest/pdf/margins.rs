//! What stands at the head and foot of pages: running titles, names of outlets, numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::{Line, Page};

/// How much of a page its head and its foot are at most.
const MARGIN: f32 = 0.12;

/// Lines that stand at the same height of so many pages, or of all where there are fewer.
const OFTEN: usize = 3;

/// Heights that are one, in points.
const SAME_HEIGHT: f32 = 4.0;

/// Takes out what stands at the head and foot of several pages; each wording once comes back. Pages
/// number their lines here.
pub fn take_out(pages: &mut [Page]) -> Vec<String> {
    // The heights at which each wording stands, page by page.
    let mut seen: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
    for (number, page) in pages.iter_mut().enumerate() {
        page.lines.iter_mut().for_each(|it| it.page = number);
        for at in (0..page.lines.len()).filter(|at| in_margin(page, *at)) {
            let line = &page.lines[at];
            seen.entry(folded(&line.text)).or_default().push((number, line.height));
        }
    }
    let often = OFTEN.min(pages.len().max(2));
    let mut removed: Vec<String> = Vec::new();
    for page in pages {
        let goes: Vec<bool> = (0..page.lines.len())
            .map(|at| {
                let line = &page.lines[at];
                in_margin(page, at)
                    && (is_number(line.text.trim()) || pages_with(&seen, line) >= often)
            })
            .collect();
        let mut goes = goes.into_iter();
        page.lines.retain(|line| {
            let stays = !goes.next().unwrap_or_default();
            let text = line.text.trim().to_owned();
            if !stays && !is_number(&text) && !removed.iter().any(|it| folded(it) == folded(&text))
            {
                removed.push(text);
            }
            stays
        });
    }
    removed
}

fn in_margin(page: &Page, at: usize) -> bool {
    let room = (page.top - page.bottom) * MARGIN;
    let height = page.lines[at].height;
    height > page.top - room || height < page.bottom + room
}

/// On how many pages the same is said at about the same height, but for numbers.
fn pages_with(seen: &BTreeMap<String, Vec<(usize, f32)>>, line: &Line) -> usize {
    let places = seen.get(&folded(&line.text)).map(Vec::as_slice).unwrap_or_default();
    let beside = places.iter().filter(|it| (it.1 - line.height).abs() < SAME_HEIGHT);
    let pages: BTreeSet<usize> = beside.map(|it| it.0).collect();
    pages.len()
}

fn folded(text: &str) -> String {
    text.chars().filter(|it| it.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The number of a page: `3`, `- 3 -`, `3 of 12`, `Page 3`, `iv`.
fn is_number(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let number = |it: &str| {
        it.bytes().all(|it| it.is_ascii_digit()) || it.bytes().all(|it| b"ivxIVX".contains(&it))
    };
    let small = |it: &str| {
        ["page", "of", "p", "seite", "von", "pagina", "página", "de", "sur"]
            .contains(&it.to_lowercase().as_str())
    };
    (1..=4).contains(&words.len())
        && words.iter().any(|it| number(it))
        && words.iter().all(|it| number(it) || small(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f32, &str)]) -> Page {
        let line = |(height, text): &(f32, &str)| Line {
            text: (*text).to_owned(),
            height: *height,
            ..Line::default()
        };
        Page { lines: lines.iter().map(line).collect(), top: 800.0, bottom: 0.0 }
    }

    #[test]
    fn what_stands_on_every_page_goes_and_what_stands_once_stays() {
        let mut pages = [
            page(&[
                (790.0, "The Review, 3 March"),
                (760.0, "Talks end"),
                (400.0, "The Review"),
                (30.0, "1"),
            ]),
            page(&[(790.5, "The Review, 4 March"), (760.0, "They met."), (30.0, "Page 2 of 3")]),
            page(&[(789.5, "The Review, 5 March"), (760.0, "Over."), (30.0, "– iii –")]),
        ];
        assert_eq!(take_out(&mut pages), ["The Review, 3 March"]);
        let left: Vec<&str> =
            pages.iter().flat_map(|it| &it.lines).map(|it| it.text.as_str()).collect();
        assert_eq!(left, ["Talks end", "The Review", "They met.", "Over."]);
        assert_eq!(pages[2].lines[0].page, 2);
    }

    #[test]
    fn one_page_keeps_its_lines() {
        let mut pages = [page(&[(790.0, "The Review"), (400.0, "Talks end")])];
        assert!(take_out(&mut pages).is_empty());
        assert_eq!(pages[0].lines.len(), 2);
    }
}
