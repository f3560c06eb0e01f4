//! Two texts side by side: on a narrow screen, one paragraph below the other.

use ratatui::layout::Rect;

use super::{
    Canvas,
    layers::{lines, window},
};
use crate::{
    model::Span,
    text::{
        diff::Part,
        wrap::{fit, width as cells, wrap},
    },
    tui::{
        layer::compare::{Compare, Shown},
        pane::{Words, count},
        theme::Role,
    },
};

/// Cells between the two.
const GAP: usize = 3;

/// The narrowest column that can be read.
const NARROWEST: usize = 30;

/// Draws them.
pub fn compare(compare: &Compare, screen: Rect, canvas: &mut Canvas) {
    let width = screen.width.min(160);
    let all = told(compare, usize::from(width.saturating_sub(3)));
    let height = u16::try_from(all.len() + 2).unwrap_or(u16::MAX);
    let keys = match &compare.placing {
        Some(it) if it.places.is_empty() => "x takes it away".to_owned(),
        Some(it) if it.places.len() > 1 => {
            format!("{} of {}   n next, enter puts it here", it.at + 1, it.places.len())
        }
        Some(_) => "enter puts it here, x takes it away".to_owned(),
        None => String::new(),
    };
    let title = format!("{}   {keys}", compare.title);
    let inner = window(title.trim_end(), width, height, screen, canvas);
    let inner =
        Rect { x: inner.x.saturating_add(1), width: inner.width.saturating_sub(1), ..inner };
    lines(&all, compare.top, inner, canvas);
}

/// All lines.
fn told(compare: &Compare, width: usize) -> Vec<Words> {
    let column = width.saturating_sub(GAP) / 2;
    let beside = column >= NARROWEST;
    let room = if beside { column } else { width };
    let mut all = Vec::new();
    let mut put = |old: Vec<Words>, new: Vec<Words>| {
        if !beside {
            all.extend(old);
            all.extend(new);
            return;
        }
        for at in 0..old.len().max(new.len()) {
            let mut line = old.get(at).cloned().unwrap_or_default();
            let rest = (column + GAP).saturating_sub(line.width());
            line = line.and(Role::Text, " ".repeat(rest));
            line.0.extend(new.get(at).cloned().unwrap_or_default().0);
            all.push(line);
        }
    };
    let head = |name: &str| vec![Words::new().and(Role::Heading, fit(name, room))];
    put(head(&compare.names[0]), head(&compare.names[1]));
    for shown in &compare.rows {
        let blank = || vec![Words::new()];
        put(blank(), Vec::new());
        match shown {
            Shown::Same(number) => {
                let words = format!("  … {}, the same", count(*number, "paragraph"));
                put(vec![Words::new().and(Role::Dim, words)], Vec::new());
            }
            Shown::Row(row) => {
                let side = |at: usize, part: Option<&Part>| {
                    let sign = if row.is_same() { ' ' } else { ['-', '+'][at] };
                    part.map_or_else(Vec::new, |it| {
                        paragraph(&compare.texts[at], it, compare.marked(at), sign, room)
                    })
                };
                let (old, new) = (side(0, row.old.as_ref()), side(1, row.new.as_ref()));
                if beside || !row.is_same() { put(old, new) } else { put(Vec::new(), new) }
            }
        }
    }
    all
}

/// The lines of a paragraph: a sign before each, what changed lit, what is marked underlined.
fn paragraph(
    text: &str,
    part: &Part,
    marked: Option<Span>,
    sign: char,
    width: usize,
) -> Vec<Words> {
    let words = part.span.slice(text);
    let sure = if sign == ' ' { Role::Dim } else { Role::Text };
    let broken = wrap(words, width.saturating_sub(3)).into_iter();
    broken
        .map(|line| {
            let line = line.shift(part.span.start);
            let mut told = Words::new().and(Role::Key, format!("{sign} "));
            let mut edges: Vec<usize> =
                part.changed.iter().chain(&marked).flat_map(|it| [it.start, it.end]).collect();
            edges.extend([line.start, line.end]);
            edges.retain(|it| (line.start..=line.end).contains(it));
            edges.sort_unstable();
            edges.dedup();
            for pair in edges.windows(2) {
                let piece = Span::new(pair[0], pair[1]);
                let mut roles = vec![sure];
                if marked.is_some_and(|it| it.contains(piece)) {
                    roles.push(Role::Yellow);
                }
                if part.changed.iter().any(|it| it.contains(piece)) {
                    roles.push(Role::Match);
                }
                told.0.push((roles, piece.slice(text).replace('\n', " ")));
            }
            debug_assert!(told.width() <= width.max(cells("- ")), "a line fits");
            told
        })
        .collect()
}
