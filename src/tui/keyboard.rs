//! The keys of other alphabets: which Latin letter stands at the same place.
//!
//! A reader who writes Russian, Greek, Hebrew, Arabic or Korean has that layout on while reading,
//! and the commands must work all the same. Terminals send the letter, not the place of the key,
//! so we look it up; texts that are being written are never touched.

/// One layout a line: its name, then pairs of a letter and the Latin one at its place.
const LAYOUTS: &str = include_str!("../../assets/keyboards.txt");

/// The Latin character at the place of this one; itself where no layout has it.
pub fn latin(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    pairs().find(|(from, _)| *from == character).map_or(character, |(_, to)| to)
}

/// All pairs of all layouts; where two disagree, the first stands.
fn pairs() -> impl Iterator<Item = (char, char)> {
    LAYOUTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .filter_map(|word| {
            let mut characters = word.chars();
            match (characters.next(), characters.next(), characters.next()) {
                (Some(from), Some(to), None) => Some((from, to)),
                _ => None,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_typed_at_the_same_place_on_every_keyboard() {
        for typed in ["пе", "γτ", "עא", "ㅎㅅ", "لف"] {
            let keys: String = typed.chars().map(latin).collect();
            assert_eq!(keys, "gt", "{typed}");
        }
        assert_eq!(latin('П'), 'G');
        assert_eq!(latin('і'), 's', "the Ukrainian key where Russian has ы");
        assert_eq!(latin('ы'), 's');
        assert_eq!(latin('ж'), ';');
        assert_eq!(latin('é'), 'é', "a Latin letter with an accent stays");
    }

    #[test]
    fn every_word_of_the_table_is_a_pair() {
        let words = LAYOUTS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .count();
        assert_eq!(pairs().count(), words);
        assert!(pairs().all(|(from, to)| !from.is_ascii() && to.is_ascii()));
    }
}
