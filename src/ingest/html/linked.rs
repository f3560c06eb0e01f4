//! The JSON-LD of a page, read leniently: pages have comments around it, raw line ends in strings
//! and commas too many.

use scraper::{Html, Selector};
use serde_json::Value;

/// How deep a node may lie in lists and graphs.
const DEEPEST: usize = 8;

/// The most bytes of one script.
const LARGEST: usize = 1024 * 1024;

/// What the article's own node says.
#[derive(Debug, Default)]
pub struct Linked {
    /// `headline`.
    pub headline: Option<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// The names of `author`.
    pub authors: Vec<String>,
    /// The name of `publisher`.
    pub publisher: Option<String>,
    /// `url`, `mainEntityOfPage`.
    pub url: Option<String>,
}

/// The first node of a page that is an article.
pub fn linked(document: &Html) -> Linked {
    let Ok(scripts) = Selector::parse(r#"script[type="application/ld+json"]"#) else {
        return Linked::default();
    };
    document
        .select(&scripts)
        .filter_map(|script| parsed(&script.text().collect::<String>()))
        .find_map(|value| article(&value, 0).map(read))
        .unwrap_or_default()
}

fn parsed(script: &str) -> Option<Value> {
    if script.len() > LARGEST {
        return None;
    }
    let bare = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>");
    serde_json::from_str(bare).or_else(|_| serde_json::from_str(&mended(bare))).ok()
}

/// Line ends in strings become spaces, and commas before a closing bracket go.
fn mended(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for it in json.chars() {
        if inside {
            out.push(if it.is_control() { ' ' } else { it });
            inside = escaped || it != '"';
            escaped = it == '\\' && !escaped;
            continue;
        }
        inside = it == '"';
        if matches!(it, '}' | ']') && out.trim_end().ends_with(',') {
            out.truncate(out.trim_end().len() - 1);
        }
        out.push(it);
    }
    out
}

fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(nodes) => nodes.iter().find_map(|node| article(node, depth + 1)),
        Value::Object(node) => {
            let kinds = node.get("@type").map(strings).unwrap_or_default();
            let is_article = kinds.iter().any(|it| {
                it.ends_with("Article")
                    || matches!(it.as_str(), "BlogPosting" | "Report" | "LiveBlogPosting")
            });
            if is_article {
                return Some(value);
            }
            ["@graph", "mainEntity"].iter().find_map(|key| article(node.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

fn read(node: &Value) -> Linked {
    let first = |key: &str| node.get(key).map(strings).unwrap_or_default().into_iter().next();
    Linked {
        headline: first("headline"),
        published: first("datePublished"),
        authors: node.get("author").map(strings).unwrap_or_default(),
        publisher: first("publisher"),
        url: first("url").or_else(|| first("mainEntityOfPage")),
    }
}

/// The strings that a value is: itself, those of a list, the name or address of an object.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => vec![words.clone()],
        Value::Array(values) => values.iter().take(32).filter_map(name).collect(),
        other => name(other).into_iter().collect(),
    }
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Object(node) => {
            ["name", "@id"].iter().find_map(|key| node.get(*key)?.as_str().map(str::to_owned))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn careless_json_is_read() {
        let script = "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Port\ndenies\", \"author\": [{\"name\": \"J. Doe\"},],} -->";
        let value = parsed(script).unwrap();
        let found = read(article(&value, 0).unwrap());
        assert_eq!(found.headline.as_deref(), Some("Port denies"));
        assert_eq!(found.authors, ["J. Doe"]);
    }

    #[test]
    fn the_article_is_found_in_a_graph() {
        let script = r#"{"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": ["NewsArticle"], "datePublished": "2024-03-03"}]}"#;
        let value = parsed(script).unwrap();
        assert_eq!(read(article(&value, 0).unwrap()).published.as_deref(), Some("2024-03-03"));
    }
}
