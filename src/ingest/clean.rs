//! From what a reader of a format took out of a file to an [`Article`]: headline, byline and date
//! are read off its head, and page furniture goes to `removed`.
//!
//! Cleaning what is clean removes nothing, and nothing is dropped: what does not stand in the
//! text stands in `removed`.
//!
//! * `furniture`: lines that are known by their words
//! * `head`: headline, byline, date
//! * `tail`: end marks, lists of other stories, words that stand twice

mod furniture;
mod head;
mod tail;

use self::furniture::Kinds;
pub use self::{
    furniture::{is_agency, kind},
    head::without_by,
};
use super::dates;
use crate::{
    model::{Article, Date, Origin, Removed},
    text::sanitize,
};

/// What a reader of a format found in a file.
#[derive(Debug, Default)]
pub struct Draft {
    /// The headline, where the format has a place for it.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The outlet.
    pub site: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// What the file says its language is.
    pub language: Option<String>,
    /// Whether it comes with the program.
    pub sample: bool,
    /// The headline stands in the file, apart from the paragraphs.
    pub headline: Headline,
    /// The paragraphs, in their order.
    pub paragraphs: Vec<Paragraph>,
    /// The text as it came, for who wants every line; joined paragraphs where there is none.
    pub verbatim: Option<String>,
    /// What the reader has to say about the file.
    pub warnings: Vec<String>,
}

/// Where the headline of a draft stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// In the paragraphs, if anywhere.
    #[default]
    Inside,
    /// Apart from them: it becomes the first.
    Apart,
    /// Above them on a page, perhaps several times: it is said once, before the text.
    Above,
}

/// A paragraph of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words, on one line.
    pub text: String,
    /// The kind of furniture that it is, where it is.
    pub why: Option<&'static str>,
}

/// What to do with page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Take it out of the text.
    Remove,
    /// Leave every line where it is.
    Keep,
}

/// A paragraph of more bytes is text and not the head of it.
const LONG: usize = 200;

/// Taking one thing out can lay another bare; more rounds than this no file needs.
const ROUNDS: usize = 8;

impl Draft {
    /// Adds body paragraphs.
    pub fn add(&mut self, paragraphs: impl IntoIterator<Item = String>) {
        self.paragraphs.extend(paragraphs.into_iter().map(|text| Paragraph { text, why: None }));
    }

    /// Sets what a field of this name says; false where the name is none of ours.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        let words = || Some(value.to_owned()).filter(|it| !it.is_empty());
        match key.to_ascii_lowercase().as_str() {
            "title" | "headline" => value.clone_into(&mut self.title),
            "author" | "authors" | "byline" | "by" => self.byline = words(),
            "site" | "source" | "outlet" | "publisher" | "publication" => self.site = words(),
            "url" | "link" | "canonical" => self.url = words(),
            "lang" | "language" => self.language = words(),
            "date" | "published" | "pubdate" | "publication date" => {
                self.published = dates::date_in_field(value);
            }
            _ => return false,
        }
        true
    }
}

/// The article that a draft makes.
pub fn clean(mut draft: Draft, furniture: Furniture) -> Article {
    tidy(&mut draft);
    let kinds = Kinds::of(&draft.paragraphs);
    let (text, removed) = match furniture {
        Furniture::Keep => {
            head::read(&mut draft, &kinds);
            (verbatim(&draft), Vec::new())
        }
        Furniture::Remove => {
            let mut pulled = false;
            for _ in 0..ROUNDS {
                if round(&mut draft, &kinds, &mut pulled) == 0 {
                    break;
                }
            }
            parted(&draft.paragraphs)
        }
    };
    Article {
        title: draft.title,
        byline: draft.byline,
        site: draft.site,
        url: draft.url,
        published: draft.published,
        language: draft.language,
        origin: Origin { sample: draft.sample, ..Origin::default() },
        text,
        removed,
        warnings: draft.warnings,
    }
}

/// Marks what is furniture now, and says how much; `pulled` once pull quotes were looked for.
fn round(draft: &mut Draft, kinds: &Kinds, pulled: &mut bool) -> usize {
    let read = head::read(draft, kinds);
    for done in &read {
        done.mark(&mut draft.paragraphs);
    }
    read.len()
        + kinds.mark(&mut draft.paragraphs)
        + tail::mark(&mut draft.paragraphs, &draft.title, pulled)
}

/// Makes every word of the draft harmless and every paragraph one line.
fn tidy(draft: &mut Draft) {
    draft.title = sanitize::line(&draft.title);
    for field in [&mut draft.byline, &mut draft.site, &mut draft.url, &mut draft.language] {
        *field = field.as_deref().map(sanitize::line).filter(|it| !it.is_empty());
    }
    draft.byline = draft.byline.as_deref().map(|it| head::without_by(it).to_owned());
    for paragraph in &mut draft.paragraphs {
        paragraph.text = sanitize::line(&paragraph.text);
    }
    draft.paragraphs.retain(|it| !it.text.is_empty());
    match draft.headline {
        Headline::Apart if !draft.title.is_empty() => place_headline(draft),
        // A headline claims what the text may not: it is analysed with it.
        Headline::Above if !draft.title.is_empty() => {
            set_aside_headline(draft);
            place_headline(draft);
        }
        _ => {}
    }
}

/// Takes the headline out of the paragraphs, wherever it stands before the text.
fn set_aside_headline(draft: &mut Draft) {
    let title = furniture::fold(&draft.title);
    for paragraph in &mut draft.paragraphs {
        if furniture::fold(&paragraph.text) == title && !title.is_empty() {
            paragraph.why = Some("headline");
        } else if paragraph.why.is_none() && paragraph.text.len() > LONG {
            break;
        }
    }
}

/// Makes the headline a paragraph: where the page has it, else first.
fn place_headline(draft: &mut Draft) {
    let title = furniture::fold(&draft.title);
    let is_title = |it: &Paragraph| furniture::fold(&it.text) == title;
    let text = draft.paragraphs.iter().position(|it| it.why.is_none());
    let before_text = text.map_or(draft.paragraphs.len(), |it| it + 3).min(draft.paragraphs.len());
    let head = &mut draft.paragraphs[..before_text];
    match head.iter().rposition(is_title) {
        Some(index) => head[index].why = None,
        None => draft.paragraphs.insert(0, Paragraph { text: draft.title.clone(), why: None }),
    }
}

fn verbatim(draft: &Draft) -> String {
    draft.verbatim.as_deref().map_or_else(
        || {
            let lines: Vec<&str> = draft.paragraphs.iter().map(|it| it.text.as_str()).collect();
            lines.join("\n\n")
        },
        sanitize::sanitize,
    )
}

/// The text, and what was taken out of it with its place.
fn parted(paragraphs: &[Paragraph]) -> (String, Vec<Removed>) {
    let mut text = String::new();
    let mut removed: Vec<Removed> = Vec::new();
    let mut waiting = 0;
    for paragraph in paragraphs {
        if let Some(why) = paragraph.why {
            removed.push(Removed { text: paragraph.text.clone(), why, before: 0 });
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        for it in &mut removed[waiting..] {
            it.before = text.len();
        }
        waiting = removed.len();
        text.push_str(&paragraph.text);
    }
    for it in &mut removed[waiting..] {
        it.before = text.len();
    }
    (text, removed)
}
