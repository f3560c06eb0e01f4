//! Each block of a page as a row of figures, by which it is judged.
//!
//! What its words and its elements say, how they look, what the voters hold of it, and the same of
//! its neighbours, of the blocks that are marked alike and of the elements around it.

use std::collections::BTreeMap;

use super::{
    blocks::{Block, Element, Page, is_heading},
    forest::small,
    says,
    votes::{VOTERS, Vote, Words, together},
};

/// What is known of a page besides its blocks.
pub struct Given<'a> {
    /// The headline.
    pub title: &'a str,
    /// The description in its head.
    pub description: &'a str,
    /// The texts that voters hold for the article.
    pub votes: &'a [Vote],
}

/// A row of figures, and what they are called where somebody asks.
#[derive(Debug, Default)]
pub struct Row {
    /// The figures.
    pub figures: Vec<f32>,
    /// Their names, in their order; only the first row of a page has them.
    pub names: Vec<String>,
    named: bool,
}

/// Names of elements that a block can be the text of.
const OWNERS: &str = "p h1 h2 h3 h4 li td tr blockquote figcaption div pre dd summary button";

/// Names of elements that a block can lie in.
const AROUND: &str =
    "article main aside nav header footer form figure table ul ol a section blockquote";

/// How many containers around a block are looked at.
const CONTAINERS: usize = 4;

/// Neighbours of a block that are looked at.
const NEAR: [isize; 6] = [-3, -2, -1, 1, 2, 3];

/// Sentences end with these.
const STOPS: &[char] = &['.', '!', '?', '。', '！', '？', '…', '।', '۔', '؟'];

/// What may close after the end of a sentence.
const CLOSING: &[char] = &['"', '”', '’', '»', ')', ']', '“', '\''];

impl Row {
    /// A row whose figures are named.
    pub fn named(named: bool) -> Self {
        Self { named, ..Self::default() }
    }

    /// Adds a figure.
    pub fn put(&mut self, name: &str, figure: f32) {
        self.figures.push(figure);
        if self.named {
            self.names.push(name.to_owned());
        }
    }

    /// Adds a figure of one of several of a kind.
    pub fn put_of(&mut self, name: &str, which: impl std::fmt::Display, figure: f32) {
        self.figures.push(figure);
        if self.named {
            self.names.push(format!("{name}_{which}"));
        }
    }
}

/// A sum over blocks that have something in common.
#[derive(Clone, Debug, Default)]
struct Sum {
    blocks: f32,
    bytes: f32,
    words: f32,
    linked: f32,
    /// Of each vote, weighted by bytes.
    voted: [f32; VOTERS.len()],
}

/// What is counted once on a page, before any block has its row.
pub struct Counted<'a> {
    page: &'a Page,
    given: &'a Given<'a>,
    words: Vec<Words>,
    shares: Vec<[f32; VOTERS.len()]>,
    /// The first and the last block that each voter has.
    spans: [Option<(usize, usize)>; VOTERS.len()],
    /// Which of [`AROUND`] each element is, a bit each.
    within: Vec<u32>,
    says: Vec<u32>,
    /// One number for each block: the same for those whose nearest elements have the same names and marks.
    alike: Vec<u64>,
    sums_alike: BTreeMap<u64, Sum>,
    sums: Vec<Sum>,
    total: Sum,
    title: Vote,
    title_words: Words,
    description: Vote,
    title_at: Option<usize>,
}

impl<'a> Counted<'a> {
    /// Counts a page.
    pub fn new(page: &'a Page, given: &'a Given<'a>) -> Self {
        let words: Vec<Words> = page.blocks.iter().map(|it| Words::of(&it.text)).collect();
        let share = |it: &Words| -> [f32; VOTERS.len()] {
            std::array::from_fn(|voter| given.votes.get(voter).map_or(0.0, |vote| vote.share(it)))
        };
        let shares: Vec<_> = words.iter().map(share).collect();
        let title_words = Words::of(given.title);
        let mut counted = Self {
            page,
            given,
            spans: std::array::from_fn(|voter| span(&words, &shares, voter)),
            within: page.elements.iter().map(|it| around(&it.name)).collect(),
            says: page.blocks.iter().map(|it| says::of_words(&it.text)).collect(),
            alike: signatures(page),
            sums_alike: BTreeMap::new(),
            sums: vec![Sum::default(); page.elements.len()],
            total: Sum::default(),
            title: Vote::new(given.title),
            description: Vote::new(given.description),
            title_at: words
                .iter()
                .position(|it| !title_words.all.is_empty() && it.all == title_words.all),
            title_words,
            words,
            shares,
        };
        counted.sum();
        counted
    }

    fn sum(&mut self) {
        for (at, block) in self.page.blocks.iter().enumerate() {
            let one = self.one(at);
            self.total.add(&one);
            self.sums_alike.entry(self.alike[at]).or_default().add(&one);
            for element in &block.chain {
                self.sums[*element].add(&one);
            }
        }
    }

    fn one(&self, at: usize) -> Sum {
        let block = &self.page.blocks[at];
        let bytes = small(block.text.len());
        Sum {
            blocks: 1.0,
            bytes,
            words: small(self.words[at].all.len()),
            linked: small(block.linked),
            voted: self.shares[at].map(|it| it * bytes),
        }
    }

    /// The row of each block.
    pub fn rows(&self) -> Vec<Row> {
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        let mut before = 0.0;
        let mut heading = None;
        let mut rows = Vec::with_capacity(self.page.blocks.len());
        for (at, block) in self.page.blocks.iter().enumerate() {
            let mut row = Row::named(at == 0);
            row.figures.reserve(rows.first().map_or(0, |it: &Row| it.figures.len()));
            self.looks(at, before, &mut row);
            self.says(at, heading, &mut row);
            let times = seen.entry(together(&self.words[at].all)).or_default();
            row.put("repeated", small((*times).min(3)));
            *times += 1;
            for voter in 0..VOTERS.len() {
                self.voted(at, voter, &mut row);
            }
            self.context(at, &mut row);
            self.whole(&mut row);
            rows.push(row);
            before += small(block.text.len());
            if is_heading(self.page.name(block)) {
                heading = Some(at);
            }
        }
        rows
    }

    /// How its text looks, and where it stands.
    fn looks(&self, at: usize, before: f32, row: &mut Row) {
        let block = &self.page.blocks[at];
        let text = block.text.as_str();
        let letters = small(text.chars().count()).max(1.0);
        let words = small(self.words[at].all.len());
        let of = |fits: fn(char) -> bool| small(text.chars().filter(|it| fits(*it)).count());
        row.put("length", (letters + 1.0).ln());
        row.put("words", words.min(120.0));
        row.put("linked", linked(block));
        row.put("stops", of(|it| STOPS.contains(&it)).min(12.0));
        row.put("commas", of(|it| matches!(it, ',' | '،' | '、' | '，')) / words.max(1.0));
        let ends = text.trim_end_matches(CLOSING).ends_with(STOPS);
        row.put("ends", flag(ends || text.ends_with(':')));
        row.put("capitals", of(char::is_uppercase) / letters);
        row.put("digits", of(|it| it.is_ascii_digit()) / letters);
        row.put("bars", flag(text.contains(['|', '·', '•', '›', '»'])));
        row.put("first_capital", flag(text.chars().next().is_some_and(char::is_uppercase)));
        let count = small(self.page.blocks.len().max(1));
        row.put("place", small(at) / count);
        row.put("place_bytes", before / self.total.bytes.max(1.0));
        row.put("share", small(text.len()) / self.total.bytes.max(1.0));
        let name = self.page.name(block);
        for owner in OWNERS.split(' ') {
            row.put_of("is", owner, flag(owner == name));
        }
        let within = block.chain.iter().fold(0, |all, it| all | self.within[*it]);
        for (bit, around) in AROUND.split(' ').enumerate() {
            row.put_of("in", around, flag(within >> bit & 1 == 1));
        }
        row.put("hidden", flag(self.page.is_hidden(block)));
        row.put("depth", small(block.chain.len().min(40)));
        let since = self.title_at.map_or(-100.0, |title| apart(at, title).clamp(-50.0, 90.0));
        row.put("since_title", since);
    }

    /// What it says that it is: its elements, its words, the heading before it.
    fn says(&self, at: usize, heading: Option<usize>, row: &mut Row) {
        let block = &self.page.blocks[at];
        for (group, name) in says::mark_groups().iter().enumerate() {
            row.put_of("mark", name, self.page.nearness(block, group));
        }
        let near = heading.filter(|it| at - it <= 12);
        let headed = near.map_or(0, |it| self.says[it]);
        for (group, name) in says::word_groups().iter().enumerate() {
            row.put_of("says", name, flag(self.says[at] >> group & 1 == 1));
        }
        row.put("says_any", small(self.says[at].count_ones() as usize));
        for (group, name) in says::word_groups().iter().enumerate() {
            row.put_of("headed", name, flag(headed >> group & 1 == 1));
        }
        row.put("since_heading", near.map_or(13.0, |it| small(at - it)));
        let words = &self.words[at];
        row.put("is_title", flag(!words.all.is_empty() && words.all == self.title_words.all));
        row.put("title", self.title.covered(&words.all, 2));
        let short = words.all.len() <= 3 * self.title_words.all.len();
        row.put("of_title", if short { self.title_words.shared(words, 2) } else { 0.0 });
        row.put("description", self.description.share(words));
    }

    /// What one voter holds of it and of what is around it.
    fn voted(&self, at: usize, voter: usize, row: &mut Row) {
        let name = VOTERS[voter];
        let block = &self.page.blocks[at];
        let own = self.shares[at][voter];
        row.put_of("vote", name, own);
        let line = self.given.votes.get(voter).is_some_and(|it| it.has_line(&self.words[at]));
        row.put_of("line", name, flag(line));
        for near in NEAR {
            let share = at.checked_add_signed(near).and_then(|it| self.shares.get(it));
            row.put_of("vote", format_args!("{near}_{name}"), share.map_or(0.0, |it| it[voter]));
        }
        let (before, after, within) = match self.spans[voter] {
            None => (-1.0, -1.0, -1.0),
            Some((first, last)) => (
                apart(first, at).clamp(0.0, 50.0),
                apart(at, last).clamp(0.0, 50.0),
                (apart(at, first) / small((last - first).max(1))).clamp(-0.2, 1.2),
            ),
        };
        row.put_of("before", name, before);
        row.put_of("after", name, after);
        row.put_of("within", name, within);
        let bytes = small(block.text.len());
        let without = |sum: &Sum| {
            let rest = sum.bytes - bytes;
            if rest > 0.5 { (sum.voted[voter] - own * bytes) / rest } else { -1.0 }
        };
        let alike = self.sums_alike.get(&self.alike[at]);
        row.put_of("alike", name, alike.map_or(-1.0, without));
        let mut around = self.page.containers(block);
        for level in 0..CONTAINERS {
            let share = around.next().map_or(-1.0, |it| without(&self.sums[it]));
            row.put_of("around", format_args!("{level}_{name}"), share);
        }
    }

    /// What the blocks near it, alike and around look like.
    fn context(&self, at: usize, row: &mut Row) {
        let block = &self.page.blocks[at];
        let empty = Sum::default();
        let alike = self.sums_alike.get(&self.alike[at]).unwrap_or(&empty);
        row.put("alike_blocks", alike.blocks.min(60.0));
        row.put("alike_words", (alike.words / alike.blocks.max(1.0)).min(100.0));
        row.put("alike_linked", alike.linked / alike.bytes.max(1.0));
        row.put("alike_share", alike.bytes / self.total.bytes.max(1.0));
        for near in NEAR {
            let other = at.checked_add_signed(near).filter(|it| *it < self.page.blocks.len());
            let there = other.map(|it| &self.page.blocks[it]);
            row.put_of("length", near, there.map_or(0.0, |it| small(it.text.len() + 1).ln()));
            row.put_of("linked", near, there.map_or(-1.0, linked));
            row.put_of(
                "same",
                near,
                flag(other.is_some_and(|it| self.alike[it] == self.alike[at])),
            );
            let heading = there.is_some_and(|it| self.page.name(it).starts_with('h'));
            row.put_of("heading", near, flag(heading));
            let says = other.map_or(0, |it| self.says[it] & !SAID);
            row.put_of("says", near, small(says.count_ones() as usize));
        }
        let mut around = self.page.containers(block);
        for level in 0..CONTAINERS {
            let sum = around.next().map(|it| &self.sums[it]);
            let of = |figure: fn(&Sum) -> f32| sum.map_or(-1.0, figure);
            row.put_of("around_linked", level, of(|it| it.linked / it.bytes.max(1.0)));
            row.put_of("around_blocks", level, of(|it| it.blocks.min(100.0)));
            row.put_of("around_words", level, of(|it| (it.words / it.blocks.max(1.0)).min(100.0)));
            row.put_of("around_share", level, of(|it| it.bytes) / self.total.bytes.max(1.0));
        }
    }

    /// The page as a whole: how long the votes are, and whether they agree.
    fn whole(&self, row: &mut Row) {
        row.put("page_blocks", small(self.page.blocks.len()).ln_1p());
        row.put("page_words", self.total.words.ln_1p());
        row.put("page_linked", self.total.linked / self.total.bytes.max(1.0));
        let words = |voter: usize| self.given.votes.get(voter).map_or(0.0, |it| small(it.words));
        for (voter, name) in VOTERS.iter().enumerate() {
            row.put_of("voted", name, words(voter).ln_1p());
            row.put_of("voted_share", name, self.total.voted[voter] / self.total.bytes.max(1.0));
        }
        row.put("precise_of_first", words(1) / words(0).max(1.0));
        row.put("readable_of_first", (words(2) / words(0).max(1.0)).min(10.0));
    }
}

/// The group of words that are no sign of furniture: the last.
const SAID: u32 = 1 << 10;

impl Sum {
    fn add(&mut self, other: &Self) {
        self.blocks += other.blocks;
        self.bytes += other.bytes;
        self.words += other.words;
        self.linked += other.linked;
        for (sum, it) in self.voted.iter_mut().zip(other.voted) {
            *sum += it;
        }
    }
}

/// Which of [`AROUND`] an element of this name is, as one bit; none where it is no such element.
fn around(name: &str) -> u32 {
    AROUND.split(' ').position(|it| it == name).map_or(0, |bit| 1 << bit)
}

fn flag(it: bool) -> f32 {
    f32::from(u8::from(it))
}

fn linked(block: &Block) -> f32 {
    small(block.linked) / small(block.text.len().max(1))
}

/// How far the first block stands after the second.
fn apart(one: usize, other: usize) -> f32 {
    if one >= other { small(one - other) } else { -small(other - one) }
}

fn span(words: &[Words], shares: &[[f32; VOTERS.len()]], voter: usize) -> Option<(usize, usize)> {
    let has = |at: &usize| shares[*at][voter] > 0.5 && words[*at].all.len() > 6;
    let first = (0..words.len()).find(has)?;
    Some((first, (0..words.len()).rfind(has)?))
}

/// The name of each block's element, and the names and marks of the three nearest, as one number.
fn signatures(page: &Page) -> Vec<u64> {
    let of = |it: &Element| together(&Words::of(&format!("{}.{}", it.name, it.marks)).all);
    let elements: Vec<u64> = page.elements.iter().map(of).collect();
    let of = |block: &Block| {
        let own = Words::of(page.name(block)).all;
        let near = block.chain.iter().take(3).map(|it| elements[*it]);
        together(&own.into_iter().chain(near).collect::<Vec<u64>>())
    };
    page.blocks.iter().map(of).collect()
}
