//! Grades of claims and sources: given with a reason, or not at all.

use crate::{
    library::Change,
    model::{Credibility, Grade, Item, Likelihood, Mark, MarkId, Reliability},
    tui::{
        action::Action,
        layer::{
            Layer,
            form::{About, Form},
        },
        page::tag,
        pane::claims::grade_of,
        relate::{Finding, item},
        state::State,
        update::{Effect, refuse, verdict::apply},
    },
};

/// Opens the form on the claim or the source under the cursor; in the text, on the first claim.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    if action != Action::Grade {
        return None;
    }
    let Some(opened) = &state.opened else { return Some(refuse(state, "no brief is open")) };
    let finding = match state.finding() {
        Finding::Sentence(_) => state.related().claims.first().map(|at| Finding::Claim(*at)),
        finding => Some(finding),
    };
    let item = finding.and_then(|it| item(opened, it));
    let Some(item @ (Item::Claim(_) | Item::Source(_))) = item else {
        return Some(refuse(state, "claims and sources are graded: there is none here"));
    };
    let title = match &item {
        Item::Source(name) => format!("Grade of {name}"),
        item => {
            let extent = |at: &usize| Item::Claim(opened.analysis.claims[*at].extent()) == *item;
            let at = (0..opened.analysis.claims.len()).find(extent);
            format!("Grade of {}", at.map_or_else(|| "the claim".to_owned(), tag))
        }
    };
    let known = opened.marks.iter().find(|it| it.item == item);
    let grade = grade_of(opened, &item);
    let reason = known.and_then(|it| it.note.as_deref()).unwrap_or_default().replace('\n', " ");
    let (brief, yardstick) = (opened.brief.id, state.settings.yardstick);
    let form = Form::grade(brief, title, item, yardstick, (grade, &reason));
    state.layers.push(Layer::Form(Box::new(form)));
    Some(Vec::new())
}

/// Keeps what the form says; where it cannot be, it stays open, and says why.
pub fn keep(state: &mut State, form: Box<Form>) -> Vec<Effect> {
    let opened = state.opened.as_ref().filter(|it| it.brief.id == form.brief);
    let (Some(opened), About::Grade(item)) = (opened, &form.about) else {
        return refuse(state, "the brief of this grade is closed");
    };
    let known = opened.marks.iter().find(|it| it.item == *item);
    let shown = if let Item::Source(_) = item { None } else { Some(state.settings.yardstick) };
    let left = grade_of(opened, item).besides(shown);
    let grade = match read(state, &form, item) {
        Ok(grade) => grade.or(left),
        Err(words) => {
            state.layers.push(Layer::Form(form));
            return refuse(state, &words);
        }
    };
    let reason = form.words(form.fields.len() - 1);
    let change = match (known, grade.is_empty(), reason) {
        // The note stays; the grade goes.
        (Some(mark), true, _) if Grade::of(&mark.tags).is_empty() => {
            return refuse(state, "nothing was graded");
        }
        (Some(mark), true, note) => {
            let tags = grade.over(mark);
            let bare = note.is_none() && tags.is_empty() && mark.colour.is_none();
            let edited = || Change::Edit(Mark { note, tags, ..mark.clone() });
            if bare { Change::Unmark(mark.id) } else { edited() }
        }
        (None, true, _) => return refuse(state, "nothing was graded"),
        (_, false, None) => {
            let mut form = form;
            form.at = form.fields.len() - 1;
            state.layers.push(Layer::Form(form));
            return refuse(state, "a grade needs its reason");
        }
        (Some(mark), false, Some(reason)) => {
            // A reason that was not touched keeps its lines.
            let flat = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
            let same = mark.note.as_deref().is_some_and(|it| flat(it) == reason);
            let note = if same { mark.note.clone() } else { Some(reason) };
            Change::Edit(Mark { note, tags: grade.over(mark), ..mark.clone() })
        }
        (None, false, Some(reason)) => Change::Mark(Mark {
            id: MarkId::default(),
            article: opened.brief.id,
            item: item.clone(),
            anchor: None,
            colour: None,
            note: Some(reason),
            tags: grade.tags(),
            created: String::new(),
        }),
    };
    let what = if let Item::Source(_) = item { "source" } else { "claim" };
    let label =
        if grade.is_empty() { "took back 1 grade".to_owned() } else { format!("graded 1 {what}") };
    apply(&label, vec![change])
}

/// What is written, or which field says nothing that is known.
fn read(state: &State, form: &Form, item: &Item) -> Result<Grade, String> {
    let unknown = |at: usize| {
        let field = &form.fields[at];
        let first = field.choices.first().map_or("", String::as_str);
        format!("“{}” is no grade: up and down go through them, from {first}", field.line.text())
    };
    let mut grade = Grade::default();
    if let Item::Source(_) = item {
        if let Some(words) = form.words(0) {
            grade.reliability = Some(Reliability::read(&words).ok_or_else(|| unknown(0))?);
        }
        return Ok(grade);
    }
    if let Some(words) = form.words(0) {
        grade.credibility = Some(Credibility::read(&words).ok_or_else(|| unknown(0))?);
    }
    if let Some(words) = form.words(1) {
        let read = Likelihood::read(state.settings.yardstick, &words);
        grade.likelihood = Some(read.ok_or_else(|| unknown(1))?);
    }
    Ok(grade)
}
