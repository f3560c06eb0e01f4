//! XML walked flat: elements with their attributes and the words right behind their start.
//!
//! Nothing that a file declares is expanded: an entity is one of XML's own five, a number, or left
//! out. The walk ends at the first fault, with what it has.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

/// Elements are not looked at deeper than this.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub struct Tag {
    /// Its name without the prefix.
    pub name: String,
    /// Names of attributes without their prefixes, and values.
    attributes: Vec<(String, String)>,
    /// The words between its start and the next tag.
    pub words: String,
    /// The names of the elements around it, the outermost first.
    pub around: Vec<String>,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// Whether it lies in an element of this name.
    pub fn within(&self, name: &str) -> bool {
        self.around.iter().any(|it| it == name)
    }
}

/// The elements of an XML file, each when the next tag comes.
pub fn each(text: &str, mut seen: impl FnMut(&Tag)) {
    let mut reader = Reader::from_str(text);
    let mut around: Vec<String> = Vec::new();
    let mut open: Option<Tag> = None;
    loop {
        let event = reader.read_event();
        match (&event, &mut open) {
            (Ok(Event::Text(words)), Some(tag)) => tag.words.push_str(&words.xml10_content()),
            (Ok(Event::CData(words)), Some(tag)) => tag.words.push_str(&words.xml10_content()),
            (Ok(Event::GeneralRef(entity)), Some(tag)) => tag.words.extend(character(entity)),
            _ => {}
        }
        let tag_ends = matches!(
            event,
            Ok(Event::Start(_) | Event::Empty(_) | Event::End(_) | Event::Eof) | Err(_)
        );
        if let Some(tag) = open.take_if(|_| tag_ends) {
            seen(&tag);
        }
        match event {
            Ok(Event::Start(start)) if around.len() < DEEPEST => {
                let tag = tag(&start, &around);
                around.push(tag.name.clone());
                open = Some(tag);
            }
            Ok(Event::Empty(start)) => open = Some(tag(&start, &around)),
            Ok(Event::End(_)) => _ = around.pop(),
            Ok(Event::Start(_) | Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The name of the first element, without its prefix.
pub fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => return Some(tag(&start, &[]).name),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// What lies in the first element of this name, as it is written.
pub fn inside<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if tag(&start, &[]).name == name => {
                let from = usize::try_from(reader.buffer_position()).ok()?;
                let end = start.to_end().into_owned();
                let inner = reader.read_to_end(end.name()).ok()?;
                return text.get(from..usize::try_from(inner.end).ok()?);
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn tag(start: &BytesStart<'_>, around: &[String]) -> Tag {
    let attributes = start.attributes().flatten().filter_map(|it| {
        let value = it.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        Some((local(it.key.as_ref()), value))
    });
    Tag {
        name: local(start.name().as_ref()),
        attributes: attributes.collect(),
        words: String::new(),
        around: around.to_vec(),
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(found)) = entity.resolve_char_ref() {
        return Some(found);
    }
    match entity.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(text, |it| {
            if it.name == name {
                found.push(it.words.clone());
            }
        });
        found
    }

    #[test]
    fn words_and_entities_are_read_and_declared_ones_are_not() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a>1 &lt; &#50;&c;</a>";
        assert_eq!(words(bomb, "a"), ["1 < 2"]);
        assert_eq!(words("<x:a>One<b/>two</x:a>", "a"), ["One"]);
        assert_eq!(inside("<a><n:b c='d'><p>x</p></n:b></a>", "b"), Some("<p>x</p>"));
        assert_eq!(root("<?xml version='1.0'?><n:newsItem/>").as_deref(), Some("newsItem"));
    }

    #[test]
    fn hostile_xml_ends() {
        for text in ["<a>".repeat(100_000), "<a".to_owned(), "&&&".to_owned(), "</a>".repeat(9)] {
            each(&text, |_| {});
            assert_eq!(inside(&text, "b"), None);
        }
    }
}
