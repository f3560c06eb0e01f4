//! A tree walked into paragraphs, in the order of the page, without recursion.

use scraper::{ElementRef, Html, Node, node::Element};

/// A paragraph of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its words, on one line; `- ` before those of a list, `> ` before those of a quotation.
    pub text: String,
    /// The kind of furniture that its place says it is.
    pub why: Option<&'static str>,
}

/// Elements that are not text.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "video", "audio",
    "select", "button", "textarea", "head", "title", "canvas", "map",
];

/// Elements that stand in the line of text around them.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rp", "rt", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
    "picture", "source",
];

/// The blocks of a page that hold words.
pub fn blocks(document: &Html) -> Vec<Block> {
    let mut walk = Walk::default();
    let root = *document.root_element();
    let mut node = root;
    loop {
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
    walk.done
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

#[derive(Default)]
struct Walk {
    done: Vec<Block>,
    line: String,
    silent: usize,
    quotes: usize,
    item: bool,
    cells: usize,
    /// The kinds of furniture of the open elements, with the depth of each.
    kinds: Vec<(usize, &'static str)>,
    depth: usize,
}

impl Walk {
    fn enter(&mut self, node: &Node) {
        match node {
            Node::Element(element) => self.open(element),
            Node::Text(words) => self.words(words),
            _ => {}
        }
    }

    fn leave(&mut self, node: &Node) {
        if let Node::Element(element) = node {
            self.close(element);
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        self.depth += 1;
        if SILENT.contains(&name) || is_hidden(element) {
            self.silent += 1;
        }
        match name {
            "br" => self.line.push('\n'),
            "td" | "th" => self.cells += 1,
            _ if INLINE.contains(&name) => {}
            _ => self.flush(),
        }
        match name {
            "blockquote" => self.quotes += 1,
            "li" => self.item = true,
            "td" | "th" if self.cells > 1 => self.line.push_str(" | "),
            _ => {}
        }
        if let Some(kind) = kind(element) {
            self.kinds.push((self.depth, kind));
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if !INLINE.contains(&name) && !matches!(name, "br" | "td" | "th") {
            self.flush();
        }
        match name {
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "li" => self.item = false,
            "tr" => self.cells = 0,
            _ => {}
        }
        if SILENT.contains(&name) || is_hidden(element) {
            self.silent = self.silent.saturating_sub(1);
        }
        self.kinds.pop_if(|(depth, _)| *depth == self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    fn words(&mut self, words: &str) {
        if self.silent == 0 {
            self.line.extend(words.chars().map(|it| if it == '\n' { ' ' } else { it }));
        }
    }

    /// Ends the paragraph; two line breaks inside it end one too.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        // A table cell may hold blocks of its own: the row stays together.
        if self.cells > 0 && line.trim().is_empty() {
            return;
        }
        let broken = line.split('\n').map(str::trim).collect::<Vec<_>>().join("\n");
        for part in broken.split("\n\n") {
            let text = squeezed(part);
            if text.chars().any(char::is_alphanumeric) || text.contains("##") {
                let quote = if self.quotes > 0 { "> " } else { "" };
                let item = if std::mem::take(&mut self.item) { "- " } else { "" };
                let why = self.kinds.last().map(|(_, kind)| *kind);
                self.done.push(Block { text: format!("{quote}{item}{text}"), why });
            }
        }
    }
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.replace(' ', "").contains("display:none")
}

/// What an element says its content is: by its name, then by its class and id.
fn kind(element: &Element) -> Option<&'static str> {
    match element.name() {
        "nav" => return Some("navigation"),
        "footer" => return Some("legal"),
        "aside" => return Some("related"),
        "form" => return Some("comment-form"),
        "figcaption" => return Some("caption"),
        "body" | "html" | "main" | "article" => return None,
        _ => {}
    }
    let names =
        [element.attr("class"), element.attr("id")].map(Option::unwrap_or_default).join(" ");
    let names = names.to_ascii_lowercase();
    [
        ("comment", "comment-form"),
        ("newsletter", "newsletter"),
        ("share", "share"),
        ("social", "share"),
        ("related", "related"),
        ("recirc", "related"),
        ("breadcrumb", "navigation"),
        ("navbar", "navigation"),
        ("menu", "navigation"),
        ("caption", "caption"),
        ("advert", "advert"),
        ("sponsor", "advert"),
        ("cookie", "legal"),
        ("copyright", "legal"),
    ]
    .iter()
    .find_map(|(word, kind)| names.contains(word).then_some(*kind))
}
