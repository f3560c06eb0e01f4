//! Corrections: a claim or a date as the analyst has it, and the brief read again.

use crate::{
    library::{Change, Corrects, Lost, Opened, Proposal, Verdict, days, propose},
    model::{Anchor, Correction, CorrectionId, Fix, Item, Review, Span},
    tui::{
        action::Action,
        layer::{
            Layer,
            form::{self, Form},
            prompt::{Ask, Prompt},
        },
        page::tag,
        pane::{Pane, timeline},
        relate::{Finding, place},
        state::State,
        update::{Effect, refuse, verdict::apply},
        worker::Request,
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match (action, state.focus()) {
        (Action::NewClaim, _) => Some(new_claim(state)),
        (Action::Edit, Pane::Claims) => Some(edit_claim(state)),
        (Action::Edit, Pane::Timeline) => Some(edit_date(state)),
        (Action::Reread, _) => Some(reread(state)),
        _ => None,
    }
}

/// Opens the form on the selection, or on the sentence that belongs to what is under the cursor.
fn new_claim(state: &mut State) -> Vec<Effect> {
    let selected = state.select.is_some();
    let Some(opened) = &state.opened else { return refuse(state, "no brief is open") };
    let stretch = if selected {
        state.stretch()
    } else {
        let there = place(opened, &state.page.sentences, state.finding());
        there
            .map(|it| state.page.sentence_at(it.start))
            .and_then(|at| state.page.sentences.get(at).copied())
    };
    let Some(stretch) = stretch.filter(|it| !it.is_empty()) else {
        return refuse(state, "no sentence here to make a claim of");
    };
    let proposal = propose(opened, stretch, selected);
    let form = Form::new(opened, "New claim".to_owned(), &proposal, false);
    state.layers.push(Layer::Form(Box::new(form)));
    Vec::new()
}

fn edit_claim(state: &mut State) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return refuse(state, "no brief is open") };
    let at = state.under(Pane::Claims);
    let Some((at, claim)) = at.and_then(|at| Some((at, opened.analysis.claims.get(at)?))) else {
        return refuse(state, "no claim here");
    };
    let text = &opened.article.text;
    let source = claim.source.and_then(|it| opened.analysis.sources.get(it));
    let proposal = Proposal {
        speaker: source.map(|it| it.name.clone()),
        cue: claim.cue.map(|it| it.slice(text).to_owned()),
        stance: claim.stance,
        content: claim.extent(),
    };
    let form = Form::new(opened, format!("Claim {}", tag(at)), &proposal, true);
    state.layers.push(Layer::Form(Box::new(form)));
    Vec::new()
}

/// Keeps what the form says; where something is missing it stays open, and says what.
pub fn keep(state: &mut State, form: Box<Form>) -> Vec<Effect> {
    let opened = state.opened.as_ref().filter(|it| it.brief.id == form.brief);
    let Some(opened) = opened else { return refuse(state, "the brief of this claim is closed") };
    let place = form.place(&opened.article.text);
    let (Some(stance), Some(span)) = (form.stance(), place) else {
        let words = if place.is_none() {
            "the brief does not have these words: take them from its text"
        } else {
            "that is no stance: up and down go through them"
        };
        state.layers.push(Layer::Form(form));
        return refuse(state, words);
    };
    let fix = Fix::Claim { speaker: form.words(form::SPEAKER), cue: form.words(form::CUE), stance };
    let item = Item::Claim(span);
    let known = opened.verdicts.iter().find(|it| it.item == item);
    let mut changes = vec![correct(opened, span, fix)];
    // Who says what a claim is has looked at it.
    if known.is_none_or(|it| matches!(it.review, Review::Unreviewed | Review::Wrong)) {
        let verify = known.is_some_and(|it| it.verify);
        let verdict = Verdict { item, review: Review::Kept, verify };
        changes.push(Change::Judge(opened.brief.id, verdict));
    }
    let label = if form.fixed > 0 {
        format!("corrected {}", form.title.to_lowercase())
    } else {
        "made 1 claim".to_owned()
    };
    state.select = None;
    apply(&label, changes)
}

fn correct(opened: &Opened, span: Span, fix: Fix) -> Change {
    Change::Correct(Correction {
        id: CorrectionId::default(),
        article: opened.brief.id,
        anchor: Anchor::new(&opened.article.text, span, &opened.revision),
        fix,
        created: String::new(),
    })
}

/// Asks for the days that the analyst gives a date.
fn edit_date(state: &mut State) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return refuse(state, "no brief is open") };
    let at = state.under(Pane::Timeline);
    let Some((at, entry)) = at.and_then(|at| Some((at, opened.analysis.timeline.get(at)?))) else {
        return refuse(state, "no date here");
    };
    let own = timeline::own(opened, at);
    let days = own.or(entry.period).map(|it| {
        if it.from == it.to { it.from.to_string() } else { format!("{}..{}", it.from, it.to) }
    });
    let prompt = Prompt::new(Ask::Days, days.unwrap_or_default());
    state.layers.push(Layer::Prompt(prompt));
    Vec::new()
}

/// Gives the date under the cursor the days that are written; without any, those of the text alone
/// stand again.
pub fn date(state: &mut State, words: &str) -> Vec<Effect> {
    let Some(opened) = &state.opened else { return refuse(state, "no brief is open") };
    let at = state.under(Pane::Timeline);
    let Some((at, entry)) = at.and_then(|at| Some((at, opened.analysis.timeline.get(at)?))) else {
        return refuse(state, "no date here");
    };
    if words.is_empty() {
        let own = opened.corrected.iter().find(|it| it.corrects == Corrects::Date(at));
        let change = own.map(|it| Change::Uncorrect(opened.brief.id, it.correction.id));
        return change.map_or_else(Vec::new, |it| apply("took back 1 date", vec![it]));
    }
    match days(words) {
        Some(days) => {
            apply("dated 1 event", vec![correct(opened, entry.when.span, Fix::Date(days))])
        }
        None => refuse(
            state,
            format!("“{words}” is no date: 2022-09-06, 2022-09, 2022-09-06..2022-09-08"),
        ),
    }
}

/// Takes away what has lost its place.
pub fn forget(state: &State) -> Option<Vec<Effect>> {
    let opened = state.opened.as_ref()?;
    let Finding::Mark(at) = state.finding() else { return None };
    let lost = opened.lost.get(at.checked_sub(opened.marks.len())?)?;
    let change = match lost {
        Lost::Verdict(it) => Change::Unjudge(opened.brief.id, it.clone()),
        Lost::Correction(it) => Change::Uncorrect(opened.brief.id, it.id),
    };
    Some(apply("took away 1 orphan", vec![change]))
}

fn reread(state: &mut State) -> Vec<Effect> {
    match &state.opened {
        Some(opened) => vec![Effect::Ask(Request::Reread(opened.brief.id))],
        None => refuse(state, "no brief is open"),
    }
}
