//! One line to write: a search, tags, a day, a command, a path.

use crate::{
    library::{Act, ExportFormat, Field, Offers, day, days},
    model::{Date, Span},
    tui::{action::Action, layer::line::Line, pane::Pane, state::State},
};

/// A prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked.
    pub ask: Ask,
    /// What is written.
    pub line: Line,
    /// The candidate that is taken now.
    pub candidate: Option<usize>,
    /// What was written before candidates were taken.
    pub typed: String,
    /// How far back in the history.
    pub back: usize,
    /// What stood there before, which comes back when it is given up.
    pub before: String,
    /// What of it is wrong.
    pub wrong: Option<Span>,
    /// What may stand at the cursor of a query.
    pub offers: Offers,
}

/// What a prompt asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Words to look for in a pane.
    Search(Pane),
    /// What a pane lists.
    Filter(Pane),
    /// Words to look for in the help.
    Find,
    /// Tags of the brief.
    Tags,
    /// Tags of a mark.
    MarkTags,
    /// The day it comes back.
    Later,
    /// The days that the analyst gives a date.
    Days,
    /// The name of an action.
    Command,
    /// The file or the address to read.
    Import,
    /// The file to write in this format.
    Export(ExportFormat),
    /// The command that gets what is under the cursor.
    Pipe,
}

impl Ask {
    /// What stands before the line.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Search(_) | Self::Find => "/",
            Self::Filter(Pane::Briefs) => "briefs: ",
            Self::Filter(_) => "show: ",
            Self::Tags | Self::MarkTags => "tags (+add -remove): ",
            Self::Later => "until (fri, 2w, next month): ",
            Self::Days => "your date (2022-09, a..b): ",
            Self::Command => ":",
            Self::Import => "file or address (and its date): ",
            Self::Export(_) => "write to the file: ",
            Self::Pipe => "to the command: ",
        }
    }
}

impl Prompt {
    /// A prompt with something written already.
    pub fn new(ask: Ask, text: impl Into<String>) -> Self {
        let line = Line::new(text);
        Self {
            ask,
            typed: line.text().to_owned(),
            line,
            candidate: None,
            back: 0,
            before: String::new(),
            wrong: None,
            offers: Offers::default(),
        }
    }

    /// The fields of a query that the last word after a verb may be the beginning of, and formats.
    fn fields(&self) -> Vec<(String, String)> {
        let (head, word) = self.typed.rsplit_once(' ').unwrap_or(("", &self.typed));
        let verb = self.typed.split(' ').next().unwrap_or_default();
        if !Act::VERBS.iter().any(|it| it.0 == verb) && verb != "export" || word.contains(':') {
            return Vec::new();
        }
        if head == "export" {
            let formats = ExportFormat::ALL.iter().filter(|it| it.1.starts_with(word));
            return formats.map(|it| (format!("{head} {} ", it.1), String::new())).collect();
        }
        let fits = Field::ALL.iter().filter(|it| it.name().starts_with(word));
        fits.map(|it| (format!("{head} {}:", it.name()), it.words().to_owned())).collect()
    }

    /// What is meant by what is written so far, for prompts that ask for a day.
    pub fn preview(&self, today: Date) -> Option<String> {
        let words = self.line.text().trim();
        if words.is_empty() {
            return None;
        }
        match self.ask {
            Ask::Later => Some(match day(words, today) {
                Ok(day) => {
                    let away = day.to_days() - today.to_days();
                    let days = crate::tui::pane::count(usize::try_from(away).unwrap_or(0), "day");
                    format!("{} {day}, in {days}", day.weekday().name())
                }
                Err(error) => format!("{error}: {}", error.hint()),
            }),
            Ask::Days => Some(days(words).map_or_else(
                || "that is no date".to_owned(),
                |it| format!("{} to {}", it.from, it.to),
            )),
            _ => None,
        }
    }

    /// What could be meant, each with its words.
    pub fn candidates(&self, state: &State) -> Vec<(String, String)> {
        match self.ask {
            Ask::Command => {
                if self.typed.contains(' ') {
                    return self.fields();
                }
                let typed = self.typed.trim();
                let verbs = Act::VERBS.iter().filter(|it| it.0.starts_with(typed));
                let verbs = verbs.map(|it| (format!("{} ", it.0), it.1.to_owned()));
                let mut found: Vec<&Action> = Action::ALL
                    .iter()
                    .filter(|it| it.is_command() && it.name().contains(typed))
                    .collect();
                found.sort_by_key(|it| !it.name().starts_with(typed));
                let named = |it: &&Action| (it.name().to_owned(), it.words().to_owned());
                found.iter().map(named).chain(verbs.filter(|_| !typed.is_empty())).collect()
            }
            Ask::Tags | Ask::MarkTags => {
                let word = self.typed.rsplit(' ').next().unwrap_or_default();
                let bare = word.trim_start_matches(['+', '-']);
                let head = &self.typed[..self.typed.len() - bare.len()];
                let marks = state.opened.iter().flat_map(|it| &it.marks);
                let mut tags: Vec<&String> =
                    state.briefs.here().flat_map(|(_, it)| &it.tags).collect();
                tags.extend(marks.flat_map(|it| &it.tags));
                tags.sort();
                tags.dedup();
                let fits = tags.into_iter().filter(|tag| !bare.is_empty() && tag.starts_with(bare));
                fits.map(|tag| (format!("{head}{tag}"), String::new())).collect()
            }
            Ask::Filter(_) => {
                let Offers { span, list } = &self.offers;
                let (Some(head), Some(tail)) =
                    (self.typed.get(..span.start), self.typed.get(span.end..))
                else {
                    return Vec::new();
                };
                list.iter()
                    .map(|(it, words)| (format!("{head}{it}{tail}"), words.clone()))
                    .collect()
            }
            Ask::Search(_)
            | Ask::Find
            | Ask::Later
            | Ask::Days
            | Ask::Import
            | Ask::Export(_)
            | Ask::Pipe => Vec::new(),
        }
    }
}

impl Action {
    /// Whether it can be asked for by name; the rest belong to lines that are being written.
    pub fn is_command(self) -> bool {
        self < Self::Accept
    }
}

/// The tags after an edit: `+a -b` changes them, plain words replace them.
pub fn retag(tags: &[String], edit: &str) -> Vec<String> {
    let words: Vec<&str> = edit.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let changes = words.iter().any(|word| word.starts_with(['+', '-']));
    let mut found = if changes { tags.to_vec() } else { Vec::new() };
    for word in words {
        let tag = word.trim_start_matches(['+', '-', '#']).to_owned();
        if word.starts_with('-') {
            found.retain(|it| *it != tag);
        } else if !tag.is_empty() {
            found.push(tag);
        }
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_changed_or_replaced() {
        let tags = ["arms".to_owned(), "dprk".to_owned()];
        assert_eq!(retag(&tags, "+un -arms"), ["dprk", "un"]);
        assert_eq!(retag(&tags, "un, dprk un"), ["dprk", "un"]);
        assert_eq!(retag(&tags, ""), [""; 0]);
    }
}
