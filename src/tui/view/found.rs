//! What a search found, the views with their counts, the notes of all briefs: lists over the panes.

use ratatui::layout::{Position, Rect};

use super::{
    Canvas,
    layers::{size, window, written},
    nth,
};
use crate::{
    library::Noted,
    text::wrap::{clip, fit, width as cells},
    tui::{
        layer::{hits::Hits, noted::Marks, views::Views},
        pane::Words,
        theme::Role,
    },
};

/// What a search found: two lines a hit, the words that were looked for lit in the second.
pub fn hits(hits: &Hits, screen: Rect, canvas: &mut Canvas) {
    let title = format!("{}/{} for {}", hits.cursor + 1, hits.hits.len(), hits.words);
    let height = 2 * hits.hits.len() + 2;
    let inner = window(&clip(&title, 60), 120, size(height), screen, canvas);
    let (rows, width) = (usize::from(inner.height / 2), usize::from(inner.width));
    let top = (hits.cursor + 1).saturating_sub(rows);
    for (number, hit) in hits.hits.iter().enumerate().skip(top).take(rows) {
        let here = number == hits.cursor;
        let day = hit.brief.published.map_or_else(String::new, |it| it.to_string());
        let head = Words::new()
            .and(Role::Focus, if here { "> " } else { "  " })
            .and(Role::Text, format!("{} ", hit.brief.triage.letter()))
            .and(Role::Title, fit(&hit.brief.title, width.saturating_sub(17)))
            .and(Role::Dim, format!(" {day:>10}"));
        let mut words = Words::new().and(Role::Text, "    ");
        let mut at = 0;
        for lit in &hit.lit {
            words = words
                .and(Role::Dim, hit.snippet.get(at..lit.start).unwrap_or_default())
                .and(Role::Match, lit.slice(&hit.snippet));
            at = lit.end;
        }
        words = words.and(Role::Dim, hit.snippet.get(at..).unwrap_or_default());
        let place = nth(inner, 2 * (number - top));
        canvas.line(place, &head);
        canvas.line(nth(inner, 2 * (number - top) + 1), &words);
        if here {
            canvas.lay(place, Role::Selected);
        }
    }
}

/// The views: name, query, how many.
pub fn views(views: &Views, screen: Rect, canvas: &mut Canvas) {
    let height = views.rows.len() + 2;
    let inner = window("Views", 78, size(height), screen, canvas);
    let rows = usize::from(inner.height);
    let top = (views.cursor + 1).saturating_sub(rows);
    for (number, row) in views.rows.iter().enumerate().skip(top).take(rows) {
        let (role, count) = match &row.count {
            None => (Role::Dim, "…".to_owned()),
            Some(Ok(count)) => (Role::Text, count.to_string()),
            Some(Err(problem)) => (Role::Error, problem.clone()),
        };
        let here = number == views.cursor;
        let room = usize::from(inner.width).saturating_sub(26);
        let wrong = matches!(row.count, Some(Err(_)));
        let query = if wrong { 0 } else { room.saturating_sub(9) };
        let place = nth(inner, number - top);
        let words = Words::new()
            .and(Role::Focus, if here { "> " } else { "  " })
            .and(Role::Key, fit(&row.view.name, 22))
            .and(Role::Dim, format!("  {}", fit(&row.view.query, query)))
            .and(role, if wrong { clip(&count, room) } else { format!("{count:>8}") });
        canvas.line(place, &words);
        if here {
            canvas.lay(place, Role::Selected);
        }
    }
}

/// The highlights and notes of all briefs: a line to say which, then two lines each. The place of the
/// cursor comes back.
pub fn marks(marks: &Marks, screen: Rect, canvas: &mut Canvas) -> Option<Position> {
    let shown = (marks.cursor + 1).min(marks.rows.len());
    let title = format!("Notes of all briefs   {shown}/{}", marks.total);
    let inner = window(&title, 120, screen.height.min(26), screen, canvas);
    let width = usize::from(inner.width);
    let cursor = written(&marks.line, inner, canvas);
    let rows = (usize::from(inner.height).saturating_sub(1) / 2).max(1);
    let top = (marks.cursor + 1).saturating_sub(rows);
    for (number, mark) in marks.rows.iter().enumerate().skip(top).take(rows) {
        let here = number == marks.cursor;
        let place = nth(inner, 1 + 2 * (number - top));
        for (at, words) in [head(mark, here, width), below(mark, width)].iter().enumerate() {
            canvas.line(nth(inner, 1 + 2 * (number - top) + at), words);
        }
        if here {
            canvas.lay(place, Role::Selected);
        }
    }
    cursor
}

/// What a mark is on, and in which brief.
fn head(mark: &Noted, here: bool, width: usize) -> Words {
    let kind = mark.colour.map_or("note", |it| it.code());
    let on = match (&mark.quote, &mark.source) {
        (Some(quote), _) => quote.split_whitespace().collect::<Vec<_>>().join(" "),
        (None, Some(name)) => format!("on {name}"),
        (None, None) => "on the brief".to_owned(),
    };
    let day = mark.published.map_or_else(String::new, |it| it.to_string());
    let brief = (width / 3).min(40);
    let room = width.saturating_sub(2 + 8 + 1 + brief + 12);
    Words::new()
        .and(Role::Focus, if here { "> " } else { "  " })
        .and(mark.colour.map_or(Role::Note, Role::from), kind)
        .and(Role::Text, " ".repeat(8_usize.saturating_sub(kind.len())))
        .and(Role::Text, fit(&on, room))
        .and(Role::Title, format!(" {}", fit(&mark.title, brief)))
        .and(Role::Dim, format!(" {day:>10}"))
}

/// What is noted, and the tags.
fn below(mark: &Noted, width: usize) -> Words {
    let note = mark.note.as_deref().unwrap_or_default();
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let tags: Vec<String> = mark.tags.iter().map(|it| format!(" #{it}")).collect();
    let tags = tags.concat();
    let room = width.saturating_sub(11);
    let note = clip(&note, room);
    let left = room.saturating_sub(cells(&note));
    Words::new().and(Role::Note, format!("          {note}")).and(Role::Dim, clip(&tags, left))
}
