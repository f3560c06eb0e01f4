//! The library as the screen asks it: no threads, no terminal.

use std::ops::ControlFlow;

use attache::{
    library::{Change, ExportFormat, Library, Named, Opened, Refresh, Taxonomy},
    model::{Article, ArticleId, Date, Sort, Triage},
    tui::{
        state::{Direction, PAGE},
        worker::{Asked, Listed, Reply, Request, Ticket, answer, rest},
    },
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

/// The list of a query on a day.
fn list(library: &mut Library, query: &str, today: Date, refresh: Refresh) -> Listed {
    let asked = Asked {
        ticket: Ticket(1),
        query: query.to_owned(),
        sort: Sort::default(),
        refresh,
        today,
        cursor: 0,
        at_cursor: None,
        open: None,
    };
    match ask(library, Request::List(Box::new(asked))) {
        Reply::Listed(listed) => *listed,
        other => panic!("{other:?}"),
    }
}

fn first(library: &mut Library) -> (ArticleId, usize) {
    let listed = list(library, "", today(), Refresh::Anew);
    (listed.rows[0].id, listed.tally.undo)
}

fn open(library: &mut Library, id: ArticleId) -> Opened {
    match ask(library, Request::Open(Ticket(7), id)) {
        Reply::Opened(Ticket(7), Some(opened), _) => *opened,
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
    list(&mut library, "", day, Refresh::Anew);
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
    assert_eq!(
        ask(&mut library, Request::Open(Ticket(1), gone)),
        Reply::Opened(Ticket(1), None, None)
    );
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let mut library = library();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("brief.md");
    library.import_samples().unwrap();
    std::fs::write(&path, "mine").unwrap();
    let id = library.briefs("2026-11-24".parse().unwrap()).unwrap()[0].id;
    assert!(matches!(
        ask(&mut library, Request::Write(path.clone(), id, ExportFormat::Markdown)),
        Reply::Failed(_)
    ));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        ask(&mut library, Request::Write(path.clone(), id, ExportFormat::Markdown)),
        Reply::Written(path.clone())
    );
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("---\n"));
}

/// A library of so many briefs, the newest last, of which every seventh is read.
fn many(count: usize) -> Library {
    let mut library = library();
    let articles = (0..count).map(|at| Article {
        title: format!("Brief {at}"),
        text: format!("Number {at} has nothing to say."),
        published: Some(today().plus_days(-i32::try_from(at).unwrap())),
        ..Article::default()
    });
    library.import(articles.collect(), &mut |_| ControlFlow::Continue(())).unwrap();
    list(&mut library, "", today(), Refresh::Anew);
    ask(&mut library, Request::Rest(Ticket(1), None));
    let read =
        |(at, id): (usize, &ArticleId)| (at % 7 == 0).then_some(Change::Triage(*id, Triage::Read));
    let changes = library.shelved().to_vec().iter().enumerate().filter_map(read).collect();
    library.apply("read some", changes).unwrap();
    library
}

#[test]
fn what_was_done_with_stays_in_the_list_until_it_is_asked_for_anew() {
    let mut library = many(20);
    let before = list(&mut library, "is:unread", today(), Refresh::Anew);
    let [first, second, third] = [0, 1, 2].map(|at| before.rows[at].id);
    let drop = vec![Change::Triage(second, Triage::Dropped), Change::Triage(first, Triage::Read)];
    library.apply("done", drop).unwrap();
    let rows = |library: &mut Library| match ask(library, Request::Rows(Ticket(1), 0, today())) {
        Reply::Rows(_, 0, rows, _) => rows,
        other => panic!("{other:?}"),
    };
    assert_eq!(rows(&mut library)[1].id, second, "its place is what it was");
    assert_eq!(rows(&mut library)[1].triage, Triage::Dropped, "and it says what is so");
    let kept = list(&mut library, "is:unread", today(), Refresh::Keep);
    assert_eq!((kept.total, kept.rows[2].id), (before.total, third));
    let anew = list(&mut library, "is:unread", today(), Refresh::Anew);
    assert_eq!((anew.total, anew.rows[0].id), (before.total - 2, third));
}

#[test]
fn a_list_of_many_is_gone_through_by_page_and_by_state() {
    let mut library = many(3 * PAGE);
    let listed = list(&mut library, "", today(), Refresh::Anew);
    assert_eq!((listed.whole, listed.rows.len(), listed.from), (false, PAGE, 0));
    assert!((PAGE..3 * PAGE).contains(&listed.total), "the newest alone: {}", listed.total);
    let newest = library.shelved().to_vec();
    // Something else goes before the rest, and loses nothing.
    let stopped = rest(&mut library, Ticket(1), None, || true).unwrap();
    let last = *newest.last().unwrap();
    if stopped == Reply::Unfinished(Ticket(1)) {
        assert_eq!(library.shelved(), newest);
    }
    let whole = Reply::Whole(Ticket(1), 3 * PAGE, Some(newest.len() - 1));
    assert_eq!(ask(&mut library, Request::Rest(Ticket(1), Some(last))), whole);
    assert_eq!(library.shelved()[..newest.len()], newest, "what was there keeps its place");
    let last = match ask(&mut library, Request::Rows(Ticket(1), 2 * PAGE, today())) {
        Reply::Rows(Ticket(1), from, rows, _) => {
            assert_eq!((from, rows.len()), (2 * PAGE, PAGE));
            rows[PAGE - 1].clone()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(last.title, format!("Brief {}", 3 * PAGE - 1));
    let seek = |library: &mut Library, from, way| ask(library, Request::Seek(Ticket(1), from, way));
    assert_eq!(seek(&mut library, 6, Direction::Forward), Reply::Sought(Some(8)), "7 is read");
    assert_eq!(seek(&mut library, 8, Direction::Back), Reply::Sought(Some(6)));
    assert_eq!(seek(&mut library, 3 * PAGE - 1, Direction::Forward), Reply::Sought(None));
    // All but the last are read: it is found from the first, farther than is looked one by one.
    let ids: Vec<ArticleId> = library.shelved()[..3 * PAGE - 1].to_vec();
    let read = ids.into_iter().map(|id| Change::Triage(id, Triage::Read)).collect();
    library.apply("read", read).unwrap();
    let unread = Request::OpenUnread(Ticket(4), 0, Direction::Forward, None);
    match ask(&mut library, unread) {
        Reply::Opened(Ticket(4), Some(opened), Some(place)) => {
            assert_eq!((opened.brief.id, place), (last.id, 3 * PAGE - 1));
        }
        other => panic!("{other:?}"),
    }
    let none = Request::OpenUnread(Ticket(5), 0, Direction::Forward, Some(last.id));
    assert!(matches!(ask(&mut library, none), Reply::Nothing(Ticket(5), _)));
}

#[test]
fn a_wrong_query_is_pointed_at_and_leaves_the_list_as_it_was() {
    let mut library = many(3);
    list(&mut library, "", today(), Refresh::Anew);
    let asked = Asked {
        ticket: Ticket(2),
        query: "spaeker:kim".to_owned(),
        sort: Sort::default(),
        refresh: Refresh::Anew,
        today: today(),
        cursor: 0,
        at_cursor: None,
        open: None,
    };
    let Reply::Unreadable(Ticket(2), error) = ask(&mut library, Request::List(Box::new(asked)))
    else {
        panic!("there is no such field");
    };
    assert_eq!((error.span.start, error.span.end), (0, 7));
    assert_eq!(error.hint.as_deref(), Some("did you mean speaker:?"));
    assert_eq!(library.shelved().len(), 3);
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let mut library = library();
    let articles = ["Путин в Москве", "Poutine reçu à Paris", "Putin speaks", "Nobody speaks"];
    let articles = articles.into_iter().map(|title| Article {
        title: title.to_owned(),
        text: format!("{title}. There is more to say."),
        published: Some(today()),
        ..Article::default()
    });
    library.import(articles.collect(), &mut |_| ControlFlow::Continue(())).unwrap();
    for typed in ["putin", "Poutine", "путин", "Путин"] {
        let Reply::Looked(3, found) = ask(&mut library, Request::Look(3, typed.to_owned())) else {
            panic!("it is an answer to the question");
        };
        let briefs = found.iter().filter(|it| matches!(it, Named::Brief(..))).count();
        assert_eq!(briefs, 3, "{typed}: {found:?}");
    }
    let Reply::Looked(_, found) = ask(&mut library, Request::Look(4, "speak put".to_owned()))
    else {
        panic!("it is an answer to the question");
    };
    assert!(
        matches!(&found[..], [Named::Brief(_, title), ..] if title == "Putin speaks"),
        "{found:?}"
    );
}

#[test]
fn a_search_ranks_and_shows_where() {
    let mut library = library();
    let said = |title: &str, text: &str, day: i32| Article {
        title: title.to_owned(),
        text: text.to_owned(),
        published: Some(today().plus_days(-day)),
        ..Article::default()
    };
    let long = "The harbour was quiet. ".repeat(40);
    let articles = vec![
        said("Missiles on the move", "Missiles were seen. Missiles again.", 30),
        said("Weather", &format!("{long} One missile was mentioned."), 1),
    ];
    library.import(articles, &mut |_| ControlFlow::Continue(())).unwrap();
    let request = Request::Search("missile".to_owned(), 9, today());
    let Reply::Found(_, hits) = ask(&mut library, request) else { panic!("it is found") };
    let titles: Vec<&str> = hits.iter().map(|it| it.brief.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Missiles on the move", "Weather"],
        "the headline weighs more than the day"
    );
    let lit: Vec<&str> = hits[1].lit.iter().map(|it| it.slice(&hits[1].snippet)).collect();
    assert_eq!(lit, ["missile"], "{}", hits[1].snippet);
}
