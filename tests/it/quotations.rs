//! Whatever the program gives as a quotation of a sample stands in its stored text, letter for letter:
//! in every pane, in every evidence, in every export.

use std::{collections::BTreeSet, fmt::Write as _};

use attache::{
    config::Config,
    library::{ExportFormat, Library, Opened, Scope, Taxonomy, Tlp, exported},
    tui::{
        key::Key,
        keymap::Keymap,
        layer::inspect::Inspect,
        pane::Pane,
        state::State,
        theme::Theme,
        update::{Effect, Event, start, update},
        view,
        worker::answer,
    },
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{Event as Input, KeyEvent},
    layout::Size,
};
use serde_json::Value;

/// Samples, opened.
fn samples() -> (Library, Vec<Opened>) {
    let mut library = Library::in_memory(Taxonomy::new(Vec::new())).unwrap();
    library.import_samples().unwrap();
    let briefs = library.briefs("2025-11-04".parse().unwrap()).unwrap();
    let opened = briefs.iter().map(|it| library.open_brief(it.id).unwrap().unwrap()).collect();
    (library, opened)
}

/// One kind of blank, so that a line end in the text and a blank on the screen are the same.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that is stored as text, a text a piece.
fn stored(briefs: &[Opened]) -> Vec<String> {
    briefs.iter().flat_map(|it| [flat(&it.article.title), flat(&it.article.text)]).collect()
}

/// Asserts that words are in a stored text; what was left out or cut off is told by "…".
#[track_caller]
fn stands(stored: &[String], words: &str, place: &str) {
    for part in flat(words).split('…').map(|it| it.trim_matches(['[', ']', ' '])) {
        let found = stored.iter().any(|it| it.contains(part));
        assert!(found, "{place}: “{part}” stands in no text");
    }
}

/// What stands between curly quotation marks on one line.
fn quoted(line: &str) -> Vec<&str> {
    let after = line.split('“').skip(1);
    after.filter_map(|it| it.split_once('”')).map(|it| it.0).collect()
}

/// A state with the samples behind it.
struct Reader {
    state: State,
    keymap: Keymap,
    library: Library,
}

impl Reader {
    fn new(library: Library) -> Self {
        let config = Config { topics: Vec::new(), ..Config::default() };
        let keymap = Keymap::new(&config).unwrap();
        let mut state = State::new(Size::new(300, 120), "2025-11-04".parse().unwrap(), &config);
        let effects = start(&mut state);
        let mut reader = Self { state, keymap, library };
        reader.act(effects);
        reader
    }

    fn act(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Ask(request) = effect else { continue };
            for reply in answer(&mut self.library, request) {
                let effects = update(&mut self.state, &self.keymap, Event::Reply(reply));
                self.act(effects);
            }
        }
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("{key} is no key"));
            let event = Event::Terminal(Input::Key(KeyEvent::from(key)));
            let effects = update(&mut self.state, &self.keymap, event);
            self.act(effects);
        }
    }

    fn rows(&self) -> Vec<String> {
        let Size { width, height } = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let theme = Theme::probe();
        let draw = |frame: &mut ratatui::Frame<'_>| {
            view::draw(&self.state, &self.keymap, &theme, frame);
        };
        let buffer = terminal.draw(draw).unwrap().buffer.clone();
        let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..height).map(row).collect()
    }
}

#[test]
fn on_every_screen() {
    let (library, briefs) = samples();
    let stored = stored(&briefs);
    let mut reader = Reader::new(library);
    let mut seen = BTreeSet::new();
    for (number, opened) in briefs.iter().enumerate() {
        let found = &opened.analysis;
        for (pane, key) in Pane::ALL.iter().zip(["1", "2", "3", "4", "5", "6", "7"]) {
            let place = format!("brief {number}, {pane:?}");
            let rows = match pane {
                Pane::Claims => found.claims.len(),
                Pane::Sources => found.sources.len(),
                Pane::Timeline => found.timeline.len(),
                _ => 1,
            };
            reader.press(&format!("alt-{key} Z g g"));
            for row in 0..rows {
                let mut lines = Inspect::of(&reader.state).unwrap_or_default().lines;
                // The screen has room for a hundred rows.
                if row % 80 == 0 {
                    lines.extend(reader.rows().into_iter().map(|it| ("screen", it)));
                }
                for (label, line) in &lines {
                    for words in quoted(line) {
                        stands(&stored, words, &format!("{place}, {label}"));
                        seen.insert(words.to_owned());
                    }
                }
                reader.press("j");
            }
            reader.press("Z");
        }
        reader.press("J");
    }
    assert!(seen.len() > 15, "{seen:?}");
}

#[test]
#[should_panic(expected = "“sold shells at sea” stands in no text")]
fn other_words_are_found_out() {
    stands(&["He never sold shells abroad.".to_owned()], "sold shells at sea", "here");
}

/// Every format; JSON ones are read, so that their own quotation marks are not in the way.
const FORMATS: &[ExportFormat] = &[
    ExportFormat::Markdown,
    ExportFormat::Org,
    ExportFormat::Csv,
    ExportFormat::Readwise,
    ExportFormat::JsonLd,
    ExportFormat::Bibtex,
    ExportFormat::Csl,
    ExportFormat::Ris,
    ExportFormat::Timelinejs,
    ExportFormat::Stix,
    ExportFormat::Misp,
    ExportFormat::Html,
    ExportFormat::Dissemination,
];

/// All words of a JSON document; of `exact` also that they are a quotation.
fn words(value: &Value, key: &str, out: &mut String) {
    match value {
        Value::String(it) if key == "exact" => {
            let _ = writeln!(out, "> {}", flat(it));
        }
        Value::String(it) => {
            let _ = writeln!(out, "{}", flat(it));
        }
        Value::Array(items) => items.iter().for_each(|it| words(it, key, out)),
        Value::Object(fields) => fields.iter().for_each(|(key, it)| words(it, key, out)),
        _ => {}
    }
}

/// An export as lines; what it gives as a quotation as a whole begins with `> `.
fn lines(written: &str, format: ExportFormat) -> String {
    let mut out = String::new();
    if let Ok(value) = serde_json::from_str::<Value>(written) {
        words(&value, "", &mut out);
        return out;
    }
    match format {
        ExportFormat::Csv | ExportFormat::Readwise => {
            let mut rows = csv::Reader::from_reader(written.as_bytes());
            let head = rows.headers().unwrap().clone();
            for row in rows.records() {
                for (name, cell) in head.iter().zip(&row.unwrap()) {
                    // A cell that a spreadsheet would compute is guarded by an apostrophe.
                    let cell = cell.strip_prefix('\'').unwrap_or(cell);
                    let quote = matches!(name, "Quote" | "Highlight");
                    let _ = writeln!(out, "{}{}", if quote { "> " } else { "" }, flat(cell));
                }
            }
            out
        }
        ExportFormat::Html => {
            let page = scraper::Html::parse_document(written);
            let quote = scraper::Selector::parse("blockquote").unwrap();
            for it in page.select(&quote) {
                let _ = writeln!(out, "> {}", flat(&it.text().collect::<String>()));
            }
            out
        }
        ExportFormat::Org => {
            let mut inside = false;
            for line in written.lines() {
                match line {
                    "#+begin_quote" => inside = true,
                    "#+end_quote" => inside = false,
                    _ => {
                        // A comma keeps a star at the line's start from beginning a heading.
                        let line = line.strip_prefix(',').unwrap_or(line);
                        let _ = writeln!(out, "{}{line}", if inside { "> " } else { "" });
                    }
                }
            }
            out
        }
        _ => written.to_owned(),
    }
}

#[test]
fn in_every_export() {
    let (_, briefs) = samples();
    let stored = stored(&briefs);
    for format in FORMATS {
        let written = exported(&briefs, Scope::All, *format, Some(Tlp::Green));
        let mut seen = 0;
        for line in lines(&written, *format).lines() {
            let place = format!("{format:?}");
            let whole = line.strip_prefix("> ").filter(|it| !it.starts_with("[!"));
            let straight = line.split("(\"").skip(1).filter_map(|it| it.split_once('"')?.0.into());
            for words in whole.into_iter().chain(quoted(line)).chain(straight) {
                stands(&stored, words, &place);
                seen += 1;
            }
        }
        let quotes = !matches!(format, ExportFormat::Timelinejs);
        assert!(seen > 10 || !quotes, "{format:?}: {seen} quotations");
    }
}
