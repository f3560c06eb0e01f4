//! The contract of the library: whatever stands behind it must pass these.

use std::ops::ControlFlow;

use attache::{
    library::{Brief, Change, Imported, Library, RestoreError, StoreError, Taxonomy, Verdict},
    model::{
        Analysis, Anchor, Article, ArticleId, Colour, Date, Item, Mark, MarkId, Origin, Removed,
        Review, Span, Triage,
    },
    store::{Company, Store},
};

use crate::export;

const TEXT: &str = "Northland denies sale\n\nA spokesman for Northland said it never sold shells.\n\n\
                    On Monday the Eastern Union said it had “no evidence” of a sale.";

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn article(path: &str, text: &str) -> Article {
    Article {
        title: text.lines().next().unwrap_or_default().to_owned(),
        site: Some("The Courier".into()),
        published: Some(date("2024-03-05")),
        language: Some("en".into()),
        origin: Origin { path: path.into(), sha256: format!("raw of {text}"), sample: false },
        text: text.into(),
        removed: vec![Removed { text: "Share".into(), why: "share", before: 23 }],
        warnings: vec!["no byline".into()],
        ..Article::default()
    }
}

fn library() -> Library {
    Library::in_memory(Taxonomy::default()).unwrap()
}

fn import(library: &mut Library, articles: Vec<Article>) -> Vec<Imported> {
    let mut all = Vec::new();
    library
        .import(articles, &mut |it| {
            all.extend(it.cloned());
            ControlFlow::Continue(())
        })
        .unwrap();
    all
}

fn one(library: &mut Library) -> ArticleId {
    import(library, vec![article("a.txt", TEXT)])[0].id()
}

fn row(library: &mut Library, id: ArticleId) -> Brief {
    library.open_brief(id).unwrap().unwrap().brief
}

#[test]
fn an_article_comes_back_as_it_went_in() {
    let mut library = library();
    let id = one(&mut library);
    let opened = library.open_brief(id).unwrap().unwrap();
    assert_eq!(opened.article, article("a.txt", TEXT));
    assert_eq!(opened.analysis, attache::library::analyze(&opened.article, &Taxonomy::default()));
    assert_eq!(library.briefs(date("2024-03-06")).unwrap(), [opened.brief]);
}

#[test]
fn findings_of_every_kind_come_back_as_they_went_in() {
    let article =
        export::article(&std::fs::read_to_string("tests/cases/export/denial.txt").unwrap());
    let analysis = export::analysis(&article);
    let mut store = Store::in_memory().unwrap();
    let id = store.put(&article, &analysis, Company::Alone).unwrap().id();
    let opened = store.brief(id).unwrap().unwrap();
    assert_eq!(opened.analysis, analysis);
    assert_eq!(opened.brief.claims, 2);
    let fewer = Analysis { claims: analysis.claims[..1].to_vec(), ..Analysis::default() };
    store.put_findings(id, &fewer).unwrap();
    assert_eq!(store.brief(id).unwrap().unwrap().analysis, fewer);
    assert_eq!(store.briefs().unwrap()[0].claims, 1);
}

#[test]
fn a_verdict_survives_another_analysis() {
    let mut library = library();
    let id = one(&mut library);
    let given = verdict(Item::Claim(span(TEXT, "it never sold shells")), Review::Wrong);
    library.apply("wrong", vec![Change::Judge(id, given.clone())]).unwrap();
    library.reanalyze(id).unwrap();
    assert_eq!(library.open_brief(id).unwrap().unwrap().verdicts, [given]);
}

#[test]
fn importing_twice_adds_nothing() {
    let mut library = library();
    let id = one(&mut library);
    let again = import(&mut library, vec![article("elsewhere.txt", TEXT)]);
    assert_eq!(again, [Imported::Known(id)]);
    assert_eq!(library.briefs(date("2024-03-06")).unwrap().len(), 1);
}

/// Verdicts are known by the place of the words; `words` must stand in the text once.
fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn verdict(item: Item, review: Review) -> Verdict {
    Verdict { item, review, verify: false }
}

fn highlight(library: &mut Library, id: ArticleId, words: &str) -> Mark {
    let opened = library.open_brief(id).unwrap().unwrap();
    let anchor =
        Anchor::new(&opened.article.text, span(&opened.article.text, words), &opened.revision);
    Mark {
        id: MarkId::default(),
        article: id,
        item: Item::Text,
        anchor: Some(anchor),
        colour: Some(Colour::Green),
        note: Some("Ask the *desk*".into()),
        tags: vec!["shells".into()],
        created: "2024-03-06T08:00:00Z".into(),
    }
}

#[test]
fn what_the_analyst_does_is_kept_and_counted() {
    let mut library = library();
    let id = one(&mut library);
    let claim = Item::Claim(span(TEXT, "it never sold shells"));
    let mark = highlight(&mut library, id, "no evidence");
    let changes = vec![
        Change::Triage(id, Triage::Read),
        Change::Shortlist(id, true),
        Change::Tags(id, vec!["b".into(), " a ".into(), "b".into()]),
        Change::Judge(id, verdict(claim.clone(), Review::Kept)),
        Change::Mark(mark.clone()),
    ];
    let ids = library.apply("read it", changes).unwrap();
    let opened = library.open_brief(id).unwrap().unwrap();
    assert_eq!(opened.brief.triage, Triage::Read);
    assert!(opened.brief.shortlist && !opened.brief.verify);
    assert_eq!(opened.brief.tags, ["a", "b"]);
    assert_eq!(opened.brief.marks, 1);
    assert_eq!(opened.verdicts, [verdict(claim, Review::Kept)]);
    assert_eq!(opened.marks, [Mark { id: ids[0], ..mark }]);
    let step = &library.history(9).unwrap()[0];
    assert_eq!((step.label.as_str(), step.undone), ("read it", false));
    assert_eq!(step.briefs, 1);
}

#[test]
fn a_step_is_undone_and_done_again_as_one() {
    let mut library = library();
    let id = one(&mut library);
    let mark = highlight(&mut library, id, "no evidence");
    library.apply("mark", vec![Change::Verify(id, true), Change::Mark(mark)]).unwrap();
    let after = library.open_brief(id).unwrap();
    assert!(library.undo().unwrap().unwrap().undone);
    let before = row(&mut library, id);
    assert_eq!((before.verify, before.marks), (false, 0));
    assert_eq!(library.undo().unwrap(), None);
    assert!(!library.redo().unwrap().unwrap().undone);
    assert_eq!(library.open_brief(id).unwrap(), after);
    assert_eq!(library.redo().unwrap(), None);
}

#[test]
fn articles_of_one_file_are_not_taken_for_each_other() {
    let mut library = library();
    let container = |text: &str| {
        let mut it = article("feed.ndjson", text);
        it.origin.sha256 = "the same bytes".into();
        it
    };
    let articles =
        vec![container("One\n\nFirst."), container("Two\n\nSecond."), container("\n\nThird.")];
    let added = import(&mut library, articles.clone());
    assert!(added.iter().all(|it| matches!(it, Imported::Added(_))), "{added:?}");
    let again = import(&mut library, articles);
    assert!(again.iter().all(|it| matches!(it, Imported::Known(_))), "{again:?}");
}

#[test]
fn another_text_of_the_same_file_or_address_is_a_revision() {
    let mut library = library();
    let id = one(&mut library);
    let new = format!("{TEXT}\n\nMore followed.");
    assert_eq!(import(&mut library, vec![article("a.txt", &new)]), [Imported::Revised(id)]);
    let addressed = |path: &str, text: &str| Article {
        url: Some("https://courier.example/1".into()),
        ..article(path, text)
    };
    let other = import(&mut library, vec![addressed("b.txt", "B\n\nOne.")])[0].id();
    let revised = import(&mut library, vec![addressed("c.txt", "B\n\nTwo.")]);
    assert_eq!(revised, [Imported::Revised(other)]);
    // A new headline over it, too.
    assert_eq!(import(&mut library, vec![article("a.txt", "X\n\nY.")]), [Imported::Revised(id)]);
    assert_eq!(library.search("spokesman", 9).unwrap(), []);
    let today = "2024-03-06".parse().unwrap();
    let revised = library.query("has:revision", today).unwrap();
    assert_eq!(library.count(&revised, today).unwrap(), 2);
    // Back to an old text: nothing new.
    assert_eq!(import(&mut library, vec![article("a.txt", TEXT)]), [Imported::Known(id)]);
    assert_eq!(library.briefs(date("2024-03-06")).unwrap().len(), 2);
}

#[test]
fn a_day_that_was_not_known_is_filled_in_once() {
    let mut library = library();
    let undated = Article { published: None, ..article("a.txt", TEXT) };
    let id = import(&mut library, vec![undated.clone()])[0].id();
    let dated = article("a.txt", TEXT);
    assert_eq!(import(&mut library, vec![dated.clone()]), [Imported::Revised(id)]);
    assert_eq!(library.open_brief(id).unwrap().unwrap().article, dated);
    assert_eq!(
        import(&mut library, vec![undated, dated.clone()]),
        [Imported::Known(id), Imported::Known(id)]
    );
    let later = Article { published: Some(date("2025-01-01")), ..dated };
    assert_eq!(import(&mut library, vec![later]), [Imported::Known(id)]);
}

#[test]
fn what_the_analyst_did_survives_a_revision() {
    let mut library = library();
    let id = one(&mut library);
    let words = "it never sold shells";
    let gone = Item::Claim(span(TEXT, "of a sale"));
    let mark = highlight(&mut library, id, "no evidence");
    let changes = vec![
        Change::Judge(id, verdict(Item::Claim(span(TEXT, words)), Review::Kept)),
        Change::Judge(id, verdict(gone, Review::Wrong)),
        Change::Judge(id, verdict(Item::Source("Northland".into()), Review::Reviewed)),
        Change::Mark(mark.clone()),
        Change::Triage(id, Triage::Read),
    ];
    library.apply("before", changes).unwrap();
    let new =
        TEXT.replace("A spokesman", "In a short note, a spokesman").replace("of a sale", "of any");
    import(&mut library, vec![article("a.txt", &new)]);
    let opened = library.open_brief(id).unwrap().unwrap();
    assert_eq!(opened.brief.triage, Triage::Read);
    let kept = verdict(Item::Claim(span(&new, words)), Review::Kept);
    let source = verdict(Item::Source("Northland".into()), Review::Reviewed);
    assert_eq!(opened.verdicts, [kept, source]);
    let anchor = opened.marks[0].anchor.as_ref().unwrap();
    assert_eq!(anchor.span.slice(&new), "no evidence");
    assert_eq!(anchor.revision, opened.revision);
    // Taking the verdict back in the new text does not bring up the one on the old.
    let unjudge = verdict(Item::Claim(span(&new, words)), Review::Unreviewed);
    library.apply("back", vec![Change::Judge(id, unjudge)]).unwrap();
    assert_eq!(library.open_brief(id).unwrap().unwrap().verdicts.len(), 1);
    // The verdict on words that are gone is kept, and there again with its text.
    assert!(library.export_json().unwrap().contains("\"wrong\""));
}

#[test]
fn a_change_that_cannot_be_done_undoes_the_whole_step() {
    let mut library = library();
    let id = one(&mut library);
    let dump = library.export_json().unwrap();
    let lost = vec![Change::Shortlist(id, true), Change::Unmark(MarkId(77))];
    assert!(matches!(library.apply("no", lost), Err(StoreError::NoMark(MarkId(77)))));
    let stranger = vec![Change::Shortlist(id, true), Change::Verify(ArticleId(9), true)];
    assert!(matches!(library.apply("no", stranger), Err(StoreError::NoBrief(ArticleId(9)))));
    let mut forged = highlight(&mut library, id, "no evidence");
    forged.anchor.as_mut().unwrap().quote = "clear evidence".into();
    let forged = vec![Change::Shortlist(id, true), Change::Mark(forged)];
    assert!(matches!(library.apply("no", forged), Err(StoreError::Misquoted(_))));
    assert_eq!(library.export_json().unwrap(), dump);
    assert!(library.history(9).unwrap().is_empty());
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut library = library();
    let id = one(&mut library);
    library.apply("open", vec![Change::Triage(id, Triage::Open)]).unwrap();
    library.apply("open", vec![Change::Triage(id, Triage::Open)]).unwrap();
    assert_eq!(library.history(9).unwrap().len(), 1);
}

#[test]
fn a_new_step_cuts_what_could_be_done_again_but_not_the_history() {
    let mut library = library();
    let id = one(&mut library);
    library.apply("first", vec![Change::Shortlist(id, true)]).unwrap();
    library.apply("second", vec![Change::Verify(id, true)]).unwrap();
    library.undo().unwrap();
    library.apply("third", vec![Change::Triage(id, Triage::Read)]).unwrap();
    assert_eq!(library.redo().unwrap(), None);
    let steps: Vec<(String, bool)> =
        library.history(9).unwrap().into_iter().map(|it| (it.label, it.undone)).collect();
    let expected = [("third", false), ("second", true), ("first", false)];
    assert_eq!(steps, expected.map(|(label, undone)| (label.to_owned(), undone)));
    assert_eq!(library.undo().unwrap().unwrap().label, "third");
    assert_eq!(library.undo().unwrap().unwrap().label, "first");
    assert_eq!(library.redo().unwrap().unwrap().label, "first");
    assert_eq!(library.redo().unwrap().unwrap().label, "third");
    assert_eq!(library.redo().unwrap(), None);
}

#[test]
fn what_is_set_aside_wakes_on_its_day() {
    let mut library = library();
    let id = one(&mut library);
    let later = Triage::Later(date("2024-03-08"));
    library.apply("later", vec![Change::Triage(id, later)]).unwrap();
    assert_eq!(library.briefs(date("2024-03-07")).unwrap()[0].triage, later);
    assert_eq!(library.briefs(date("2024-03-08")).unwrap()[0].triage, Triage::New);
    assert_eq!(row(&mut library, id).triage, Triage::New);
}

#[test]
fn briefs_come_newest_first() {
    let mut library = library();
    let on = |text: &str, day: Option<&str>| Article {
        published: day.map(date),
        ..article(&format!("{text}.txt"), &format!("{text}\n\nBody."))
    };
    let articles = vec![
        on("undated", None),
        on("old", Some("1969-12-31")),
        on("new", Some("2024-03-05")),
        on("middle", Some("2020-01-01")),
        on("newest", Some("2024-03-05")),
    ];
    import(&mut library, articles);
    let titles = |library: &mut Library| -> Vec<String> {
        library.briefs(date("2024-03-06")).unwrap().into_iter().map(|it| it.title).collect()
    };
    assert_eq!(titles(&mut library), ["newest", "new", "middle", "old", "undated"]);
    // A corrected day moves the brief, and its hits.
    let corrected = Article {
        published: Some(date("2025-01-01")),
        ..article("old.txt", "old\n\nBody, corrected.")
    };
    import(&mut library, vec![corrected]);
    assert_eq!(titles(&mut library)[0], "old");
    assert_eq!(library.search("corrected", 9).unwrap()[0].brief.title, "old");
    assert_eq!(library.search("body", 9).unwrap().len(), 5);
}

#[test]
fn search_finds_titles_texts_and_notes_by_their_stems() {
    let mut library = library();
    let id = one(&mut library);
    import(&mut library, vec![article("b.txt", "Weather\n\nRain over the Höhe valley.")]);
    let mark = highlight(&mut library, id, "no evidence");
    let mark = library.apply("note", vec![Change::Mark(mark)]).unwrap()[0];
    let mut found = |words: &str| -> Vec<String> {
        library.search(words, 9).unwrap().into_iter().map(|it| it.snippet).collect()
    };
    assert_eq!(found("deny sales").len(), 1);
    assert_eq!(found("\"never sold\"").len(), 1);
    assert_eq!(found("\"sold never\""), Vec::<String>::new());
    assert_eq!(found("hohe"), ["Weather Rain over the Höhe valley."]);
    assert_eq!(found("desk"), ["Ask the *desk*"]);
    assert_eq!(found("north* -\"( AND"), Vec::<String>::new());
    assert_eq!(found("north*").len(), 1);
    assert!(found("").is_empty() && found("\" * -").is_empty());
    library.apply("unmark", vec![Change::Unmark(mark)]).unwrap();
    assert!(library.search("desk", 9).unwrap().is_empty());
    library.undo().unwrap();
    assert_eq!(library.search("desk", 9).unwrap().len(), 1);
}

#[test]
fn marks_of_all_briefs_are_listed_in_the_order_of_the_text() {
    let mut library = library();
    let id = one(&mut library);
    let late = highlight(&mut library, id, "no evidence");
    let early = highlight(&mut library, id, "spokesman");
    let whole = Mark { item: Item::Brief, anchor: None, colour: None, ..late.clone() };
    let changes = vec![Change::Mark(late), Change::Mark(early), Change::Mark(whole)];
    library.apply("mark", changes).unwrap();
    let quotes: Vec<Option<String>> =
        library.marks().unwrap().into_iter().map(|it| it.1.anchor.map(|it| it.quote)).collect();
    assert_eq!(quotes, [None, Some("spokesman".to_owned()), Some("no evidence".to_owned())]);
}

#[test]
fn an_import_stops_where_it_is_told_to() {
    let mut library = library();
    let articles =
        (0..50).map(|it| article(&format!("{it}.txt"), &format!("{it}\n\nText."))).collect();
    let mut heard = 0;
    library
        .import(articles, &mut |_| {
            heard += 1;
            if heard == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    let titles: Vec<String> =
        library.briefs(date("2024-03-06")).unwrap().into_iter().map(|it| it.title).collect();
    assert_eq!(titles, ["2", "1", "0"]);
}

#[test]
fn an_export_comes_back_whole_and_twice_is_once() {
    let mut first = library();
    let id = one(&mut first);
    let claim = Item::Claim(span(TEXT, "“no evidence” of a sale"));
    let mark = highlight(&mut first, id, "“no evidence”");
    let changes = vec![
        Change::Judge(id, verdict(claim, Review::Dropped)),
        Change::Judge(id, verdict(Item::Source("Northland".into()), Review::Kept)),
        Change::Mark(mark),
        Change::Triage(id, Triage::Later(date("2024-04-01"))),
        Change::Tags(id, vec!["shells".into()]),
    ];
    first.apply("all", changes).unwrap();
    import(&mut first, vec![article("a.txt", &format!("New: {TEXT}"))]);
    import(&mut first, vec![article("b.txt", "B\n\nAnother.")]);
    let file = first.export_json().unwrap();
    let mut second = library();
    for _ in 0..2 {
        second.restore_json(&file).unwrap();
        assert_eq!(second.export_json().unwrap(), file);
    }
    assert_eq!(second.open_brief(id).unwrap(), first.open_brief(id).unwrap());
    let forged = file.replace("\"quote\": \"“no evidence”\"", "\"quote\": \"“all evidence”\"");
    assert!(library().restore_json(&forged).is_err());
    let altered = library().restore_json(&file.replace("never sold", "often sold"));
    assert!(matches!(altered, Err(RestoreError::Store(StoreError::Altered(_)))), "{altered:?}");
    let wild = file.replace("Another.", "An\\u001b[2Jother.");
    assert!(library().restore_json(&wild).unwrap_err().to_string().contains("control characters"));
    let titled = file.replace("\"title\": \"B\"", "\"title\": \"B\\u0007\"");
    let mut third = library();
    third.restore_json(&titled).unwrap();
    assert_eq!(third.export_json().unwrap(), file);
    for other in ["", "{}", "[]", "{\"schema\": \"attache.export/9\", \"briefs\": []}"] {
        assert!(matches!(library().restore_json(other), Err(RestoreError::Read(_))), "{other}");
    }
}

#[test]
fn the_samples_come_once_and_are_told_apart() {
    let mut library = library();
    for _ in 0..2 {
        library.import_samples().unwrap();
        let briefs = library.briefs(date("2024-03-06")).unwrap();
        assert_eq!(briefs.len(), 6);
        assert!(briefs.iter().all(|it| it.sample && it.published.is_some() && it.site.is_some()));
    }
}

#[test]
fn two_windows_that_write_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let open = || Library::open(&path, Taxonomy::default()).unwrap();
    let articles = (0..2).map(|it| article(&format!("{it}"), &format!("{it}\n\nText.")));
    let imported = import(&mut open(), articles.collect());
    std::thread::scope(|scope| {
        for it in &imported {
            let mut library = open();
            scope.spawn(move || {
                for n in 0..20 {
                    let tags = vec![n.to_string()];
                    library.apply("tag", vec![Change::Tags(it.id(), tags)]).unwrap();
                }
            });
        }
    });
    let mut library = open();
    assert_eq!(library.history(99).unwrap().len(), 40);
    assert_eq!(row(&mut library, imported[0].id()).tags, ["19"]);
}
