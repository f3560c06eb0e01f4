//! The text of a brief as lines of one width: what the Text pane shows, line by line.
//!
//! A page is made once per brief and width. Its lines hold spans into the text, never words of it,
//! so that findings and marks can be laid over them by intersection; here is the only place where
//! spans become lines.
//!
//! * `runs`: one paragraph
//! * `welcome`: what shows while no brief is open

mod runs;
mod welcome;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use self::runs::runs;
pub use self::welcome::Shelf;

use crate::{
    library::Opened,
    model::{Removed, Span},
    text::{
        sentences::{paragraphs, sentences_in},
        wrap::wrap,
    },
    tui::pane::count,
};

/// A brief, broken into lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The sentences, which the cursor steps through.
    pub sentences: Vec<Span>,
    /// Those of them that the cursor stops at: of a folded section the first alone.
    pub stops: Vec<usize>,
    /// The paragraphs.
    pub paragraphs: Vec<Span>,
}

/// How a brief is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What becomes of what was taken out of the text.
    pub furniture: Furniture,
    /// Whether paragraphs are numbered.
    pub numbers: Numbers,
    /// Sections of which the heading alone shows: indexes into the analysis.
    pub folded: BTreeSet<usize>,
}

/// Whether paragraphs are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// They are not.
    #[default]
    Hidden,
    /// They are, as one would cite them.
    Shown,
}

/// One line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// What is known of the brief as a whole.
    Kicker(String),
    /// A section begins: an index into the analysis.
    Heading(usize),
    /// The text of a section that is folded away.
    Fold(usize, Span),
    /// Words of the text.
    Words(Kind, Vec<Run>),
    /// The end of the text.
    Rule,
    /// Words that were taken out of the text.
    Removed(String),
    /// Something that is not the brief: how much was removed, a warning, how to begin.
    Aside(String),
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The headline.
    Title,
    /// A heading that the text itself has.
    Subhead,
    /// Running text.
    Body,
}

/// A stretch of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words of the text.
    Text(Span),
    /// The tag of a claim, after its sentence.
    Tag(usize),
}

/// What becomes of the furniture that was taken out of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furniture {
    /// A line at the end counts it.
    #[default]
    Counted,
    /// It stands where it stood.
    Listed,
}

/// The tag of the claim with this index, as it stands in the text and in the lists.
pub fn tag(claim: usize) -> String {
    format!("c{}", claim + 1)
}

impl Page {
    /// The page of a brief at `width` cells.
    pub fn new(opened: &Opened, width: usize, look: &Look) -> Self {
        let text = &opened.article.text;
        let mut page = Self { paragraphs: paragraphs(text), ..Self::default() };
        for paragraph in &page.paragraphs {
            page.sentences.extend(sentences_in(text, *paragraph));
        }
        page.kicker(opened, width);
        let mut sections = opened.analysis.sections.iter().enumerate().peekable();
        let mut folded = false;
        for paragraph in page.paragraphs.clone() {
            if look.furniture == Furniture::Listed && !folded {
                page.removed(opened, width, |it| it.before == paragraph.start);
            }
            let kind = kind(opened, paragraph);
            let mut begins = None;
            while let Some((index, _)) = sections.next_if(|(_, it)| it.span.start < paragraph.end) {
                begins = Some(index);
            }
            // The headline belongs to the first section, but stands over all of them.
            if kind == Kind::Title {
                page.words(opened, paragraph, kind, width);
            }
            if let Some(index) = begins {
                page.lines.extend([Line::Heading(index), Line::Blank]);
                folded = look.folded.contains(&index);
                if folded {
                    let start = if kind == Kind::Title { paragraph.end } else { paragraph.start };
                    page.fold(opened, index, start);
                }
            }
            if kind != Kind::Title && !folded {
                page.words(opened, paragraph, kind, width);
            }
        }
        page.end(opened, width, look.furniture);
        page.stops = page.stops();
        page
    }

    /// The lines on which `span` stands.
    pub fn lines_of(&self, span: Span) -> Option<Range<usize>> {
        let on = |line: &Line| match line {
            Line::Words(_, runs) => runs.iter().any(|run| match run {
                Run::Text(part) => part.overlaps(span),
                Run::Tag(_) => false,
            }),
            Line::Fold(_, hidden) => hidden.overlaps(span),
            _ => false,
        };
        let first = self.lines.iter().position(on)?;
        let last = self.lines.iter().rposition(on)?;
        Some(first..last + 1)
    }

    /// The sentence in which a byte stands, or the last that begins before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|it| it.start <= offset).saturating_sub(1)
    }

    /// The stop at a sentence, or the last before it: an index into the stops.
    pub fn stop_at(&self, sentence: usize) -> usize {
        self.stops.partition_point(|it| *it <= sentence).saturating_sub(1)
    }

    /// The words of a line, from the first to the last.
    pub fn extent(&self, line: usize) -> Option<Span> {
        let runs = match self.lines.get(line) {
            Some(Line::Words(_, runs)) => runs,
            Some(Line::Fold(_, hidden)) => return Some(*hidden),
            _ => return None,
        };
        let mut parts = runs.iter().filter_map(|run| match run {
            Run::Text(span) => Some(*span),
            Run::Tag(_) => None,
        });
        let first = parts.next()?;
        Some(parts.fold(first, Span::join))
    }

    fn kicker(&mut self, opened: &Opened, width: usize) {
        let brief = &opened.brief;
        let dated = brief.published.map_or_else(|| "undated".to_owned(), |it| it.to_string());
        let from: Vec<String> = brief
            .site
            .clone()
            .into_iter()
            .chain(opened.article.byline.clone())
            .chain([dated])
            .collect();
        let analysis = &opened.analysis;
        let found = [
            count(analysis.claims.len(), "claim"),
            count(analysis.sources.len(), "source"),
            count(analysis.timeline.len(), "date"),
        ];
        let (from, found) = (from.join(", "), found.join("  "));
        let one = format!("{from}    {found}");
        let fits = crate::text::wrap::width(&one) <= width && !from.is_empty();
        let texts = if fits { vec![one] } else { vec![from, found] };
        for text in texts {
            let lines = wrap(&text, width);
            self.lines.extend(lines.into_iter().map(|it| Line::Kicker(it.slice(&text).to_owned())));
        }
        self.lines.push(Line::Blank);
    }

    /// Puts a line in the place of a section's text, from `start` on.
    fn fold(&mut self, opened: &Opened, section: usize, start: usize) {
        let end = opened.analysis.sections.get(section).map_or(start, |it| it.span.end);
        let first = self.sentences.iter().find(|it| it.start >= start && it.start < end);
        if let Some(first) = first {
            let hidden = Span::new(first.start, end.max(first.end));
            self.lines.extend([Line::Fold(section, hidden), Line::Blank]);
        }
    }

    /// The sentences that show, and the first of each fold.
    fn stops(&self) -> Vec<usize> {
        let folds: Vec<Span> = self
            .lines
            .iter()
            .filter_map(|it| if let Line::Fold(_, hidden) = it { Some(*hidden) } else { None })
            .collect();
        let stop = |it: &Span| {
            folds.iter().all(|hidden| !hidden.covers(it.start) || hidden.start == it.start)
        };
        (0..self.sentences.len()).filter(|at| stop(&self.sentences[*at])).collect()
    }

    fn words(&mut self, opened: &Opened, paragraph: Span, kind: Kind, width: usize) {
        for runs in runs(opened, paragraph, width) {
            self.lines.push(Line::Words(kind, runs));
        }
        self.lines.push(Line::Blank);
    }

    fn removed(&mut self, opened: &Opened, width: usize, which: impl Fn(&Removed) -> bool) {
        for removed in opened.article.removed.iter().filter(|it| which(it)) {
            let text = format!("removed ({}): {}", removed.why, removed.text);
            for line in wrap(&text, width) {
                self.lines.push(Line::Removed(line.slice(&text).to_owned()));
            }
            self.lines.push(Line::Blank);
        }
    }

    fn aside(&mut self, text: &str, width: usize) {
        for line in wrap(text, width) {
            self.lines.push(Line::Aside(line.slice(text).to_owned()));
        }
    }

    fn end(&mut self, opened: &Opened, width: usize, furniture: Furniture) {
        let removed = &opened.article.removed;
        let last = self.paragraphs.last().map_or(0, |it| it.start);
        if furniture == Furniture::Listed {
            self.removed(opened, width, |it| it.before > last);
        }
        if removed.is_empty() && opened.article.warnings.is_empty() {
            return;
        }
        self.lines.push(Line::Rule);
        if !removed.is_empty() {
            let mut kinds = BTreeMap::<&str, usize>::new();
            for it in removed {
                *kinds.entry(it.why).or_default() += 1;
            }
            let kinds: Vec<String> = kinds.iter().map(|(why, n)| format!("{n} {why}")).collect();
            let told = match furniture {
                Furniture::Counted => "zr shows them",
                Furniture::Listed => "zr hides them",
            };
            let blocks = count(removed.len(), "block");
            self.aside(&format!("{blocks} removed: {}  ({told})", kinds.join(", ")), width);
        }
        for warning in &opened.article.warnings {
            self.aside(&format!("note: {warning}"), width);
        }
    }
}

fn kind(opened: &Opened, paragraph: Span) -> Kind {
    let title = opened.article.title.trim();
    if !title.is_empty() && paragraph.slice(&opened.article.text) == title {
        return Kind::Title;
    }
    let heads = opened.analysis.sections.iter().filter_map(|section| section.heading);
    if heads.into_iter().any(|heading| heading.contains(paragraph)) {
        Kind::Subhead
    } else {
        Kind::Body
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Analysis, Article, Claim, Ground, Quotation, Stance};

    fn claim(span: Span) -> Claim {
        let unknown = crate::model::Factuality::Unknown;
        Claim {
            section: 0,
            source: None,
            source_span: None,
            cue: None,
            content: vec![span],
            quotation: Quotation::None,
            stance: Stance::Asserts,
            factuality: unknown,
            author_factuality: unknown,
            inside: None,
            answers: None,
            statements: Vec::new(),
            ground: Ground::default(),
        }
    }

    proptest! {
        #[test]
        fn every_word_stands_on_the_page_once_and_every_tag(
            text in "([a-zA-Z평é]{1,9}[.!?,]?[ \\n]{1,2}){0,40}",
            width in 0usize..60,
        ) {
            let claims = sentences_in(&text, Span::new(0, text.len())).into_iter().map(claim);
            let analysis = Analysis { claims: claims.collect(), ..Analysis::default() };
            let article = Article { text: text.clone(), ..Article::default() };
            let count = analysis.claims.len();
            let opened = Opened { article, analysis, ..Opened::default() };
            let page = Page::new(&opened, width, &Look::default());
            let runs = page.lines.iter().flat_map(|line| match line {
                Line::Words(_, runs) => runs.as_slice(),
                _ => &[],
            });
            let mut shown = String::new();
            let mut tags = Vec::new();
            for run in runs {
                match run {
                    Run::Text(span) => shown.push_str(span.slice(&text)),
                    Run::Tag(claim) => tags.push(*claim),
                }
            }
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(solid(&shown), solid(&text));
            prop_assert!(tags.len() <= count && tags.is_sorted());
            for sentence in &page.sentences {
                prop_assert!(page.lines_of(*sentence).is_some());
            }
        }
    }
}
