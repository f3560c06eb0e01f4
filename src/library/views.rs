//! Views by name, and what may stand at the cursor of a query, with how many briefs it means.

use super::{Library, shelf::standing};
use crate::{
    model::{Date, Query, Span},
    query::{self, Field, Values},
    store::{Column, Error as StoreError, View},
};

/// More briefs than are counted for a candidate.
const ENOUGH: usize = 1_000;

/// Candidates that are offered at most.
const OFFERED: usize = 40;

/// What may be put at the cursor of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// What of the query a candidate takes the place of.
    pub span: Span,
    /// The candidates, each with words about it or the number of briefs that it means.
    pub list: Vec<(String, String)>,
}

/// Reads what was typed as a query, without a library.
pub fn read_query(typed: &str, today: Date, topics: &[&str]) -> Result<Query, query::Error> {
    query::parse(typed, today, topics)
}

impl Library {
    /// The views that were saved, by name.
    pub fn views(&self) -> Result<Vec<View>, StoreError> {
        self.store.views()
    }

    /// Saves a view, in place of one of the same name.
    pub fn save_view(&mut self, view: &View) -> Result<(), StoreError> {
        self.store.save_view(view)
    }

    /// Takes a saved view away; whether there was one.
    pub fn drop_view(&mut self, name: &str) -> Result<bool, StoreError> {
        self.store.drop_view(name)
    }

    /// How many briefs a list of this query has.
    pub fn count_listed(&self, query: &Query, today: Date) -> Result<usize, StoreError> {
        self.store.count(&standing(query), today, usize::MAX)
    }

    /// Notes that the reader was closed: what comes from now on is new to the next visit.
    pub fn leave(&mut self) -> Result<(), StoreError> {
        self.store.leave()
    }

    /// What may stand at `cursor`, a byte of what was typed.
    pub fn offers(&self, typed: &str, cursor: usize, today: Date) -> Result<Offers, StoreError> {
        let topics: Vec<&str> = self.taxonomy.topics().iter().map(|it| it.id.as_str()).collect();
        let completion = query::complete(typed, cursor, &topics);
        let span = completion.span;
        let field = typed[..span.start].rsplit([' ', '(', '-', '!']).next().unwrap_or_default();
        let field = field.split(':').next().unwrap_or_default();
        let (field, names) = match completion.values {
            Values::Known(list) if field.is_empty() => {
                let list = list.into_iter().map(|(it, words)| (it, words.to_owned())).collect();
                return Ok(Offers { span, list });
            }
            Values::Known(list) => {
                (field.to_owned(), list.into_iter().map(|(name, _)| name).collect())
            }
            Values::Stored(field, begins) => {
                let Some(column) = column(field) else { return Ok(Offers::default()) };
                (field.name().to_owned(), self.store.values(column, &begins, OFFERED)?)
            }
        };
        let mut list = Vec::new();
        for name in names.into_iter().take(OFFERED) {
            let plain = name.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_');
            let name = if plain { name } else { format!("\"{}\"", name.replace('"', " ")) };
            let Ok(query) = query::parse(&format!("{field}:{name}"), today, &topics) else {
                continue;
            };
            let count = self.store.count(&standing(&query), today, ENOUGH)?;
            let more = if count == ENOUGH { "+" } else { "" };
            list.push((name, format!("{count}{more}")));
        }
        Ok(Offers { span, list })
    }
}

/// Where the values of a field are kept; none for words of a text.
const fn column(field: Field) -> Option<Column> {
    Some(match field {
        Field::Speaker | Field::Via => Column::Source,
        Field::Verb => Column::Verb,
        Field::Site => Column::Site,
        Field::Author => Column::Author,
        Field::Language => Column::Language,
        Field::Tag => Column::Tag,
        _ => return None,
    })
}
