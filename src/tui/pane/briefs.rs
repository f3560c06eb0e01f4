//! The briefs of the library: state, headline, age, number of claims.

use crate::{
    library::Brief,
    model::{Date, Triage},
    text::wrap::{fit, width as cells},
    tui::{
        pane::{Done, Pane, Row, Words},
        state::State,
        theme::Role,
    },
};

/// The row of a brief; always one line, also where it is not here yet.
pub fn row(state: &State, index: usize, width: usize) -> Row {
    let Some(brief) = state.briefs.get(index) else {
        // It is on its way.
        return Row { lines: vec![Words::new().and(Role::Dim, "    ·")], done: Done::No };
    };
    let open = state.opened.as_ref().is_some_and(|opened| opened.brief.id == brief.id);
    let age = age(brief, state.today);
    let claims = format!("{}c", brief.claims);
    let tail = format!(" {age:>4} {claims:>4}");
    let cursor = state.list(Pane::Briefs).scroll.cursor;
    let marked = state.marked.has(index, brief.id, cursor);
    // Read, and every claim of it.
    let done_with = brief.triage == Triage::Read && brief.reviewed >= brief.claims;
    let letter = if done_with { 'R' } else { brief.triage.letter() }.to_string();
    let room = width.saturating_sub(4 + cells(&tail));
    let title = if open { Role::Title } else { Role::Text };
    let done = match brief.triage {
        Triage::Dropped | Triage::Read | Triage::Later(_) => Done::Yes,
        Triage::New | Triage::Open => Done::No,
    };
    let line = Words::new()
        .and(letter_role(brief.triage), letter)
        .and(Role::Kept, if brief.shortlist { "s" } else { " " })
        .and(Role::Verify, if brief.verify { "!" } else { " " })
        .and(Role::Focus, if marked { "+" } else { " " })
        .and(title, fit(&brief.title, room))
        .and(Role::Dim, tail);
    Row { lines: vec![line], done }
}

/// How the letter of a state looks.
const fn letter_role(triage: Triage) -> Role {
    match triage {
        Triage::New => Role::New,
        Triage::Open => Role::Text,
        Triage::Read => Role::Reviewed,
        Triage::Later(_) => Role::Later,
        Triage::Dropped => Role::Dropped,
    }
}

/// How old it is, or the day it comes back.
fn age(brief: &Brief, today: Date) -> String {
    if let Triage::Later(until) = brief.triage {
        let days = until.to_days() - today.to_days();
        return match days {
            0..7 => until.weekday().name()[..3].to_lowercase(),
            _ => format!("+{}", span(days)),
        };
    }
    brief.published.map_or_else(String::new, |day| span(today.to_days() - day.to_days()))
}

/// A number of days in at most four cells.
fn span(days: i32) -> String {
    match days.max(0) {
        days @ 0..14 => format!("{days}d"),
        days @ 14..60 => format!("{}w", days / 7),
        days @ 60..730 => format!("{}mo", days / 30),
        days => format!("{}y", days / 365),
    }
}
