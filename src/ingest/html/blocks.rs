//! A tree walked into blocks of text, in the order of the page, without recursion.
//!
//! A block ends at every element that stands apart and at two line breaks. Each knows the elements
//! around it, by which the judge tells the article from what stands about it.

use std::collections::HashMap;

use scraper::{ElementRef, Html, Node, node::Element as Tag};

use super::{forest::small, says};

/// The blocks of a page, and the elements around them.
#[derive(Debug, Default)]
pub struct Page {
    /// In the order of the page.
    pub blocks: Vec<Block>,
    /// Every element that holds text, in the order of the page.
    pub elements: Vec<Element>,
}

/// A run of text that nothing parts.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its words, on one line; the cells of a row of a table with ` | ` between.
    pub text: String,
    /// The nearest element that stands apart, by its place in [`Page::elements`].
    pub owner: usize,
    /// The elements around it, the nearest first, by their places in [`Page::elements`].
    pub chain: Vec<usize>,
    /// How many bytes of it are inside links.
    pub linked: usize,
}

/// An element that holds text.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// `p`, `li`.
    pub name: String,
    /// Class, id, role and the like, lower case.
    pub marks: String,
    /// What they say that it is for: a bit for each of [`says::mark_groups`].
    pub says: u32,
    /// Not shown by the page until something happens.
    pub hidden: bool,
    /// It stands apart from the line of text around it.
    pub apart: bool,
}

/// Elements that are not text.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "select", "textarea", "head",
    "title", "object", "canvas", "map",
];

/// Elements that stand apart from the line of text around them.
const APART: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "iframe",
    "label",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// A longer cell is a column of a layout, not a figure in a table.
const LONGEST_CELL: usize = 200;

/// The most blocks of a page; the longest article has a tenth of them.
const MOST: usize = 20_000;

/// So many elements around a block are looked at.
const AROUND: usize = 48;

/// The blocks of a page that hold words.
pub fn page(document: &Html) -> Page {
    let mut walk = Walk::default();
    let root = *document.root_element();
    let mut node = root;
    while walk.page.blocks.len() < MOST {
        walk.enter(node.value());
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        walk.leave(node.value());
        while node.id() != root.id() && node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { break };
            node = parent;
            walk.leave(node.value());
        }
        match node.next_sibling() {
            Some(next) if node.id() != root.id() => node = next,
            _ => break,
        }
    }
    walk.flush();
    walk.page
}

/// The blocks of a piece of a page, one a line.
pub fn lines(html: &str) -> String {
    let blocks = page(&Html::parse_document(html)).blocks;
    blocks.into_iter().map(|it| it.text).collect::<Vec<_>>().join("\n")
}

/// The words inside an element, on one line.
pub fn words(element: ElementRef<'_>) -> String {
    squeezed(&element.text().collect::<String>())
}

/// Runs of white space as one space; a no-break space is kept.
pub fn squeezed(text: &str) -> String {
    let parts: Vec<&str> =
        text.split(|it: char| it.is_ascii_whitespace()).filter(|it| !it.is_empty()).collect();
    parts.join(" ")
}

/// Whether an element of this name is a heading.
pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

impl Page {
    /// The elements around a block that stand apart, the nearest first.
    pub fn containers(&self, block: &Block) -> impl Iterator<Item = usize> {
        block.chain.iter().copied().filter(|it| self.elements[*it].apart)
    }

    /// How many elements lie between a block and the nearest one around it whose marks say this, a
    /// place in [`says::mark_groups`]; none where none does.
    pub fn nearest(&self, block: &Block, group: usize) -> Option<usize> {
        block.chain.iter().position(|it| self.elements[*it].says >> group & 1 == 1)
    }

    /// How near that element is: 1 for the nearest around a block, less for each between, 0 for none.
    pub fn nearness(&self, block: &Block, group: usize) -> f32 {
        self.nearest(block, group).map_or(0.0, |it| 1.0 / (1.0 + small(it)))
    }

    /// Whether the page does not show a block until something happens.
    pub fn is_hidden(&self, block: &Block) -> bool {
        block.chain.iter().any(|it| self.elements[*it].hidden)
    }

    /// The name of the element that a block is the text of.
    pub fn name(&self, block: &Block) -> &str {
        self.elements.get(block.owner).map_or("", |it| it.name.as_str())
    }

    /// Whether a block lies in an element of one of these names.
    pub fn within(&self, block: &Block, names: &[&str]) -> bool {
        block.chain.iter().any(|it| names.contains(&self.elements[*it].name.as_str()))
    }
}

#[derive(Default)]
struct Walk {
    page: Page,
    /// What marks say that were met before: most elements of a page are marked like others.
    known: HashMap<String, u32>,
    line: String,
    linked: usize,
    links: usize,
    silent: usize,
    breaks: usize,
    /// The elements that are open now.
    open: Vec<usize>,
    /// Those that were when the line began.
    around: Vec<usize>,
    /// The rows of tables that are open: how many blocks there were before each.
    rows: Vec<usize>,
}

impl Walk {
    fn enter(&mut self, node: &Node) {
        match node {
            Node::Element(tag) => self.start(tag),
            Node::Text(words) if self.silent == 0 => self.words(words),
            _ => {}
        }
    }

    fn leave(&mut self, node: &Node) {
        if let Node::Element(tag) = node {
            self.end(tag.name());
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name();
        self.silent += usize::from(SILENT.contains(&name));
        if self.silent > 0 {
            return;
        }
        let apart = APART.contains(&name);
        if apart {
            self.flush();
        }
        match name {
            "br" => {
                self.breaks += 1;
                if self.breaks >= 2 {
                    self.flush();
                } else {
                    self.line.push(' ');
                }
                return;
            }
            "a" => self.links += 1,
            "tr" => self.rows.push(self.page.blocks.len()),
            _ => {}
        }
        self.open.push(self.page.elements.len());
        let (marks, hidden) = marks(tag);
        let says = self.known.get(&marks).copied().unwrap_or_else(|| {
            let says = says::of_marks(&marks);
            self.known.insert(marks.clone(), says);
            says
        });
        self.page.elements.push(Element { name: name.to_owned(), marks, says, hidden, apart });
    }

    fn end(&mut self, name: &str) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        if self.silent > 0 || name == "br" {
            return;
        }
        if APART.contains(&name) {
            self.flush();
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "tr" => self.join_row(),
            _ => {}
        }
        self.open.pop();
    }

    fn words(&mut self, words: &str) {
        let bare = words.trim();
        if bare.is_empty() {
            self.line.push(' ');
            return;
        }
        if self.line.trim().is_empty() {
            self.around.clone_from(&self.open);
        }
        self.line.push_str(words);
        self.breaks = 0;
        if self.links > 0 {
            self.linked += bare.len();
        }
    }

    fn flush(&mut self) {
        let text = squeezed(&std::mem::take(&mut self.line));
        let linked = std::mem::take(&mut self.linked).min(text.len());
        let chain: Vec<usize> = std::mem::take(&mut self.around)
            .into_iter()
            .rev()
            .filter(|it| !matches!(self.page.elements[*it].name.as_str(), "html" | "body"))
            .take(AROUND)
            .collect();
        self.breaks = 0;
        if text.chars().any(char::is_alphanumeric) {
            let owner = chain.iter().copied().find(|it| self.page.elements[*it].apart);
            let owner = owner.unwrap_or_default();
            self.page.blocks.push(Block { text, owner, chain, linked });
        }
    }

    /// Makes one block of the row that ends, where each of its cells is a short line.
    fn join_row(&mut self) {
        let Some(first) = self.rows.pop() else { return };
        let Some(row) = self.open.last().copied() else { return };
        let (before, cells) = self.page.blocks.split_at(first.min(self.page.blocks.len()));
        let mut owners: Vec<usize> = cells.iter().map(|it| it.owner).collect();
        owners.dedup();
        let figures = cells.len() > 1
            && owners.len() == cells.len()
            && cells.iter().all(|it| {
                matches!(self.page.name(it), "td" | "th") && it.text.len() <= LONGEST_CELL
            });
        if !figures {
            return;
        }
        let texts: Vec<&str> = cells.iter().map(|it| it.text.as_str()).collect();
        let chain = &cells[0].chain;
        let from = chain.iter().position(|it| *it == row).unwrap_or_default();
        let joined = Block {
            text: texts.join(" | "),
            owner: row,
            chain: chain[from..].to_vec(),
            linked: cells.iter().map(|it| it.linked).sum(),
        };
        let kept = before.len();
        self.page.blocks.truncate(kept);
        self.page.blocks.push(joined);
    }
}

/// The attributes in which an element says what it is for, in this order.
const MARKS: [&str; 6] = ["class", "id", "role", "itemprop", "data-component", "data-testid"];

/// What an element says that it is for, and whether it is hidden.
fn marks(tag: &Tag) -> (String, bool) {
    let mut said = [None; MARKS.len()];
    let mut hidden = false;
    for (name, value) in tag.attrs() {
        match name {
            "hidden" => hidden = true,
            "aria-hidden" => hidden |= value == "true",
            "style" => {
                let style = value.replace(' ', "").to_lowercase();
                hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            name => {
                if let Some(at) = MARKS.iter().position(|it| *it == name) {
                    said[at] = Some(value);
                }
            }
        }
    }
    let said: Vec<&str> = said.into_iter().flatten().collect();
    let mut said = said.join(" ").to_lowercase();
    said.truncate(said.floor_char_boundary(512));
    (said, hidden)
}
