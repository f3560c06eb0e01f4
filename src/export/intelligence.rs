//! What platforms of analysts take: a STIX 2.1 bundle and a MISP event.
//!
//! Identifiers and times come from the data, so a second export is equal byte for byte. Nothing is
//! graded: what the analyst did not set is not there.

use serde_json::{Value, json};

use crate::model::Grade;

use super::{
    dossier::{BriefOut, Dossier, ItemOut},
    identity,
    tables::GAP,
};

/// How far a document may go: the marks of TLP 2.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tlp {
    /// No limit.
    Clear,
    /// The community.
    Green,
    /// Those who need to know, and their clients.
    Amber,
    /// Those who need to know.
    AmberStrict,
    /// The reader alone.
    Red,
}

impl Tlp {
    /// `clear`, `amber+strict`: as in a MISP tag.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::AmberStrict => "amber+strict",
            Self::Red => "red",
        }
    }

    /// The mark with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];
        all.into_iter().find(|it| it.code() == code)
    }
}

/// A bundle: a report a brief, a note an item, an opinion where one denies another.
pub fn stix(dossier: &Dossier) -> String {
    let tool = format!("identity--{}", identity::named("identity", "attache"));
    let mut objects = vec![json!({
        "type": "identity", "spec_version": "2.1", "id": tool,
        "created": EPOCH, "modified": EPOCH, "name": dossier.tool, "identity_class": "system",
    })];
    for brief in &dossier.briefs {
        let at = time(brief.retrieved.as_deref().or(brief.published.as_deref()));
        let notes: Vec<Value> = brief.items.iter().map(|it| note(brief, it, &tool, &at)).collect();
        let opinions = opinions(brief, &tool, &at);
        let mut refs: Vec<Value> = notes.iter().map(|it| it["id"].clone()).collect();
        refs.extend(opinions.iter().map(|it| it["id"].clone()));
        if refs.is_empty() {
            refs.push(Value::from(tool.as_str()));
        }
        let mut report = json!({
            "type": "report", "spec_version": "2.1",
            "id": format!("report--{}", identity::brief(brief, "report")),
            "created_by_ref": tool, "created": at, "modified": at,
            "name": brief.title, "published": time(brief.published.as_deref()),
            "report_types": ["observed-data"], "object_refs": refs,
            "external_references": [reference(brief)],
        });
        if !brief.tags.is_empty() {
            report["labels"] = Value::from(brief.tags.clone());
        }
        objects.push(report);
        objects.extend(notes);
        objects.extend(opinions);
    }
    let all: Vec<&str> = dossier.briefs.iter().map(|it| it.text_sha256.as_str()).collect();
    let bundle = identity::named("bundle", &all.join(" "));
    super::pretty(
        &json!({ "type": "bundle", "id": format!("bundle--{bundle}"), "objects": objects }),
    )
}

/// The beginning of time, where the data has none.
const EPOCH: &str = "1970-01-01T00:00:00.000Z";

/// A timestamp as STIX has it.
fn time(at: Option<&str>) -> String {
    match at {
        Some(at) if at.len() == 10 => format!("{at}T00:00:00.000Z"),
        Some(at) if at.len() == 20 => format!("{}.000Z", &at[..19]),
        _ => EPOCH.to_owned(),
    }
}

fn reference(brief: &BriefOut) -> Value {
    let mut reference = json!({
        "source_name": brief.outlet.clone().unwrap_or_else(|| brief.file.clone()),
        "description": format!("clean text sha256:{}", brief.text_sha256),
    });
    if let Some(url) = &brief.url {
        reference["url"] = Value::from(url.as_str());
    }
    reference
}

fn note_id(brief: &BriefOut, item: &ItemOut) -> String {
    format!("note--{}", identity::item(brief, item, "note"))
}

fn note(brief: &BriefOut, item: &ItemOut, tool: &str, at: &str) -> Value {
    let quote = item.quotes.join(GAP);
    let content = item.note.as_ref().map_or_else(|| quote.clone(), |it| format!("{quote}\n\n{it}"));
    let mut labels = item.tags.clone();
    labels.extend([item.stance, item.class].into_iter().flatten().map(str::to_owned));
    let mut note = json!({
        "type": "note", "spec_version": "2.1", "id": note_id(brief, item),
        "created_by_ref": tool, "created": at, "modified": at,
        "abstract": item.speaker.clone().unwrap_or_else(|| item.kind.to_owned()),
        "content": content,
        "object_refs": [format!("report--{}", identity::brief(brief, "report"))],
    });
    if let Some(speaker) = &item.speaker {
        note["authors"] = json!([speaker]);
    }
    if !labels.is_empty() {
        note["labels"] = Value::from(labels);
    }
    note
}

/// Who denies what another said disagrees with it.
fn opinions(brief: &BriefOut, tool: &str, at: &str) -> Vec<Value> {
    let said = |quotes: &[String]| brief.items.iter().find(|it| it.quotes == quotes);
    brief
        .disputes
        .iter()
        .filter_map(|it| {
            let (about, by) = (said(&it.b.quotes)?, it.a.speaker.as_ref()?);
            let name = format!("{} {} {}", note_id(brief, about), by, it.a.quotes.join(GAP));
            Some(json!({
                "type": "opinion", "spec_version": "2.1",
                "id": format!("opinion--{}", identity::named("opinion", &name)),
                "created_by_ref": tool, "created": at, "modified": at,
                "opinion": if it.strict { "strongly-disagree" } else { "disagree" },
                "authors": [by], "explanation": it.a.quotes.join(GAP),
                "object_refs": [note_id(brief, about)],
            }))
        })
        .collect()
}

/// A MISP event a brief; one event is an object, several are a list.
pub fn misp(dossier: &Dossier, tlp: Option<Tlp>) -> String {
    let events: Vec<Value> = dossier.briefs.iter().map(|it| event(dossier, it, tlp)).collect();
    match <[Value; 1]>::try_from(events) {
        Ok([one]) => super::pretty(&one),
        Err(events) => super::pretty(&json!({ "response": events })),
    }
}

fn event(dossier: &Dossier, brief: &BriefOut, tlp: Option<Tlp>) -> Value {
    let mut attributes: Vec<Value> = Vec::new();
    let mut put = |kind: &str, category: &str, value: &str, comment: &str, tags: Vec<Value>| {
        let name = format!("{} {kind} {value} {comment}", brief.text_sha256);
        attributes.push(json!({
            "uuid": identity::named("attribute", &name).to_string(),
            "type": kind, "category": category, "value": value, "comment": comment,
            "to_ids": false, "disable_correlation": true, "Tag": tags,
        }));
    };
    if let Some(url) = &brief.url {
        put("link", "External analysis", url, "the brief", Vec::new());
    }
    put("sha256", "External analysis", &brief.text_sha256, "clean text", Vec::new());
    for item in &brief.items {
        let who = item.speaker.as_deref().unwrap_or(item.kind);
        let stance = item.stance.map(|it| format!(", {it}")).unwrap_or_default();
        let via = item.via.as_ref().map(|it| format!(", via {it}")).unwrap_or_default();
        let note = item.note.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        // The analyst's grades by the names that the platform has for them, and never any other.
        let graded = Grade::of(&item.tags).machine_tags();
        let own = item.tags.iter().filter(|it| Grade::of(std::slice::from_ref(it)).is_empty());
        let tags = own.chain(&graded).map(|it| json!({ "name": it })).collect();
        let comment = format!("{who}{stance}{via}{note}");
        put("text", "External analysis", &item.quotes.join(GAP), &comment, tags);
    }
    let mut tags: Vec<Value> = brief.tags.iter().map(|it| json!({ "name": it })).collect();
    if let Some(tlp) = tlp {
        tags.insert(0, json!({ "name": format!("tlp:{}", tlp.code()) }));
    }
    let day = brief.published.as_deref().or(brief.retrieved.as_deref()).unwrap_or(EPOCH);
    json!({ "Event": {
        "uuid": identity::brief(brief, "event").to_string(),
        "info": brief.title, "date": day[..10], "published": false,
        // Undefined, initial, your organisation only: the analyst's to raise.
        "threat_level_id": "4", "analysis": "0", "distribution": "0",
        "extends_uuid": "", "Tag": tags, "Attribute": attributes,
        "Object": [], "Orgc": { "name": dossier.tool, "uuid": identity::named("identity", "attache").to_string() },
    }})
}
