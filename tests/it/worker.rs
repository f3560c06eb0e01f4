//! The library as the screen asks it: no threads, no terminal.

use attache::{
    library::{Change, Library, Opened, Taxonomy},
    model::{ArticleId, Date, Triage},
    tui::worker::{Reply, Request, Ticket, answer},
};

fn library() -> Library {
    Library::in_memory(Taxonomy::new(Vec::new())).unwrap_or_else(|error| panic!("{error}"))
}

fn ask(library: &mut Library, request: Request) -> Reply {
    let mut replies = answer(library, request);
    assert_eq!(replies.len(), 1, "one request, one reply");
    replies.remove(0)
}

fn today() -> Date {
    "2025-11-04".parse().unwrap()
}

fn first(library: &mut Library) -> (ArticleId, usize) {
    match ask(library, Request::List(today())) {
        Reply::Listed(briefs, undo) => (briefs[0].id, undo),
        other => panic!("{other:?}"),
    }
}

fn open(library: &mut Library, id: ArticleId) -> Opened {
    match ask(library, Request::Open(Ticket(7), id)) {
        Reply::Opened(Ticket(7), Some(opened)) => *opened,
        other => panic!("{other:?}"),
    }
}

const TEXT: &str = "Harland denies the sale\n\nHarland said on Monday that it never sold a missile. \
The minister of Varn asked for the papers, and a second sentence makes the text long enough.\n";

#[test]
fn opening_is_no_step_and_stands_in_the_way_of_none() {
    let mut library = library();
    assert!(matches!(ask(&mut library, Request::Paste(TEXT.to_owned())), Reply::Imported(_)));
    let (id, _) = first(&mut library);
    let tags = |it: &[&str]| it.iter().map(ToString::to_string).collect::<Vec<_>>();
    let change = Change::Tags(id, tags(&["arms"]));
    ask(&mut library, Request::Apply("tagged 1 brief".to_owned(), vec![change]));
    ask(&mut library, Request::Undo);
    assert_eq!(ask(&mut library, Request::See(id, today())), Reply::Seen(id));
    assert_eq!(open(&mut library, id).brief.triage, Triage::Open, "opened, and never read");
    assert_eq!(first(&mut library).1, 0, "it is not counted");
    assert_eq!(ask(&mut library, Request::Undo), Reply::Undone(None));
    let again = ask(&mut library, Request::Redo);
    assert_eq!(again, Reply::Redone(Some("tagged 1 brief".to_owned())), "redo is still there");
    ask(&mut library, Request::Undo);
    assert_eq!(open(&mut library, id).brief.triage, Triage::Open, "undo does not make it new");
}

#[test]
fn what_was_set_aside_is_new_on_its_day_until_it_is_opened() {
    let mut library = library();
    ask(&mut library, Request::Paste(TEXT.to_owned()));
    let (id, _) = first(&mut library);
    ask(&mut library, Request::See(id, today()));
    let change = Change::Triage(id, Triage::Later(today().plus_days(2)));
    ask(&mut library, Request::Apply("set aside".to_owned(), vec![change]));
    let day = today().plus_days(3);
    ask(&mut library, Request::List(day));
    assert_eq!(open(&mut library, id).brief.triage, Triage::New);
    ask(&mut library, Request::See(id, day));
    assert_eq!(open(&mut library, id).brief.triage, Triage::Open);
}

#[test]
fn a_change_can_be_taken_back_and_made_again() {
    let mut library = library();
    ask(&mut library, Request::Paste(TEXT.to_owned()));
    let (id, _) = first(&mut library);
    let label = "put 1 brief on the shortlist".to_owned();
    let change = Change::Shortlist(id, true);
    ask(&mut library, Request::Apply(label.clone(), vec![change]));
    assert!(open(&mut library, id).brief.shortlist);
    assert_eq!(ask(&mut library, Request::Undo), Reply::Undone(Some(label.clone())));
    assert!(!open(&mut library, id).brief.shortlist);
    assert_eq!(ask(&mut library, Request::Redo), Reply::Redone(Some(label)));
    assert!(open(&mut library, id).brief.shortlist);
}

#[test]
fn what_cannot_be_done_is_told_in_words() {
    let mut library = library();
    let missing = std::path::PathBuf::from("/nowhere/brief.txt");
    let Reply::Failed(words) = ask(&mut library, Request::Import(missing, None)) else {
        panic!("there is no such file");
    };
    assert!(words.contains("/nowhere/brief.txt"), "{words}");
    let gone = ArticleId(404);
    assert_eq!(ask(&mut library, Request::Open(Ticket(1), gone)), Reply::Opened(Ticket(1), None));
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let mut library = library();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("brief.md");
    library.import_samples().unwrap();
    std::fs::write(&path, "mine").unwrap();
    let id = library.briefs("2026-11-24".parse().unwrap()).unwrap()[0].id;
    assert!(matches!(ask(&mut library, Request::Write(path.clone(), id)), Reply::Failed(_)));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(ask(&mut library, Request::Write(path.clone(), id)), Reply::Written(path.clone()));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("---\n"));
}
