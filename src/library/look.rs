//! Looking for something by its name: the ways in which a name may be written, and what goes by it.

use super::Library;
use crate::{
    store::{Error as StoreError, Named},
    text::fold::fold,
};

/// The names that come with the program.
const ALIASES: &str = include_str!("../../assets/lexicon/aliases.txt");

/// Candidates of each kind at most.
const MOST: usize = 60;

/// Groups of names that mean the same.
#[derive(Clone, Debug)]
pub struct Aliases(Vec<Vec<String>>);

impl Default for Aliases {
    fn default() -> Self {
        Self::with("")
    }
}

impl Aliases {
    /// Those that come with the program and those of a text: a group a line, parted by bars; `#`
    /// begins a comment.
    pub fn with(own: &str) -> Self {
        let lines = ALIASES.lines().chain(own.lines());
        let groups = lines.filter(|it| !it.trim_start().starts_with('#')).map(|line| {
            let names = line.split('|').map(|it| it.trim().to_owned());
            names.filter(|it| !it.is_empty()).collect::<Vec<_>>()
        });
        Self(groups.filter(|it| it.len() > 1).collect())
    }

    /// The ways in which a word may be written, itself first. A name of several words counts by its
    /// last, and a word that is still being typed from four letters on.
    pub fn ways(&self, word: &str) -> Vec<String> {
        let asked = fold(word);
        let mut ways = vec![word.to_owned()];
        let means = |name: &String| {
            let name = fold(name);
            name == asked || (asked.chars().count() >= 4 && name.starts_with(&asked))
        };
        for group in self.0.iter().filter(|group| group.iter().any(means)) {
            ways.extend(group.iter().filter(|it| fold(it) != asked).cloned());
        }
        ways
    }
}

impl Library {
    /// Has names found by these other ways of writing them.
    #[must_use]
    pub fn knowing(self, aliases: Aliases) -> Self {
        Self { aliases, ..self }
    }

    /// What goes by words that begin as typed, of each kind the newest; unranked.
    pub fn look(&self, typed: &str) -> Result<Vec<Named>, StoreError> {
        let words = typed.split_whitespace().filter(|it| it.chars().any(char::is_alphanumeric));
        let wanted: Vec<Vec<String>> = words.map(|it| self.aliases.ways(it)).collect();
        if wanted.is_empty() { Ok(Vec::new()) } else { self.store.look(&wanted, MOST) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_each_of_its_ways() {
        let aliases = Aliases::with("# own\nHarland | Harlandija\n");
        for word in ["putin", "Poutine", "Путин"] {
            let ways = aliases.ways(word);
            assert!(ways.iter().any(|it| it == "Путин") && ways[0] == word, "{ways:?}");
        }
        assert!(aliases.ways("harland").contains(&"Harlandija".to_owned()));
        assert_eq!(aliases.ways("put"), ["put"], "too short to tell");
        assert_eq!(aliases.ways("port"), ["port"]);
    }
}
