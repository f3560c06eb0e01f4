//! PDFs: what is read of sound ones, and what is said of those that cannot be read.

use std::{fmt::Write as _, fs, path::Path, time::Instant};

use attache::ingest::{self, Input};
use expect_test::expect_file;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/pdf"))
}

/// What is read of a file, or the one line that is said of it.
fn told(name: &str, bytes: Vec<u8>) -> String {
    let input = Input { path: name.to_owned(), bytes, ..Input::default() };
    match ingest::read(&input) {
        Ok(articles) => articles.iter().fold(String::new(), |mut out, it| {
            for line in &it.warnings {
                writeln!(out, "! {line}").unwrap();
            }
            writeln!(out, "title: {}\n\n{}\n", it.title, it.text).unwrap();
            for removed in &it.removed {
                writeln!(out, "- {}: {}", removed.why, removed.text).unwrap();
            }
            out
        }),
        Err(error) => {
            let line = error.to_string();
            assert!(!line.contains('\n'), "{line}");
            assert!(error.hint().is_some());
            format!("{line}\n")
        }
    }
}

#[test]
fn cases() {
    let mut files: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it == "pdf"))
        .collect();
    files.sort();
    assert!(files.len() >= 5);
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        expect_file![file.with_extension("expect")]
            .assert_eq(&told(name, fs::read(&file).unwrap()));
    }
}

/// Cut off and with bits turned over anywhere: an article or one line, and soon.
#[test]
fn broken_files_end() {
    let whole = fs::read(folder().join("two_columns.pdf")).unwrap();
    let mut state: u64 = 1;
    let mut random = |below: usize| {
        // The generator of Knuth's MMIX: the same broken files in every run.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..20 {
        let mut bytes = whole.clone();
        bytes.truncate(random(whole.len()));
        let mut flipped = whole.clone();
        for _ in 0..8 {
            let at = random(whole.len());
            flipped[at] ^= 1 << random(8);
        }
        for bytes in [bytes, flipped] {
            let begun = Instant::now();
            assert!(!told("x.pdf", bytes).is_empty());
            assert!(begun.elapsed().as_secs() < 25);
        }
    }
}

/// What a file says of itself is not believed: depth, counts, references in circles.
#[test]
fn hostile_files_end() {
    let file = |objects: &[String]| {
        let mut out = String::from("%PDF-1.4\n");
        for (number, it) in objects.iter().enumerate() {
            write!(out, "{} 0 obj\n{it}\nendobj\n", number + 1).unwrap();
        }
        out + "trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    };
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let page = "<< /Type /Page /MediaBox [0 0 600 800] /Contents 4 0 R /Parent 2 0 R >>".to_owned();
    let pages =
        |kids: &str, count: &str| format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>");
    let stream = |text: &str| format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len());
    for objects in [
        vec![catalog.clone(), pages("2 0 R", "1")],
        vec![catalog.clone(), pages("3 0 R", "999999999"), page.clone(), stream("BT ET")],
        vec![catalog.clone(), pages("3 0 R", "1"), page.clone(), stream(&"q ".repeat(100_000))],
        vec![catalog.clone(), pages("3 0 R", "1"), page.clone(), stream(&"[".repeat(100_000))],
        vec![catalog.clone(), "[".repeat(100_000)],
        vec![catalog.clone(), "<</A ".repeat(100_000)],
        vec![catalog, pages(&"3 0 R ".repeat(3_000), "3000"), page, stream("(a) Tj")],
        vec!["(".repeat(1_000_000)],
    ] {
        let begun = Instant::now();
        let line = told("x.pdf", file(&objects).into_bytes());
        assert!(line.lines().count() == 1 && line.starts_with("x.pdf: a "), "{line}");
        assert!(begun.elapsed().as_secs() < 25, "{:.200}", objects.concat());
    }
}
