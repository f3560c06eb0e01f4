//! Articles already taken out, one JSON object a line: what a pipeline feeds the program with.

use serde_json::{Map, Value};

use super::{clean::Draft, dates, plain};

/// One line: the path it names, and its draft, or why it is none.
type Record = Result<(Option<String>, Draft), String>;

/// The lines that are not blank, each with its number.
pub fn drafts(text: &str) -> impl Iterator<Item = (usize, Record)> {
    text.lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| (number, record(line)))
}

fn record(line: &str) -> Record {
    let fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("not a JSON object: {error}"))?;
    let word = |key: &str| match fields.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words.clone())),
        Some(_) => Err(format!("\"{key}\" is not a string")),
    };
    let text = word("text")?.ok_or("\"text\" is missing")?;
    let mut draft = Draft {
        title: word("title")?.unwrap_or_default(),
        byline: word("byline")?,
        site: word("site")?,
        url: word("url")?,
        language: word("language")?,
        ..Draft::default()
    };
    if let Some(day) = word("published")? {
        let date = dates::date_in_field(&day);
        draft.published = Some(date.ok_or_else(|| format!("\"published\" is no date: {day}"))?);
    }
    draft.add(plain::paragraphs(&text));
    draft.verbatim = Some(text);
    Ok((word("path")?, draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_article() {
        let line = r#"{"path": "k1", "text": "One.\n\nTwo.", "title": "T", "published": "2022-09-22", "more": 1}"#;
        let (path, draft) = record(line).unwrap();
        assert_eq!(path.as_deref(), Some("k1"));
        assert_eq!(draft.title, "T");
        assert_eq!(draft.paragraphs.len(), 2);
    }

    #[test]
    fn a_bad_line_says_what_is_wrong() {
        for (line, why) in [
            ("[]", "not a JSON object"),
            ("{\"title\": \"T\"}", "\"text\" is missing"),
            ("{\"text\": 1}", "\"text\" is not a string"),
            ("{\"text\": \"T\", \"published\": \"soon\"}", "\"published\" is no date: soon"),
        ] {
            assert!(record(line).unwrap_err().contains(why), "{line}");
        }
    }
}
