//! The program on a network: what it fetches, takes in and says, against a server on loopback.

use std::{
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::server::{Server, say};

/// What the program said and how it ended: output, errors, code.
pub fn run(home: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_attache"))
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("ATTACHE_DB", home.join("library.db"))
        .env("ATTACHE_TODAY", "2024-03-10")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

fn page(words: &str) -> String {
    format!(
        "<html><head><title>Gas talks end | The Wire</title><meta property=og:site_name content='The Wire'>
         <link rel=canonical href='https://wire.example/gas'></head><body><article><h1>Gas talks end</h1>
         <p>The minister of energy said on Monday that the talks on the pipeline had ended without an agreement.</p>
         <p>{words} said a spokesman for the company, who did not want to be named.</p></article></body></html>"
    )
}

#[test]
fn a_page_is_added_and_its_next_text_is_a_revision() {
    let home = tempfile::tempdir().unwrap();
    let times = Arc::new(AtomicUsize::new(0));
    let server = Server::start({
        let times = Arc::clone(&times);
        move |_, stream| {
            let words =
                if times.load(Ordering::Relaxed) < 2 { "Talks go on," } else { "Talks are over," };
            say(stream, 200, &[("Content-Type", "text/html")], page(words).as_bytes());
        }
    });
    let url = format!("{}/gas?utm_source=x", server.url);
    for told in ["added        1", "known        1", "revised      1"] {
        let (out, err, code) = run(home.path(), &["add", "--local", &url]);
        assert_eq!(
            (out.as_str(), err.as_str(), code),
            (&*format!("{told}  Gas talks end\n"), "", Some(0))
        );
        times.fetch_add(1, Ordering::Relaxed);
    }
    let (raw, ..) = run(home.path(), &["show", "--raw", "1"]);
    assert_eq!(raw, page("Talks are over,"), "the input is kept");
}

#[test]
fn what_cannot_be_added_is_one_line_with_a_way_on_and_the_rest_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/good" => say(stream, 200, &[], page("Nothing,").as_bytes()),
        _ => say(stream, 404, &[], b""),
    });
    let (bad, good) = (format!("{}/bad", server.url), format!("{}/good", server.url));
    let (out, err, code) = run(home.path(), &["add", "--local", &bad, "notes.txt", &good]);
    assert_eq!(out, "added        1  Gas talks end\n");
    assert_eq!(
        err,
        format!(
            "attache: {bad}: is not there (404)\n  hint: check the address; it may have moved\n\
             attache: notes.txt: not an address\n  hint: for a file: attache import notes.txt\n"
        )
    );
    assert_eq!(code, Some(2));
    let (_, err, code) = run(home.path(), &["add", &good]);
    assert_eq!(
        err,
        format!(
            "attache: {good}: a local or private address, not fetched\n  \
             hint: --local allows this machine and its neighbours\n"
        )
    );
    assert_eq!(code, Some(66));
}
