//! From a finding to what belongs to it, and back: the `g` keys, Enter, `%`, the jump list, and from
//! brief to brief.

use crate::{
    model::Span,
    tui::{
        action::Action,
        page::tag,
        pane::Pane,
        relate::{Finding, Related, counterparts, place},
        state::{Direction, Notice, State, Then},
        update::{Effect, arranging::focus, jumps, motion, searching, shelf},
        worker::Request,
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    use Direction::{Back, Forward};
    let times = count.unwrap_or(1).max(1);
    match action {
        Action::Follow => return Some(follow(state, times)),
        Action::GoText => go_text(state),
        Action::GoClaims => go(state, Pane::Claims, times),
        Action::GoSource => go(state, Pane::Sources, times),
        Action::GoDate => go(state, Pane::Timeline, times),
        Action::GoNotes => go(state, Pane::Notes, times),
        Action::GoSection => go(state, Pane::Sections, times),
        Action::GoBrief => go_brief(state),
        Action::Counterpart => counterpart(state, times),
        Action::JumpBack => return Some(jumps::jump(state, Back, times)),
        Action::JumpForward => return Some(jumps::jump(state, Forward, times)),
        Action::JumpToggle => return Some(jumps::toggle(state)),
        Action::NextBrief => return Some(shelf::another(state, Forward, times)),
        Action::PreviousBrief => return Some(shelf::another(state, Back, times)),
        Action::NextMatch => return Some(searching::next_match(state, Forward)),
        Action::PreviousMatch => return Some(searching::next_match(state, Back)),
        Action::PreviousUnread => return Some(shelf::unread(state, Back)),
        Action::OnlySource => only_source(state),
        _ => return None,
    }
    Some(Vec::new())
}

/// Moves the cursor of a pane to one of its things, which shows again if a filter hid it.
pub fn show(state: &mut State, pane: Pane, index: usize) {
    focus(state, pane);
    let find = |state: &State| state.place(pane, index);
    let place = match pane {
        Pane::Text => Some(index),
        _ => find(state).or_else(|| {
            state.speaker = None;
            state.rebuild_lists();
            find(state)
        }),
    };
    match place {
        Some(place) => motion::to(state, pane, place),
        None => problem(state, "it was dropped"),
    }
}

pub(super) fn problem(state: &mut State, words: &str) {
    state.notice = Some(Notice::Problem(words.to_owned()));
}

/// Enter: the main relation of what is under the cursor.
fn follow(state: &mut State, times: usize) -> Vec<Effect> {
    match state.focus() {
        Pane::Briefs => {
            let Some(id) = state.brief().map(|it| it.id) else { return Vec::new() };
            jumps::remember(state);
            return shelf::open(state, id, Then::Text);
        }
        Pane::Text if state.opened.is_none() => {
            return match state.brief_at_hand() {
                Some(id) => shelf::open(state, id, Then::Text),
                None => vec![Effect::Ask(Request::Samples)],
            };
        }
        Pane::Text | Pane::Sources => go(state, Pane::Claims, times),
        Pane::Sections | Pane::Claims | Pane::Timeline | Pane::Notes => go_text(state),
    }
    Vec::new()
}

fn go_text(state: &mut State) {
    let finding = state.finding();
    let Some(opened) = &state.opened else { return };
    let Some(span) = place(opened, &state.page.sentences, finding) else {
        return problem(state, "it has no place in the text");
    };
    let sentence = state.page.sentence_at(span.start);
    jumps::remember(state);
    show(state, Pane::Text, sentence);
}

/// Goes to the first (or `times`-th) thing of a pane that belongs to the finding under the cursor.
fn go(state: &mut State, pane: Pane, times: usize) {
    let related = state.related();
    let beside_it = pane == Pane::Timeline && related.events.is_empty();
    let (list, name) = match pane {
        Pane::Timeline if beside_it => (beside(state, &related), "date"),
        Pane::Claims => (related.claims, "claim"),
        Pane::Sources => (related.sources, "source"),
        Pane::Timeline => (related.events, "date"),
        Pane::Notes => (related.marks, "note"),
        Pane::Sections => (related.sections, "section"),
        Pane::Briefs | Pane::Text => return,
    };
    let Some(index) = list.get(times - 1).or(list.last()).copied() else {
        return problem(state, &format!("no {name} here"));
    };
    jumps::remember(state);
    show(state, pane, index);
    if beside_it {
        state.notice = Some(Notice::Done("a date of the same sentence".to_owned()));
    }
}

/// The dates that stand in the same sentences: where none is known to belong, the nearest there are.
fn beside(state: &State, related: &Related) -> Vec<usize> {
    let Some(opened) = &state.opened else { return Vec::new() };
    let sentence = |span: &Span| state.page.sentences.get(state.page.sentence_at(span.start));
    let around: Vec<&Span> = related.spans.iter().filter_map(sentence).collect();
    let entries = opened.analysis.timeline.iter().enumerate();
    let near = entries.filter(|(_, it)| around.iter().any(|span| span.overlaps(it.when.span)));
    near.map(|(at, _)| at).collect()
}

fn go_brief(state: &mut State) {
    if state.opened.is_none() {
        return problem(state, "no brief is open");
    }
    let Some(at) = state.briefs.open else {
        return problem(state, "it is not in this list");
    };
    jumps::remember(state);
    show(state, Pane::Briefs, at);
}

/// Goes to the claim that denies, answers or repeats the one under the cursor.
fn counterpart(state: &mut State, times: usize) {
    let claims = state.related().claims;
    let Some(opened) = &state.opened else { return };
    let found = claims.iter().find_map(|claim| {
        let others = counterparts(&opened.analysis, *claim);
        others.get(times - 1).or(others.last()).map(|(other, pair)| (*other, (*pair).clone()))
    });
    let Some((other, pair)) = found else {
        return problem(state, "no counterpart");
    };
    jumps::remember(state);
    if state.focus() == Pane::Text {
        let extent = opened_extent(state, other);
        let sentence = state.page.sentence_at(extent);
        show(state, Pane::Text, sentence);
    } else {
        show(state, Pane::Claims, other);
    }
    let relation = pair.relation.code().replace('_', " ");
    let both = if pair.strict { "both cannot hold" } else { "both can hold" };
    let words = format!("{relation}: {} and {}; {both}", tag(pair.a), tag(pair.b));
    state.notice = Some(Notice::Done(words));
}

fn opened_extent(state: &State, claim: usize) -> usize {
    let claims = state.opened.as_ref().map(|it| it.analysis.claims.as_slice());
    claims.and_then(|it| it.get(claim)).map_or(0, |it| it.extent().start)
}

/// Shows only the claims of the source under the cursor; again, all.
fn only_source(state: &mut State) {
    if state.speaker.take().is_none() {
        let Some(source) = state.related().sources.first().copied() else {
            return problem(state, "no source here");
        };
        state.speaker = Some(source);
        let name = state.opened.as_ref().and_then(|it| it.analysis.sources.get(source));
        let name = name.map_or("", |it| it.name.as_str());
        state.notice = Some(Notice::Done(format!("only {name}; * or Esc shows all")));
    }
    state.rebuild_lists();
}

impl Finding {
    /// The pane that lists it.
    pub const fn pane(self) -> Pane {
        match self {
            Self::Brief => Pane::Briefs,
            Self::Section(_) => Pane::Sections,
            Self::Sentence(_) => Pane::Text,
            Self::Claim(_) => Pane::Claims,
            Self::Source(_) => Pane::Sources,
            Self::Event(_) => Pane::Timeline,
            Self::Mark(_) => Pane::Notes,
        }
    }
}
