//! Markdown: front matter as fields, the rest as plain paragraphs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::clean::{Draft, Headline};

/// The draft of a Markdown file.
pub fn draft(text: &str) -> Draft {
    let (fields, body) = front_matter(text);
    let mut draft = Draft { headline: Headline::Apart, ..Draft::default() };
    for (key, value) in fields {
        if key.eq_ignore_ascii_case("sample") {
            draft.sample = value == "true";
        } else {
            draft.set(key, value);
        }
    }
    let blocks = Blocks::read(body);
    if draft.title.is_empty() {
        draft.title = blocks.headline.unwrap_or_default();
    }
    draft.add(blocks.done);
    draft
}

/// The flat `key: value` or `key = value` lines between two fences, and what follows them.
fn front_matter(text: &str) -> (Vec<(&str, &str)>, &str) {
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let Some((fence, rest)) = text.split_once('\n') else { return (Vec::new(), text) };
    let fence = fence.trim_end();
    let mark = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return (Vec::new(), text),
    };
    let mut fields = Vec::new();
    let mut left = rest;
    while let Some((line, after)) =
        left.split_once('\n').or(Some((left, ""))).filter(|_| !left.is_empty())
    {
        left = after;
        if line.trim_end() == fence {
            return (fields, left);
        }
        if let Some((key, value)) = line.split_once(mark) {
            let value = value.trim();
            let bare = value.trim_matches(|it| matches!(it, '[' | ']'));
            fields.push((key.trim(), bare.trim_matches(['"', '\''])));
        }
    }
    (Vec::new(), text)
}

/// The paragraphs of a body, growing.
#[derive(Default)]
struct Blocks {
    done: Vec<String>,
    open: String,
    headline: Option<String>,
    quotes: usize,
    item: bool,
    skip: usize,
}

impl Blocks {
    fn read(body: &str) -> Self {
        let mut blocks = Self::default();
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(body, options) {
            blocks.take(event);
        }
        blocks.close();
        blocks
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.skip == 0 => self.words(&words),
            Event::Code(words) => self.open.push_str(&words),
            Event::SoftBreak => self.open.push(' '),
            Event::HardBreak | Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::Item => {
                self.close();
                self.item = true;
            }
            // A picture's words are a caption that nobody sees.
            Tag::Image { .. } => self.skip += 1,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::TableCell => {
                if !self.open.is_empty() {
                    self.open.push_str(" | ");
                }
            }
            _ => self.close(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Image => self.skip = self.skip.saturating_sub(1),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::TableCell => {}
            TagEnd::Heading(_) => {
                let words = self.open.trim().to_owned();
                if self.done.len() < 4 && !words.is_empty() {
                    self.headline.get_or_insert(words);
                }
                self.close();
            }
            TagEnd::Item => {
                self.close();
                self.item = false;
            }
            _ => self.close(),
        }
    }

    /// Words of a paragraph; in code each line is one.
    fn words(&mut self, words: &str) {
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                self.close();
            }
            self.open.push_str(line);
        }
    }

    fn close(&mut self) {
        let words = std::mem::take(&mut self.open);
        if words.trim().is_empty() {
            return;
        }
        let quote = if self.quotes > 0 { "> " } else { "" };
        let item = if std::mem::take(&mut self.item) { "- " } else { "" };
        self.done.push(format!("{quote}{item}{}", words.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_in_both_styles() {
        for text in [
            "---\ntitle: \"Gas\"\nsample: true\n---\nBody",
            "+++\ntitle = \"Gas\"\nsample = true\n+++\nBody",
        ] {
            let draft = draft(text);
            assert_eq!((draft.title.as_str(), draft.sample), ("Gas", true));
            assert_eq!(draft.paragraphs.len(), 1);
        }
        assert_eq!(front_matter("---\nnever: closed\n").1, "---\nnever: closed\n");
    }

    #[test]
    fn hostile_nesting_is_read() {
        for text in [">".repeat(50_000), "[".repeat(50_000), "*a **b ".repeat(20_000)] {
            draft(&text);
        }
    }
}
