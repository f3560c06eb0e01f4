//! OPML: lists of feeds, as readers of feeds hand them to each other.
//!
//! Read with the flat walk of `xml`, since the parsers that there are recurse: a list nested deep
//! enough would end the program.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{fetch::host, xml};
use crate::text::sanitize;

/// The most feeds of one list.
const MOST: usize = 10_000;

/// A feed in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its address.
    pub url: String,
    /// What it is called; may be empty.
    pub name: String,
    /// The folders that it stands in, the outermost first, and its categories.
    pub tags: Vec<String>,
}

/// The feeds of a list, in their order; none where it is no list.
pub fn outlines(text: &str) -> Option<Vec<Outline>> {
    if xml::root(text).as_deref() != Some("opml") {
        return None;
    }
    let mut folders: Vec<(usize, String)> = Vec::new();
    let mut found: Vec<Outline> = Vec::new();
    xml::each(text, |tag| {
        if tag.name != "outline" || found.len() >= MOST {
            return;
        }
        let depth = tag.around.len();
        folders.retain(|it| it.0 < depth);
        let said = |name: &str| sanitize::line(tag.attribute(name).unwrap_or_default());
        let name = Some(said("text")).filter(|it| !it.is_empty()).unwrap_or_else(|| said("title"));
        let url = said("xmlUrl");
        if url.is_empty() {
            folders.push((depth, name));
        } else if host(&url).is_some() && !found.iter().any(|it| it.url == url) {
            let categories = said("category");
            let categories = categories.split(',').map(|it| it.trim_matches([' ', '/']));
            let mut tags: Vec<String> = folders.iter().map(|it| tag_of(&it.1)).collect();
            tags.extend(categories.map(tag_of));
            tags.retain(|it| !it.is_empty());
            tags.dedup();
            found.push(Outline { url, name, tags });
        }
    });
    Some(found)
}

/// A name as a tag: tags are one word.
fn tag_of(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
}

/// A list of feeds (OPML 2.0).
pub fn opml(feeds: &[Outline]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>attache</title></head>\n<body>\n",
    );
    for it in feeds {
        let name = if it.name.is_empty() { &it.url } else { &it.name };
        let (name, url, tags) = (escape(name), escape(&it.url), it.tags.join(","));
        let tags = match tags.as_str() {
            "" => String::new(),
            tags => format!(" category=\"{}\"", escape(tags)),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{url}\"{tags}/>"
        );
    }
    out.push_str("</body>\n</opml>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_and_written() {
        let list = "<opml version='1.0'><body>
            <outline text='East Asia'><outline text='A &amp; B' xmlUrl='http://e/a?x=1&amp;y=2'/>
              <outline title='Twice' xmlUrl='http://e/a?x=1&amp;y=2'/></outline>
            <outline text='C' type='rss' xmlUrl='https://e/c' category='/Wire,News'/>
            <outline text='bad' xmlUrl='nothing'/></body></opml>";
        let found = outlines(list).unwrap();
        let it = |url: &str, name: &str, tags: &[&str]| Outline {
            url: url.to_owned(),
            name: name.to_owned(),
            tags: tags.iter().map(ToString::to_string).collect(),
        };
        let expected = [
            it("http://e/a?x=1&y=2", "A & B", &["east-asia"]),
            it("https://e/c", "C", &["wire", "news"]),
        ];
        assert_eq!(found, expected);
        assert_eq!(outlines(&opml(&found)).unwrap(), found);
        assert_eq!(outlines("<rss/>"), None);
    }

    #[test]
    fn a_hostile_list_ends() {
        let deep = format!("<opml><body>{}", "<outline text='x'>".repeat(100_000));
        assert_eq!(outlines(&deep), Some(Vec::new()));
        let bomb =
            "<!DOCTYPE a [<!ENTITY b 'bb'>]><opml><body><outline text='&b;' xmlUrl='http://e/'/>";
        assert_eq!(outlines(bomb).unwrap().len(), 1);
    }
}
