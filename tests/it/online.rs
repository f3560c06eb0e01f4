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

#[test]
fn a_brief_is_made_anew_of_its_input_and_marks_stand_where_their_words_stand() {
    use attache::{
        library::{Change, Imported, Library, Recleaned, Taxonomy},
        model::{Anchor, Article, Item, Mark},
    };
    let mut library = Library::in_memory(Taxonomy::new(Vec::new())).unwrap();
    let input = attache::library::Input {
        path: "gas.html".to_owned(),
        bytes: page("Nothing has been said,").into_bytes(),
        ..Default::default()
    };
    let whole = attache::library::read(&input).unwrap().remove(0);
    // As a reader of before had it, who kept what stood above the text.
    let old = Article { text: format!("Share this\n\n{}", whole.text), ..whole.clone() };
    library.import(vec![old.clone()], &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    library.keep(library.pack(&input).as_slice()).unwrap();
    let id = attache::model::ArticleId(1);
    let quote = "a spokesman for the company";
    let at = old.text.find(quote).unwrap();
    let span = attache::model::Span { start: at, end: at + quote.len() };
    let revision = library.open_brief(id).unwrap().unwrap().revision;
    let anchor = Anchor::new(&old.text, span, &revision);
    let mark = Mark {
        id: attache::model::MarkId(0),
        article: id,
        item: Item::Text,
        anchor: Some(anchor),
        colour: Some(attache::model::Colour::Yellow),
        note: None,
        tags: Vec::new(),
        created: String::new(),
    };
    library.apply("marked", vec![Change::Mark(mark)]).unwrap();
    let mut told = Vec::new();
    library
        .reclean(&[], &mut |it| {
            told.push(it.clone());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(told, [Recleaned::Done(Imported::Revised(id))]);
    let opened = library.open_brief(id).unwrap().unwrap();
    assert_eq!(opened.article.text, whole.text);
    let span = opened.marks[0].anchor.as_ref().unwrap().span;
    assert_eq!(&opened.article.text[span.start..span.end], quote);
}
