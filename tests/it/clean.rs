//! Files of strangers, cleaned: what was read off the head, what was taken out, and what is left.

use std::fmt::Write as _;

use attache::{
    ingest::{self, Format, Input},
    model::Article,
    text::sanitize::sanitize,
};
use proptest::prelude::*;

use crate::golden;

#[test]
fn text() {
    golden::check("clean", "txt", "txt.expect", |text| shown(&read(text, Format::Text)));
}

#[test]
fn markdown() {
    golden::check("clean", "md", "md.expect", |text| shown(&read(text, Format::Markdown)));
}

#[test]
fn pages() {
    golden::check("clean", "html", "html.expect", |text| shown(&read(text, Format::Html)));
}

#[test]
fn mail() {
    golden::check("clean", "eml", "eml.expect", all_shown);
    golden::check("clean", "mbox", "mbox.expect", all_shown);
    golden::check("clean", "mht", "mht.expect", all_shown);
}

#[test]
fn agencies_and_crawlers() {
    golden::check("clean", "newsml", "newsml.expect", all_shown);
    golden::check("clean", "ninjs", "ninjs.expect", all_shown);
    golden::check("clean", "warc", "warc.expect", all_shown);
}

/// Every article of a file that says itself what it is.
fn all_shown(text: &str) -> String {
    let bytes = text.as_bytes().to_vec();
    let input = Input { path: "x".to_owned(), bytes, ..Input::default() };
    let articles = ingest::read(&input).unwrap();
    let shown: Vec<String> =
        articles.iter().map(|it| format!("path: {}\n{}", it.origin.path, shown(it))).collect();
    shown.join("\n")
}

#[test]
fn clean_text_is_clean() {
    for (text, format) in cases() {
        let once = read(&text, format);
        let twice = read(&once.text, Format::Text);
        assert_eq!(twice.text, once.text);
        assert!(twice.removed.is_empty(), "{:#?}", twice.removed);
    }
}

#[test]
fn nothing_is_lost() {
    let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
    // Of fields before the text the names go.
    let plain =
        |(text, format): &(String, Format)| *format == Format::Text && !text.starts_with("Title:");
    for (text, format) in cases().into_iter().filter(plain) {
        let article = read(&text, format);
        let removed: usize = article.removed.iter().map(|it| letters(&it.text)).sum();
        assert_eq!(letters(&article.text) + removed, letters(&sanitize(&text)), "{text}");
    }
}

#[test]
fn raw_keeps_every_line() {
    for (text, format) in cases().into_iter().filter(|(_, format)| *format == Format::Text) {
        let input = Input { raw: true, ..input(&text, format) };
        let article = ingest::read(&input).unwrap().remove(0);
        assert_eq!((article.text, article.removed.len()), (sanitize(&text), 0));
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    for (bytes, message) in [
        (b"\x89PNG\r\n".as_slice(), "x: this is a picture, not read"),
        (b"\0\x01\x02\x03", "x: binary, not read"),
        (b" \n\n ", "x: no text to read"),
        (b"{\"text\": \"A text.\"}\n{\"text\"}\n", "x: line 2: not a JSON object"),
    ] {
        let input = Input { path: "x".to_owned(), bytes: bytes.to_vec(), ..Input::default() };
        let error = ingest::read(&input).unwrap_err();
        assert!(error.to_string().starts_with(message), "{error}");
        assert!(error.hint().is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_cleaned_for_good(lines in prop::collection::vec(line(), 1..16)) {
        let text = lines.join("\n");
        if let Ok(articles) = ingest::read(&input(&text, Format::Text)) {
            let clean = &articles[0].text;
            for removed in &articles[0].removed {
                prop_assert!(clean.is_char_boundary(removed.before));
            }
            prop_assert!(!clean.contains("\n\n\n") && clean.trim() == clean);
            prop_assert_eq!(&read(clean, Format::Text).text, clean);
        }
    }
}

fn line() -> impl Strategy<Value = String> {
    let known = [
        "",
        "Share this page",
        "ENDS",
        "###",
        "Read more",
        "By Jane Doe",
        "3 March 2024",
        "Port denies arms cargo",
        "Leave a comment",
        "- Another story",
        "Updated 4 March 2024",
        "The port denied it.",
        "“It is not true,” the port authority said on Tuesday.",
        "Jane Doe, Reuters",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
    ]
}

fn cases() -> Vec<(String, Format)> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/clean");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let format = |extension: &str| match extension {
        "txt" => Some(Format::Text),
        "md" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        _ => None,
    };
    files
        .iter()
        .filter_map(|it| {
            Some((std::fs::read_to_string(it).unwrap(), format(it.extension()?.to_str()?)?))
        })
        .collect()
}

fn input(text: &str, format: Format) -> Input {
    Input {
        path: "x".to_owned(),
        bytes: text.as_bytes().to_vec(),
        format: Some(format),
        ..Input::default()
    }
}

fn read(text: &str, format: Format) -> Article {
    ingest::read(&input(text, format)).unwrap().remove(0)
}

fn shown(article: &Article) -> String {
    let mut out = String::new();
    let published = article.published.map(|it| it.to_string());
    for (name, value) in [
        ("title", Some(&article.title).filter(|it| !it.is_empty())),
        ("byline", article.byline.as_ref()),
        ("site", article.site.as_ref()),
        ("published", published.as_ref()),
        ("url", article.url.as_ref()),
        ("language", article.language.as_ref()),
    ] {
        writeln!(out, "{name}: {}", value.map_or("-", |it| it)).unwrap();
    }
    for removed in &article.removed {
        writeln!(out, "removed: {} @{} {}", removed.why, removed.before, removed.text).unwrap();
    }
    for warning in &article.warnings {
        writeln!(out, "warning: {warning}").unwrap();
    }
    writeln!(out, "\n{}", article.text).unwrap();
    out
}
