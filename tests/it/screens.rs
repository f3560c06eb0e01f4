//! What the screen shows after which keys: the words, and the role of every run of cells.
//!
//! A case is a file of keys: its first line is a size and the name of a fixture, the rest are keys
//! in the notation of the keymap, with blanks between them; `#` begins a comment. Lines of the form
//! `resize 80x24` and `paste words` are what they say.

use std::fmt::Write as _;

use attache::{
    config::Config,
    text::wrap::width,
    tui::{
        action::Action,
        key::Key,
        keymap::{Context, Keymap},
        pane::Pane,
        state::State,
        theme::{Role, Theme},
        update::{Effect, Event, start, update},
        view,
    },
};
use proptest::prelude::*;
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    crossterm::event::{
        Event as Input, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    },
    layout::Size,
    style::Color,
};

use crate::{desk::Desk, golden};

/// A screen with a library behind it.
struct Screen {
    state: State,
    keymap: Keymap,
    theme: Theme,
    desk: Desk,
    outside: Vec<String>,
}

impl Screen {
    fn new(size: Size, fixture: &str) -> Self {
        // Without a taxonomy, topics go by their ids: its labels are tested where they are.
        Self::of(size, fixture, &Config { topics: Vec::new(), ..Config::default() })
    }

    fn of(size: Size, fixture: &str, config: &Config) -> Self {
        let keymap = Keymap::new(config).unwrap_or_else(|error| panic!("{error}"));
        let today = "2025-11-04".parse().unwrap();
        let state = State::new(size, today, config);
        let mut screen = Self {
            state,
            keymap,
            theme: Theme::probe(),
            desk: Desk::new(fixture),
            outside: Vec::new(),
        };
        let effects = start(&mut screen.state);
        screen.act(effects);
        screen
    }

    fn press(&mut self, key: &str) {
        let key: Key = key.parse().unwrap_or_else(|_| panic!("{key} is no key"));
        self.happen(Event::Terminal(Input::Key(KeyEvent::from(key))));
    }

    fn happen(&mut self, event: Event) {
        let effects = update(&mut self.state, &self.keymap, event);
        self.act(effects);
    }

    fn act(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => {
                    for reply in self.desk.answer(request) {
                        self.happen(Event::Reply(reply));
                    }
                }
                Effect::Edit(text) => self.happen(Event::Edited(format!("{text} (edited)"))),
                Effect::Pipe(command, text) => self.outside.push(format!("{command} < {text}")),
                Effect::Copy(text) => self.outside.push(format!("copy {text}")),
                Effect::OpenUrl(url) => self.outside.push(format!("open {url}")),
                Effect::Cancel => self.outside.push("cancel".to_owned()),
                Effect::Redraw => {}
                Effect::Suspend => self.outside.push("suspend".to_owned()),
                Effect::Quit => self.outside.push("quit".to_owned()),
            }
        }
    }

    fn picture(&self) -> Buffer {
        let Size { width, height } = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| view::draw(&self.state, &self.keymap, &self.theme, frame))
            .unwrap()
            .buffer
            .clone()
    }
}

#[test]
fn screens() {
    golden::check("screens", "keys", "screen", |case| {
        let mut lines = case.lines();
        let mut first = lines.next().unwrap_or_default().split_whitespace();
        let size = size(first.next().unwrap_or_default());
        let mut screen = Screen::new(size, first.next().unwrap_or("harland"));
        for line in lines.filter(|line| !line.starts_with('#')) {
            if let Some(words) = line.strip_prefix("resize ") {
                let Size { width, height } = self::size(words);
                screen.happen(Event::Terminal(Input::Resize(width, height)));
            } else if let Some(text) = line.strip_prefix("paste ") {
                screen.happen(Event::Terminal(Input::Paste(text.to_owned())));
            } else if let Some(words) = line.strip_prefix("mouse ") {
                screen.happen(Event::Terminal(Input::Mouse(mouse(words))));
            } else {
                line.split_whitespace().for_each(|key| screen.press(key));
            }
        }
        let mut out = described(&screen.picture());
        for it in &screen.outside {
            let _ = writeln!(out, "\n{it}");
        }
        out
    });
}

/// `press`, `drag`, `release`, `up` or `down`, then the column and the line, from 0.
fn mouse(words: &str) -> MouseEvent {
    let mut words = words.split_whitespace();
    let kind = match words.next() {
        Some("press") => MouseEventKind::Down(MouseButton::Left),
        Some("drag") => MouseEventKind::Drag(MouseButton::Left),
        Some("release") => MouseEventKind::Up(MouseButton::Left),
        Some("up") => MouseEventKind::ScrollUp,
        Some("down") => MouseEventKind::ScrollDown,
        other => panic!("{other:?} is nothing that a mouse does"),
    };
    let mut place = || words.next().and_then(|it| it.parse().ok()).unwrap();
    let (column, row) = (place(), place());
    MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
}

fn size(words: &str) -> Size {
    let (width, height) = words.split_once('x').unwrap_or_else(|| panic!("{words} is no size"));
    Size::new(width.parse().unwrap(), height.parse().unwrap())
}

/// The rows, then for each row the roles of its runs: column, length, role.
fn described(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut out = String::new();
    for y in 0..area.height {
        let mut row = String::new();
        let mut hidden = 0;
        for x in 0..area.width {
            // The cell after a wide letter is under it.
            let symbol = buffer[(x, y)].symbol();
            if hidden == 0 {
                row.push_str(symbol);
                hidden = width(symbol).saturating_sub(1);
            } else {
                hidden -= 1;
            }
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out.push_str("---\n");
    for y in 0..area.height {
        let mut runs: Vec<(u16, u16, &str)> = Vec::new();
        for x in 0..area.width {
            let role = role(buffer[(x, y)].fg);
            match runs.last_mut() {
                Some((_, length, known)) if *known == role => *length += 1,
                _ => runs.push((x, 1, role)),
            }
        }
        let runs: Vec<String> = runs
            .into_iter()
            .filter(|(.., role)| !matches!(*role, "" | "text" | "border"))
            .map(|(x, length, role)| format!("{role}@{x}+{length}"))
            .collect();
        if !runs.is_empty() {
            let _ = writeln!(out, "{y}: {}", runs.join(" "));
        }
    }
    out
}

fn role(colour: Color) -> &'static str {
    match colour {
        Color::Indexed(number) => Role::ALL.get(usize::from(number)).map_or("", |it| it.name()),
        _ => "",
    }
}

/// All chords that mean anything, the keys in them, and a few that mean nothing.
fn chords() -> Vec<String> {
    let keymap = Keymap::new(&Config::default()).unwrap_or_else(|error| panic!("{error}"));
    let bindings = Context::ALL.iter().flat_map(|context| keymap.in_context(*context));
    let mut chords: Vec<String> = bindings
        .flat_map(|binding| {
            let keys = binding.chord.0.iter().map(ToString::to_string);
            keys.chain([binding.chord.to_string()])
        })
        .collect();
    chords.extend(["3", "9", "0", "ä", "평", "f5", "backspace", "delete"].map(str::to_owned));
    chords.sort();
    chords.dedup();
    chords
}

/// What happens when the keys of a chord are pressed.
fn typed(chord: &str) -> Vec<Input> {
    chord.split(' ').map(|key| Input::Key(KeyEvent::from(key.parse::<Key>().unwrap()))).collect()
}

/// A chord, mostly; else the mouse somewhere, or words from the clipboard.
fn any_input() -> impl Strategy<Value = Vec<Input>> {
    let mouse = prop::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
        MouseEventKind::Moved,
    ]);
    prop_oneof![
        30 => prop::sample::select(chords()).prop_map(|chord| typed(&chord)),
        3 => (mouse, 0u16..200, 0u16..60).prop_map(|(kind, column, row)| {
            vec![Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })]
        }),
        1 => "[a-z\n\u{1b}평é ]{0,12}".prop_map(|text| vec![Input::Paste(text)]),
    ]
}

/// Every action is asked for in every pane, by whatever means it can be.
#[test]
fn every_action_can_be_asked_for_in_every_pane() {
    for (size, fixture) in [((100, 30), "harland"), ((40, 8), "nested"), ((1, 1), "empty")] {
        for pane in 1..=7 {
            let mut screen = Screen::new(Size::new(size.0, size.1), fixture);
            for action in Action::ALL.iter().filter(|it| it.is_command()) {
                screen.press(&format!("alt-{pane}"));
                screen.press(":");
                action.name().chars().for_each(|it| screen.press(&it.to_string()));
                screen.press("enter");
                screen.picture();
                (0..4).for_each(|_| screen.press("esc"));
                assert!(screen.state.layers.is_empty(), "{} is not left", action.name());
            }
        }
    }
}

/// Chords that jump.
const JUMPS: &[&str] = &[
    "g c", "g s", "g d", "g t", "g h", "g b", "%", "] ]", "[ [", "] c", "[ c", "] s", "] d", "[ d",
    "] u", "] x", "] o", "enter", "G", "g g",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_many_steps_back_as_jumps_lead_to_where_one_was(
        (width, height) in (40u16..=200, 8u16..=60),
        first in prop::sample::select(vec!["j", "G", "alt-4", "alt-5", "alt-6"]),
        jumps in prop::collection::vec(prop::sample::select(JUMPS), 1..50),
    ) {
        let mut screen = Screen::new(Size::new(width, height), "harland");
        screen.press("J");
        screen.press(first);
        let place = |screen: &Screen| {
            let focus = screen.state.focus();
            let brief = screen.state.opened.as_ref().map(|it| it.brief.id);
            (brief, focus, screen.state.list(focus).scroll)
        };
        let before = place(&screen);
        screen.state.jumps = attache::tui::state::Jumps::default();
        for chord in &jumps {
            chord.split(' ').for_each(|key| screen.press(key));
        }
        if !screen.state.jumps.places.is_empty() {
            (0..=jumps.len()).for_each(|_| screen.press("H"));
            prop_assert_eq!(place(&screen), before);
        }
    }

    #[test]
    fn no_keys_at_no_size_break_the_screen(
        (width, height) in (1u16..=200, 1u16..=60),
        (other_width, other_height) in (1u16..=200, 1u16..=60),
        inputs in prop::collection::vec(any_input(), 0..60),
        fixture in prop::sample::select(vec!["harland", "nested", "empty", "bare"]),
    ) {
        let mut screen = Screen::new(Size::new(width, height), fixture);
        for input in inputs.into_iter().flatten() {
            screen.happen(Event::Terminal(input));
            screen.picture();
            let page = &screen.state.page;
            let sentence = screen.state.under(Pane::Text).map(|at| page.sentences[at]);
            prop_assert!(sentence.is_none_or(|it| page.lines_of(it).is_some()), "it shows");
        }
        screen.happen(Event::Terminal(Input::Resize(other_width, other_height)));
        screen.picture();
    }
}

/// A screen with these macros, after these keys.
fn with_macros(macros: &str, keys: &str) -> Screen {
    let text = format!("[macros]\n{macros}");
    let config = Config::parse(std::path::Path::new("config.toml"), &text);
    let config = config.unwrap_or_else(|error| panic!("{error}"));
    let config = Config { topics: Vec::new(), ..config };
    let mut screen = Screen::of(Size::new(100, 30), "harland", &config);
    keys.split(' ').for_each(|key| screen.press(key));
    screen
}

#[test]
fn macros_do_step_by_step_what_is_written() {
    use attache::tui::state::Notice;
    let macros = r#""a" = ["alt-1", "j", "s", "t + a r m s enter", ":later 2w title:treaty"]"#;
    let screen = with_macros(macros, ", a");
    let briefs = &screen.state.briefs;
    let kept: Vec<bool> = (0..3).filter_map(|at| Some(briefs.get(at)?.shortlist)).collect();
    // One was kept before.
    assert_eq!(kept.iter().filter(|it| **it).count(), 2, "{kept:?}");
    let tagged = briefs.here().any(|(_, it)| it.tags == ["arms"]);
    let later = briefs.here().any(|(_, it)| it.triage.letter() == 'b');
    assert!(tagged && later, "{:?}", screen.state.notice);
    // One key does it again.
    let again = with_macros(r#""a" = ["s"]"#, "alt-1 j , a .");
    let kept = again.state.briefs.here().filter(|(_, it)| it.shortlist).count();
    assert_eq!(kept, 3);
    // One that runs itself ends, and says so; one that fails goes no further.
    let endless = with_macros(r#""a" = ["j", ", a"]"#, ", a");
    let Some(Notice::Problem(told)) = &endless.state.notice else { panic!("it says nothing") };
    assert!(told.contains("runs itself"), "{told}");
    let failed = with_macros(r#""a" = [":no-such-thing", "alt-1", "s"]"#, ", a");
    assert_eq!(failed.state.briefs.here().filter(|(_, it)| it.shortlist).count(), 1);
}

#[test]
fn a_macro_that_cannot_be_read_is_told_with_its_line() {
    let told = |macros: &str| {
        let text = format!("[macros]\n{macros}");
        let config = Config::parse(std::path::Path::new("config.toml"), &text);
        let config = config.unwrap_or_else(|error| panic!("{error}"));
        Keymap::new(&config).unwrap_err().to_string()
    };
    assert!(told(r#""ab" = "s""#).contains("one character"));
    assert!(told(r#""a" = ["strg-x"]"#).contains("strg-x"));
}

#[test]
fn what_was_answered_is_done_again_on_the_next() {
    let keys = "alt-1 b 2 w enter j .";
    let screen = with_macros("", keys);
    let later = screen.state.briefs.here().filter(|(_, it)| it.triage.letter() == 'b').count();
    assert_eq!(later, 2, "{:?}", screen.state.notice);
}
