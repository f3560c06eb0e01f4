//! Which briefs the list shows and in what order, and which findings the other panes show: filters,
//! views, sorting.

use crate::{
    library::{QueryError, Refresh, View, read_query},
    model::{Order, Query},
    tui::{
        action::Action,
        layer::{
            Layer,
            confirm::Confirm,
            prompt::{Ask, Prompt},
            views::{Row, Views},
        },
        pane::Pane,
        sift::Filter,
        state::{Notice, State},
        update::{Effect, shelf},
        worker::{Reply, Request},
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Filter => {
            let pane = match state.focus() {
                // The text and its sections have no list to filter: that of the briefs has.
                Pane::Text | Pane::Sections => Pane::Briefs,
                pane => pane,
            };
            let typed = typed(state, pane);
            let room = if typed.is_empty() { "" } else { " " };
            let mut prompt = Prompt::new(Ask::Filter(pane), format!("{typed}{room}"));
            prompt.before = typed;
            let complete = complete(state, &prompt);
            state.layers.push(Layer::Prompt(prompt));
            complete
        }
        Action::Views => {
            state.layers.push(Layer::Views(Views::new(state)));
            vec![Effect::Ask(Request::Views)]
        }
        Action::Sort => {
            state.layers.push(Layer::Confirm(Confirm::sort(state.briefs.sort)));
            Vec::new()
        }
        _ => return None,
    })
}

/// The filter of a pane, as it was typed.
pub fn typed(state: &State, pane: Pane) -> String {
    match pane {
        Pane::Briefs => state.briefs.query.clone(),
        _ => state.filters[pane.index()].as_ref().map_or_else(String::new, |it| it.typed.clone()),
    }
}

/// Reads a query as the library would.
pub fn read(state: &State, typed: &str) -> Result<Query, QueryError> {
    let topics: Vec<&str> = state.settings.topics.iter().map(|it| it.id.as_str()).collect();
    read_query(typed, state.today, &topics)
}

/// Shows what is typed in a pane, or says at which place it is wrong and shows what was shown.
pub fn live(state: &mut State, pane: Pane, typed: &str) -> Vec<Effect> {
    state.notice = None;
    match read(state, typed) {
        Ok(query) => filter(state, pane, typed, query),
        Err(error) => {
            state.notice = Some(Notice::Problem(error.to_string()));
            if let Some(Layer::Prompt(prompt)) = state.layers.last_mut() {
                prompt.wrong = Some(error.span);
            }
            Vec::new()
        }
    }
}

/// Filters a pane.
pub fn filter(state: &mut State, pane: Pane, typed: &str, query: Query) -> Vec<Effect> {
    let typed = typed.trim();
    if pane == Pane::Briefs {
        if state.briefs.query == typed {
            return Vec::new();
        }
        typed.clone_into(&mut state.briefs.query);
        state.briefs.view = None;
        return vec![shelf::list(state, Refresh::Anew)];
    }
    state.filters[pane.index()] =
        (query != Query::All).then(|| Filter { typed: typed.to_owned(), query });
    state.rebuild_lists();
    Vec::new()
}

/// Puts the filter of a pane back to what it was.
pub fn restore(state: &mut State, pane: Pane, before: &str) -> Vec<Effect> {
    state.notice = None;
    let query = read(state, before).unwrap_or_default();
    filter(state, pane, before, query)
}

/// Clears the filter of the focused pane, or what else narrows it; whether there was one.
pub fn clear(state: &mut State) -> Option<Vec<Effect>> {
    let pane = state.focus();
    if pane == Pane::Briefs {
        if state.briefs.query.is_empty() {
            return None;
        }
        return Some(filter(state, pane, "", Query::All));
    }
    let filtered = state.filters[pane.index()].take().is_some();
    let narrowed = state.speaker.take().is_some();
    if filtered || narrowed {
        state.rebuild_lists();
        return Some(Vec::new());
    }
    None
}

/// Asks what may stand at the cursor of a query.
pub fn complete(state: &mut State, prompt: &Prompt) -> Vec<Effect> {
    state.briefs.offers += 1;
    let (typed, cursor) = (prompt.line.text().to_owned(), prompt.line.before().len());
    vec![Effect::Ask(Request::Offers(state.briefs.offers, typed, cursor, state.today))]
}

/// Shows a view; one whose query is wrong changes nothing.
pub fn show(state: &mut State, view: &View) -> Vec<Effect> {
    if let Err(error) = read(state, &view.query) {
        let place = view.query.get(..error.span.start).map_or(0, |it| it.chars().count()) + 1;
        let words = format!("view {}: {error}, at character {place} of {}", view.name, view.query);
        state.notice = Some(Notice::Problem(words));
        return Vec::new();
    }
    state.briefs.query.clone_from(&view.query);
    state.briefs.sort = view.sort;
    state.briefs.view = Some(view.name.clone());
    crate::tui::update::arranging::focus(state, Pane::Briefs);
    state.lists[Pane::Briefs.index()].scroll = crate::tui::scroll::Scroll::default();
    vec![shelf::list(state, Refresh::Anew)]
}

/// Sorts the list; the order that it has already is turned round.
pub fn sort(state: &mut State, order: Order) -> Vec<Effect> {
    let sort = &mut state.briefs.sort;
    sort.reversed = sort.order == order && !sort.reversed;
    sort.order = order;
    state.notice = Some(Notice::Done(format!("sorted: {}", told(state))));
    vec![shelf::list(state, Refresh::Anew)]
}

fn told(state: &State) -> String {
    let turned = if state.briefs.sort.reversed { ", reversed" } else { "" };
    format!("{}{turned}", state.briefs.sort.order.code())
}

/// `:view NAME`, `:view save NAME`, `:view drop NAME`.
pub fn command(state: &mut State, words: &str) -> Vec<Effect> {
    let (verb, name) = words.split_once(' ').map_or((words, ""), |(verb, it)| (verb, it.trim()));
    match verb {
        "save" if !name.is_empty() => {
            let view = View {
                name: name.to_owned(),
                query: state.briefs.query.clone(),
                sort: state.briefs.sort,
            };
            state.briefs.view = Some(view.name.clone());
            vec![Effect::Ask(Request::SaveView(view))]
        }
        "drop" if !name.is_empty() => vec![Effect::Ask(Request::DropView(name.to_owned()))],
        "" | "save" | "drop" => {
            state.notice = Some(Notice::Problem(
                "say which: view NAME, view save NAME, view drop NAME".to_owned(),
            ));
            Vec::new()
        }
        _ => vec![Effect::Ask(Request::View(words.trim().to_owned()))],
    }
}

/// Takes what the library says of views.
pub fn reply(state: &mut State, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Offers(number, offers) if number == state.briefs.offers => {
            if let Some(Layer::Prompt(prompt)) = state.layers.last_mut() {
                prompt.offers = offers;
            }
        }
        Reply::Views(saved) => {
            let today = state.today;
            let Some(Layer::Views(views)) = state.layers.last_mut() else { return Vec::new() };
            views.saved(saved);
            let count = |it: &Row| Effect::Ask(Request::CountView(it.view.clone(), today));
            return views.rows.iter().map(count).collect();
        }
        Reply::CountedView(name, count) => {
            if let Some(Layer::Views(views)) = state.layers.last_mut() {
                let rows = views.rows.iter_mut().filter(|it| it.view.name == name);
                rows.for_each(|it| it.count = Some(count.clone()));
            }
        }
        Reply::View(name, Some(view)) => {
            debug_assert_eq!(name, view.name);
            return show(state, &view);
        }
        Reply::View(name, None) => {
            let known = state.settings.views.iter().find(|it| it.0 == name);
            if let Some(view) = known.map(crate::tui::layer::views::configured) {
                return show(state, &view);
            }
            let words = format!("there is no view {name}; F lists them");
            state.notice = Some(Notice::Problem(words));
        }
        Reply::SavedView(name) => {
            state.notice = Some(Notice::Done(format!("saved the view {name}; F lists it")));
        }
        Reply::DroppedView(name, there) => {
            state.notice = Some(if there {
                Notice::Done(format!("dropped the view {name}"))
            } else {
                Notice::Problem(format!("no view {name} was saved"))
            });
        }
        _ => {}
    }
    Vec::new()
}

/// An action in the list of views.
pub fn choose(state: &mut State, mut views: Views, action: Action) -> Vec<Effect> {
    let last = views.rows.len().saturating_sub(1);
    match action {
        Action::Accept | Action::Follow => {
            let view = views.rows.get(views.cursor).map(|it| it.view.clone());
            return view.map_or_else(Vec::new, |view| show(state, &view));
        }
        Action::Close | Action::Clear | Action::Views => return Vec::new(),
        Action::Down => views.cursor = (views.cursor + 1).min(last),
        Action::Up => views.cursor = views.cursor.saturating_sub(1),
        Action::First => views.cursor = 0,
        Action::Last => views.cursor = last,
        _ => {}
    }
    state.layers.push(Layer::Views(views));
    Vec::new()
}
