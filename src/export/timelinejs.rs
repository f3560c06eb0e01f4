//! The chronology for `TimelineJS` (Knight Lab): dates as precise as the text has them.

use serde_json::{Value, json};

use super::dossier::{BriefOut, Dossier, EventOut};

/// All dated events of all briefs.
pub fn timelinejs(dossier: &Dossier) -> String {
    let events: Vec<Value> = dossier
        .briefs
        .iter()
        .flat_map(|brief| {
            brief.chronology.iter().enumerate().filter_map(|(index, it)| event(brief, index, it))
        })
        .collect();
    let titles: Vec<String> = dossier.briefs.iter().map(|it| escape(&it.title)).collect();
    super::pretty(&json!({
        "title": { "text": { "headline": "Chronology", "text": titles.join("<br>") } },
        "events": events,
    }))
}

/// An event; none where its day is not known at all.
fn event(brief: &BriefOut, index: usize, it: &EventOut) -> Option<Value> {
    let from = date(it.from.as_deref()?, it.value.as_deref());
    let words = it.event.as_deref().unwrap_or(&it.words);
    let source = [brief.outlet.as_deref(), brief.published.as_deref()];
    let source: Vec<&str> = source.into_iter().flatten().collect();
    let link = it.link.as_deref().or(brief.url.as_deref());
    let source = match link {
        Some(link) => {
            format!("<a href=\"{}\">{}</a>", escape(link), escape(&source.join(", ")))
        }
        None => escape(&source.join(", ")),
    };
    let mut event = json!({
        "unique_id": format!("{}-{index}", brief.key),
        "start_date": from,
        "display_date": it.words,
        "text": {
            "headline": escape(words),
            "text": format!("<p>{} ({})</p><p>{source}</p>", escape(&brief.title), escape(it.rule)),
        },
        "group": brief.outlet.clone().unwrap_or_else(|| brief.title.clone()),
    });
    if it.to != it.from
        && let Some(to) = &it.to
    {
        event["end_date"] = date(to, it.value.as_deref());
    }
    Some(event)
}

/// A day, or as much of it as the value of the expression gives: `2024` and `2024-03` stay that.
fn date(day: &str, value: Option<&str>) -> Value {
    let parts = match value.map(str::len) {
        Some(4) => 1,
        Some(7) if value.is_some_and(|it| it.as_bytes()[5..].iter().all(u8::is_ascii_digit)) => 2,
        _ => 3,
    };
    let names = ["year", "month", "day"];
    let numbers = day.split('-').take(parts).filter_map(|it| it.parse::<u32>().ok());
    let fields = names.iter().zip(numbers).map(|(name, it)| ((*name).to_owned(), Value::from(it)));
    Value::Object(fields.collect())
}

/// Text as it stands in the HTML that `TimelineJS` takes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
