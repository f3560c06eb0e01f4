//! What agencies send: NewsML-G2 (XML) and ninjs (JSON), the formats of the IPTC.
//!
//! NewsML-G2 2.x, ninjs 1.x to 3.x: <https://iptc.org/standards/>.

use serde_json::Value;

use super::{
    clean::{Draft, Headline, Paragraph},
    dates, html, plain, xml,
};

/// A NewsML-G2 item as an article.
pub fn newsml(text: &str) -> Draft {
    let mut draft = Draft { headline: Headline::Apart, ..Draft::default() };
    let mut bylines: Vec<String> = Vec::new();
    let mut created = None;
    let mut slug = None;
    xml::each(text, |tag| {
        let words = tag.words.trim();
        let said = || Some(words.to_owned()).filter(|it| !it.is_empty());
        match tag.name.as_str() {
            "headline" if tag.within("contentMeta") && draft.title.is_empty() => {
                words.clone_into(&mut draft.title);
            }
            "title" if tag.within("itemMeta") => slug = slug.take().or_else(said),
            "by" => bylines.extend(said()),
            "language" => {
                let tagged = tag.attribute("tag").map(str::to_owned);
                draft.language = draft.language.take().or(tagged);
            }
            "name" if tag.around.last().is_some_and(|it| it == "provider") => {
                draft.site = said().or(draft.site.take());
            }
            "provider" | "infoSource" if draft.site.is_none() => {
                draft.site = tag.attribute("literal").map(str::to_owned);
            }
            "versionCreated" | "contentCreated" => {
                created = created.or_else(|| dates::date_in_field(words));
            }
            "link" if tag.attribute("rel").is_some_and(|it| it.ends_with("canonical")) => {
                draft.url = tag.attribute("href").map(str::to_owned);
            }
            _ => {}
        }
    });
    draft.published = created;
    if draft.title.is_empty() {
        draft.title = slug.unwrap_or_default();
    }
    draft.byline = (!bylines.is_empty()).then(|| bylines.join("; "));
    let body = xml::inside(text, "inlineXML").or_else(|| xml::inside(text, "inlineData"));
    draft.add(body.map(body_of_nitf).and_then(|it| html::plainly(&it)).unwrap_or_default());
    draft
}

/// The paragraphs of NITF are those of a page; its heads are not.
fn body_of_nitf(inline: &str) -> String {
    xml::inside(inline, "body.content")
        .or_else(|| xml::inside(inline, "body"))
        .unwrap_or(inline)
        .to_owned()
}

/// A ninjs item as an article; none where it is not one.
pub fn ninjs(text: &str) -> Option<Draft> {
    let item: Value = serde_json::from_str(text).ok()?;
    let said = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    let listed = |list: &str, field: &str| -> Vec<String> {
        let all = item.get(list).and_then(Value::as_array);
        let found = all.into_iter().flatten().filter_map(|it| it.get(field)?.as_str());
        found.map(str::to_owned).collect()
    };
    let mut draft = Draft { headline: Headline::Apart, ..Draft::default() };
    draft.title =
        said("headline").or_else(|| listed("headlines", "value").pop()).unwrap_or_default();
    draft.byline = said("byline").or_else(|| listed("bylines", "value").pop());
    draft.language = said("language");
    draft.site = said("copyrightholder").or_else(|| listed("infosources", "name").pop());
    draft.url = said("uri").filter(|it| it.starts_with("http"));
    let days =
        ["firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated"];
    draft.published = days.iter().find_map(|it| dates::date_in_field(&said(it)?));
    if let Some(place) = said("located") {
        let text = format!("located: {place}");
        draft.paragraphs.push(Paragraph { text, why: Some("dateline") });
    }
    let of_list = |kind: &str| {
        let bodies = item.get("bodies").and_then(Value::as_array)?;
        let is_kind = |it: &&Value| {
            it.get("contenttype").or(it.get("contentType")).and_then(Value::as_str) == Some(kind)
        };
        bodies.iter().find(is_kind)?.get("value")?.as_str().map(str::to_owned)
    };
    let page = said("body_xhtml").or_else(|| said("body_html")).or_else(|| of_list("text/html"));
    let written = said("body_text").or_else(|| of_list("text/plain"));
    let from_page = page.and_then(|it| html::plainly(&it));
    draft.add(from_page.or_else(|| written.map(|it| plain::paragraphs(&it)))?);
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_items_end() {
        for text in
            ["", "{", "[1]", "{\"uri\": 1}", &"[".repeat(100_000), &"<newsItem>".repeat(9_000)]
        {
            assert!(ninjs(text).is_none());
            assert!(newsml(text).paragraphs.is_empty());
        }
    }
}
