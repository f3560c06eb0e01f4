//! What follows from a change, whatever it was: the page, the cursors, the views, and what lights up
//! beside the cursor.

use ratatui::layout::Size;

use crate::{
    model::ArticleId,
    tui::{
        layer::note::Subject,
        layout::Arrangement,
        page::Look,
        pane::Pane,
        state::{Freshness, State},
        update::{drafting, folding, motion},
    },
};

/// Has the other panes come to what belongs to the finding under the cursor. Only the view of the
/// text moves, not its cursor: whoever comes back to it reads on where they were.
fn light_up(state: &mut State) {
    let related = state.related();
    let lists = [
        (Pane::Sections, related.sections.first()),
        (Pane::Claims, related.claims.first()),
        (Pane::Sources, related.sources.first()),
        (Pane::Timeline, related.events.first()),
        (Pane::Notes, related.marks.first()),
    ];
    let focus = state.focus();
    for (pane, first) in lists.into_iter().filter(|(pane, _)| *pane != focus) {
        let place = first.and_then(|first| state.place(pane, *first));
        if let Some(place) = place {
            motion::to(state, pane, place);
        }
    }
    let lines = related.spans.first().and_then(|first| state.page.lines_of(*first));
    if let Some(lines) = lines.filter(|_| state.focus() != Pane::Text) {
        motion::show_lines(state, &lines);
    }
}

/// What decides whether lines have to be broken anew, or a view has to follow.
pub struct Before {
    size: Size,
    arrangement: Arrangement,
    cursors: [usize; 7],
    head: Option<usize>,
    page: (usize, Look, Option<ArticleId>),
    /// The note that is being written, with its words.
    pub note: Option<(Subject, String)>,
}

impl Before {
    /// How things are.
    pub fn of(state: &State) -> Self {
        Self {
            size: state.size,
            arrangement: state.arrangement,
            cursors: std::array::from_fn(|at| state.lists[at].scroll.cursor),
            head: state.select.map(|it| it.head),
            page: state.page_key(),
            note: drafting::written(state),
        }
    }
}

/// Brings into order what follows from the rest: the page, the cursors, the views.
pub fn settle(state: &mut State, before: &Before) {
    let paged = state.page_key() != before.page || state.freshness == Freshness::Stale;
    if paged {
        state.freshness = Freshness::Fresh;
        state.refresh_page();
    }
    folding::unfold(state);
    let moved = state.focus() != before.arrangement.focus
        || state.list(state.focus()).scroll.cursor != before.cursors[state.focus().index()];
    if moved || paged {
        light_up(state);
    }
    let layout = state.layout();
    let arranged = state.size != before.size || state.arrangement != before.arrangement || paged;
    for &pane in Pane::ALL {
        let last = state.len(pane).saturating_sub(1);
        let scroll = &mut state.lists[pane.index()].scroll;
        scroll.cursor = scroll.cursor.min(last);
        let moved = scroll.cursor != before.cursors[pane.index()];
        let grew = pane == Pane::Text && state.select.map(|it| it.head) != before.head;
        if moved || arranged || grew {
            motion::keep_in_view(state, &layout, pane);
        }
    }
}
