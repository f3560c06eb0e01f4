//! Answers of the terminal that come too late.
//!
//! At the start the terminal is asked for its colours, and waited for a moment. Over a slow line
//! the answer comes after that, among the keys: `ESC ] 11 ; rgb:...` and an end mark. It is no
//! typing, and would be taken for a command line.

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// So long after the start an answer may still come.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer, in keys.
const LONGEST: usize = 64;

/// Takes late answers out of what comes in.
pub struct Late {
    until: Instant,
    /// How many keys of an answer were taken; none outside of one.
    taken: Option<usize>,
}

impl Late {
    /// From now on.
    pub fn new() -> Self {
        Self { until: Instant::now() + PATIENCE, taken: None }
    }

    /// What of a batch was typed. An answer whose beginning was waited for long enough to be taken,
    /// and whose end was not, goes as well: it is known by its end mark.
    pub fn left(&mut self, mut batch: Vec<Event>) -> Vec<Event> {
        batch.retain(|it| !self.takes(it));
        let Some(end) = batch.iter().position(is_end) else { return batch };
        if Instant::now() < self.until {
            let tail = batch[..end].iter().rev().take_while(|it| is_colour(it)).count();
            batch.drain(end - tail..=end);
        }
        batch
    }

    /// Whether this belongs to an answer. Nobody types `alt-]` in the first seconds, and if so,
    /// what follows is his again after an end mark or a few keys.
    pub fn takes(&mut self, event: &Event) -> bool {
        let Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }) = event else {
            return false;
        };
        let alt = modifiers.contains(KeyModifiers::ALT);
        match self.taken {
            Some(taken) => {
                let end = is_end(event) || taken >= LONGEST;
                self.taken = if end { None } else { Some(taken + 1) };
                true
            }
            None if alt && *letter == ']' && Instant::now() < self.until => {
                self.taken = Some(0);
                true
            }
            None => false,
        }
    }
}

/// Whether it is the mark at the end of an answer.
fn is_end(event: &Event) -> bool {
    let Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }) = event else {
        return false;
    };
    match letter {
        'g' => modifiers.contains(KeyModifiers::CONTROL),
        '\\' => modifiers.contains(KeyModifiers::ALT),
        _ => false,
    }
}

/// Whether it is a letter of a colour: `11;rgb:0000/0000/0000`.
fn is_colour(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. })
        if modifiers.is_empty() && (letter.is_ascii_hexdigit() || "rg:;/".contains(*letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(late: &mut Late, letters: &str) -> String {
        let key = |letter: char| {
            let (letter, modifiers) = match letter {
                '\u{1b}' => (']', KeyModifiers::ALT),
                '\u{7}' => ('g', KeyModifiers::CONTROL),
                '\u{9c}' => ('\\', KeyModifiers::ALT),
                other => (other, KeyModifiers::NONE),
            };
            Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers))
        };
        let batch = letters.chars().map(key).collect();
        let typed = |it: &Event| match it {
            Event::Key(KeyEvent { code: KeyCode::Char(letter), .. }) => Some(*letter),
            _ => None,
        };
        late.left(batch).iter().filter_map(typed).collect()
    }

    #[test]
    fn an_answer_is_taken_and_typing_is_not() {
        let mut late = Late::new();
        assert_eq!(keys(&mut late, "j\u{1b}11;rgb:0000/0000/0000\u{7}k"), "jk");
        assert_eq!(keys(&mut late, "\u{1b}11;rgb:ffff/ffff/ffff\u{9c}:q"), ":q");
    }

    #[test]
    fn the_rest_of_an_answer_is_taken_as_well() {
        let mut late = Late::new();
        assert_eq!(keys(&mut late, "j:0000/0000/0000\u{9c}k"), "jk");
        assert_eq!(keys(&mut late, "gb:ffff"), "gb:ffff", "typed, without an end mark");
    }

    #[test]
    fn an_answer_without_an_end_does_not_take_everything() {
        let mut late = Late::new();
        let typed = format!("\u{1b}{}", "j".repeat(LONGEST + 5));
        assert_eq!(keys(&mut late, &typed).len(), 4);
    }
}
