//! The keys that work here, read off the keymap.

use crate::tui::{
    action::Action,
    keymap::{Context, Keymap},
};

/// The help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// Where the keys counted when help was asked for, the nearest first.
    pub contexts: Vec<Context>,
    /// Words that a line must have to show, in lower case.
    pub filter: String,
    /// The first line that shows.
    pub top: usize,
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A heading.
    Heading(&'static str),
    /// Keys, words, and the name of the action.
    Keys(String, &'static str, &'static str),
    /// A macro: its keys, and what it does.
    Macro(String, String),
}

impl Help {
    /// Its lines: a block a context, in the order of the table of actions.
    pub fn entries(&self, keymap: &Keymap) -> Vec<Entry> {
        let mut entries = Vec::new();
        for context in &self.contexts {
            let lines: Vec<Entry> = Action::ALL
                .iter()
                .filter_map(|action| self.entry(keymap, *context, *action))
                .collect();
            if !lines.is_empty() {
                entries.push(Entry::Heading(context.words()));
                entries.extend(lines);
            }
        }
        let keys = keymap.chords(&self.contexts, Action::Macro).next().map(ToString::to_string);
        let line = |prefix: &str, it: &crate::tui::macros::Macro| {
            let keys = format!("{prefix} {}", it.name);
            let shows = format!("{keys} {} macro", it.words).to_lowercase().contains(&self.filter);
            shows.then(|| Entry::Macro(keys, it.words.clone()))
        };
        let macros: Vec<Entry> = keys
            .iter()
            .flat_map(|key| keymap.macros().iter().filter_map(move |it| line(key, it)))
            .collect();
        if !macros.is_empty() {
            entries.push(Entry::Heading("Your macros"));
            entries.extend(macros);
        }
        entries
    }

    fn entry(&self, keymap: &Keymap, context: Context, action: Action) -> Option<Entry> {
        let chords: Vec<String> =
            keymap.chords(&[context], action).map(ToString::to_string).collect();
        let keys = chords.join(", ");
        let told = format!("{keys} {} {}", action.words(), action.name()).to_lowercase();
        let shows = !chords.is_empty() && told.contains(&self.filter);
        shows.then(|| Entry::Keys(keys, action.words(), action.name()))
    }
}
