//! What leaves for the browser: the page of the brief, and the addresses in its text.

use crate::{
    library::Change,
    model::{Span, Triage},
    text::addresses::addresses,
    tui::{
        action::Action,
        layer::{Layer, confirm::Confirm},
        state::State,
        update::{Effect, travel::problem, verdict::apply},
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::OpenPage => open(state, page(state)),
        Action::OpenPageRead => {
            let mut effects = open(state, page(state));
            let id = state.opened.as_ref().map(|it| it.brief.id);
            if let (false, Some(id)) = (effects.is_empty(), id) {
                effects.extend(apply("read 1 brief", vec![Change::Triage(id, Triage::Read)]));
            }
            effects
        }
        Action::OpenLink => {
            let here = state.stretch().and_then(|it| within(state, it).into_iter().next());
            open(state, here.or_else(|| page(state)))
        }
        Action::Links => choose(state),
        _ => return None,
    })
}

fn open(state: &mut State, url: Option<String>) -> Vec<Effect> {
    let Some(url) = url else {
        problem(state, "this brief has no address");
        return Vec::new();
    };
    vec![Effect::OpenUrl(url)]
}

/// Asks which of the addresses to open; one alone is opened.
fn choose(state: &mut State) -> Vec<Effect> {
    let text = state.opened.as_ref().map_or(0, |it| it.article.text.len());
    let mut urls: Vec<String> = page(state).into_iter().collect();
    for url in within(state, Span::new(0, text)) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    if urls.len() < 2 {
        return open(state, urls.pop());
    }
    state.layers.push(Layer::Confirm(Confirm::links(&urls)));
    Vec::new()
}

fn page(state: &State) -> Option<String> {
    state.opened.as_ref()?.article.url.clone()
}

/// The addresses in a stretch of the text.
fn within(state: &State, place: Span) -> Vec<String> {
    let text = state.opened.as_ref().map_or("", |it| it.article.text.as_str());
    let found = addresses(text).into_iter().filter(|it| it.overlaps(place));
    found.map(|it| it.slice(text).to_owned()).collect()
}
