//! One key with its modifiers, and the name it has in `config.toml`.
//!
//! Names are read and written here and nowhere else, and reading undoes writing: help shows a key
//! as the user's file has it.

use std::{fmt, str::FromStr};

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::keyboard;

/// One key. Shift is part of the character it makes; only keys that make none carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Keys that have a name rather than a character.
const NAMES: [(&str, KeyCode); 16] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("page-up", KeyCode::PageUp),
    ("page-down", KeyCode::PageDown),
    ("menu", KeyCode::Menu),
    ("space", KeyCode::Char(' ')),
];

/// The modifiers, in the order of a name.
const MODIFIERS: [(&str, KeyModifiers); 3] = [
    ("ctrl-", KeyModifiers::CONTROL),
    ("alt-", KeyModifiers::ALT),
    ("shift-", KeyModifiers::SHIFT),
];

impl Key {
    /// The key that makes this character.
    pub const fn character(character: char) -> Self {
        Self { code: KeyCode::Char(character), modifiers: KeyModifiers::NONE }
    }

    /// The character that the key writes into a text, if it writes one.
    pub fn text(self) -> Option<char> {
        let plain = !self.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match self.code {
            KeyCode::Char(character) if plain => Some(character),
            _ => None,
        }
    }

    /// The number on the key, for counts.
    pub fn digit(self) -> Option<usize> {
        let digit = self.text()?.to_digit(10)?;
        usize::try_from(digit).ok()
    }

    /// The key at the same place of a Latin keyboard, where this one is of another alphabet.
    #[must_use]
    pub fn latin(self) -> Self {
        match self.code {
            KeyCode::Char(character) => {
                Self { code: KeyCode::Char(keyboard::latin(character)), ..self }
            }
            _ => self,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let modifiers = event.modifiers & known;
        let shifted = modifiers.contains(KeyModifiers::SHIFT);
        let unshifted = modifiers - KeyModifiers::SHIFT;
        match event.code {
            KeyCode::BackTab => {
                Self { code: KeyCode::Tab, modifiers: modifiers | KeyModifiers::SHIFT }
            }
            KeyCode::Char(' ') => Self { code: event.code, modifiers },
            KeyCode::Char(character) if shifted && !character.is_uppercase() => {
                let mut upper = character.to_uppercase();
                let alone = upper.next().filter(|_| upper.next().is_none()).unwrap_or(character);
                Self { code: KeyCode::Char(alone), modifiers: unshifted }
            }
            KeyCode::Char(_) => Self { code: event.code, modifiers: unshifted },
            _ => Self { code: event.code, modifiers },
        }
    }
}

impl From<Key> for KeyEvent {
    fn from(key: Key) -> Self {
        match key.code {
            KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => {
                Self::new(KeyCode::BackTab, key.modifiers)
            }
            KeyCode::Char(character) if character.is_uppercase() => {
                Self::new(key.code, key.modifiers | KeyModifiers::SHIFT)
            }
            _ => Self::new(key.code, key.modifiers),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, modifier) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(character) => write!(f, "{character}"),
            KeyCode::F(number) => write!(f, "f{number}"),
            other => write!(f, "{other}"),
        }
    }
}

/// The name is not that of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAKey(pub String);

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(name: &str) -> Result<Self, NotAKey> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        for (prefix, modifier) in MODIFIERS {
            if let Some(base) = rest.strip_prefix(prefix) {
                modifiers |= modifier;
                rest = base;
            }
        }
        let code = code(rest).ok_or_else(|| NotAKey(name.to_owned()))?;
        let shifted_character = matches!(code, KeyCode::Char(it) if it != ' ')
            && modifiers.contains(KeyModifiers::SHIFT);
        if shifted_character {
            return Err(NotAKey(name.to_owned()));
        }
        Ok(Self { code, modifiers })
    }
}

/// The key without its modifiers.
fn code(name: &str) -> Option<KeyCode> {
    if let Some((_, code)) = NAMES.iter().find(|(it, _)| *it == name) {
        return Some(*code);
    }
    let mut characters = name.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        let written = !character.is_control() && !character.is_whitespace();
        return written.then_some(KeyCode::Char(character));
    }
    let number: u8 = name.strip_prefix('f')?.parse().ok()?;
    ((1..=24).contains(&number) && name == format!("f{number}")).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for name in [
            "a",
            "G",
            "ctrl-o",
            "alt-1",
            "shift-tab",
            "space",
            "shift-space",
            "ctrl-alt-x",
            "-",
            "ctrl--",
            "<",
            "f1",
            "f12",
            "f",
            "page-down",
            "alt-enter",
            "ж",
            "é",
            "]",
            "'",
        ] {
            assert_eq!(name.parse::<Key>().unwrap().to_string(), name);
        }
        for name in ["", "gt", "shift-g", "ctrl-", "f0", "f25", "f01", "strg-x", "\t", "Ctrl-o"] {
            assert_eq!(name.parse::<Key>(), Err(NotAKey(name.to_owned())));
        }
    }

    #[test]
    fn what_the_terminal_sends_is_the_key_that_was_named() {
        let event = |code, modifiers| Key::from(KeyEvent::new(code, modifiers)).to_string();
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(event(KeyCode::Char('g'), KeyModifiers::SHIFT), "G");
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::SHIFT), "shift-tab");
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::NONE), "shift-tab");
        assert_eq!(event(KeyCode::Char(' '), KeyModifiers::SHIFT), "shift-space");
        assert_eq!(event(KeyCode::Char('?'), KeyModifiers::SHIFT), "?");
        assert_eq!(event(KeyCode::Char('r'), KeyModifiers::CONTROL), "ctrl-r");
    }
}
