//! The text of the open brief, with what was found in it and what the analyst made of it laid over
//! it by intersection.

use crate::{
    model::{Quotation, Span},
    text::wrap::{clip, width as cells},
    tui::{
        page::{Kind, Line, Numbers, Run, tag},
        pane::{Pane, Words, count},
        relate::{Finding, anchored},
        state::{Highlights, State, Unit, next_cluster},
        theme::Role,
    },
};

/// What lies over the text; a later one over an earlier.
#[derive(Clone, Debug, Default)]
pub struct Overlays {
    roles: Vec<(Span, Role)>,
    cursor: Option<Span>,
    related: Vec<Span>,
}

impl Overlays {
    /// All that lies over the text now.
    pub fn new(state: &State) -> Self {
        let Some(opened) = &state.opened else { return Self::default() };
        let mut overlays = Self::default();
        if state.focus() == Pane::Text {
            overlays.cursor = state.stretch();
        }
        if let Some(cursor) = overlays.cursor.filter(|_| state.select.is_none()) {
            overlays.roles.push((cursor, Role::Cursor));
        }
        let mut put = |span: Span, role: Role| overlays.roles.push((span, role));
        for claim in &opened.analysis.claims {
            let role = match claim.quotation {
                Quotation::Direct => Role::Quotation,
                Quotation::Mixed | Quotation::Indirect | Quotation::None => Role::Claim,
            };
            claim.content.iter().for_each(|part| put(*part, role));
            claim.cue.into_iter().for_each(|cue| put(cue, Role::Cue));
        }
        for source in &opened.analysis.sources {
            source.mentions.iter().for_each(|mention| put(*mention, Role::Source));
        }
        for entry in &opened.analysis.timeline {
            put(entry.when.span, Role::Date);
        }
        if state.highlights == Highlights::Shown {
            for mark in &opened.marks {
                let Some(span) = anchored(opened, mark) else { continue };
                put(span, mark.colour.map_or(Role::Note, Role::from));
            }
        }
        if state.focus() != Pane::Text {
            overlays.related = state.related().spans;
        }
        // A whole section would be too much light; the margin shows how far it goes.
        if !matches!(state.finding(), Finding::Section(_)) {
            for span in &overlays.related {
                overlays.roles.push((*span, Role::Resting));
            }
        }
        if let Some(search) = state.search.as_ref().filter(|it| it.pane == Pane::Text) {
            for hit in search.places(&opened.article.text) {
                overlays.roles.push((hit, Role::Match));
            }
        }
        if let Some(select) = state.select {
            overlays.roles.push((state.selected(select), Role::Selection));
            if select.unit == Unit::Character {
                let end = next_cluster(&opened.article.text, select.head);
                overlays.roles.push((Span::new(select.head, end), Role::Head));
            }
        }
        overlays
    }

    /// What stands before a line that holds these places.
    fn pointer(&self, on: impl Fn(&Span) -> bool) -> &'static str {
        if self.cursor.as_ref().is_some_and(&on) {
            "> "
        } else if self.related.iter().any(on) {
            "│ "
        } else {
            "  "
        }
    }

    /// The words of a span, cut where a role begins or ends.
    fn lay(&self, text: &str, span: Span, base: Role, out: &mut Words) {
        let over: Vec<_> = self.roles.iter().filter(|(it, _)| it.overlaps(span)).collect();
        let mut cuts = vec![span.start, span.end];
        for (it, _) in &over {
            cuts.extend([it.start, it.end].into_iter().filter(|at| span.covers(*at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let piece = Span::new(pair[0], pair[1]);
            let mut roles = vec![base];
            for (_, role) in over.iter().filter(|(it, _)| it.overlaps(piece)) {
                roles.retain(|it| it != role);
                roles.push(*role);
            }
            let words: String =
                piece.slice(text).chars().map(|it| if it == '\t' { ' ' } else { it }).collect();
            out.0.push((roles, words));
        }
    }
}

/// The line of the page with this index.
pub fn line(state: &State, overlays: &Overlays, index: usize) -> Words {
    let width = state.text_width() + usize::from(state.gutter());
    let margin = " ".repeat(usize::from(state.gutter()));
    match state.page.lines.get(index) {
        None | Some(Line::Blank) => Words::new(),
        Some(Line::Kicker(text)) => Words::new().and(Role::Dim, format!(" {text}")),
        Some(Line::Heading(section)) => heading(state, *section, width),
        Some(Line::Fold(section, hidden)) => fold(state, overlays, *section, *hidden),
        Some(Line::Words(kind, runs)) => words(state, overlays, *kind, runs),
        Some(Line::Rule) => Words::new().and(Role::Dim, format!("{margin}───")),
        Some(Line::Removed(text)) => Words::new().and(Role::Removed, format!("{margin}{text}")),
        Some(Line::Aside(text)) => Words::new().and(Role::Dim, format!("{margin}{text}")),
    }
}

/// `ARMS CAPACITY                section 2 of 3`.
fn heading(state: &State, section: usize, width: usize) -> Words {
    let sections = state.opened.as_ref().map_or(0, |it| it.analysis.sections.len());
    let place = format!("section {} of {sections}", section + 1);
    let room = width.saturating_sub(1);
    let label = clip(&state.section(section).to_uppercase(), room);
    let words = Words::new().and(Role::Text, " ").and(Role::Heading, label.as_str());
    let gap = room.saturating_sub(cells(&label) + cells(&place));
    if gap == 0 {
        return words;
    }
    words.and(Role::Text, " ".repeat(gap)).and(Role::Dim, place)
}

/// `+ 5 sentences, 3 claims`: a section that is folded away.
fn fold(state: &State, overlays: &Overlays, section: usize, hidden: Span) -> Words {
    let claims = state
        .opened
        .as_ref()
        .map_or(0, |it| it.analysis.claims.iter().filter(|claim| claim.section == section).count());
    let sentences = state.page.sentences.iter().filter(|it| hidden.covers(it.start)).count();
    let inside = format!("+ {}, {}", count(sentences, "sentence"), count(claims, "claim"));
    let pointer = overlays.pointer(|place| hidden.overlaps(*place));
    Words::new().and(Role::Text, " ").and(Role::Focus, pointer).and(Role::Dim, inside)
}

/// The number of the paragraph that begins on a line.
fn number(state: &State, runs: &[Run]) -> String {
    let begins = |paragraph: &Span| matches!(runs.first(), Some(Run::Text(part)) if part.start == paragraph.start);
    match state.page.paragraphs.iter().position(begins) {
        Some(at) => format!("{:>3} ", at + 1),
        None => "    ".to_owned(),
    }
}

fn words(state: &State, overlays: &Overlays, kind: Kind, runs: &[Run]) -> Words {
    let text = state.opened.as_ref().map_or("", |it| it.article.text.as_str());
    let on = |place: &Span| {
        runs.iter().any(|run| matches!(run, Run::Text(span) if span.overlaps(*place)))
    };
    let (letter, role) = margin(state, runs);
    let mut line = Words::new().and(role, letter).and(Role::Focus, overlays.pointer(on));
    if state.look.numbers == Numbers::Shown {
        line = line.and(Role::Dim, number(state, runs));
    }
    let base = match kind {
        Kind::Title => Role::Title,
        Kind::Subhead => Role::Heading,
        Kind::Body => Role::Text,
    };
    for run in runs {
        match run {
            Run::Text(span) => overlays.lay(text, *span, base, &mut line),
            Run::Tag(claim) => {
                let shown = format!(" [{}]", tag(*claim));
                line = line.and(Role::Dim, shown);
            }
        }
    }
    line
}

/// The letter in the margin of a line on which a mark begins: its colour, or `n` for a note.
fn margin(state: &State, runs: &[Run]) -> (&'static str, Role) {
    let begins = |span: &Span| {
        runs.iter().any(|run| matches!(run, Run::Text(part) if part.covers(span.start)))
    };
    let Some(opened) = &state.opened else { return (" ", Role::Text) };
    let mut marks = opened.marks.iter();
    let here = marks.find(|it| anchored(opened, it).is_some_and(|at| begins(&at)));
    match here {
        Some(mark) if state.highlights == Highlights::Shown => {
            mark.colour.map_or(("n", Role::Note), |it| (&it.code()[..1], Role::from(it)))
        }
        _ => (" ", Role::Text),
    }
}
