//! Bad input, for each format: whatever the bytes, reading them ends soon, with articles that no
//! terminal is driven by or with one line and a way on.

use std::{
    io::Write,
    thread,
    time::{Duration, Instant},
};

use attache::{
    ingest::{self, Format, Input},
    text::sanitize,
};

/// How long one input may take here, where nothing is optimized and much runs beside it.
const PATIENCE: Duration = Duration::from_mins(5);

const FORMATS: &[Format] = &[
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::Ndjson,
    Format::Mail,
    Format::Mailbox,
    Format::Mhtml,
    Format::Epub,
    Format::Warc,
    Format::Zip,
    Format::Gzip,
    Format::Feed,
    Format::NewsMl,
    Format::Ninjs,
    #[cfg(feature = "pdf")]
    Format::Pdf,
];

/// Reads it as this format, or as what it looks like; what is told of it.
fn read(format: Option<Format>, bytes: Vec<u8>) -> Result<Vec<String>, String> {
    let begun = Instant::now();
    let input = Input { path: "x".to_owned(), bytes, format, ..Input::default() };
    let told = match ingest::read(&input) {
        Ok(articles) => Ok(articles
            .into_iter()
            .inspect(|it| {
                let harmless = |it: char| it == '\n' || sanitize::is_harmless(it);
                assert!(it.text.chars().all(harmless) && it.title.chars().all(harmless));
                let lines: Vec<&String> =
                    it.warnings.iter().filter(|it| it.contains('\n')).collect();
                assert!(lines.is_empty(), "{lines:?}");
            })
            .map(|it| it.text)
            .collect()),
        Err(error) => {
            let line = error.to_string();
            assert!(!line.contains('\n') && line.len() < 400, "{line}");
            assert!(error.hint().is_some(), "{line}");
            Err(line)
        }
    };
    assert!(begun.elapsed() < PATIENCE, "{format:?}: {:?}", begun.elapsed());
    told
}

#[test]
fn the_same_bad_bytes_as_any_format_end() {
    let inputs: Vec<Vec<u8>> = vec![
        Vec::new(),
        vec![0; 100_000],
        vec![0xff; 100_000],
        b"\xef\xbb\xbf".repeat(1000),
        (0..=255).cycle().take(65_536).collect(),
        b"\r\n".repeat(20_000),
        b"<".repeat(50_000),
        b"<a>".repeat(100_000),
        b"{\"a\":".repeat(100_000),
        b"[".repeat(100_000),
        b"From a@b Mon\nSubject: x\n\n".repeat(3_000),
        "\u{202e}\u{1b}]0;x\u{7}\u{9b}31m".repeat(5_000).into_bytes(),
    ];
    // A format a thread, two at a time: each has to end, and none is waited for by the others.
    for pair in FORMATS.chunks(2) {
        thread::scope(|scope| {
            for format in pair {
                let inputs = &inputs;
                scope.spawn(move || {
                    for bytes in inputs {
                        let _ = read(Some(*format), bytes.clone());
                        let _ = read(None, bytes.clone());
                    }
                });
            }
        });
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_read_or_refused() {
    let line = "The port is open to all ships of the house. ".repeat(50 * 1024 * 1024 / 44);
    let told = read(Some(Format::Text), line.into_bytes());
    assert!(told.is_ok_and(|it| it.len() == 1));
    let most = vec![b'a'; usize::try_from(attache::library::LARGEST).unwrap() + 1];
    assert_eq!(read(None, most).unwrap_err(), "x: larger than 64 MiB, not read");
}

#[test]
fn deep_and_wide_files_end() {
    let deep = |open: &str, close: &str| {
        format!("{}text{}", open.repeat(100_000), close.repeat(100_000)).into_bytes()
    };
    let parts = format!(
        "From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: text/plain\n\nWords.\n".repeat(20_000)
    );
    let nested = format!(
        "From: a@b\nSubject: x\n{}Words.",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(20_000)
    );
    for (format, bytes) in [
        (Format::Html, deep("<div>", "</div>")),
        (Format::Html, deep("<b><table><tr><td>", "")),
        (Format::Html, deep("<ul><li>", "")),
        (Format::Markdown, deep("> ", "")),
        (Format::Markdown, deep("[", "](x)")),
        (Format::Markdown, deep("*a **b ", "")),
        (Format::Mail, parts.into_bytes()),
        (Format::Mail, nested.into_bytes()),
        (Format::Mail, format!("From: a@b\n{}\nWords.", "X-A: b\n".repeat(100_000)).into_bytes()),
        (Format::NewsMl, deep("<newsItem>", "</newsItem>")),
        (Format::Feed, deep("<rss><channel><item>", "")),
        (
            Format::Feed,
            format!(
                "{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}",
                "[".repeat(100_000)
            )
            .into_bytes(),
        ),
        (
            Format::Ninjs,
            format!("{{\"uri\":\"a\",\"headline\":{}", "{\"a\":".repeat(100_000)).into_bytes(),
        ),
        (Format::Warc, format!("WARC/1.0\r\n{}", "A: b\r\n".repeat(100_000)).into_bytes()),
    ] {
        let _ = read(Some(format), bytes);
    }
}

#[test]
fn a_sentence_below_a_hundred_thousand_tags_is_read() {
    let said =
        "The port authority denied on Monday that any arms had passed through its terminals.";
    let (open, close) = ("<div>".repeat(100_000), "</div>".repeat(100_000));
    let page = format!("<!doctype html><h1>Port</h1>{open}<p>{said}</p>{close}");
    let told = read(None, page.into_bytes()).unwrap();
    assert!(told[0].contains(said), "{told:?}");
}

#[test]
fn brackets_without_a_word_are_no_article() {
    let told = read(None, "[".repeat(100_000).into_bytes());
    assert_eq!(told.unwrap_err(), "x: no text to read");
}

#[test]
fn a_feed_that_defines_entities_says_that_they_stay() {
    let mut more = String::new();
    for name in 'b'..='k' {
        let before = char::from_u32(u32::from(name) - 1).unwrap();
        let ten = format!("&{before};").repeat(10);
        more.extend(["<!ENTITY ", &name.to_string(), " '", &ten, "'>"]);
    }
    let item = "<item><title>Port</title><description>Arms: &k;</description></item>";
    let feed = format!(
        "<!DOCTYPE rss [<!ENTITY a 'ha'>{more}]><rss version='2.0'><channel>{item}</channel></rss>"
    );
    let input = Input { path: "x".to_owned(), bytes: feed.into_bytes(), ..Input::default() };
    let articles = ingest::read(&input).unwrap();
    assert!(articles[0].text.ends_with("Arms: &k;"), "{}", articles[0].text);
    assert_eq!(
        articles[0].warnings,
        ["entities that the file itself defines are left as they stand"]
    );
}

#[test]
fn a_feed_without_end_is_cut() {
    let item =
        "<item><guid>1</guid><title>A</title><description>Words of a feed.</description></item>";
    let feed = format!(
        "<rss version='2.0'><channel><title>F</title>{}</channel></rss>",
        item.repeat(5_000)
    );
    let input = Input { path: "x".to_owned(), bytes: feed.into_bytes(), ..Input::default() };
    let articles = ingest::read(&input).unwrap();
    assert_eq!(articles.len(), 2_000);
    assert_eq!(articles[0].warnings, ["only the first 2000 of 5000 entries are read"]);
}

/// A stored (not packed) file in a ZIP archive, whatever its name and whatever it says of its size.
fn zip(name: &str, size: u32, bytes: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let length = u32::try_from(bytes.len()).unwrap();
    let names = u16::try_from(name.len()).unwrap().to_le_bytes();
    let mut common = Vec::new();
    common.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    common.extend(crc.sum().to_le_bytes());
    common.extend(length.to_le_bytes());
    common.extend(size.to_le_bytes());
    common.extend(names);
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&common);
    out.extend([0, 0]);
    out.extend(name.as_bytes());
    out.extend(bytes);
    let start = u32::try_from(out.len()).unwrap();
    out.extend(b"PK\x01\x02\x14\0");
    out.extend(&common);
    // No extra field, no comment, disk 0, no attributes, at the beginning of the file.
    out.extend([0; 16]);
    out.extend(name.as_bytes());
    let length = u32::try_from(out.len()).unwrap() - start;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn no_name_in_an_archive_leads_anywhere() {
    for name in ["../../../../etc/passwd", "/etc/passwd", "C:\\x.txt", "a/../../b.txt", "\0.txt"] {
        let told = read(None, zip(name, 18, b"Talks ended Monday"));
        assert!(
            told.is_err() || told == Ok(vec!["Talks ended Monday".to_owned()]),
            "{name}: {told:?}"
        );
    }
    let _ = read(None, zip("a.txt", u32::MAX, b"Talks ended Monday"));
}

#[test]
fn bombs_are_not_unpacked() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mebibyte = vec![b'a'; 1 << 20];
    for _ in 0..300 {
        packer.write_all(&mebibyte).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(read(None, bomb).unwrap_err().starts_with("x: larger than is read"));
    let entities = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
    let item = format!(
        "{entities}<newsItem><headline>&c;</headline><inlineXML><p>Words &c;</p></inlineXML></newsItem>"
    );
    assert!(read(Some(Format::NewsMl), item.into_bytes()).is_ok_and(|it| !it[0].contains("bbbb")));
}
