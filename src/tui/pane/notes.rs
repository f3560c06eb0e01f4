//! What the analyst made of the open brief: highlights and notes, with the words they are on.

use crate::{
    library::{Lost, Opened},
    model::{Claim, Fix, Item, Mark},
    text::wrap::{clip, wrap},
    tui::{
        page::tag,
        pane::{Done, Row, Words},
        relate::anchored,
        state::State,
        theme::Role,
    },
};

/// The longest that a note shows, in lines; all of it shows when it is edited.
const NOTE: usize = 3;

/// The row of a mark.
pub fn row(state: &State, index: usize, width: usize) -> Row {
    let Some(opened) = &state.opened else { return Row::default() };
    let Some(mark) = opened.marks.get(index) else {
        let lost = index.checked_sub(opened.marks.len()).and_then(|at| opened.lost.get(at));
        return lost.map_or_else(Row::default, |it| orphan(it, width));
    };
    let id = format!("h{} ", index + 1);
    let kind = mark.colour.map_or("note", |it| it.code());
    let claim = claim(opened, mark).map_or_else(String::new, |at| format!(" {}", tag(at)));
    let head = format!("{id}{kind}{claim} ");
    let room = width.saturating_sub(crate::text::wrap::width(&head) + 1);
    let colour = mark.colour.map_or(Role::Note, Role::from);
    let mut lines = vec![
        Words::new()
            .and(Role::Dim, id)
            .and(colour, kind)
            .and(Role::Dim, claim)
            .and(Role::Text, format!(" {}", clip(&place(opened, mark), room))),
    ];
    let indent = 3.min(width);
    let room = width.saturating_sub(indent + 1);
    let note = mark.note.as_deref().unwrap_or_default();
    for line in wrap(note, room).into_iter().take(NOTE) {
        let words = clip(line.slice(note), room);
        lines.push(Words::new().and(Role::Note, format!("{}{words}", " ".repeat(indent))));
    }
    if !mark.tags.is_empty() {
        let tags: Vec<String> = mark.tags.iter().map(|tag| format!("#{tag}")).collect();
        let words = format!("{}{}", " ".repeat(indent), clip(&tags.join(" "), room));
        lines.push(Words::new().and(Role::Dim, words));
    }
    Row { lines, done: Done::No }
}

/// The row of a verdict or a correction whose words are gone.
fn orphan(lost: &Lost, width: usize) -> Row {
    let (what, anchor) = match lost {
        Lost::Verdict(it) => {
            let review = it.verdict.review;
            let what = match it.verdict.item {
                Item::Event(_) => "date",
                _ => "claim",
            };
            (format!("{what} {} ", review.code()), it.anchor.as_ref())
        }
        Lost::Correction(it) => match &it.fix {
            Fix::Claim { speaker, stance, .. } => {
                let speaker = speaker.as_deref().unwrap_or("(narration)");
                (format!("your claim: {speaker} {} ", stance.code()), Some(&it.anchor))
            }
            Fix::Date(days) => (format!("your date: {} ", days.from), Some(&it.anchor)),
        },
    };
    let quote = anchor.map_or("", |it| it.quote.as_str());
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let room = width.saturating_sub(crate::text::wrap::width(&what) + 1);
    let words = clip(&format!("(its place is gone) {quote}"), room);
    let line = Words::new().and(Role::Wrong, what).and(Role::Text, words);
    Row { lines: vec![line], done: Done::No }
}

/// The first claim that the mark touches.
fn claim(opened: &Opened, mark: &Mark) -> Option<usize> {
    let at = anchored(opened, mark)?;
    let touches = |claim: &Claim| claim.content.iter().any(|part| part.overlaps(at));
    opened.analysis.claims.iter().position(touches)
}

/// What the mark is on, in words.
fn place(opened: &Opened, mark: &Mark) -> String {
    if mark.anchor.is_some() && anchored(opened, mark).is_none() {
        return format!("(its place is gone) {}", quote(mark));
    }
    match &mark.item {
        Item::Brief => "on the brief".to_owned(),
        Item::Source(name) => format!("on {name}"),
        Item::Text | Item::Claim(_) | Item::Event(_) => quote(mark),
    }
}

/// The words that it quotes, in one line.
fn quote(mark: &Mark) -> String {
    let quote = mark.anchor.as_ref().map_or("", |it| it.quote.as_str());
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}
