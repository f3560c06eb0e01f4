//! Who may have written it.

use std::collections::BTreeMap;

use memchr::memmem;
use scraper::{ElementRef, Html};

use super::{Candidate, Known, says};
use crate::ingest::{
    clean::{is_agency, without_by},
    dates::within,
    html::{
        blocks::{squeezed, words},
        features::Row,
        forest::small,
        linked::{Linked, bare},
        meta::select,
    },
};

/// Where names can be said, in the order of the figures.
const SAID: &[&str] = &[
    "linked",
    "person",
    "meta",
    "article_author",
    "rel_author",
    "itemprop",
    "classed",
    "address",
    "by",
    "marked",
    "cut",
    "first",
    "tweeted",
    "name_only",
];

const META: &[&str] = &[
    "author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "article:author_name",
    "article.author",
    "dc.contributor",
    "citation_author",
    "authors",
    "og:article:author",
    "og:author",
];

/// The longest byline, in bytes.
const LONGEST: usize = 160;

/// The most candidates of a page.
const MOST: usize = 60;

/// The candidates for the byline of a page.
pub fn candidates(document: &Html, known: &Known<'_>) -> Vec<Candidate<String>> {
    let mut found = Found::default();
    found.add_all("linked", &known.linked.authors, None);
    known.linked.persons.iter().for_each(|it| found.add("person", it, None));
    let meta: Vec<String> = known.meta.all(META).take(6).map(str::to_owned).collect();
    found.add_all("meta", &meta[..meta.len().min(1)], None);
    found.add_all("meta", &meta, None);
    let named: Vec<String> = known.meta.all(&["article:author"]).map(str::to_owned).collect();
    found.add_all("article_author", &named, None);
    for names in known.meta.all(&["twitter:data1", "twitter:creator"]) {
        found.add("tweeted", names, None);
    }
    for (said, selector) in [
        ("rel_author", "[rel~=author]"),
        ("itemprop", "[itemprop~=author], [itemprop~=creator]"),
        (
            "address",
            "a[href*='/author'], a[href*='/autor'], a[href*='/people/'], a[href*='/profile'], a[href*='/staff'], a[href*='/by/'], a[href*='/contributor'], a[href*='/journalist']",
        ),
        (
            "classed",
            "[class*=byline], [class*=author], [class*=autor], [class*=writer], [class*=contributor], [id*=author], [class*=signature], [class*=vcard]",
        ),
    ] {
        let texts: Vec<String> = select(document, selector)
            .take(12)
            .map(said_by)
            .filter(|it| it.len() <= LONGEST)
            .collect();
        for text in texts.iter().take(6) {
            found.add(said, text, None);
        }
        if said != "classed" {
            found.add_all(said, &texts[..texts.len().min(4)], None);
        }
    }
    in_blocks(known, &mut found);
    found.rows(known)
}

/// What the article's own node says, where it is one of news: believed even when nothing on the
/// page bears it out.
pub fn of_news(linked: &Linked) -> Option<String> {
    let names = linked.authors.iter().filter(|it| linked.news && !it.contains("://"));
    let names: Vec<String> = names.map(|it| tidy(it)).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// The words of an element; those of the name in it, where it has one.
fn said_by(element: ElementRef<'_>) -> String {
    let name = scraper::Selector::parse("[itemprop=name]").ok();
    let inner = name.and_then(|it| element.select(&it).next());
    match inner.or(Some(element)).map(|it| (it.attr("content"), it)) {
        Some((Some(content), _)) => squeezed(content),
        Some((None, it)) => words(it),
        None => String::new(),
    }
}

/// Blocks that begin with "By", or lie in an element that is marked as the author's.
fn in_blocks(known: &Known<'_>, found: &mut Found) {
    let groups = says::mark_groups();
    let author = groups.iter().position(|it| *it == "author").unwrap_or_default();
    for (at, block) in known.page.blocks.iter().enumerate().take(1500) {
        if block.text.len() > LONGEST {
            continue;
        }
        let name = without_by(&block.text);
        if name.len() < block.text.len() {
            found.add("by", name, Some(at));
        } else if let Some((_, name)) =
            block.text.split_once(" by ").or_else(|| block.text.split_once(" von "))
        {
            found.add("by", name, Some(at));
        }
        if known.page.nearest(block, author).is_some_and(|it| it < 4) {
            found.add("marked", &block.text, Some(at));
        } else if known.text_at.is_some_and(|it| at <= it + 1) && is_name(&block.text) {
            found.add("name_only", &block.text, Some(at));
        }
    }
}

/// Two to four capitalised words.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|it| it.starts_with(char::is_uppercase))
        && !text.chars().any(|it| it.is_ascii_digit() || matches!(it, '!' | '?' | ':'))
}

/// Candidates by their letters, each with who says it and where.
#[derive(Default)]
struct Found {
    order: Vec<String>,
    by: BTreeMap<String, Saying>,
}

struct Saying {
    names: String,
    said: u32,
    /// Who says more, of which it is the beginning.
    cut: u32,
    times: usize,
    block: Option<usize>,
}

impl Found {
    /// Adds several names as one byline.
    fn add_all(&mut self, said: &str, names: &[String], block: Option<usize>) {
        let mut all: Vec<&str> = Vec::new();
        for name in names.iter().map(|it| it.trim()) {
            if !all.contains(&name) && !name.is_empty() && !name.contains("://") {
                all.push(name);
            }
        }
        if let [name] = all[..] {
            self.add(said, name, block);
        } else {
            self.put(said, &tidy(&all.join("; ")), block);
        }
    }

    fn add(&mut self, said: &str, names: &str, block: Option<usize>) {
        let names = tidy(names);
        self.put(said, &names, block);
        // "Jane Doe, Correspondent", "Jane Doe | Wire", "Jane Doe Updated 3 March"
        for mark in [
            ",", "|", " - ", " – ", " — ", "•", "·", "/", "(", " in ", " for ", " on ", " at ",
            ";", " is ",
        ] {
            if let Some((head, _)) = names.split_once(mark) {
                let key = self.put("cut", head, block);
                let bit = SAID.iter().position(|it| *it == said).unwrap_or_default();
                if let Some(saying) = self.by.get_mut(&key) {
                    saying.cut |= 1 << bit;
                }
            }
        }
    }

    fn put(&mut self, said: &str, names: &str, block: Option<usize>) -> String {
        let names = names.trim_matches(|it: char| {
            it.is_whitespace() || matches!(it, ',' | ':' | '|' | '-' | '–' | '•' | '·' | ';')
        });
        let key = bare(names);
        if key.len() < 2 || names.len() > LONGEST || names.contains("://") {
            return String::new();
        }
        if self.by.len() >= MOST && !self.by.contains_key(&key) {
            return String::new();
        }
        let order = &mut self.order;
        let saying = self.by.entry(key.clone()).or_insert_with_key(|key| {
            order.push(key.clone());
            Saying { names: names.to_owned(), said: 0, cut: 0, times: 0, block: None }
        });
        saying.times += 1;
        saying.block = saying.block.or(block);
        self.mark(&key, said);
        key
    }

    fn mark(&mut self, key: &str, said: &str) {
        let bit = SAID.iter().position(|it| *it == said).unwrap_or_default();
        if let Some(saying) = self.by.get_mut(key) {
            saying.said |= 1 << bit;
        }
    }

    /// For each of the candidates, in their order, the others that its letters are part of.
    fn held(&self) -> Vec<Vec<usize>> {
        let holders = |(at, key): (usize, &String)| {
            let key = memmem::Finder::new(key);
            let holds = |it: &usize| *it != at && key.find(self.order[*it].as_bytes()).is_some();
            (0..self.order.len()).filter(holds).collect()
        };
        self.order.iter().enumerate().map(holders).collect()
    }

    fn rows(self, known: &Known<'_>) -> Vec<Candidate<String>> {
        let title_at = known.title_at();
        let mut blocks: BTreeMap<String, usize> = BTreeMap::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (at, block) in
            known.page.blocks.iter().enumerate().filter(|it| it.1.text.len() <= LONGEST)
        {
            let key = bare(without_by(&block.text));
            *counts.entry(key.clone()).or_default() += 1;
            if title_at.is_none_or(|it| at + 4 >= it) {
                blocks.entry(key).or_insert(at);
            }
        }
        let held = self.held();
        let mut all = Vec::new();
        for (at, key) in self.order.iter().enumerate() {
            let Some(saying) = self.by.get(key) else { continue };
            let names = saying.names.as_str();
            let mut row = Row::named(at == 0);
            for (bit, name) in SAID.iter().enumerate() {
                row.put_of("said", name, flag(saying.said >> bit & 1 == 1));
            }
            for (bit, name) in SAID.iter().enumerate().take(10) {
                row.put_of("cut", name, flag(saying.cut >> bit & 1 == 1));
            }
            row.put("news", flag(known.linked.news));
            row.put("by_organisation", flag(known.linked.by_organisation));
            let of_person = known.linked.persons.iter().any(|it| bare(it) == *key);
            row.put("of_person", flag(of_person));
            row.put("authors", small(known.linked.authors.len().min(9)));
            row.put("places", small(saying.said.count_ones() as usize));
            row.put("times", small(saying.times.min(20)));
            row.put("order", small(at));
            row.put("candidates", small(self.order.len()));
            let any = |bit: usize| self.by.values().any(|it| it.said >> bit & 1 == 1);
            for (bit, name) in SAID.iter().enumerate().take(10) {
                row.put_of("any", name, flag(any(bit)));
            }
            row.put("holds", small(held.iter().filter(|it| it.contains(&at)).count()));
            row.put("held", small(held[at].len()));
            let said = |it: &usize| self.by.get(&self.order[*it]).map_or(0, |it| it.said);
            row.put("held_linked", flag(held[at].iter().any(|it| said(it) & 1 == 1)));
            row.put("held_meta", flag(held[at].iter().any(|it| said(it) & 4 == 4)));
            looks(names, &mut row);
            let site = known.site.map(bare).unwrap_or_default();
            row.put("is_site", flag(!site.is_empty() && *key == site));
            row.put(
                "holds_site",
                flag(site.len() > 3 && (key.contains(&site) || site.contains(key.as_str()))),
            );
            let host = known.url.and_then(|it| it.split('/').nth(2)).map(bare).unwrap_or_default();
            row.put("in_host", flag(host.contains(key.as_str())));
            row.put("title", flag(bare(known.title).contains(key.as_str())));
            row.put("blocks", small(counts.get(key).copied().unwrap_or_default().min(10)));
            known.place(saying.block.or(blocks.get(key).copied()), title_at, &mut row);
            all.push(Candidate { value: names.to_owned(), row });
        }
        all
    }
}

/// How names look.
fn looks(names: &str, row: &mut Row) {
    let words: Vec<&str> = names.split_whitespace().collect();
    let letters = small(names.chars().count()).max(1.0);
    let upper = words.iter().filter(|it| it.starts_with(char::is_uppercase)).count();
    row.put("words", small(words.len()));
    row.put("letters", letters);
    row.put("capitalised", small(upper) / small(words.len().max(1)));
    row.put("shouted", flag(!names.chars().any(char::is_lowercase)));
    row.put("lower", flag(!names.chars().any(char::is_uppercase)));
    row.put("digits", flag(names.chars().any(|it| it.is_ascii_digit())));
    row.put("address", flag(names.contains('@')));
    row.put("commas", small(names.matches(',').count()));
    row.put("parts", small(names.matches(';').count()));
    row.put("stops", flag(names.ends_with(['.', ':', '!', '?'])));
    row.put("agency", flag(is_agency(names)));
    for group in ["and", "office", "machine", "chrome", "role"] {
        row.put(group, flag(says::fact(group, names)));
    }
}

/// Words after which a line says when, and no more who.
const WHEN: [&str; 3] = ["Published", "Updated", "Posted"];

/// Names on one line, without "By", dates and what follows them.
fn tidy(names: &str) -> String {
    let line = squeezed(names);
    let line = without_by(&line);
    let dated = within(line).first().map_or(line.len(), |it| it.place.0);
    let head = if dated > 3 { &line[..dated] } else { line };
    let head = head.trim_end_matches(|it: char| !it.is_alphanumeric() && !matches!(it, ')' | '.'));
    if WHEN.iter().any(|it| head.starts_with(it)) {
        return String::new();
    }
    WHEN.iter()
        .chain(&[" on ", "published", "updated"])
        .fold(head, |head, word| {
            head.split_once(word).map_or(head, |it| if it.0.len() > 2 { it.0 } else { head })
        })
        .trim()
        .to_owned()
}

fn flag(it: bool) -> f32 {
    f32::from(u8::from(it))
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn what_says_when_is_nobody() {
        assert_eq!(tidy("By Jane Doe Posted on 3 March 2024"), "Jane Doe");
        assert_eq!(tidy("Автор: Jane Doe"), "Jane Doe");
        assert_eq!(tidy("Posted on 3 March 2024"), "");
    }
}
