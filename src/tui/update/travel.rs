//! From a finding to what belongs to it, and back: the `g` keys, the brackets, Enter, `%`, the jump
//! list, and from brief to brief.

use crate::{
    model::{Review, Triage},
    tui::{
        action::Action,
        pane::{self, Pane},
        relate::{Finding, counterparts, item, place},
        search::matches,
        state::{Direction, Notice, State, Then},
        update::{Effect, arranging::focus, jumps, motion, shelf},
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
        Action::NextSection => bracket(state, Pane::Sections, Forward, times),
        Action::PreviousSection => bracket(state, Pane::Sections, Back, times),
        Action::NextClaim => bracket(state, Pane::Claims, Forward, times),
        Action::PreviousClaim => bracket(state, Pane::Claims, Back, times),
        Action::NextSource => bracket(state, Pane::Sources, Forward, times),
        Action::PreviousSource => bracket(state, Pane::Sources, Back, times),
        Action::NextDate => bracket(state, Pane::Timeline, Forward, times),
        Action::PreviousDate => bracket(state, Pane::Timeline, Back, times),
        Action::NextNote => bracket(state, Pane::Notes, Forward, times),
        Action::PreviousNote => bracket(state, Pane::Notes, Back, times),
        Action::NextUnreviewed => unreviewed(state, Forward),
        Action::PreviousUnreviewed => unreviewed(state, Back),
        Action::NextBrief => return Some(shelf::another(state, Forward, times)),
        Action::PreviousBrief => return Some(shelf::another(state, Back, times)),
        Action::NextMatch => return Some(next_match(state, Forward)),
        Action::PreviousMatch => return Some(next_match(state, Back)),
        Action::PreviousUnread => return Some(shelf::unread(state, Back)),
        Action::OnlySource => only_source(state),
        _ => return None,
    }
    Some(Vec::new())
}

/// Moves the cursor of a pane to one of its things, which shows again if a filter hid it.
pub fn show(state: &mut State, pane: Pane, index: usize) {
    focus(state, pane);
    let find = |state: &State| state.list(pane).shown.iter().position(|it| *it == index);
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

fn problem(state: &mut State, words: &str) {
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
    let (list, name) = match pane {
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
}

fn go_brief(state: &mut State) {
    let id = state.opened.as_ref().map(|it| it.brief.id);
    let Some(at) = state.briefs.iter().position(|it| Some(it.id) == id) else {
        return problem(state, "no brief is open");
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
        others.get(times - 1).or(others.last()).map(|(other, pair)| (*other, pair.relation))
    });
    let Some((other, relation)) = found else {
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
    state.notice = Some(Notice::Done(relation.code().replace('_', " ")));
}

fn opened_extent(state: &State, claim: usize) -> usize {
    let claims = state.opened.as_ref().map(|it| it.analysis.claims.as_slice());
    claims.and_then(|it| it.get(claim)).map_or(0, |it| it.extent().start)
}

/// The next or previous thing of a kind, in the order of the text; in its own pane, of the list.
fn bracket(state: &mut State, pane: Pane, direction: Direction, times: usize) {
    if state.focus() == pane {
        jumps::remember(state);
        return motion::step(state, direction, times);
    }
    let Some(opened) = &state.opened else { return };
    let sentences = &state.page.sentences;
    let here = place(opened, sentences, state.finding()).map_or(0, |it| it.start);
    let now = state.page.sentence_at(here);
    let mut places: Vec<usize> = match pane {
        Pane::Sources => {
            let mentions = opened.analysis.sources.iter().flat_map(|it| &it.mentions);
            mentions.map(|it| it.start).collect()
        }
        _ => (0..count_of(state, pane))
            .filter_map(|at| place(opened, sentences, pane::finding(pane, at)))
            .map(|it| it.start)
            .collect(),
    };
    places.sort_unstable();
    let mut stops: Vec<usize> = places.into_iter().map(|it| state.page.sentence_at(it)).collect();
    stops.dedup();
    let stop = match direction {
        Direction::Forward => stops.iter().filter(|it| **it > now).nth(times - 1),
        Direction::Back => stops.iter().rev().filter(|it| **it < now).nth(times - 1),
    };
    match stop.copied() {
        Some(stop) => {
            jumps::remember(state);
            show(state, Pane::Text, stop);
            state.direction = direction;
        }
        None => problem(state, &format!("no other {}", pane.thing())),
    }
}

/// How many things the open brief has for a pane.
fn count_of(state: &State, pane: Pane) -> usize {
    let Some(opened) = &state.opened else { return 0 };
    match pane {
        Pane::Briefs => state.briefs.len(),
        Pane::Text => state.page.sentences.len(),
        Pane::Sections => opened.analysis.sections.len(),
        Pane::Claims => opened.analysis.claims.len(),
        Pane::Sources => opened.analysis.sources.len(),
        Pane::Timeline => opened.analysis.timeline.len(),
        Pane::Notes => opened.marks.len(),
    }
}

/// The next row without a verdict; from the text, the next claim without one.
fn unreviewed(state: &mut State, direction: Direction) {
    let pane = match state.focus() {
        Pane::Text | Pane::Sections | Pane::Notes => Pane::Claims,
        pane => pane,
    };
    let open = |index: &usize| {
        if pane == Pane::Briefs {
            return state.briefs.get(*index).is_some_and(|it| it.triage == Triage::New);
        }
        let item = state.opened.as_ref().and_then(|it| item(it, pane::finding(pane, *index)));
        let verdict = item.and_then(|item| state.verdict(&item));
        verdict.is_none_or(|it| it.review == Review::Unreviewed)
    };
    let shown = &state.list(pane).shown;
    let here = state.list(pane).scroll.cursor;
    let inside = state.focus() == pane;
    let found = match direction {
        Direction::Forward => {
            let from = if inside { here + 1 } else { here };
            (from..shown.len()).find(|at| open(&shown[*at]))
        }
        Direction::Back => (0..here.min(shown.len())).rev().find(|at| open(&shown[*at])),
    };
    match found.map(|at| shown[at]) {
        Some(index) => {
            jumps::remember(state);
            show(state, pane, index);
            state.direction = direction;
        }
        None => problem(state, "all have a verdict"),
    }
}

/// The next place where the words stand that are looked for; without a search, the next unread.
pub fn next_match(state: &mut State, direction: Direction) -> Vec<Effect> {
    let Some(search) = state.search.clone() else { return shelf::unread(state, direction) };
    if state.focus() != search.pane {
        focus(state, search.pane);
    }
    let hits = places(state, search.pane, &search.words);
    let here = state.list(search.pane).scroll.cursor;
    let next = match direction {
        Direction::Forward => hits.iter().find(|it| **it > here).or(hits.first()),
        Direction::Back => hits.iter().rev().find(|it| **it < here).or(hits.last()),
    };
    match next.copied() {
        Some(next) => motion::to(state, search.pane, next),
        None => problem(state, &format!("nothing found for “{}”", search.words)),
    }
    Vec::new()
}

/// The places in a pane's list where words stand.
pub fn places(state: &State, pane: Pane, words: &str) -> Vec<usize> {
    let width = 4_000;
    (0..state.len(pane))
        .filter(|at| {
            if pane == Pane::Text {
                let text = state.opened.as_ref().map_or("", |it| it.article.text.as_str());
                return !matches(state.page.sentences[*at].slice(text), words).is_empty();
            }
            let index = state.list(pane).shown[*at];
            let row = pane::row(state, pane, index, width);
            row.lines.iter().any(|line| !matches(&line.text(), words).is_empty())
        })
        .collect()
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

impl Pane {
    /// What one of its things is called.
    const fn thing(self) -> &'static str {
        match self {
            Self::Briefs => "brief",
            Self::Sections => "section",
            Self::Text => "sentence",
            Self::Claims => "claim",
            Self::Sources => "mention of a source",
            Self::Timeline => "date",
            Self::Notes => "note",
        }
    }
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
