//! A TOML file as a flat list of settings, each with its line; and one file over another.
//!
//! We walk the parsed file ourselves because serde stops at the first name it does not know, and
//! one wants to hear of all of them at once.

use std::path::Path;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::config::problem::{Place, Problem};

/// One `name = value` of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The tables it stands in, then its own name.
    pub path: Vec<String>,
    /// What it is set to.
    pub value: Value,
    /// Where.
    pub place: Place,
}

/// What a setting can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Switch(bool),
    /// Words, several.
    List(Vec<String>),
    /// Anything else that TOML has, by the name of its kind.
    Other(&'static str),
}

/// A file being read.
pub struct File<'a> {
    /// Its path; none for what is compiled in.
    pub path: Option<&'a Path>,
    /// Its text.
    pub text: &'a str,
}

impl Setting {
    /// Its own name.
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// The name as one would write it: `behaviour.mouse`.
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }
}

impl File<'_> {
    /// The line that the byte at `offset` is on.
    pub fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        Place { file: self.path.map(Path::to_path_buf), line: before.matches('\n').count() + 1 }
    }

    /// The top table of the file; what is not TOML goes to `problems`.
    pub fn table(&self, problems: &mut Vec<Problem>) -> DeTable<'_> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        problems.extend(errors.iter().map(|error| {
            let place = self.place(error.span().map_or(0, |span| span.start));
            Problem::new(&place, error.message().trim_end().replace('\n', ", "))
        }));
        table.into_inner()
    }

    /// All settings, in the order of the file.
    pub fn settings(&self, problems: &mut Vec<Problem>) -> Vec<Setting> {
        let mut settings = Vec::new();
        self.collect(&self.table(problems), &mut Vec::new(), &mut settings);
        settings.sort_by_key(|setting| setting.place.line);
        settings
    }

    fn collect(&self, table: &DeTable<'_>, path: &mut Vec<String>, into: &mut Vec<Setting>) {
        for (name, value) in table {
            path.push(name.get_ref().to_string());
            match value.get_ref() {
                DeValue::Table(inner) => self.collect(inner, path, into),
                _ => into.push(Setting {
                    path: path.clone(),
                    value: plain(value),
                    place: self.place(name.span().start),
                }),
            }
            path.pop();
        }
    }
}

/// The value, out of the parser's hands.
pub fn plain(value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(switch) => Value::Switch(*switch),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("integer"), Value::Number),
        DeValue::Array(items) => {
            let words = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned));
            words.collect::<Option<_>>().map_or(Value::Other("array"), Value::List)
        }
        other => Value::Other(other.type_str()),
    }
}
