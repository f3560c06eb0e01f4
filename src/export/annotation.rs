//! W3C Web Annotations as JSON-LD: a collection, each item with both selectors.
//!
//! Positions are code points, as the model of 2017 counts them. The quote survives a page that was
//! fetched again; the position is exact for the text whose hash is given.

use serde_json::{Value, json};

use super::{
    dossier::{BriefOut, Dossier, ItemOut, NoteOut},
    identity,
};

/// All items of all briefs.
pub fn json_ld(dossier: &Dossier) -> String {
    let items: Vec<Value> = dossier
        .briefs
        .iter()
        .flat_map(|brief| {
            let notes = brief.notes.iter().map(|it| note(dossier, brief, it));
            notes.chain(brief.items.iter().map(|item| annotation(dossier, brief, item)))
        })
        .collect();
    let all: Vec<&str> = dossier.briefs.iter().map(|it| it.text_sha256.as_str()).collect();
    let collection = identity::named("collection", &all.join(" "));
    super::pretty(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:uuid:{collection}"),
        "type": "AnnotationCollection",
        "label": "attache",
        "total": items.len(),
        "first": {
            "id": format!("urn:uuid:{}", identity::named("page", &collection.to_string())),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }))
}

/// A note on the brief as a whole, or on one who speaks in it.
fn note(dossier: &Dossier, brief: &BriefOut, note: &NoteOut) -> Value {
    let mut body = vec![comment(&note.note)];
    body.extend(note.tags.iter().map(|it| textual("tagging", it)));
    body.extend(note.on.iter().map(|it| textual("identifying", it)));
    let on = note.on.as_deref().unwrap_or_default();
    let name = format!("{} {on} {} {}", brief.text_sha256, note.created, note.note);
    json!({
        "id": format!("urn:uuid:{}", identity::named("note", &name)),
        "type": "Annotation",
        "motivation": "commenting",
        "generator": { "type": "Software", "name": dossier.tool },
        "body": body,
        "created": note.created,
        "target": target(brief),
    })
}

fn textual(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value })
}

fn comment(note: &str) -> Value {
    json!({
        "type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note,
    })
}

fn annotation(dossier: &Dossier, brief: &BriefOut, item: &ItemOut) -> Value {
    let mut body: Vec<Value> = Vec::new();
    if let Some(note) = &item.note {
        body.push(comment(note));
    }
    let classified = [item.stance, item.class, item.colour].into_iter().flatten();
    for value in classified {
        body.push(textual("classifying", value));
    }
    for tag in &item.tags {
        body.push(textual("tagging", tag));
    }
    if let Some(speaker) = &item.speaker {
        let via = item.via.as_ref().map(|it| format!(", via {it}")).unwrap_or_default();
        body.push(textual("identifying", &format!("{speaker}{via}")));
    }
    let motivation = match item.kind {
        "claim" => "identifying",
        "note" => "commenting",
        _ => "highlighting",
    };
    let mut annotation = json!({
        "id": format!("urn:uuid:{}", identity::item(brief, item, "annotation")),
        "type": "Annotation",
        "motivation": motivation,
        "generator": { "type": "Software", "name": dossier.tool },
        "body": body,
        "target": targets(brief, item),
    });
    if let Some(created) = &item.created {
        annotation["created"] = Value::from(created.as_str());
    }
    annotation
}

/// A brief as a target: its page, and the text that was read of it.
fn target(brief: &BriefOut) -> Value {
    let source = brief.url.clone().unwrap_or_else(|| format!("urn:sha256:{}", brief.text_sha256));
    let mut state =
        json!({ "type": "TimeState", "cached": format!("urn:sha256:{}", brief.text_sha256) });
    if let Some(retrieved) = &brief.retrieved {
        state["sourceDate"] = Value::from(retrieved.as_str());
    }
    json!({ "source": source, "state": state })
}

/// What an item stands on: one place, or each part of a quotation that was interrupted.
fn targets(brief: &BriefOut, item: &ItemOut) -> Value {
    let part = |at: usize| {
        let mut quote = json!({ "type": "TextQuoteSelector", "exact": item.quotes[at] });
        if at == 0 {
            quote["prefix"] = Value::from(item.prefix.as_str());
        }
        if at + 1 == item.quotes.len() {
            quote["suffix"] = Value::from(item.suffix.as_str());
        }
        let place = item.places.get(at).filter(|_| !item.orphan);
        let place = place.map(
            |(start, end)| json!({ "type": "TextPositionSelector", "start": start, "end": end }),
        );
        let selectors: Vec<Value> = [Some(quote), place].into_iter().flatten().collect();
        let mut target = target(brief);
        target["selector"] = Value::Array(selectors);
        target
    };
    let mut targets: Vec<Value> = (0..item.quotes.len()).map(part).collect();
    if targets.len() == 1 { targets.remove(0) } else { Value::Array(targets) }
}
