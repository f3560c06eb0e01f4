//! What may be the day of publication.

use std::{collections::BTreeMap, sync::LazyLock};

use scraper::{ElementRef, Html};

use super::{Candidate, Known, says};
use crate::{
    ingest::{
        dates::{DayFirst, date_in_field, within},
        html::{features::Row, forest::small, linked::Linked, meta::select},
        patterns::{Patterns, Place},
    },
    model::Date,
};

/// Where a date can be said, in the order of the figures.
const SAID: &[&str] = &[
    "linked",
    "linked_other",
    "linked_created",
    "linked_modified",
    "published_time",
    "meta",
    "meta_modified",
    "itemprop",
    "itemprop_modified",
    "time_published",
    "time_modified",
    "time",
    "time_words",
    "address",
    "script",
    "script_modified",
    "visible",
    "classed",
    "attribute",
];

/// Meta tags of the day of publication that are not `article:published_time`.
const PUBLISHED: &[&str] = &[
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "datepublished",
    "datecreated",
    "article_date_original",
    "article.published",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_date",
    "rnews:datepublished",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "og:pubdate",
    "creation_date",
    "created",
    "published-date",
    "release_date",
];

/// Meta tags of the day of change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "updated_time",
    "og:article:modified_time",
    "revised",
];

/// A longer block is text of the article, and its dates are of what it tells.
const LONGEST: usize = 220;

/// So many blocks are searched for dates.
const MOST_BLOCKS: usize = 1500;

/// The most candidates of a page.
const MOST: usize = 60;

/// Where one date is said.
#[derive(Debug, Default)]
struct Saying {
    said: u32,
    times: usize,
    /// Blocks that hold it, with whether in figures that can mean another day.
    blocks: Vec<(usize, Option<DayFirst>)>,
    with_time: bool,
}

/// The candidates for the day of publication of a page.
pub fn candidates(document: &Html, known: &Known<'_>) -> Vec<Candidate<Date>> {
    let mut found: BTreeMap<Date, Saying> = BTreeMap::new();
    let mut add = |said: &str, words: &str| {
        for date in days(words).into_iter().take(2) {
            let saying = found.entry(date).or_default();
            let bit = SAID.iter().position(|it| *it == said).unwrap_or_default();
            saying.said |= 1 << bit;
            saying.times += 1;
            saying.with_time |= words.contains(':');
        }
    };
    let linked = known.linked;
    linked.published.iter().for_each(|it| add("linked", it));
    linked.others_published.iter().for_each(|it| add("linked_other", it));
    linked.created.iter().for_each(|it| add("linked_created", it));
    linked.modified.iter().for_each(|it| add("linked_modified", it));
    for it in known.meta.all(&["article:published_time"]).take(3) {
        add("published_time", it);
    }
    known.meta.all(PUBLISHED).take(8).for_each(|it| add("meta", it));
    known.meta.all(MODIFIED).take(8).for_each(|it| add("meta_modified", it));
    for (said, selector) in [
        ("itemprop", "[itemprop*=datePublished], [property*=datePublished]"),
        ("itemprop_modified", "[itemprop*=dateModified]"),
        (
            "attribute",
            "[data-date], [data-published], [data-timestamp], [data-datetime], relative-time, abbr[title], [title*='20']",
        ),
    ] {
        for element in select(document, selector).take(12) {
            for name in
                ["datetime", "content", "data-date", "data-published", "data-datetime", "title"]
            {
                element.attr(name).iter().for_each(|it| add(said, it));
            }
            if said != "attribute" {
                add(said, &short(element));
            }
        }
    }
    for element in select(document, "time").take(40) {
        let marks = format!(
            "{} {}",
            element.attr("class").unwrap_or_default(),
            element.attr("itemprop").unwrap_or_default()
        );
        let marks = marks.to_lowercase();
        let modified = marks.contains("updat") || marks.contains("modif");
        let published = element.attr("pubdate").is_some()
            || ["publish", "entry-date", "posted", "created"].iter().any(|it| marks.contains(it));
        let said = if modified {
            "time_modified"
        } else if published {
            "time_published"
        } else {
            "time"
        };
        match element.attr("datetime") {
            Some(it) if !days(it).is_empty() => add(said, it),
            _ => add("time_words", &short(element)),
        }
    }
    for element in select(document, "[class*=date], [class*=publish], [class*=time], [class*=meta], [class*=datum], [class*=fecha], [id*=date]").take(40) {
        add("classed", &short(element));
    }
    add("address", &in_address(known.url.unwrap_or_default()));
    for script in select(document, "script:not([src])").take(60) {
        in_script(&script.text().collect::<String>(), &mut add);
    }
    visible(known, &mut found);
    rows(&found, known)
}

/// What the article's own node says, where it is one of news: believed even when nothing on the
/// page bears it out.
pub fn of_news(linked: &Linked) -> Option<Date> {
    let published = linked.published.as_deref().filter(|_| linked.news)?;
    days(published).first().copied()
}

/// Dates of a field as machines write them, else those within its words.
fn days(words: &str) -> Vec<Date> {
    let words = words.get(..words.floor_char_boundary(LONGEST)).unwrap_or_default();
    let stamp = words.trim();
    if stamp.len() >= 8
        && stamp.as_bytes().iter().take(8).all(u8::is_ascii_digit)
        && !stamp.contains(' ')
    {
        return match stamp.len() {
            8 | 14 | 15 => date_in_field(stamp).into_iter().collect(),
            10 | 13 => stamp[..10].parse::<i64>().ok().and_then(since_1970).into_iter().collect(),
            _ => Vec::new(),
        };
    }
    within(words).into_iter().map(|it| it.date).collect()
}

/// The day of a number of seconds since 1970.
fn since_1970(seconds: i64) -> Option<Date> {
    let days = i32::try_from(seconds / 86_400).ok()?;
    let date = Date::from_days(days + Date::new(1970, 1, 1)?.to_days());
    (1995..2060).contains(&date.year()).then_some(date)
}

fn short(element: ElementRef<'_>) -> String {
    let text: String = element.text().take(12).collect();
    if text.len() > LONGEST { String::new() } else { text }
}

/// The date in an address: `/2024/03/03/`, `/2024-03-03-`, `/20240303/`.
fn in_address(url: &str) -> String {
    let path = url.split("://").nth(1).and_then(|it| it.split_once('/')).map_or("", |it| it.1);
    let whole = within(path).first().map(|it| it.date);
    let runs = || path.split(|it: char| !it.is_ascii_digit());
    let compact =
        || runs().find(|it| it.len() == 8 && it.starts_with("20")).and_then(date_in_field);
    whole.or_else(compact).map_or_else(String::new, |it| it.to_string())
}

/// Keys of data in a script that speak of publishing, and of change.
const PUBLISHED_KEYS: &[&str] = &[
    "ublishedAt",
    "ublished_at",
    "datePublished",
    "ublishDate",
    "pubDate",
    "ublicationDate",
    "irstPublished",
    "ublished\":",
    "ublish_date",
    "createdAt",
    "ublishedDate",
    "ublishTime",
];
const MODIFIED_KEYS: &[&str] = &[
    "pdatedAt",
    "pdated_at",
    "dateModified",
    "odifiedDate",
    "odified_at",
    "odifiedAt",
    "astModified",
    "pdatedDate",
    "astUpdated",
    "odified\":",
    "pdateDate",
    "pdateTime",
];

static KEYS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new([PUBLISHED_KEYS, MODIFIED_KEYS].concat().into_iter().map(|it| (Place::Part, it)))
});

/// Dates after the first two of each key in a script.
fn in_script(script: &str, add: &mut impl FnMut(&str, &str)) {
    let script = &script[..script.floor_char_boundary(400_000)];
    let mut times = [0; PUBLISHED_KEYS.len() + MODIFIED_KEYS.len()];
    for (key, at) in KEYS.ends(script) {
        times[key] += 1;
        if times[key] > 2 {
            continue;
        }
        let said = if key < PUBLISHED_KEYS.len() { "script" } else { "script_modified" };
        let rest = &script[at..];
        let rest = &rest[..rest.floor_char_boundary(60)];
        let value = rest.trim_start_matches(['"', '\\', '\'', ' ', ':', '=', '\n']);
        let value = value.split(['"', '\\', '\'', ',', '}', '<']).next().unwrap_or_default();
        if value.starts_with(|it: char| it.is_ascii_digit()) || value.len() < 40 {
            add(said, value);
        }
    }
}

/// Dates in short blocks.
fn visible(known: &Known<'_>, found: &mut BTreeMap<Date, Saying>) {
    let bit = SAID.iter().position(|it| *it == "visible").unwrap_or_default();
    for (at, block) in known.page.blocks.iter().enumerate().take(MOST_BLOCKS) {
        if block.text.len() > LONGEST {
            continue;
        }
        for date in within(&block.text) {
            if found.len() >= MOST && !found.contains_key(&date.date) {
                continue;
            }
            let saying = found.entry(date.date).or_default();
            saying.said |= 1 << bit;
            saying.times += 1;
            saying.blocks.push((at, date.either));
            saying.with_time |= block.text[date.place.1..].contains(':');
        }
    }
}

fn rows(found: &BTreeMap<Date, Saying>, known: &Known<'_>) -> Vec<Candidate<Date>> {
    let title_at = known.title_at();
    let days: Vec<Date> = found.keys().copied().collect();
    let strong = |it: &Saying| it.said & 0b111 != 0 || it.said & (1 << 4 | 1 << 5 | 1 << 7) != 0;
    let any_strong = found.values().any(strong);
    let language = known.meta.language().unwrap_or_default().to_lowercase();
    let english = language.starts_with("en") && !language.starts_with("en-gb");
    let first_of = |it: &Saying| nearest(it, title_at);
    let mut order: Vec<usize> =
        found.values().filter_map(|it| first_of(it).map(|it| it.0)).collect();
    order.sort_unstable();
    let mut all = Vec::new();
    for (at, (date, saying)) in found.iter().enumerate() {
        let mut row = Row::named(at == 0);
        for (bit, name) in SAID.iter().enumerate() {
            row.put_of("said", name, f32::from(u8::from(saying.said >> bit & 1 == 1)));
        }
        row.put("news", f32::from(u8::from(known.linked.news)));
        row.put("places", small(saying.said.count_ones() as usize));
        row.put("times", small(saying.times.min(20)));
        row.put("candidates", small(days.len().min(60)));
        row.put("rank", small(at));
        row.put("rank_back", small(days.len() - 1 - at));
        row.put("any_strong", f32::from(u8::from(any_strong)));
        let next = days.get(at + 1).map_or(9999, |it| it.to_days() - date.to_days());
        let before = at.checked_sub(1).map_or(9999, |it| date.to_days() - days[it].to_days());
        row.put("to_next", f32::from(i16::try_from(next.min(9999)).unwrap_or(9999)));
        row.put("to_before", f32::from(i16::try_from(before.min(9999)).unwrap_or(9999)));
        row.put("with_time", f32::from(u8::from(saying.with_time)));
        let block = first_of(saying);
        let (yes, no) = block
            .map_or((false, false), |it| (it.1 == Some(DayFirst::Yes), it.1 == Some(DayFirst::No)));
        row.put("day_first", f32::from(u8::from(yes)));
        row.put("month_first", f32::from(u8::from(no)));
        row.put("english", f32::from(u8::from(english)));
        row.put("first_of_month", f32::from(u8::from(date.day() == 1)));
        let visible = block.and_then(|it| order.iter().position(|at| *at == it.0));
        row.put("order", visible.map_or(-1.0, |it| small(it.min(40))));
        row.put("blocks", small(saying.blocks.len().min(20)));
        known.place(block.map(|it| it.0), title_at, &mut row);
        let text = |at: usize| known.page.blocks.get(at).map_or("", |it| it.text.as_str());
        let around = block.map(|it| (text(it.0.wrapping_sub(1)), text(it.0)));
        let (prior, own) = around.unwrap_or_default();
        row.put("says_published", f32::from(u8::from(says::fact("published", own))));
        row.put("says_modified", f32::from(u8::from(says::fact("modified", own))));
        row.put(
            "prior_published",
            f32::from(u8::from(prior.len() < 40 && says::fact("published", prior))),
        );
        row.put(
            "prior_modified",
            f32::from(u8::from(prior.len() < 40 && says::fact("modified", prior))),
        );
        row.put("says_event", f32::from(u8::from(says::fact("event", own))));
        all.push(Candidate { value: *date, row });
    }
    all
}

/// The first block from just above the headline on, else the first.
fn nearest(saying: &Saying, title_at: Option<usize>) -> Option<(usize, Option<DayFirst>)> {
    let from = title_at.map_or(0, |it| it.saturating_sub(4));
    saying.blocks.iter().find(|it| it.0 >= from).or(saying.blocks.first()).copied()
}
