//! What lies over the panes: help, prompts, notes, questions, the palette, evidence, and the keys
//! that may follow.

use ratatui::{
    layout::{Position, Rect},
    widgets::{Block, BorderType, Widget},
};

use super::{Canvas, acts, compare, found, nth};
use crate::{
    text::wrap::{clip, fit, width as cells, wrap},
    tui::{
        keymap::{Keymap, Lookup},
        layer::{
            Layer,
            confirm::Confirm,
            help::{Entry, Help},
            inspect::Inspect,
            line::Line,
            note::Note,
            palette::Palette,
            prompt::Prompt,
        },
        layout::Layout,
        pane::Words,
        scroll::last_top,
        state::State,
        theme::Role,
        update::contexts,
    },
};

/// Candidates that show over a prompt.
const CANDIDATES: usize = 8;

/// Draws the layers; where text is being written, its cursor comes back.
pub fn draw(
    state: &State,
    keymap: &Keymap,
    layout: &Layout,
    canvas: &mut Canvas,
) -> Option<Position> {
    let screen = body(state, layout);
    let mut cursor = None;
    for layer in &state.layers {
        cursor = match layer {
            Layer::Help(it) => {
                help(it, keymap, screen, canvas);
                None
            }
            Layer::Inspect(it) => {
                inspect(it, screen, canvas);
                None
            }
            Layer::Hits(it) => {
                found::hits(it, screen, canvas);
                None
            }
            Layer::Views(it) => {
                found::views(it, screen, canvas);
                None
            }
            Layer::Confirm(it) => {
                confirm(it, screen, canvas);
                None
            }
            Layer::Prompt(it) => Some(prompt(state, it, layout, canvas)),
            Layer::Note(it) => {
                note(it, screen, canvas);
                None
            }
            Layer::Palette(it) => palette(it, screen, canvas),
            Layer::Marks(it) => found::marks(it, screen, canvas),
            Layer::Compare(it) => {
                compare::compare(it, screen, canvas);
                None
            }
            Layer::Form(it) => acts::form(it, screen, canvas),
            Layer::Steps(it) => {
                acts::steps(it, screen, canvas);
                None
            }
        };
    }
    if !state.pending.is_empty() {
        pending(state, keymap, screen, canvas);
    }
    cursor
}

/// The screen between header and status line.
fn body(state: &State, layout: &Layout) -> Rect {
    let bottom = layout.status.y;
    Rect::new(0, 1, state.size.width, bottom.saturating_sub(1))
}

/// A window in the middle, at most that large; what it holds comes back.
pub(super) fn window(
    title: &str,
    width: u16,
    height: u16,
    screen: Rect,
    canvas: &mut Canvas,
) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    let area = Rect::new(
        screen.x + (screen.width - width) / 2,
        screen.y + (screen.height - height) / 3,
        width,
        height,
    );
    boxed(title, area, canvas)
}

fn boxed(title: &str, area: Rect, canvas: &mut Canvas) -> Rect {
    canvas.clear(area);
    let block =
        Block::bordered().border_type(BorderType::Double).border_style(canvas.style(Role::Focus));
    let inner = block.inner(area);
    block.render(area, canvas.buffer);
    let room = area.width.saturating_sub(4);
    let place = Rect::new(area.x.saturating_add(2), area.y, room, area.height.min(1));
    let title = clip(title, usize::from(room).saturating_sub(2));
    canvas.line(place, &Words::new().and(Role::Title, format!(" {title} ")));
    inner
}

/// The lines of a window from `top` on.
pub(super) fn lines(lines: &[Words], top: usize, area: Rect, canvas: &mut Canvas) {
    let top = top.min(last_top(usize::from(area.height), lines.len()));
    for (number, words) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
        canvas.line(nth(area, number), words);
    }
}

pub(super) fn size(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn help(help: &Help, keymap: &Keymap, screen: Rect, canvas: &mut Canvas) {
    let title = if help.filter.is_empty() {
        "Keys   / finds".to_owned()
    } else {
        format!("Keys   /{}", help.filter)
    };
    let inner = window(&title, 96, screen.height, screen, canvas);
    let width = usize::from(inner.width);
    let keys = 24.min(width / 3);
    let name = if width >= 76 { 21 } else { 0 };
    let entries: Vec<Words> = help
        .entries(keymap)
        .into_iter()
        .map(|entry| match entry {
            Entry::Heading(words) => Words::new().and(Role::Heading, format!(" {words}")),
            Entry::Keys(chords, words, action) => Words::new()
                .and(Role::Key, format!("   {} ", fit(&chords, keys)))
                .and(Role::Text, fit(words, width.saturating_sub(keys + 5 + name)))
                .and(Role::Dim, fit(action, name)),
            Entry::Macro(chord, words) => Words::new()
                .and(Role::Key, format!("   {} ", fit(&chord, keys)))
                .and(Role::Text, clip(&words, width.saturating_sub(keys + 5))),
        })
        .collect();
    if entries.is_empty() {
        let words = Words::new().and(Role::Dim, " no key does that");
        canvas.line(nth(inner, 0), &words);
    }
    lines(&entries, help.top, inner, canvas);
}

fn inspect(inspect: &Inspect, screen: Rect, canvas: &mut Canvas) {
    let width = 84.min(screen.width);
    let label = 22.min(usize::from(width) / 3);
    let room = usize::from(width).saturating_sub(label + 5);
    let mut shown: Vec<Words> = Vec::new();
    for (name, words) in &inspect.lines {
        for (number, line) in wrap(words, room).into_iter().enumerate() {
            let name = if number == 0 { name } else { "" };
            shown.push(
                Words::new()
                    .and(Role::Dim, format!(" {} ", fit(name, label)))
                    .and(Role::Text, line.slice(words)),
            );
        }
    }
    let title = format!("Why: {}", inspect.title);
    let inner = window(&title, width, size(shown.len() + 2), screen, canvas);
    lines(&shown, inspect.top, inner, canvas);
}

fn confirm(confirm: &Confirm, screen: Rect, canvas: &mut Canvas) {
    let longest = confirm.choices.iter().map(|it| cells(&it.words)).max().unwrap_or(0);
    let longest = confirm.about.iter().map(|it| cells(it)).max().unwrap_or(0).max(longest);
    let width = longest.max(cells(&confirm.question)) + 12;
    let height = confirm.choices.len() + confirm.about.len() + 2;
    let inner = window(&confirm.question, size(width), size(height), screen, canvas);
    let told = confirm.about.len();
    for (number, words) in confirm.about.iter().enumerate() {
        let words = clip(words, usize::from(inner.width).saturating_sub(3));
        canvas.line(nth(inner, number), &Words::new().and(Role::Dim, format!("  {words}")));
    }
    for (number, choice) in confirm.choices.iter().enumerate() {
        let here = number == confirm.cursor;
        let place = nth(inner, told + number);
        let words = Words::new()
            .and(Role::Focus, if here { "> " } else { "  " })
            .and(Role::Key, choice.letter.to_string())
            .and(Role::Text, format!("  {}", choice.words));
        canvas.line(place, &words);
        if here {
            canvas.lay(place, Role::Selected);
        }
    }
}

fn prompt(state: &State, prompt: &Prompt, layout: &Layout, canvas: &mut Canvas) -> Position {
    let area = if layout.hints.is_empty() { layout.status } else { layout.hints };
    canvas.clear(area);
    let asked = clip(prompt.ask.words(), usize::from(area.width) / 2);
    let room = usize::from(area.width).saturating_sub(cells(&asked) + 2);
    let (shown, column) = tail(prompt.line.before(), prompt.line.text(), room);
    let words = Words::new().and(Role::Key, format!(" {asked}")).and(Role::Text, shown);
    canvas.line(area, &words);
    if let Some(meant) = prompt.preview(state.today) {
        let screen = body(state, layout);
        let width = size(cells(&meant) + 4).min(screen.width);
        let y = screen.bottom().saturating_sub(3);
        let area = Rect::new(0, y, width, 3.min(screen.height));
        let inner = boxed("that is", area, canvas);
        canvas.line(nth(inner, 0), &Words::new().and(Role::Date, format!(" {meant}")));
    }
    // A line that does not fit whole shows its end, where the place may not be.
    if let Some(wrong) = prompt.wrong.filter(|_| cells(prompt.line.text()) < room) {
        let text = prompt.line.text();
        let before = text.get(..wrong.start).map_or(0, cells);
        let wide = text.get(wrong.start..wrong.end).map_or(0, cells).max(1);
        let x = area.x.saturating_add(size(1 + cells(&asked) + before));
        canvas.lay(Rect::new(x, area.y, size(wide), 1), Role::Error);
    }
    candidates(state, prompt, layout, canvas);
    let x = area.x.saturating_add(size(1 + cells(&asked) + column));
    Position::new(x.min(area.right().saturating_sub(1)), area.y)
}

/// As much of a line as fits with its cursor, and the column of the cursor.
pub(super) fn tail(before: &str, text: &str, room: usize) -> (String, usize) {
    let mut start = 0;
    for (at, _) in before.char_indices() {
        start = at;
        if cells(&before[at..]) < room.max(1) {
            break;
        }
    }
    (clip(&text[start..], room), cells(&before[start..]))
}

fn candidates(state: &State, prompt: &Prompt, layout: &Layout, canvas: &mut Canvas) {
    let candidates = prompt.candidates(state);
    let screen = body(state, layout);
    let room = usize::from(screen.height).saturating_sub(2).min(CANDIDATES);
    if candidates.is_empty() || room == 0 {
        return;
    }
    let shown = candidates.len().min(room);
    let here = prompt.candidate.unwrap_or(0);
    let top = here.saturating_sub(shown.saturating_sub(1));
    let width = 72.min(screen.width);
    let height = size(shown + 2);
    let area = Rect::new(0, screen.bottom().saturating_sub(height), width, height);
    let inner = boxed(&format!("{} of {}", here + 1, candidates.len()), area, canvas);
    for (number, (name, words)) in candidates.iter().skip(top).take(shown).enumerate() {
        let place = nth(inner, number);
        let line = Words::new()
            .and(Role::Key, format!(" {} ", fit(name, 22)))
            .and(Role::Dim, clip(words, usize::from(inner.width).saturating_sub(25)));
        canvas.line(place, &line);
        if prompt.candidate == Some(top + number) {
            canvas.lay(place, Role::Selected);
        }
    }
}

fn note(note: &Note, screen: Rect, canvas: &mut Canvas) {
    let height = 10.min(screen.height);
    let width = 76.min(screen.width);
    let x = screen.x + (screen.width - width) / 2;
    let area = Rect::new(x, screen.bottom().saturating_sub(height), width, height);
    let inner = boxed(&format!("Note on {}", note.place), area, canvas);
    let room = Rect { x: inner.x.saturating_add(1), width: inner.width.saturating_sub(2), ..inner };
    if room.is_empty() {
        return;
    }
    (&note.area).render(room, canvas.buffer);
}

fn palette(palette: &Palette, screen: Rect, canvas: &mut Canvas) -> Option<Position> {
    let height = screen.height.min(22);
    let inner = window("Find   > for commands", 90, height, screen, canvas);
    let cursor = written(&palette.line, inner, canvas);
    let rows = usize::from(inner.height).saturating_sub(1);
    let top = (palette.cursor + 1).saturating_sub(rows);
    for (number, at) in palette.found.iter().enumerate().skip(top).take(rows) {
        let Some(entry) = palette.entries.get(*at) else { continue };
        let place = nth(inner, number - top + 1);
        let here = number == palette.cursor;
        let words = Words::new()
            .and(Role::Focus, if here { "> " } else { "  " })
            .and(Role::Dim, fit(entry.kind, 9))
            .and(Role::Text, clip(&entry.words, usize::from(inner.width).saturating_sub(12)));
        canvas.line(place, &words);
        if here {
            canvas.lay(place, Role::Selected);
        }
    }
    cursor
}

/// The line that is being written, the first of a window; the place of its cursor comes back.
pub(super) fn written(line: &Line, inner: Rect, canvas: &mut Canvas) -> Option<Position> {
    let room = usize::from(inner.width).saturating_sub(2);
    let (shown, column) = tail(line.before(), line.text(), room);
    canvas.line(nth(inner, 0), &Words::new().and(Role::Text, format!(" {shown}")));
    let x = inner.x.saturating_add(size(1 + column)).min(inner.right().saturating_sub(1));
    (!inner.is_empty()).then_some(Position::new(x, inner.y))
}

/// The keys that may follow those pressed, at the foot of the screen.
fn pending(state: &State, keymap: &Keymap, screen: Rect, canvas: &mut Canvas) {
    let Lookup::Pending(following) = keymap.lookup(&contexts(state), &state.pending) else {
        return;
    };
    let cell = 34.min(usize::from(screen.width).saturating_sub(2)).max(1);
    let columns = (usize::from(screen.width).saturating_sub(2) / cell).clamp(1, 3);
    let rows = following.len().div_ceil(columns);
    let height = size(rows + 2).min(screen.height);
    let width = size(columns * cell + 2).min(screen.width);
    let x = screen.right().saturating_sub(width);
    let area = Rect::new(x, screen.bottom().saturating_sub(height), width, height);
    let keys: Vec<String> = state.pending.iter().map(ToString::to_string).collect();
    let inner = boxed(&keys.join(" "), area, canvas);
    for (number, (chord, action)) in following.iter().enumerate() {
        let line = nth(inner, number % rows.max(1));
        let column = size(number / rows.max(1) * cell);
        let place = Rect::new(
            line.x.saturating_add(column),
            line.y,
            line.width.saturating_sub(column).min(size(cell)),
            line.height,
        );
        let words = Words::new()
            .and(Role::Key, format!(" {} ", fit(&chord.to_string(), 4)))
            .and(Role::Text, clip(action.words(), cell.saturating_sub(7)));
        canvas.line(place, &words);
    }
}
