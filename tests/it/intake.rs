//! Import in two steps: texts first, their analysis as there is time.

use std::path::{Path, PathBuf};

use attache::{
    library::{Gear, Imported, Input, Library, Taxonomy, intake, read},
    model::{ArticleId, Date},
};

fn library(path: &Path) -> Library {
    Library::open(path, Taxonomy::default()).unwrap()
}

fn today() -> Date {
    "2025-11-04".parse().unwrap()
}

/// A brief of one's own; `day` is that of its publication.
fn text(name: &str, day: u32) -> String {
    format!(
        "---\ntitle: {name}\ndate: 2025-03-{day:02}\n---\n\nHarland said on Monday that it never sold a \
         missile to {name}. The minister of Varn denied the report, and asked for the papers."
    )
}

fn input(name: &str, day: u32) -> Input {
    let bytes = text(name, day).into_bytes();
    Input { path: format!("{name}.md"), bytes, ..Input::default() }
}

fn take(library: &mut Library, inputs: &[Input]) -> Vec<Vec<Imported>> {
    let taken = inputs.iter().map(|it| intake(it, read(it).unwrap(), 1 << 20)).collect();
    library.take_in(taken).unwrap()
}

fn claims(library: &mut Library, id: ArticleId) -> usize {
    library.open_brief(id).unwrap().unwrap().analysis.claims.len()
}

#[test]
fn a_page_read_quickly_is_the_same_input_and_recleaned_thoroughly() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = library(&folder.path().join("library.db"));
    let said = "The port authority of Varn denied on Monday that arms had passed through its terminals, and said \
                that inspectors were welcome to see the papers of every ship that had called there.";
    let more = "A spokesman for the ministry said that the report rested on one photograph of a crane, and that \
                the crane had been sold for scrap two years before the ship in question was built.";
    let menu = "<li><a href=/a>Home</a><li><a href=/b>Sport</a><li><a href=/c>Weather today</a>";
    let page = format!(
        "<!doctype html><title>Port denies</title><nav><ul>{menu}</ul></nav><article><h1>Port denies</h1>\
         <p>{said}<p>{more}</article><footer>All rights reserved</footer>"
    );
    let whole =
        Input { path: "port.html".to_owned(), bytes: page.into_bytes(), ..Input::default() };
    let quick = Input { gear: Gear::Quick, ..whole.clone() };
    let done = take(&mut library, std::slice::from_ref(&quick));
    assert!(matches!(done[0][..], [Imported::Added(_)]));
    let text = |library: &mut Library| {
        library.open_brief(done[0][0].id()).unwrap().unwrap().article.text.clone()
    };
    let read_quickly = text(&mut library);
    assert!(read_quickly.contains(said) && read_quickly.contains(more), "{read_quickly}");
    assert!(!read_quickly.contains("Weather today"), "{read_quickly}");
    let (id, mut told) = (done[0][0].id(), Vec::new());
    library
        .reclean(&[], &mut |it| {
            told.push(it.clone());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(text(&mut library), read(&whole).unwrap()[0].text);
    assert_eq!(library.open_brief(id).unwrap().unwrap().article.title, "Port denies");
}

#[test]
fn what_is_taken_in_is_listed_and_found_before_it_is_analyzed() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = library(&folder.path().join("library.db"));
    let done = take(&mut library, &[input("Alba", 3), input("Brema", 5), input("Corvo", 4)]);
    assert!(done.iter().all(|it| matches!(it[..], [Imported::Added(_)])));
    let titles = |library: &mut Library| -> Vec<String> {
        library.briefs(today()).unwrap().into_iter().map(|it| it.title).collect()
    };
    assert_eq!(titles(&mut library), ["Brema", "Corvo", "Alba"]);
    assert_eq!(library.search("missile Corvo", 9).unwrap().len(), 1);
    assert_eq!(library.waiting().unwrap(), 3);
    let ids: Vec<ArticleId> = done.iter().map(|it| it[0].id()).collect();
    assert!(library.open_brief(ids[1]).unwrap().unwrap().waits);
    assert_eq!(claims(&mut library, ids[1]), 0);
    // The newest goes first, and what is opened before all else.
    assert_eq!(library.analyze_waiting(1).unwrap().done, 1);
    assert!(claims(&mut library, ids[1]) > 0);
    assert!(library.analyze_now(ids[0]).unwrap());
    assert!(!library.analyze_now(ids[0]).unwrap(), "once is enough");
    assert!(claims(&mut library, ids[0]) > 0 && claims(&mut library, ids[2]) == 0);
    assert_eq!(library.waiting().unwrap(), 1);
    assert_eq!(library.analyze_waiting(9).unwrap().done, 1);
    assert_eq!(library.analyze_waiting(9).unwrap().done, 0);
}

#[test]
fn two_steps_come_to_the_same_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = library(&folder.path().join("one.db"));
    let mut two = library(&folder.path().join("two.db"));
    let inputs = [input("Alba", 3), input("Brema", 5)];
    let articles = inputs.iter().flat_map(|it| read(it).unwrap()).collect();
    one.import(articles, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    take(&mut two, &inputs);
    while two.analyze_waiting(1).unwrap().done > 0 {}
    for id in [1, 2].map(ArticleId) {
        let (one, two) = (one.open_brief(id).unwrap(), two.open_brief(id).unwrap());
        assert_eq!(one.unwrap().analysis, two.unwrap().analysis);
    }
    // Again, it is known; changed, it waits anew, and its findings are not those of the old text.
    assert!(matches!(take(&mut two, &inputs)[0][..], [Imported::Known(_)]));
    let changed = Input { bytes: b"Nothing is said here.".to_vec(), ..input("Alba", 3) };
    assert!(matches!(take(&mut two, &[changed])[0][..], [Imported::Revised(_)]));
    assert_eq!(two.waiting().unwrap(), 1);
    let opened = two.open_brief(ArticleId(1)).unwrap().unwrap();
    assert!(opened.waits && opened.analysis.claims.is_empty());
}

#[test]
fn an_import_that_was_stopped_knows_what_is_here_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut library = library(&path);
    let message = |number: usize| {
        format!(
            "From desk@example.org Mon Mar  3 09:00:00 2025\nFrom: desk@example.org\n\
             Subject: Note {number}\nDate: Mon, 3 Mar 2025 09:00:00 +0000\n\n\
             Harland said that note {number} is genuine, and that it stands by it.\n\n"
        )
    };
    let mbox = (0..200).map(message).collect::<Vec<_>>().concat();
    let mbox = Input { path: "all.mbox".into(), bytes: mbox.into_bytes(), ..Input::default() };
    let known = library.knower().unwrap().unwrap();
    let mut first = intake(&mbox, read(&mbox).unwrap(), 0);
    // As if the program had ended after the first transaction.
    let whole = first.sha256.take();
    first.articles.truncate(64);
    library.take_in(vec![first]).unwrap();
    assert!(known.briefs(&mbox.bytes).unwrap().is_empty(), "it is not here whole");
    let all = intake(&mbox, read(&mbox).unwrap(), 0);
    assert_eq!(all.sha256, whole);
    let done = library.take_in(vec![all]).unwrap();
    let new = done[0].iter().filter(|it| matches!(it, Imported::Added(_))).count();
    assert_eq!((done[0].len(), new), (200, 136));
    assert_eq!(known.briefs(&mbox.bytes).unwrap().len(), 200);
}

#[test]
fn two_programs_that_analyze_at_once_lose_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let names: Vec<String> = (0..40).map(|it| format!("Alba{it}")).collect();
    let inputs: Vec<Input> = names.iter().map(|it| input(it, 3)).collect();
    take(&mut library(&path), &inputs);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut library = library(&path);
                while library.analyze_waiting(4).unwrap().done > 0 {}
            });
        }
    });
    let mut library = library(&path);
    assert_eq!(library.waiting().unwrap(), 0);
    let briefs = library.briefs(today()).unwrap();
    assert!(briefs.len() == 40 && briefs.iter().all(|it| it.claims == briefs[0].claims));
    assert!(briefs[0].claims > 0);
}

#[test]
fn files_of_a_watched_folder_are_taken_once_and_a_bad_one_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = library(&folder.path().join("library.db"));
    let file = |name: &str, text: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let files =
        [file("a.md", text("Alba", 3).as_bytes()), file("b.md", &[0, 1, 2, 0]), "gone.md".into()];
    let (done, failed) = library.take_files(&files).unwrap();
    assert_eq!((done.len(), failed.len()), (1, 2), "{failed:?}");
    let (done, _) = library.take_files(&files[..1]).unwrap();
    assert!(done.is_empty(), "it is here");
}
