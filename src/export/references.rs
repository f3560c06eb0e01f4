//! The briefs as references: CSL-JSON, RIS and BibTeX. The note of each lists what was kept of it.

use std::fmt::Write as _;

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};
use serde_json::{Value, json};

use super::{
    dossier::{BriefOut, Dossier, ItemOut},
    on_one_line,
    tables::GAP,
};

/// CSL-JSON, as Zotero, Mendeley and pandoc read it.
pub fn csl(dossier: &Dossier) -> String {
    super::pretty(&Value::from(dossier.briefs.iter().map(item).collect::<Vec<_>>()))
}

fn item(brief: &BriefOut) -> Value {
    let kind = if brief.outlet.is_some() { "article-newspaper" } else { "webpage" };
    let mut item = json!({ "id": brief.key, "type": kind, "title": brief.title });
    let mut put = |field: &str, value: Option<Value>| {
        if let Some(value) = value {
            item[field] = value;
        }
    };
    let literal = |it: &String| json!([{ "literal": it }]);
    let words = |it: &Option<String>| it.clone().map(Value::from);
    put("author", brief.byline.as_ref().map(literal));
    put("container-title", words(&brief.outlet));
    put("issued", brief.published.as_deref().map(date_parts));
    put("accessed", brief.retrieved.as_deref().map(|it| date_parts(&it[..it.len().min(10)])));
    put("URL", words(&brief.url));
    put("language", words(&brief.language));
    put("keyword", (!brief.tags.is_empty()).then(|| Value::from(brief.tags.join(", "))));
    let note = note(brief);
    put("note", (!note.is_empty()).then(|| Value::from(note)));
    item
}

/// `2024-03-05` as CSL has it.
fn date_parts(date: &str) -> Value {
    let parts: Vec<u32> = date.split('-').filter_map(|it| it.parse().ok()).collect();
    json!({ "date-parts": [parts] })
}

/// What was kept, a line an item.
fn note(brief: &BriefOut) -> String {
    brief.items.iter().map(kept).collect::<Vec<_>>().join("\n")
}

fn kept(item: &ItemOut) -> String {
    let who =
        item.speaker.as_ref().map(|it| format!(" ({it}, {})", item.stance.unwrap_or_default()));
    let note = item.note.as_ref().map(|it| format!(" -- {}", on_one_line(it)));
    let quote = on_one_line(&item.quotes.join(GAP));
    format!("{quote}{}{}", who.unwrap_or_default(), note.unwrap_or_default())
}

/// RIS, as reference managers have read it since the nineties: a tag, two blanks, a dash, a blank.
pub fn ris(dossier: &Dossier) -> String {
    let mut out = String::new();
    for brief in &dossier.briefs {
        let mut line = |tag: &str, value: Option<&str>| {
            if let Some(value) = value {
                let _ = write!(out, "{tag}  - {}\r\n", on_one_line(value));
            }
        };
        line("TY", Some(if brief.outlet.is_some() { "NEWS" } else { "ELEC" }));
        line("ID", Some(&brief.key));
        line("TI", Some(&brief.title));
        line("AU", brief.byline.as_deref());
        line("T2", brief.outlet.as_deref());
        let slashed = brief.published.as_ref().map(|it| it.replace('-', "/"));
        line("PY", brief.published.as_deref().and_then(|it| it.get(..4)));
        line("DA", slashed.as_deref());
        let seen = brief.retrieved.as_deref().and_then(|it| it.get(..10));
        line("Y2", seen.map(|it| it.replace('-', "/")).as_deref());
        line("UR", brief.url.as_deref());
        line("LA", brief.language.as_deref());
        for tag in &brief.tags {
            line("KW", Some(tag));
        }
        for item in &brief.items {
            line("N1", Some(&kept(item)));
        }
        out.push_str("ER  - \r\n\r\n");
    }
    out
}

/// BibTeX with the fields of biblatex.
pub fn bibtex(dossier: &Dossier) -> String {
    let mut bibliography = Bibliography::new();
    for brief in &dossier.briefs {
        let kind = if brief.outlet.is_some() { EntryType::Article } else { EntryType::Online };
        let mut entry = Entry::new(brief.key.clone(), kind);
        let mut set = |field: &str, value: Option<&str>| {
            if let Some(value) = value {
                let chunk = Chunk::Normal(on_one_line(value));
                entry.set(field, vec![Spanned::detached(chunk)]);
            }
        };
        set("title", Some(&brief.title));
        // Braces keep a byline one name: bureaus and "A and B, with C" are no first and last names.
        set("journaltitle", brief.outlet.as_deref());
        set("date", brief.published.as_deref());
        set("url", brief.url.as_deref());
        set("urldate", brief.retrieved.as_deref().and_then(|it| it.get(..10)));
        set("langid", brief.language.as_deref());
        set("keywords", (!brief.tags.is_empty()).then(|| brief.tags.join(", ")).as_deref());
        let note = note(brief);
        set("annotation", (!note.is_empty()).then_some(note.as_str()));
        if let Some(byline) = &brief.byline {
            let name = Chunk::Verbatim(on_one_line(byline));
            entry.set("author", vec![Spanned::detached(name)]);
        }
        bibliography.insert(entry);
    }
    bibliography.to_bibtex_string()
}
