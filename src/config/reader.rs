//! Merged settings, each read as what it must be.

use crate::config::{Problem, Setting, Value, Word};

/// The settings under one name, read as what they must be.
pub struct Reader<'a> {
    /// The merged settings.
    pub settings: &'a [Setting],
    /// What is wrong.
    pub problems: &'a mut Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn get(&self, name: &str) -> Option<&'a Setting> {
        self.settings.iter().find(|it| it.dotted() == name)
    }

    /// The settings of a table that are words; others are told at merging.
    pub fn words(&self, table: &str) -> impl Iterator<Item = (&'a Setting, String)> + use<'a> {
        let prefix = format!("{table}.");
        self.settings.iter().filter(move |it| it.dotted().starts_with(&prefix)).filter_map(|it| {
            match &it.value {
                Value::Text(word) => Some((it, word.clone())),
                _ => None,
            }
        })
    }

    /// A word; an empty one where there is none.
    pub fn word(&self, name: &str) -> Word {
        let Some(Setting { value: Value::Text(word), place, .. }) = self.get(name) else {
            return Word::default();
        };
        Word { word: word.clone(), place: place.clone() }
    }

    /// Words.
    pub fn list(&self, name: &str) -> Vec<String> {
        match self.get(name) {
            Some(Setting { value: Value::List(words), .. }) => words.clone(),
            _ => Vec::new(),
        }
    }

    /// One of some words.
    pub fn choice<T: Copy + Default>(&mut self, name: &str, choices: &[(&str, T)]) -> T {
        let Word { word, place } = self.word(name);
        if let Some((_, it)) = choices.iter().find(|it| it.0 == word) {
            return *it;
        }
        let names: Vec<String> = choices.iter().map(|it| format!("\"{}\"", it.0)).collect();
        let cause = format!("{name} cannot be \"{word}\"");
        let hint = Some(format!("it is one of {}", names.join(", ")));
        self.problems.push(Problem { place, cause, hint });
        T::default()
    }

    /// A number in a range.
    pub fn number(&mut self, name: &str, least: u16, most: u16) -> u16 {
        let Some(Setting { value: Value::Number(number), place, .. }) = self.get(name) else {
            return least;
        };
        let fitting = u16::try_from(*number).ok().filter(|it| (least..=most).contains(it));
        fitting.unwrap_or_else(|| {
            let cause = format!("{name} cannot be {number}");
            let hint = Some(format!("it is a number from {least} to {most}"));
            self.problems.push(Problem { place: place.clone(), cause, hint });
            least
        })
    }
}

/// Whether it is on.
pub fn switch(settings: &[Setting], name: &str) -> bool {
    settings.iter().any(|it| it.value == Value::Switch(true) && it.dotted() == name)
}
