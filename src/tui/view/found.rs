//! What a search found, and the views with their counts: lists over the panes.

use ratatui::layout::Rect;

use super::{
    Canvas,
    layers::{size, window},
    nth,
};
use crate::{
    text::wrap::{clip, fit},
    tui::{
        layer::{hits::Hits, views::Views},
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
