//! Annotations that other programs made, brought into a library: each case is a file as they write
//! it, and what stands in the library afterwards.

use std::ops::ControlFlow;

use attache::{
    library::{ExportFormat, Imported, Library, Opened, Scope, Taxonomy, exported, is_annotations},
    model::{Anchor, Article, ArticleId, Colour, Item, Mark, MarkId, Origin, Span},
    store::fingerprint,
};

use crate::golden;

const TEXT: &str = "\
Northland denies sale

A spokesman for Northland said it never sold shells.

The harbour master of Ruun counted forty crates on the quay on Tuesday.

On Monday the Eastern Union said it had “no evidence” of a sale.";

fn library() -> (Library, ArticleId) {
    let mut library = Library::in_memory(Taxonomy::default()).unwrap();
    let article = Article {
        title: "Northland denies sale".into(),
        url: Some("https://courier.example/shells".into()),
        published: "2024-03-05".parse().ok(),
        origin: Origin { path: "a.txt".into(), sha256: "raw".into(), sample: false },
        text: TEXT.into(),
        ..Article::default()
    };
    let mut id = None;
    library
        .import(vec![article], &mut |it| {
            id = it.ok().map(Imported::id);
            ControlFlow::Continue(())
        })
        .unwrap();
    (library, id.unwrap())
}

fn told(opened: &Opened) -> String {
    let mut lines = Vec::new();
    for mark in &opened.marks {
        let place = match (&mark.anchor, &mark.item) {
            (Some(it), _) if it.is_foreign() => format!("waits “{}”", it.quote),
            (Some(it), _) => {
                assert_eq!(it.span.slice(&opened.article.text), it.quote);
                format!("{}-{} “{}”", it.span.start, it.span.end, it.quote)
            }
            (None, Item::Source(name)) => format!("source {name}"),
            (None, _) => "brief".to_owned(),
        };
        let colour = mark.colour.map_or("-", |it| it.code());
        let note = mark.note.as_deref().unwrap_or("-");
        let tags = mark.tags.join(",");
        // Where the file does not say when, it is now.
        let created = if mark.created.as_str() < "2025" { mark.created.as_str() } else { "now" };
        let line = format!("{place} | {colour} | {note} | {tags} | {created}\n");
        lines.push(line);
    }
    lines.concat()
}

#[test]
fn what_others_marked_stands_where_it_belongs() {
    golden::check("annotations", "in", "out", |file| {
        let file = file.replace("SHA256", &fingerprint(TEXT));
        let (mut library, id) = library();
        let head = format!("annotations: {}\n", is_annotations(file.as_bytes()));
        let mut out = vec![head.clone()];
        match library.bring(&file) {
            Err(error) => {
                return format!("{head}error: {error}\nhint: {}\n", error.hint().unwrap());
            }
            Ok(brought) => {
                out.push(format!("{}\n", brought.words()));
                for (page, count) in &brought.strange {
                    out.push(format!("not here: {page} ({count})\n"));
                }
                // Twice is the same as once.
                let again = library.bring(&file).unwrap();
                assert_eq!((again.added, again.known), (0, brought.added));
            }
        }
        let opened = library.open_brief(id).unwrap().unwrap();
        out.push(told(&opened));
        if !opened.marks.is_empty() {
            // One step of the history.
            library.undo().unwrap().unwrap();
            assert!(library.open_brief(id).unwrap().unwrap().marks.is_empty());
        }
        out.concat()
    });
}

#[test]
fn what_leaves_as_web_annotations_comes_back() {
    let (mut library, id) = library();
    let opened = library.open_brief(id).unwrap().unwrap();
    let mark = |item: Item, words: Option<&str>, colour, note: Option<&str>| Mark {
        id: MarkId::default(),
        article: id,
        item,
        anchor: words.map(|words| {
            let start = TEXT.find(words).unwrap();
            Anchor::new(TEXT, Span::new(start, start + words.len()), &opened.revision)
        }),
        colour,
        note: note.map(str::to_owned),
        tags: vec!["port".into()],
        created: "2024-03-06T06:30:00Z".into(),
    };
    let marks = [
        mark(Item::Text, Some("forty crates"), Some(Colour::Red), Some("Who counted?")),
        mark(Item::Text, Some("“no evidence”"), Some(Colour::Blue), None),
        mark(Item::Brief, None, None, Some("Ask the ministry.")),
        mark(Item::Source("Eastern Union".into()), None, None, Some("Which office?")),
    ];
    let changes = marks.into_iter().map(attache::library::Change::Mark).collect();
    library.apply("marked", changes).unwrap();
    let before = library.open_brief(id).unwrap().unwrap();
    let file = exported(std::slice::from_ref(&before), Scope::Kept, ExportFormat::JsonLd, None);
    let (mut other, id) = self::library();
    let brought = other.bring(&file).unwrap();
    assert_eq!((brought.added, brought.waiting, brought.strange.len()), (4, 0, 0), "{file}");
    assert_eq!(told(&other.open_brief(id).unwrap().unwrap()), told(&before));
}

#[test]
fn a_file_that_goes_from_page_to_page_and_back_brings_each_once() {
    let (mut library, _) = library();
    let other = Article {
        title: "Another".into(),
        url: Some("https://courier.example/other".into()),
        origin: Origin { path: "b.txt".into(), sha256: "raw b".into(), sample: false },
        text: "Another page says nothing of it.".into(),
        ..Article::default()
    };
    library.import(vec![other], &mut |_| ControlFlow::Continue(())).unwrap();
    let note = |page: &str| {
        let target = format!("https://courier.example/{page}");
        serde_json::json!({ "type": "Annotation", "body": "Ask.", "target": target })
    };
    let file = serde_json::json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [note("shells"), note("other"), note("shells")],
    });
    let brought = library.bring(&file.to_string()).unwrap();
    assert_eq!((brought.added, brought.known), (2, 1));
}
