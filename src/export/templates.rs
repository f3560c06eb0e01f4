//! The formats that are templates, and a user's own.
//!
//! A template sees `tool`, `tlp` and `briefs`, and, where its file says a note a brief, `brief`: the fields of [`Dossier`]. `.html` templates escape by themselves.

use std::fmt;

use minijinja::{AutoEscape, Environment, Value, context, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;

use super::{
    dossier::{BriefOut, Dossier},
    on_one_line,
};

/// The line below which a file belongs to the user: a comment in Obsidian.
pub const MARKER: &str = "%% attache: what stands below this line is yours and stays %%";

/// The templates that come with the program: name, and text.
const SHIPPED: &[(&str, &str)] = &[
    ("markdown.md", include_str!("../../assets/templates/markdown.md")),
    ("org.org", include_str!("../../assets/templates/org.org")),
    ("dissemination.md", include_str!("../../assets/templates/dissemination.md")),
    ("page.html", include_str!("../../assets/templates/page.html")),
];

/// Why a template gave nothing.
#[derive(Debug)]
pub struct Error {
    /// Its name.
    pub template: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong there, without a full stop.
    pub cause: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.template, self.cause),
            None => write!(f, "{}: {}", self.template, self.cause),
        }
    }
}

impl std::error::Error for Error {}

/// What a shipped template says of all briefs together.
pub(super) fn together(name: &str, dossier: &Dossier, tlp: Option<&str>) -> String {
    let text = SHIPPED.iter().find(|it| it.0 == name).map_or("", |it| it.1);
    // The shipped ones are rendered in the tests.
    render(name, text, dossier, None, tlp).unwrap_or_default()
}

/// What a shipped template says of one brief.
pub(super) fn one(name: &str, dossier: &Dossier, brief: &BriefOut, tlp: Option<&str>) -> String {
    let text = SHIPPED.iter().find(|it| it.0 == name).map_or("", |it| it.1);
    render(name, text, dossier, Some(brief), tlp).unwrap_or_default()
}

/// What a user's template says of all briefs together.
pub fn own(name: &str, text: &str, dossier: &Dossier, tlp: Option<&str>) -> Result<String, Error> {
    render(name, text, dossier, None, tlp)
}

fn render(
    name: &str,
    text: &str,
    dossier: &Dossier,
    brief: Option<&BriefOut>,
    tlp: Option<&str>,
) -> Result<String, Error> {
    let wrong = |error: &minijinja::Error| Error {
        template: name.to_owned(),
        line: error.line(),
        cause: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
    };
    let mut environment = environment().map_err(|error| wrong(&error))?;
    environment.add_template(name, text).map_err(|error| wrong(&error))?;
    let template = environment.get_template(name).map_err(|error| wrong(&error))?;
    let briefs = Value::from(Serde(&dossier.briefs));
    let brief = Value::from(Serde(brief));
    let seen = context! { tool => dossier.tool.as_str(), briefs, brief, tlp };
    template.render(seen).map_err(|error| wrong(&error))
}

/// Lines that hold a tag alone leave nothing; the rest is written as it stands.
fn environment<'a>() -> Result<Environment<'a>, minijinja::Error> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(syntax.build()?);
    environment.set_auto_escape_callback(|name| {
        let ending = name.rsplit('.').next().unwrap_or_default();
        if ending.eq_ignore_ascii_case("html") { AutoEscape::Html } else { AutoEscape::None }
    });
    environment.add_filter("oneline", on_one_line);
    environment.add_filter("quoted", quoted);
    environment.add_filter("yaml", yaml);
    environment.add_filter("org", org);
    environment.add_filter("word", word);
    environment.add_filter("address", address);
    environment.add_filter("drawn", drawn);
    Ok(environment)
}

/// As a block quote, line for line.
fn quoted(text: &str) -> String {
    text.lines()
        .map(|it| format!("> {it}"))
        .map(|it| it.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// As a string of YAML, which a string of JSON is.
fn yaml(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Lines that org would take for headings or keywords get a comma, as org itself does.
fn org(text: &str) -> String {
    let line = |it: &str| {
        let means_something = it.starts_with('*') || it.trim_start().starts_with("#+");
        if means_something { format!(",{it}") } else { it.to_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// As a tag of org: letters, digits and underscores.
fn word(text: &str) -> String {
    text.chars().map(|it| if it.is_alphanumeric() { it } else { '_' }).collect()
}

/// An address that may stand in a link; any other scheme leads nowhere.
fn address(text: &str) -> String {
    let scheme = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if ["http", "https", "mailto"].contains(&scheme.as_str()) {
        text.to_owned()
    } else {
        "#".to_owned()
    }
}

/// An event of the chronology as a bar.
#[derive(Serialize)]
struct Bar {
    x: f64,
    width: f64,
    label: String,
}

/// The dated events of a chronology as bars on a line of 700 units, each wide enough to be seen.
#[expect(clippy::needless_pass_by_value, reason = "a filter is handed its value")]
fn drawn(chronology: Value) -> Value {
    let day = |it: &Value, end: &str| -> Option<i32> {
        let date = it.get_attr(end).ok()?;
        date.as_str()?.parse::<crate::model::Date>().ok().map(crate::model::Date::to_days)
    };
    let events: Vec<(i32, i32, String)> = chronology
        .try_iter()
        .into_iter()
        .flatten()
        .filter_map(|it| {
            let word =
                |name: &str| it.get_attr(name).ok().and_then(|it| it.as_str().map(on_one_line));
            let what = word("event").or_else(|| word("words")).unwrap_or_default();
            let value = word("value").unwrap_or_default();
            Some((day(&it, "from")?, day(&it, "to")?, format!("{value}  {what}")))
        })
        .collect();
    let Some(first) = events.iter().map(|it| it.0).min() else { return Value::from(()) };
    let last = events.iter().map(|it| it.1).max().unwrap_or(first);
    let scale = 690.0 / f64::from((last - first + 1).max(1));
    let round = |it: f64| (it * 10.0).round() / 10.0;
    let bar = |(from, to, label): (i32, i32, String)| Bar {
        x: round(f64::from(from - first) * scale),
        width: round((f64::from(to - from + 1) * scale).max(4.0)),
        label,
    };
    Value::from(Serde(events.into_iter().map(bar).collect::<Vec<_>>()))
}
