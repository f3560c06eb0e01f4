//! The keymap as a whole: names round-trip, all actions can be reached, nothing waits for a clock.

use std::sync::LazyLock;

use attache::{
    config::Config,
    tui::{
        action::Action,
        key::Key,
        keymap::{Chord, Context, Keymap, Lookup},
    },
};
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

fn keymap() -> &'static Keymap {
    static KEYMAP: LazyLock<Keymap> =
        LazyLock::new(|| Keymap::new(&Config::default()).unwrap_or_else(|error| panic!("{error}")));
    &KEYMAP
}

#[test]
fn every_binding_is_found_again_by_its_keys() {
    let keymap = keymap();
    for context in Context::ALL {
        for binding in keymap.in_context(*context) {
            let found = keymap.lookup(&[*context], &binding.chord.0);
            assert_eq!(
                found,
                Lookup::Action(binding.action),
                "{} {}",
                context.name(),
                binding.chord
            );
            for length in 1..binding.chord.0.len() {
                let begun = keymap.lookup(&[*context], &binding.chord.0[..length]);
                assert!(matches!(begun, Lookup::Pending(_)), "{}", binding.chord);
            }
        }
    }
}

#[test]
fn nothing_is_bound_to_what_terminals_cannot_tell_apart() {
    // Ctrl-H is Backspace, Ctrl-J and Ctrl-M are Enter, Ctrl-[ is Esc; Ctrl-S, Ctrl-Q and Ctrl-V
    // may be taken by the line. Ctrl-I is bound, beside L, for terminals that tell it from Tab.
    for binding in Context::ALL.iter().flat_map(|it| keymap().in_context(*it)) {
        for key in &binding.chord.0 {
            let name = key.to_string();
            let taken = ["ctrl-h", "ctrl-j", "ctrl-m", "ctrl-[", "ctrl-s", "ctrl-q", "ctrl-v"];
            assert!(!taken.contains(&name.as_str()), "{name}");
        }
    }
}

#[test]
fn letters_are_bound_nowhere_where_one_writes() {
    let keymap = keymap();
    for context in Context::ALL.iter().filter(|it| it.is_writing()) {
        for binding in keymap.in_context(*context) {
            assert_eq!(binding.chord.0[0].text(), None, "{} {}", context.name(), binding.chord);
        }
    }
}

#[test]
fn digits_are_counts() {
    let keymap = keymap();
    for digit in '1'..='9' {
        for context in Context::ALL {
            assert_eq!(keymap.lookup(&[*context], &[Key::character(digit)]), Lookup::Unbound);
        }
    }
    let zero = [Key::character('0')];
    assert_eq!(keymap.lookup(&[Context::Global], &zero), Lookup::Unbound);
    assert_eq!(keymap.lookup(&[Context::Select], &zero), Lookup::Action(Action::LineStart));
}

fn code() -> impl Strategy<Value = KeyCode> {
    prop_oneof![
        any::<char>()
            .prop_filter("not written", |it| !it.is_control() && !it.is_whitespace() || *it == ' ')
            .prop_map(KeyCode::Char),
        (1..=24_u8).prop_map(KeyCode::F),
        prop::sample::select(vec![
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Insert,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Menu,
        ]),
    ]
}

proptest! {
    #[test]
    fn the_name_of_a_key_leads_back_to_it(code in code(), bits in 0..8_u8) {
        let event = KeyEvent::new(code, KeyModifiers::from_bits_truncate(bits));
        let key = Key::from(event);
        prop_assert_eq!(key.to_string().parse(), Ok(key), "{}", key);
        prop_assert_eq!(Key::from(KeyEvent::from(key)), key);
    }

    #[test]
    fn any_name_is_read_or_refused_without_a_panic(name in ".{0,12}") {
        if let Ok(key) = name.parse::<Key>() {
            prop_assert_eq!(key.to_string(), name);
        }
    }

    #[test]
    fn any_keys_have_a_meaning_or_none(typed in prop::collection::vec(code(), 0..4)) {
        let keys: Vec<Key> =
            typed.into_iter().map(|it| KeyEvent::new(it, KeyModifiers::NONE).into()).collect();
        let contexts = [Context::Select, Context::Text, Context::Global];
        if let Lookup::Pending(following) = keymap().lookup(&contexts, &keys) {
            for (Chord(rest), action) in following {
                let whole = [keys.clone(), rest].concat();
                prop_assert_eq!(keymap().lookup(&contexts, &whole), Lookup::Action(action));
            }
        }
    }
}
