//! A few lines to write, some of them with choices: a claim as the analyst has it, or a grade.

use crate::{
    library::{Opened, Proposal},
    model::{
        ArticleId, Credibility, Grade, Item, Likelihood, Reliability, Span, Stance, Yardstick,
    },
    tui::layer::line::Line,
};

/// Lines that are being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The brief.
    pub brief: ArticleId,
    /// What it is called: `New claim`, `Claim c3`, `Grade of c3`.
    pub title: String,
    /// What it is for.
    pub about: About,
    /// How many of the fields, the last ones, are only shown.
    pub fixed: usize,
    /// The lines.
    pub fields: Vec<Field>,
    /// The field that is being written.
    pub at: usize,
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A claim whose content stands there, or most likely will: speaker, cue, stance, content. That of
    /// a claim which was found stays.
    Claim(Span),
    /// The grade of a claim or a source: reliability of a source; of a claim, credibility and
    /// likelihood; last the reason.
    Grade(Item),
}

/// A line of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// What it is.
    pub label: &'static str,
    /// What is written.
    pub line: Line,
    /// What may be meant.
    pub choices: Vec<String>,
}

/// The field of the speaker.
pub const SPEAKER: usize = 0;
/// The field of the cue.
pub const CUE: usize = 1;
/// The field of the stance.
pub const STANCE: usize = 2;
/// The field of the content.
pub const CONTENT: usize = 3;

fn field(label: &'static str, words: &str, choices: Vec<String>) -> Field {
    Field { label, line: Line::new(words), choices }
}

impl Form {
    /// The form for a proposal.
    pub fn new(opened: &Opened, title: String, it: &Proposal, fixed: bool) -> Self {
        let text = &opened.article.text;
        let speakers = opened.analysis.sources.iter().map(|it| it.name.clone()).collect();
        let stances = Stance::ALL.iter().map(|it| it.code().to_owned()).collect();
        let mut cues: Vec<String> = Vec::new();
        for cue in opened.analysis.claims.iter().filter_map(|it| it.cue) {
            if !cues.iter().any(|it| it == cue.slice(text)) {
                cues.push(cue.slice(text).to_owned());
            }
        }
        let fields = vec![
            field("speaker", it.speaker.as_deref().unwrap_or_default(), speakers),
            field("verb", it.cue.as_deref().unwrap_or_default(), cues),
            field("stance", it.stance.code(), stances),
            field("content", it.content.slice(text), Vec::new()),
        ];
        let (about, fixed) = (About::Claim(it.content), usize::from(fixed));
        Self { brief: opened.brief.id, title, about, fixed, fields, at: 0 }
    }

    /// The form for the grade of a claim or a source, with the one that it has and its reason.
    pub fn grade(
        brief: ArticleId,
        title: String,
        item: Item,
        yardstick: Yardstick,
        (grade, reason): (Grade, &str),
    ) -> Self {
        let signed = |it: (&str, &str)| format!("{} {}", it.0, it.1);
        let mut fields = Vec::new();
        if let Item::Source(_) = item {
            let words = grade.reliability.map(|it| signed(it.words())).unwrap_or_default();
            fields.push(field("source", &words, Reliability::SCALE.map(signed).to_vec()));
        } else {
            let words = grade.credibility.map(|it| signed(it.words())).unwrap_or_default();
            fields.push(field("information", &words, Credibility::SCALE.map(signed).to_vec()));
            // By the yardstick of the configuration; a word of the other one is not the same.
            let same = grade.likelihood.filter(|it| it.yardstick == yardstick);
            let words = same.map(Likelihood::words).unwrap_or_default();
            fields.push(field(yardstick.name(), &words, yardstick.scale().collect()));
        }
        fields.push(field("reason", reason, Vec::new()));
        Self { brief, title, about: About::Grade(item), fixed: 0, fields, at: 0 }
    }

    /// How many fields can be written.
    pub const fn open(&self) -> usize {
        self.fields.len() - self.fixed
    }

    /// Goes to the next field, or to the one before.
    pub fn step(&mut self, back: bool) {
        let count = self.open();
        self.at = (self.at + if back { count - 1 } else { 1 }) % count;
    }

    /// Takes the next choice of the field, or the one before: of those that begin as what is written,
    /// where it is none of them.
    pub fn choose(&mut self, back: bool) {
        let field = &mut self.fields[self.at];
        let count = field.choices.len();
        if count == 0 {
            return;
        }
        let written = field.line.text();
        let here = field.choices.iter().position(|it| it == written);
        let next = match here {
            Some(at) if back => (at + count - 1) % count,
            Some(at) => (at + 1) % count,
            None => {
                let words = written.to_lowercase();
                let begins = |it: &String| it.to_lowercase().starts_with(&words);
                field.choices.iter().position(begins).unwrap_or(0)
            }
        };
        field.line = Line::new(field.choices[next].clone());
    }

    /// What is written in a field; none where it is blank.
    pub fn words(&self, field: usize) -> Option<String> {
        let words = self.fields[field].line.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }

    /// The stance that is written: its name, or its beginning where no other begins so.
    pub fn stance(&self) -> Option<Stance> {
        let words = self.words(STANCE)?.to_lowercase();
        let mut fits = Stance::ALL.iter().filter(|it| it.code().starts_with(&words));
        let first = fits.next()?;
        (first.code() == words || fits.next().is_none()).then_some(*first)
    }

    /// Where the content stands that is written: as it stood, or the same words nearest to it.
    pub fn place(&self, text: &str) -> Option<Span> {
        let About::Claim(content) = self.about else { return None };
        let words = self.fields[CONTENT].line.text().trim();
        let flat = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.fixed > 0 || flat(words) == flat(content.slice(text)) {
            return Some(content);
        }
        let found = text.match_indices(words).filter(|it| !it.1.is_empty());
        let spans = found.map(|(at, it)| Span::new(at, at + it.len()));
        spans.min_by_key(|it| it.start.abs_diff(content.start))
    }
}
