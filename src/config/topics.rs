//! The topic taxonomy: what comes with the program, or what the user has put in its place.

use std::{fs, path::Path};

use toml::de::DeTable;

use crate::{
    config::{
        Error, Place, Problem,
        settings::{File, Value, plain},
        unreadable,
    },
    model::Topic,
};

/// The taxonomy that comes with the program.
const DEFAULT: &str = include_str!("../../assets/topics.toml");

/// Names that an entry may have. Codes of other schemes are kept for exports to come.
const KNOWN: [&str; 9] = ["id", "label", "def", "plover", "cameo", "iptc", "w3", "w2", "w1"];

/// The topics of `folder/topics.toml`, after the default ones where it extends them; the default
/// ones alone where there is no such file.
pub fn load(folder: Option<&Path>, extend: bool) -> Result<Vec<Topic>, Error> {
    let path = folder.map(|it| it.join("topics.toml")).filter(|it| it.is_file());
    let mut problems = Vec::new();
    let Some(path) = path else {
        return Ok(topics(&File { path: None, text: DEFAULT }, &mut problems));
    };
    let text = fs::read_to_string(&path).map_err(|error| {
        let place = Place { file: Some(path.clone()), line: 0 };
        Error { problems: vec![Problem::new(&place, unreadable(&error))] }
    })?;
    let own = topics(&File { path: Some(&path), text: &text }, &mut problems);
    Error::check(problems)?;
    if !extend {
        return Ok(own);
    }
    let mut all = topics(&File { path: None, text: DEFAULT }, &mut Vec::new());
    all.retain(|topic| own.iter().all(|it| it.id != topic.id));
    all.extend(own);
    Ok(all)
}

fn topics(file: &File<'_>, problems: &mut Vec<Problem>) -> Vec<Topic> {
    let table = file.table(problems);
    let mut topics = Vec::new();
    for (name, value) in &table {
        let place = file.place(name.span().start);
        let entries = value.get_ref().as_array().filter(|_| name.get_ref() == "topic");
        let Some(entries) = entries else {
            let hint = Some("a topic begins with the line [[topic]]".to_owned());
            let cause = format!("\"{}\" does not belong here", name.get_ref());
            problems.push(Problem { place, cause, hint });
            continue;
        };
        for entry in entries {
            match entry.get_ref().as_table() {
                Some(it) => topics.extend(topic(file, it, entry.span().start, problems)),
                None => problems.push(Problem::new(&place, "a topic is a table")),
            }
        }
    }
    topics
}

fn topic(
    file: &File<'_>,
    table: &DeTable<'_>,
    start: usize,
    problems: &mut Vec<Problem>,
) -> Option<Topic> {
    let before = problems.len();
    let mut topic = Topic::default();
    for (name, value) in table {
        let place = file.place(name.span().start);
        let name = name.get_ref().as_ref();
        match (name, plain(value)) {
            ("id", Value::Text(text)) => topic.id = text,
            ("label", Value::Text(text)) => topic.label = text,
            ("def", Value::Text(text)) => topic.definition = text,
            ("w3", Value::List(terms)) => topic.decisive = terms,
            ("w2", Value::List(terms)) => topic.strong = terms,
            ("w1", Value::List(terms)) => topic.weak = terms,
            ("plover" | "cameo" | "iptc", Value::List(_)) => (),
            ("id" | "label" | "def", _) => {
                problems.push(Problem::new(&place, format!("{name} must be text in quotes")));
            }
            _ if KNOWN.contains(&name) => {
                problems.push(Problem::new(&place, format!("{name} must be a list of texts")));
            }
            _ => problems.push(Problem::unknown(&place, "setting of a topic", name, KNOWN)),
        }
    }
    if topic.id.is_empty() && problems.len() == before {
        problems.push(Problem::new(&file.place(start), "the topic has no id"));
    }
    if topic.label.is_empty() {
        topic.label.clone_from(&topic.id);
    }
    (problems.len() == before).then_some(topic)
}
