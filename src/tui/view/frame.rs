//! The lines around the panes: the header above, mode and finding and hints below.

use ratatui::layout::Rect;

use super::Canvas;
use crate::{
    library::Tally,
    text::wrap::{clip, width as cells},
    tui::{
        action::Action,
        keymap::Keymap,
        layout::{Layout, Shape},
        page::tag,
        pane::{Pane, Words, claims, timeline},
        relate::{Finding, conflicts},
        state::{Notice, State, Unit},
        theme::Role,
        update::contexts,
        worker::Analyzing,
    },
};

/// The first line: where one is, and what waits.
pub fn header(state: &State, layout: &Layout, canvas: &mut Canvas) {
    let end = waiting(state, layout.shape);
    let room = usize::from(layout.header.width).saturating_sub(cells(&end) + 2);
    let mut words = match layout.shape {
        Shape::One => tabs(state, room),
        Shape::Stacked | Shape::Two => Words::new()
            .and(Role::Title, " attache")
            .and(Role::Dim, format!("  {}  ", place(state)))
            .and(Role::Text, ""),
        Shape::Three | Shape::TooSmall => {
            Words::new().and(Role::Title, " attache").and(Role::Dim, format!("  {}", place(state)))
        }
    };
    if matches!(layout.shape, Shape::Stacked | Shape::Two) {
        let left = room.saturating_sub(words.width());
        words.0.extend(sections(state, left).0);
    }
    canvas.line(layout.header, &words);
    canvas.right(layout.header, &Words::new().and(Role::Dim, format!("{end} ")));
}

/// `brief 2/12`.
fn place(state: &State) -> String {
    // Of a list that is still being gathered there are more.
    let more = if state.briefs.whole { "" } else { "+" };
    let count = state.briefs.total;
    match state.briefs.open.filter(|_| state.opened.is_some()) {
        Some(at) => format!("brief {}/{count}{more}", at + 1),
        None => crate::tui::pane::count(count, "brief"),
    }
}

/// What waits for the analyst, as much as fits; what there is none of is not said.
fn waiting(state: &State, shape: Shape) -> String {
    let Tally { new, shortlist, verify, .. } = state.briefs.tally;
    let mut parts = vec![format!("{new} new")];
    if shape != Shape::One && shortlist > 0 {
        parts.push(format!("{shortlist} kept"));
    }
    if matches!(shape, Shape::Two | Shape::Three) && verify > 0 {
        parts.push(format!("{verify} to verify"));
    }
    parts.join("  ")
}

/// The sections of the brief, the current one between brackets: with labels as long as fit, and
/// where none fit, the current one alone.
fn sections(state: &State, room: usize) -> Words {
    let Some(opened) = &state.opened else { return Words::new() };
    let here = state.related().sections.first().copied().unwrap_or(0);
    let count = opened.analysis.sections.len();
    let line = |label: usize| {
        (0..count).fold(Words::new(), |words, at| {
            let name = format!("{} {}", at + 1, clip(&state.section(at), label));
            if at == here {
                words.and(Role::Title, format!("[{name}]"))
            } else {
                words.and(Role::Dim, format!(" {name} "))
            }
        })
    };
    let all = [28, 20, 14, 9, 6].into_iter().map(line).find(|words| words.width() <= room);
    all.unwrap_or_else(|| {
        let name = format!("{}/{count} {}", here + 1, state.section(here));
        Words::new().and(Role::Title, format!(" {}", clip(&name, room.saturating_sub(1))))
    })
}

/// The panes as tabs, for a screen that shows one: the long names where they fit, else the focused
/// one and numbers.
fn tabs(state: &State, room: usize) -> Words {
    let long = |pane: Pane| {
        let count = state.len(pane);
        match pane {
            Pane::Text => "Text".to_owned(),
            Pane::Sections => format!("Sect{count}"),
            Pane::Sources => format!("Src{count}"),
            Pane::Timeline => format!("Time{count}"),
            Pane::Notes => format!("Note{count}"),
            Pane::Briefs | Pane::Claims => format!("{}{count}", pane.title()),
        }
    };
    let short = |pane: Pane| {
        if pane == state.focus() { long(pane) } else { (pane.index() + 1).to_string() }
    };
    let line = |name: &dyn Fn(Pane) -> String| {
        let mut words = Words::new().and(Role::Text, " ");
        for &pane in Pane::ALL {
            words = if pane == state.focus() {
                words.and(Role::Title, format!("[{}]", name(pane)))
            } else {
                words.and(Role::Dim, format!(" {} ", name(pane)))
            };
        }
        words
    };
    let wide = line(&long);
    if wide.width() <= room { wide } else { line(&short) }
}

/// The status line: mode, what is under the cursor or what there is to say, steps to undo.
pub fn status(state: &State, layout: &Layout, canvas: &mut Canvas) {
    let area = layout.status;
    canvas.lay(area, Role::Status);
    let mode = mode(state);
    let pane = state.focus().title().to_lowercase();
    let mut words = Words::new().and(Role::Mode, format!(" {mode} ")).and(Role::Status, " ");
    let mut end = String::new();
    if !state.pending.is_empty() || state.count.is_some() {
        let keys: Vec<String> = state.pending.iter().map(ToString::to_string).collect();
        let count = state.count.map_or_else(String::new, |it| it.to_string());
        end = format!("{count}{}  ", keys.join(" "));
    }
    if let Some(search) = &state.search {
        end = format!("{end}/{}  ", clip(&search.words, 16));
    }
    if state.work.analyzing.left > 0 {
        let Analyzing { left, rate } = state.work.analyzing;
        end = format!("{end}analyzing {left}, {rate}/s  ");
    }
    if let Some(errand) = &state.work.errand {
        end = format!("{end}{}  ", clip(errand, 32));
    }
    if state.undo > 0 {
        end = format!("{end}undo {}", state.undo);
    }
    let room = usize::from(area.width).saturating_sub(words.width() + cells(&end) + 3);
    words = match &state.notice {
        Some(Notice::Done(text)) => words.and(Role::Notice, clip(text, room)),
        Some(Notice::Problem(text)) => words.and(Role::Error, clip(text, room)),
        None if layout.shape == Shape::One => words.and(Role::Status, clip(&finding(state), room)),
        None => words.and(Role::Status, clip(&format!("{pane}  {}", finding(state)), room)),
    };
    canvas.line(area, &words);
    canvas.right(area, &Words::new().and(Role::Status, format!("{end} ")));
}

fn mode(state: &State) -> &'static str {
    match (state.layers.last(), state.select.map(|it| it.unit)) {
        (Some(layer), _) => layer.mode(),
        (None, Some(Unit::Character)) => "SELECT",
        (None, Some(Unit::Sentence)) => "SELECT sentences",
        (None, None) => "NORMAL",
    }
}

/// What is under the cursor, in words.
fn finding(state: &State) -> String {
    let Some(opened) = &state.opened else { return String::new() };
    let related = state.related();
    let analysis = &opened.analysis;
    let claim = related.claims.first().copied();
    match state.finding() {
        Finding::Sentence(at) => {
            let place = format!("sentence {}/{}", at + 1, state.page.sentences.len());
            claim.map_or(place.clone(), |claim| format!("{place}  {}", told(state, claim)))
        }
        Finding::Claim(at) => told(state, at),
        Finding::Source(at) => {
            let source = analysis.sources.get(at);
            let name = source.map_or("", |it| it.name.as_str());
            let class = source.map_or(String::new(), |it| it.class.code().replace('_', " "));
            let tags: Vec<String> = related.claims.iter().map(|it| tag(*it)).collect();
            format!("{name}, {class}  {}", tags.join(" "))
        }
        Finding::Event(at) => analysis.timeline.get(at).map_or_else(String::new, |entry| {
            let tags: Vec<String> = entry.claims.iter().map(|it| tag(*it)).collect();
            format!("{}  {}", timeline::label(entry), tags.join(" "))
        }),
        Finding::Section(at) => state.section(at),
        Finding::Mark(at) => format!("h{}", at + 1),
        Finding::Brief => state.brief().map_or_else(String::new, |it| {
            let tags: Vec<String> = it.tags.iter().map(|tag| format!("#{tag}")).collect();
            format!("{}/{} claims reviewed  {}", it.reviewed, it.claims, tags.join(" "))
        }),
    }
}

/// `c2 denies, DPRK MFA via KCNA  against c3 c4 (%)`.
fn told(state: &State, claim: usize) -> String {
    let Some(opened) = &state.opened else { return String::new() };
    let Some(it) = opened.analysis.claims.get(claim) else { return String::new() };
    let who = claims::speaker(opened, it);
    let others: Vec<String> = conflicts(&opened.analysis, claim).into_iter().map(tag).collect();
    let versus =
        if others.is_empty() { String::new() } else { format!("  vs {} (%)", others.join(" ")) };
    format!("{} {}, {who}{versus}", tag(claim), it.stance.code())
}

/// The last line: the keys that help here, as many as fit.
pub fn hints(state: &State, keymap: &Keymap, layout: &Layout, canvas: &mut Canvas) {
    let area = layout.hints;
    let contexts = contexts(state);
    let key = |action| keymap.chords(&contexts, action).next().map(ToString::to_string);
    let mut end = Words::new();
    if state.layers.is_empty() {
        for (action, word) in [(Action::Help, "help"), (Action::Command, "cmd")] {
            if let Some(key) = key(action) {
                end = end.and(Role::Key, key).and(Role::Dim, format!(" {word}  "));
            }
        }
    }
    let room = usize::from(area.width).saturating_sub(end.width() + 1);
    let mut words = Words::new().and(Role::Text, " ");
    for (action, word) in told_keys(state) {
        let Some(key) = key(*action) else { continue };
        let key = key.replace(' ', "");
        if words.width() + cells(&key) + cells(word) + 3 > room {
            break;
        }
        words = words.and(Role::Key, key).and(Role::Dim, format!(" {word}  "));
    }
    canvas.line(area, &words);
    let place = Rect::new(area.x, area.y, area.width, area.height.min(1));
    canvas.right(place, &end);
}

/// The actions that a hint is worth, with their shortest words.
fn told_keys(state: &State) -> &'static [(Action, &'static str)] {
    use crate::tui::layer::Layer;
    match state.layers.last() {
        Some(Layer::Help(_)) => &[(Action::Search, "find"), (Action::Close, "close")],
        Some(Layer::Compare(it)) if it.placing.is_some() => &[
            (Action::Accept, "put it here"),
            (Action::NextMatch, "next place"),
            (Action::Wrong, "take it away"),
            (Action::Close, "leave it"),
        ],
        Some(Layer::Compare(_) | Layer::Inspect(_)) => {
            &[(Action::Down, "down"), (Action::Close, "close")]
        }
        Some(Layer::Note(_)) => &[
            (Action::Accept, "keep"),
            (Action::NewLine, "new line"),
            (Action::Edit, "editor"),
            (Action::Close, "leave as a draft"),
        ],
        Some(Layer::Prompt(_)) => {
            &[(Action::Accept, "accept"), (Action::Complete, "complete"), (Action::Close, "cancel")]
        }
        Some(Layer::Form(_)) => &[
            (Action::Accept, "keep"),
            (Action::Complete, "next"),
            (Action::HistoryForward, "choose"),
            (Action::Close, "cancel"),
        ],
        Some(
            Layer::Confirm(_)
            | Layer::Marks(_)
            | Layer::Palette(_)
            | Layer::Steps(_)
            | Layer::Views(_)
            | Layer::Hits(_),
        ) => &[(Action::Accept, "take"), (Action::Down, "down"), (Action::Close, "close")],
        None if state.select.is_some() => &[
            (Action::Highlight, "mark"),
            (Action::Note, "note"),
            (Action::CopyQuote, "copy"),
            (Action::OtherEnd, "other end"),
            (Action::Close, "leave"),
        ],
        None if state.opened.is_none() => &[
            (Action::Follow, "begin"),
            (Action::Import, "import"),
            (Action::ImportSamples, "samples"),
        ],
        None => pane_keys(state.focus()),
    }
}

const fn pane_keys(pane: Pane) -> &'static [(Action, &'static str)] {
    match pane {
        Pane::Briefs => &[
            (Action::Follow, "open"),
            (Action::Read, "read"),
            (Action::Shortlist, "shortlist"),
            (Action::Drop, "drop"),
            (Action::Later, "later"),
            (Action::Verify, "verify"),
            (Action::Tags, "tags"),
            (Action::Undo, "undo"),
        ],
        Pane::Sections => &[
            (Action::Follow, "go"),
            (Action::GoClaims, "claims"),
            (Action::Inspect, "why"),
            (Action::FoldToggle, "fold"),
            (Action::Read, "read"),
            (Action::Shortlist, "keep"),
            (Action::Drop, "drop"),
            (Action::Undo, "undo"),
        ],
        Pane::Text => &[
            (Action::Follow, "claim"),
            (Action::GoSource, "source"),
            (Action::GoDate, "date"),
            (Action::Counterpart, "versus"),
            (Action::Highlight, "mark"),
            (Action::Note, "note"),
            (Action::Read, "read"),
            (Action::Shortlist, "keep"),
            (Action::Drop, "drop"),
            (Action::Undo, "undo"),
        ],
        Pane::Claims | Pane::Sources | Pane::Timeline => &[
            (Action::Follow, "go"),
            (Action::Inspect, "why"),
            (Action::Counterpart, "versus"),
            (Action::Shortlist, "keep"),
            (Action::Read, "seen"),
            (Action::Drop, "drop"),
            (Action::Wrong, "wrong"),
            (Action::Verify, "verify"),
            (Action::Note, "note"),
            (Action::Undo, "undo"),
        ],
        Pane::Notes => &[
            (Action::Follow, "go"),
            (Action::Note, "edit"),
            (Action::Drop, "take away"),
            (Action::HighlightColour, "colour"),
            (Action::Undo, "undo"),
        ],
    }
}
