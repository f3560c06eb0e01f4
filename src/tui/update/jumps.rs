//! The jump list: where the cursor came from, and back.

use crate::tui::{
    state::{Direction, Jump, State, Then},
    update::{Effect, arranging::focus, shelf::open},
};

/// The longest list of places that are remembered.
const JUMPS: usize = 100;

/// Notes where the cursor is, so that it can come back.
pub fn remember(state: &mut State) {
    let here = here(state);
    let jumps = &mut state.jumps;
    jumps.places.truncate(jumps.at);
    if jumps.places.last() != Some(&here) {
        jumps.places.push(here);
    }
    if jumps.places.len() > JUMPS {
        jumps.places.remove(0);
    }
    jumps.at = jumps.places.len();
}

/// Goes where a jump leads, in the brief that is open.
pub fn arrive(state: &mut State, jump: Jump) {
    focus(state, jump.pane);
    state.lists[jump.pane.index()].scroll = jump.scroll;
}

fn here(state: &State) -> Jump {
    Jump {
        brief: state.opened.as_ref().map(|it| it.brief.id),
        pane: state.focus(),
        scroll: state.list(state.focus()).scroll,
    }
}

/// Goes along the jump list.
pub fn jump(state: &mut State, direction: Direction, times: usize) -> Vec<Effect> {
    let mut effects = Vec::new();
    for _ in 0..times.min(JUMPS) {
        let at = state.jumps.at;
        let next = match direction {
            Direction::Back => {
                if at == state.jumps.places.len() {
                    remember(state);
                    state.jumps.at = state.jumps.places.len() - 1;
                }
                state.jumps.at.checked_sub(1)
            }
            Direction::Forward => Some(at + 1).filter(|it| *it < state.jumps.places.len()),
        };
        let Some(next) = next else { break };
        state.jumps.at = next;
        effects = land(state, state.jumps.places[next]);
    }
    effects
}

/// The place before the last jump, and back again.
pub fn toggle(state: &mut State) -> Vec<Effect> {
    let Some(last) = state.jumps.places.last().copied() else { return Vec::new() };
    let now = here(state);
    state.jumps.places.pop();
    state.jumps.places.push(now);
    state.jumps.at = state.jumps.places.len();
    land(state, last)
}

fn land(state: &mut State, jump: Jump) -> Vec<Effect> {
    let open_now = state.opened.as_ref().map(|it| it.brief.id);
    match jump.brief {
        Some(id) if jump.brief != open_now => open(state, id, Then::Return(jump)),
        _ => {
            arrive(state, jump);
            Vec::new()
        }
    }
}
