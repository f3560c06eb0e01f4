//! The JSON-LD of a page, read leniently: pages have comments around it, raw line ends in strings,
//! commas too many, and names that stand in another node.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use serde_json::{Map, Value};

use super::blocks::squeezed;

/// How deep a node may lie in lists and graphs.
const DEEPEST: usize = 8;

/// The most bytes of one script.
const LARGEST: usize = 1024 * 1024;

/// The most nodes of a page.
const MOST: usize = 5_000;

/// What the nodes of a page say of the article.
#[derive(Debug, Default)]
pub struct Linked {
    /// `headline`, then `name` and `alternativeHeadline`, of the article's own node.
    pub headlines: Vec<String>,
    /// `datePublished` of the article's own node.
    pub published: Option<String>,
    /// `datePublished` of other nodes of articles and pages.
    pub others_published: Vec<String>,
    /// `dateCreated`, `uploadDate` of the article's own node.
    pub created: Option<String>,
    /// `dateModified` of any node.
    pub modified: Vec<String>,
    /// The names of `author`, then of `creator`, of the article's own node.
    pub authors: Vec<String>,
    /// The names of persons that have a node of their own.
    pub persons: Vec<String>,
    /// The name of `publisher`.
    pub publisher: Option<String>,
    /// `url`, `mainEntityOfPage`.
    pub url: Option<String>,
    /// The article's own node is one of news.
    pub news: bool,
    /// Its author is an organisation.
    pub by_organisation: bool,
    /// `articleBody` of every node that has one.
    pub body: String,
}

type Node = Map<String, Value>;

/// What the nodes say; `titles` are what the page calls itself elsewhere.
pub fn linked(document: &Html, titles: &[String]) -> Linked {
    let Ok(scripts) = Selector::parse(r#"script[type*="ld+json"]"#) else {
        return Linked::default();
    };
    let values: Vec<Value> = document
        .select(&scripts)
        .filter_map(|script| parsed(&script.text().collect::<String>()))
        .collect();
    let mut nodes = Vec::new();
    for value in &values {
        gather(value, 0, &mut nodes);
    }
    read(&nodes, titles)
}

fn read(nodes: &[&Node], titles: &[String]) -> Linked {
    let named: BTreeMap<&str, &Node> = nodes
        .iter()
        .filter(|it| it.contains_key("name"))
        .filter_map(|it| Some((it.get("@id")?.as_str()?, *it)))
        .collect();
    let articles: Vec<&Node> = nodes.iter().copied().filter(|it| is_article(it)).collect();
    let folded: Vec<String> = titles.iter().map(|it| bare(it)).collect();
    let is_own = |it: &&&Node| {
        let headline = first(it.get("headline"), &named).map(|it| bare(&it)).unwrap_or_default();
        !headline.is_empty() && folded.iter().any(|title| title.starts_with(&headline))
    };
    let own = articles.iter().find(is_own).or(articles.first()).copied();
    let of = |key: &str| own.and_then(|node| first(node.get(key), &named));
    let mut linked = Linked {
        headlines: ["headline", "name", "alternativeHeadline"].into_iter().filter_map(of).collect(),
        published: of("datePublished"),
        created: of("dateCreated").or_else(|| of("uploadDate")),
        publisher: of("publisher"),
        url: of("url").or_else(|| of("mainEntityOfPage")),
        news: own.is_some_and(|it| is(it, "NewsArticle")),
        by_organisation: own.is_some_and(|node| match node.get("author") {
            Some(Value::Object(author)) => is(author, "Organization"),
            Some(Value::Array(authors)) => authors
                .iter()
                .all(|it| it.as_object().is_some_and(|author| is(author, "Organization"))),
            _ => false,
        }),
        ..Linked::default()
    };
    for key in ["author", "creator"] {
        let found = own.and_then(|node| node.get(key)).map(|it| strings(it, &named));
        if linked.authors.is_empty() {
            linked.authors = found.unwrap_or_default();
        }
    }
    for node in nodes {
        if !own.is_some_and(|it| std::ptr::eq(it, *node)) && (is_article(node) || is(node, "Page"))
        {
            linked.others_published.extend(first(node.get("datePublished"), &named));
        }
        linked.modified.extend(first(node.get("dateModified"), &named));
        if is(node, "Person") {
            linked.persons.extend(first(node.get("name"), &named));
        }
        if let Some(Value::String(body)) = node.get("articleBody") {
            linked.body.push('\n');
            linked.body.push_str(body);
        }
    }
    for list in [&mut linked.others_published, &mut linked.modified, &mut linked.persons] {
        list.truncate(8);
    }
    linked
}

/// Every object, in the order of the script.
fn gather<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Node>) {
    if depth > DEEPEST || nodes.len() >= MOST {
        return;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|it| gather(it, depth + 1, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            node.values().for_each(|it| gather(it, depth + 1, nodes));
        }
        _ => {}
    }
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
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
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

/// Whether a type of the node ends so.
fn is(node: &Node, end: &str) -> bool {
    match node.get("@type") {
        Some(Value::String(kind)) => kind.ends_with(end),
        Some(Value::Array(kinds)) => {
            kinds.iter().any(|it| it.as_str().is_some_and(|kind| kind.ends_with(end)))
        }
        _ => false,
    }
}

fn is_article(node: &Node) -> bool {
    ["Article", "Posting", "Report", "Review", "Recipe"].iter().any(|it| is(node, it))
        && (node.contains_key("headline")
            || node.contains_key("datePublished")
            || node.contains_key("name"))
}

fn first(value: Option<&Value>, named: &BTreeMap<&str, &Node>) -> Option<String> {
    strings(value?, named).into_iter().next()
}

/// The strings that a value is: itself, those of a list, the name or address of an object.
fn strings(value: &Value, named: &BTreeMap<&str, &Node>) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().take(32).filter_map(|it| string(it, named)).collect(),
        other => string(other, named).into_iter().collect(),
    }
}

fn string(value: &Value, named: &BTreeMap<&str, &Node>) -> Option<String> {
    let words = match value {
        Value::String(words) => words,
        Value::Object(node) => {
            let id = node.get("@id").and_then(Value::as_str);
            let other = id.and_then(|it| named.get(it)).and_then(|it| it.get("name"));
            match node.get("name").or(other) {
                Some(Value::String(words)) => words,
                Some(Value::Array(all)) => all.first()?.as_str()?,
                _ => id?,
            }
        }
        _ => return None,
    };
    Some(plain(words)).filter(|it| !it.is_empty())
}

/// Words on one line; some pages have entities and tags in their JSON.
fn plain(words: &str) -> String {
    if !words.contains(['&', '<']) {
        return squeezed(words);
    }
    squeezed(&Html::parse_fragment(words).root_element().text().collect::<String>())
}

/// Letters and digits alone, lower case.
pub fn bare(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(script: &str) -> Linked {
        let page = format!("<script type='application/ld+json'>{script}</script>");
        linked(&Html::parse_document(&page), &["Port denies cargo | Wire".to_owned()])
    }

    #[test]
    fn careless_json_is_read() {
        let linked = found(
            "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Port\ndenies &amp; more\", \"author\": [{\"name\": \"J. Doe\"},],} -->",
        );
        assert_eq!(linked.headlines, ["Port denies & more"]);
        assert_eq!(linked.authors, ["J. Doe"]);
    }

    #[test]
    fn names_that_stand_in_another_node_are_found() {
        let linked = found(
            r##"{"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": ["NewsArticle"],
            "datePublished": "2024-03-03", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "J. Doe"}]}"##,
        );
        assert_eq!(linked.published.as_deref(), Some("2024-03-03"));
        assert_eq!(linked.authors, ["J. Doe"]);
    }

    #[test]
    fn the_article_is_the_node_that_the_page_is_called_by() {
        let linked = found(
            r#"[{"@type": "NewsArticle", "headline": "Another", "datePublished": "2023-01-01"},
            {"@type": "NewsArticle", "headline": "Port denies cargo", "datePublished": "2024-03-03"}]"#,
        );
        assert_eq!(linked.published.as_deref(), Some("2024-03-03"));
        assert_eq!(linked.others_published, ["2023-01-01"]);
    }
}
