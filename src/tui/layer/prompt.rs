//! One line to write: a search, tags, a day, a command, a path.

use crate::{
    model::{Date, Weekday},
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
}

/// What a prompt asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Words to look for in a pane.
    Search(Pane),
    /// Words to look for in the help.
    Find,
    /// Tags of the brief.
    Tags,
    /// Tags of a mark.
    MarkTags,
    /// The day it comes back.
    Later,
    /// The name of an action.
    Command,
    /// The file to read.
    Import,
    /// The file to write.
    Export,
}

impl Ask {
    /// What stands before the line.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Search(_) | Self::Find => "/",
            Self::Tags | Self::MarkTags => "tags (+add -remove): ",
            Self::Later => "until (fri, 3d, 2w, 1m, 2026-12-01): ",
            Self::Command => ":",
            Self::Import => "import the file (and its date): ",
            Self::Export => "export to the file: ",
        }
    }
}

impl Prompt {
    /// A prompt with something written already.
    pub fn new(ask: Ask, text: impl Into<String>) -> Self {
        let line = Line::new(text);
        Self { ask, typed: line.text().to_owned(), line, candidate: None, back: 0 }
    }

    /// What could be meant, each with its words.
    pub fn candidates(&self, state: &State) -> Vec<(String, String)> {
        match self.ask {
            Ask::Command => {
                let typed = self.typed.trim();
                let mut found: Vec<&Action> = Action::ALL
                    .iter()
                    .filter(|it| it.is_command() && it.name().contains(typed))
                    .collect();
                found.sort_by_key(|it| !it.name().starts_with(typed));
                found.iter().map(|it| (it.name().to_owned(), it.words().to_owned())).collect()
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
            Ask::Search(_) | Ask::Find | Ask::Later | Ask::Import | Ask::Export => Vec::new(),
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

/// The day that is meant: `fri`, `tomorrow`, `3d`, `2w`, `1m`, `2026-12-01`.
pub fn day(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_lowercase();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if text == "tomorrow" {
        return Some(today.plus_days(1));
    }
    let weekday = Weekday::ALL
        .iter()
        .find(|it| text.len() >= 2 && it.name().to_lowercase().starts_with(&text));
    if let Some(weekday) = weekday {
        let ahead = (*weekday as i32 - today.weekday() as i32).rem_euclid(7);
        return Some(today.plus_days(if ahead == 0 { 7 } else { ahead }));
    }
    let unit = text.chars().next_back()?;
    let number: i32 =
        text.strip_suffix(unit)?.parse().ok().filter(|it| (1..=9_999).contains(it))?;
    match unit {
        'd' => Some(today.plus_days(number)),
        'w' => Some(today.plus_days(number.saturating_mul(7))),
        'm' => Some(today.plus_months(number)),
        'y' => Some(today.plus_months(number.saturating_mul(12))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_said() {
        let today: Date = "2026-11-24".parse().unwrap();
        let told = |text| day(text, today).map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(today.weekday(), Weekday::Tuesday);
        assert_eq!(told("fri"), "2026-11-27");
        assert_eq!(told("tuesday"), "2026-12-01");
        assert_eq!(told("2w"), "2026-12-08");
        assert_eq!(told("1m"), "2026-12-24");
        assert_eq!(told("2027-01-02"), "2027-01-02");
        assert_eq!([told(""), told("d"), told("0d"), told("€"), told("99999999999d")], [""; 5]);
    }

    #[test]
    fn tags_are_changed_or_replaced() {
        let tags = ["arms".to_owned(), "dprk".to_owned()];
        assert_eq!(retag(&tags, "+un -arms"), ["dprk", "un"]);
        assert_eq!(retag(&tags, "un, dprk un"), ["dprk", "un"]);
        assert_eq!(retag(&tags, ""), [""; 0]);
    }
}
