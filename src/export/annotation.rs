//! W3C Web Annotations as JSON-LD: a collection, each item with both selectors.
//!
//! Positions are code points, as the model of 2017 counts them. The quote survives a page that was
//! fetched again; the position is exact for the text whose hash is given.

use serde_json::{Value, json};

use super::{
    dossier::{BriefOut, Dossier, ItemOut},
    identity,
};

/// All items of all briefs.
pub fn json_ld(dossier: &Dossier) -> String {
    let items: Vec<Value> = dossier
        .briefs
        .iter()
        .flat_map(|brief| brief.items.iter().map(|item| annotation(dossier, brief, item)))
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

fn annotation(dossier: &Dossier, brief: &BriefOut, item: &ItemOut) -> Value {
    let mut body: Vec<Value> = Vec::new();
    if let Some(note) = &item.note {
        body.push(json!({
            "type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note,
        }));
    }
    let classified = [item.stance, item.class, item.colour].into_iter().flatten();
    for value in classified {
        body.push(json!({ "type": "TextualBody", "purpose": "classifying", "value": value }));
    }
    for tag in &item.tags {
        body.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": tag }));
    }
    if let Some(speaker) = &item.speaker {
        let via = item.via.as_ref().map(|it| format!(", via {it}")).unwrap_or_default();
        let value = format!("{speaker}{via}");
        body.push(json!({ "type": "TextualBody", "purpose": "identifying", "value": value }));
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

/// What an item stands on: one place, or each part of a quotation that was interrupted.
fn targets(brief: &BriefOut, item: &ItemOut) -> Value {
    let source = brief.url.clone().unwrap_or_else(|| format!("urn:sha256:{}", brief.text_sha256));
    let mut state =
        json!({ "type": "TimeState", "cached": format!("urn:sha256:{}", brief.text_sha256) });
    if let Some(retrieved) = &brief.retrieved {
        state["sourceDate"] = Value::from(retrieved.as_str());
    }
    let target = |at: usize| {
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
        json!({ "source": source, "state": state, "selector": selectors })
    };
    let mut targets: Vec<Value> = (0..item.quotes.len()).map(target).collect();
    if targets.len() == 1 { targets.remove(0) } else { Value::Array(targets) }
}
