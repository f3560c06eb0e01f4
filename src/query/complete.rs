//! What may stand at the cursor: a field, or the values of the field that it stands in.

use crate::{
    model::Span,
    query::field::{Field, Takes},
};

/// What can be put at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The part of what was typed that a candidate takes the place of.
    pub span: Span,
    /// Candidates that begin with it, or the place where they are to be had.
    pub values: Values,
}

/// Where candidates come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// These, each with words about it.
    Known(Vec<(String, &'static str)>),
    /// Values of this field that the library has and that begin so.
    Stored(Field, String),
}

/// What may stand at `cursor`, a byte of what was typed.
pub fn complete(typed: &str, cursor: usize, topics: &[&str]) -> Completion {
    let cursor = (0..=cursor.min(typed.len())).rev().find(|it| typed.is_char_boundary(*it));
    let before = &typed[..cursor.unwrap_or(0)];
    let start = before.rfind([' ', '(', ')', '\t']).map_or(0, |it| it + 1);
    let word = before[start..].trim_start_matches(['-', '!']);
    let start = before.len() - word.len();
    let Some((name, value)) = word.split_once(':') else {
        let begins = |it: &&Field| it.name().starts_with(&word.to_lowercase());
        let candidate = |it: &Field| (format!("{}:", it.name()), it.words());
        let known = Field::ALL.iter().filter(begins).map(candidate).collect();
        return Completion { span: Span::new(start, before.len()), values: Values::Known(known) };
    };
    let value = value.rsplit(',').next().unwrap_or(value);
    let span = Span::new(before.len() - value.len(), before.len());
    let asked = value.trim_start_matches('"').to_lowercase();
    let begins = |it: &&str| it.starts_with(&asked);
    let known = |list: &[&str]| {
        Values::Known(
            list.iter().copied().filter(|it| begins(it)).map(|it| (it.to_owned(), "")).collect(),
        )
    };
    let values = match Field::from_name(&name.to_lowercase()) {
        None => Values::Known(Vec::new()),
        Some(field) => match field.takes() {
            Takes::Codes(list) => known(&list()),
            Takes::Topic => known(topics),
            Takes::Days => known(&["today", "yesterday", "this-week", "last-week", "last-month"]),
            Takes::Length => known(&["1d", "3d", "1w", "2w", "1m", "6m", "1y"]),
            Takes::Words | Takes::Language => Values::Stored(field, asked),
        },
    };
    Completion { span, values }
}
