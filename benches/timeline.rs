//! How fast the timeline engine is: documents a second on one core, and that it stays linear.
//!
//! ```console
//! $ cargo bench --bench timeline
//! $ cargo bench --bench timeline -- FOLDER
//! ```
//!
//! Without a folder the documents are the sample briefs, joined and cut to the size of an AQUAINT
//! document (the mean of the 73 of the `TimeML` AQUAINT corpus is 2,600 bytes); with one they are
//! its `.txt` files as they are. Then the same words as one line of 1, 10 and 50 MB, and a sentence of
//! ten thousand dates. Seconds are those on the processor where the system tells them (Linux), so that
//! a busy machine does not count; elsewhere those of the clock. Reading, sections and claims are not in it: it is the engine alone.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench talks and may fail")]

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use attache::{
    analysis::timeline::timeline,
    model::{Article, Date},
};

/// The size of a document, in bytes.
const DOCUMENT: usize = 2_600;

/// How long each measure runs at least.
const SPELL: Duration = Duration::from_secs(3);

fn main() {
    // `cargo test` builds the benches and runs them too, and there it is not asked for.
    if !env::args().any(|it| it == "--bench") {
        return;
    }
    let folder = env::args().skip(1).find(|it| !it.starts_with('-'));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let own = texts(&samples, "md").join("\n\n");
    let documents = match &folder {
        Some(folder) => texts(Path::new(folder), "txt"),
        None => cut(&own),
    };
    println!("{:<28} {:>12} {:>10} {:>12}", "", "documents/s", "MB/s", "expressions");
    many(&documents);
    let line = own.replace('\n', " ");
    for megabytes in [1, 10, 50] {
        let text = line.repeat((megabytes << 20) / line.len() + 1);
        one(&format!("one line of {megabytes} MB"), text);
    }
    one("10,000 dates, one sentence", "on 3 May 2022 and in ".repeat(10_000));
    one("10,000 bare dates", "Monday ".repeat(10_000));
}

/// The texts of a folder, sorted by name.
fn texts(folder: &Path, extension: &str) -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Documents of [`DOCUMENT`] bytes.
fn cut(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let mut documents = vec![String::new()];
    for word in words.iter().cycle().take(words.len() * 20) {
        if documents.last().is_some_and(|it| it.len() >= DOCUMENT) {
            documents.push(String::new());
        }
        documents.last_mut().unwrap().push_str(word);
    }
    documents.pop();
    documents
}

fn article(text: String) -> Article {
    Article { published: Date::new(2025, 11, 4), text, ..Article::default() }
}

/// Seconds of this thread on a processor, or by the clock.
fn seconds(since: Instant) -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|it| it.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| since.elapsed().as_secs_f64(), |it| it / 1e9)
}

fn many(documents: &[String]) {
    let articles: Vec<_> = documents.iter().cloned().map(article).collect();
    let bytes: usize = documents.iter().map(String::len).sum();
    let found: usize = articles.iter().map(|it| timeline(it).len()).sum();
    let clock = Instant::now();
    let (start, mut rounds) = (seconds(clock), 0_u32);
    while clock.elapsed() < SPELL {
        assert_eq!(articles.iter().map(|it| timeline(it).len()).sum::<usize>(), found);
        rounds += 1;
    }
    let seconds = (seconds(clock) - start) / f64::from(rounds);
    report(&format!("{} documents", documents.len()), documents.len(), bytes, found, seconds);
}

fn one(name: &str, text: String) {
    let article = article(text);
    let clock = Instant::now();
    let start = seconds(clock);
    let found = timeline(&article).len();
    report(name, 1, article.text.len(), found, seconds(clock) - start);
}

#[allow(clippy::cast_precision_loss, reason = "counts of a bench")]
fn report(name: &str, documents: usize, bytes: usize, found: usize, seconds: f64) {
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{name:<28} {:>12.1} {:>10.1} {found:>12}",
        documents as f64 / seconds,
        megabytes / seconds
    );
}
