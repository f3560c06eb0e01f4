//! What the analyst does beyond a verdict: corrections, one thing done to many briefs, several
//! windows, the way back to a step.

use std::{ops::ControlFlow, path::Path};

use attache::{
    library::{
        Act, Among, Change, Corrects, Imported, Library, Lost, Opened, StoreError, Taxonomy,
        Verdict, lesson,
    },
    model::{
        Anchor, Article, ArticleId, Claim, Correction, CorrectionId, Date, Fix, Item, Origin,
        Period, Query, Review, Span, Stance, Triage,
    },
};

const TEXT: &str = "\
Northland denies sale

A spokesman for Northland said it never sold shells.

The harbour master of Ruun counted forty crates on the quay on Tuesday.

On Monday the Eastern Union said it had “no evidence” of a sale.";

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn today() -> Date {
    date("2024-03-06")
}

fn article(path: &str, text: &str) -> Article {
    Article {
        title: text.lines().next().unwrap_or_default().to_owned(),
        published: Some(date("2024-03-05")),
        origin: Origin { path: path.into(), sha256: format!("raw of {text}"), sample: false },
        text: text.into(),
        ..Article::default()
    }
}

fn import(library: &mut Library, articles: Vec<Article>) -> Vec<ArticleId> {
    let mut all = Vec::new();
    library
        .import(articles, &mut |it| {
            all.extend(it.map(Imported::id));
            ControlFlow::Continue(())
        })
        .unwrap();
    all
}

fn library() -> (Library, ArticleId) {
    let mut library = Library::in_memory(Taxonomy::default()).unwrap();
    let id = import(&mut library, vec![article("a.txt", TEXT)])[0];
    (library, id)
}

fn opened(library: &mut Library, id: ArticleId) -> Opened {
    library.open_brief(id).unwrap().unwrap()
}

fn correction(opened: &Opened, words: &str, fix: Fix) -> Change {
    let text = &opened.article.text;
    let start = text.find(words).unwrap();
    Change::Correct(Correction {
        id: CorrectionId::default(),
        article: opened.brief.id,
        anchor: Anchor::new(text, Span::new(start, start + words.len()), &opened.revision),
        fix,
        created: "2024-03-06T08:00:00Z".into(),
    })
}

fn says(speaker: Option<&str>, cue: Option<&str>, stance: Stance) -> Fix {
    Fix::Claim { speaker: speaker.map(Into::into), cue: cue.map(Into::into), stance }
}

fn on<'a>(opened: &'a Opened, words: &str) -> Option<&'a Claim> {
    let text = &opened.article.text;
    opened.analysis.claims.iter().find(|it| it.extent().slice(text) == words)
}

fn speaker<'a>(opened: &'a Opened, claim: &Claim) -> Option<&'a str> {
    claim.source.map(|it| opened.analysis.sources[it].name.as_str())
}

const FOUND: &str = "it never sold shells";
const MADE: &str = "forty crates on the quay";

#[test]
fn an_edited_claim_holds_against_every_analysis_with_the_found_one_beside() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    let found = on(&before, FOUND).unwrap().clone();
    let fix = says(Some("Eastern Union"), Some("said"), Stance::Rejects);
    library.apply("edit", vec![correction(&before, FOUND, fix)]).unwrap();
    for _ in 0..2 {
        let now = opened(&mut library, id);
        let claim = on(&now, FOUND).unwrap();
        assert_eq!(claim.stance, Stance::Rejects);
        assert_eq!(speaker(&now, claim), Some("Eastern Union"));
        assert!(claim.ground.is_analysts());
        assert_eq!(claim.cue.unwrap().slice(TEXT), "said");
        assert_eq!(now.analysis.claims.len(), before.analysis.claims.len());
        let it = &now.corrected[0];
        assert!(matches!(it.corrects, Corrects::Claim(at) if now.analysis.claims[at] == *claim));
        assert_eq!(it.found.as_ref(), Some(&found));
        library.reanalyze(id).unwrap();
    }
    library.undo().unwrap();
    let back = opened(&mut library, id);
    assert_eq!(back.analysis, before.analysis);
    assert_eq!((back.corrected.len(), back.lost.len()), (0, 0));
    library.redo().unwrap();
    assert_eq!(on(&opened(&mut library, id), FOUND).unwrap().stance, Stance::Rejects);
}

#[test]
fn a_claim_of_the_analysts_is_found_like_any_other() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    let fix = says(Some("harbour master of Ruun"), Some("counted"), Stance::Asserts);
    library.apply("claim", vec![correction(&before, MADE, fix)]).unwrap();
    let now = opened(&mut library, id);
    let claim = on(&now, MADE).unwrap();
    assert_eq!(speaker(&now, claim), Some("harbour master of Ruun"));
    assert_eq!(claim.source_span.unwrap().slice(TEXT), "harbour master of Ruun");
    assert_eq!(claim.cue.unwrap().slice(TEXT), "counted");
    // Numbers of what was found stay: the new ones come last.
    assert_eq!(now.analysis.claims.last(), Some(claim));
    assert_eq!(now.brief.claims, before.brief.claims + 1);
    let count = |typed: &str| {
        let query = library.query(typed, today()).unwrap();
        library.count(&query, today()).unwrap()
    };
    assert_eq!([count("speaker:harbour"), count("verb:counted")], [1, 1]);
    library.undo().unwrap();
    let query = library.query("speaker:harbour", today()).unwrap();
    assert_eq!(library.count(&query, today()).unwrap(), 0);
    assert_eq!(opened(&mut library, id).analysis, before.analysis);
}

#[test]
fn a_correction_takes_the_place_of_the_one_before() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    for stance in [Stance::Rejects, Stance::Hedges, Stance::Hedges] {
        let fix = says(None, None, stance);
        library.apply("edit", vec![correction(&before, FOUND, fix)]).unwrap();
    }
    let now = opened(&mut library, id);
    assert_eq!(now.corrected.len(), 1);
    assert_eq!(on(&now, FOUND).unwrap().stance, Stance::Hedges);
    // The same again is no step.
    assert_eq!(library.history(9).unwrap().len(), 2);
    let correction = now.corrected[0].correction.id;
    library.apply("back", vec![Change::Uncorrect(id, correction)]).unwrap();
    assert_eq!(opened(&mut library, id).analysis, before.analysis);
    let gone = library.apply("back", vec![Change::Uncorrect(id, correction)]);
    assert!(matches!(gone, Err(StoreError::NoCorrection(_))), "{gone:?}");
}

#[test]
fn a_date_of_the_analysts_stands_beside_that_of_the_text() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    let days = Period { from: date("2024-02-26"), to: date("2024-02-26") };
    library.apply("date", vec![correction(&before, "Monday", Fix::Date(days))]).unwrap();
    library.reanalyze(id).unwrap();
    let now = opened(&mut library, id);
    assert_eq!(now.analysis.timeline, before.analysis.timeline);
    let Corrects::Date(at) = now.corrected[0].corrects else { panic!("{:?}", now.corrected) };
    assert_eq!(now.analysis.timeline[at].when.span.slice(TEXT), "Monday");
    assert_eq!(now.corrected[0].correction.fix, Fix::Date(days));
}

#[test]
fn corrections_follow_their_words_and_what_fits_no_more_is_an_orphan() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    let wrong = Verdict {
        item: Item::Claim(on(&before, FOUND).unwrap().extent()),
        review: Review::Wrong,
        verify: false,
    };
    let days = Period { from: date("2024-02-26"), to: date("2024-02-26") };
    let changes = vec![
        Change::Judge(id, wrong),
        correction(&before, FOUND, says(None, None, Stance::Rejects)),
        correction(&before, MADE, says(None, None, Stance::Asserts)),
        correction(&before, "Monday", Fix::Date(days)),
    ];
    library.apply("all", changes).unwrap();
    let moved = TEXT.replace("A spokesman", "In a note, a spokesman").replace("Monday", "Sunday");
    import(&mut library, vec![article("a.txt", &moved)]);
    let now = opened(&mut library, id);
    assert_eq!(on(&now, FOUND).unwrap().stance, Stance::Rejects);
    assert!(on(&now, MADE).unwrap().ground.is_analysts());
    assert_eq!(now.corrected.len(), 2);
    assert!(matches!(&now.lost[..], [Lost::Correction(it)] if it.anchor.quote == "Monday"));
    let gone = moved.replace("it never sold shells", "nothing of it is true");
    import(&mut library, vec![article("a.txt", &gone)]);
    let now = opened(&mut library, id);
    assert_eq!((now.corrected.len(), now.lost.len()), (1, 3));
    let Some(Lost::Verdict(judgement)) = now.lost.first().cloned() else { panic!("{now:?}") };
    library.apply("drop", vec![Change::Unjudge(id, judgement)]).unwrap();
    assert_eq!(opened(&mut library, id).lost.len(), 2);
    // Back to the first text: all of it stands again.
    library.undo().unwrap();
    let file = library.export_json().unwrap();
    let mut other = Library::in_memory(Taxonomy::default()).unwrap();
    for _ in 0..2 {
        other.restore_json(&file).unwrap();
        assert_eq!(other.export_json().unwrap(), file);
    }
    assert_eq!(opened(&mut other, id).analysis, opened(&mut library, id).analysis);
}

#[test]
fn a_correction_quotes_the_text_letter_for_letter() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    let Change::Correct(mut forged) = correction(&before, MADE, says(None, None, Stance::Asserts))
    else {
        unreachable!()
    };
    forged.anchor.quote = "fifty crates on the quay".into();
    let refused = library.apply("forged", vec![Change::Correct(forged)]);
    assert!(matches!(refused, Err(StoreError::Misquoted(_))), "{refused:?}");
}

#[test]
fn a_brief_is_read_again_from_its_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, TEXT).unwrap();
    let input = attache::library::Input::from_file(&path).unwrap();
    let mut library = Library::in_memory(Taxonomy::default()).unwrap();
    let packed = library.pack(&input);
    let mut read = attache::library::read(&input).unwrap();
    // As an older program may have read it.
    read[0].text = read[0].text.replace("forty crates", "4O crates");
    let id = import(&mut library, read)[0];
    library.keep(packed.as_slice()).unwrap();
    let before = opened(&mut library, id);
    let changes = vec![
        correction(&before, FOUND, says(None, None, Stance::Rejects)),
        correction(&before, "4O crates on the quay", says(None, None, Stance::Asserts)),
    ];
    library.apply("edit", changes).unwrap();
    let told = library.reread(id).unwrap();
    assert_eq!((told.input, told.text, told.lost), (true, true, 1));
    let now = opened(&mut library, id);
    assert!(now.article.text.contains("forty crates"));
    assert_eq!(on(&now, FOUND).unwrap().stance, Stance::Rejects);
    let told = library.reread(id).unwrap();
    assert_eq!((told.input, told.text, told.lost), (true, false, 0));
}

fn many(library: &mut Library, count: usize) -> Vec<ArticleId> {
    let articles = (0..count).map(|it| article(&format!("{it}"), &format!("Title {it}\n\nText.")));
    import(library, articles.collect())
}

#[test]
fn many_briefs_are_changed_in_one_step_and_back() {
    let mut library = Library::in_memory(Taxonomy::default()).unwrap();
    let ids = many(&mut library, 30);
    library.apply("tag", vec![Change::Tags(ids[3], vec!["b".into(), "z".into()])]).unwrap();
    library.apply("read", vec![Change::Triage(ids[4], Triage::Read)]).unwrap();
    let before = library.export_json().unwrap();
    let all = Among::Meant(Query::All, today());
    assert_eq!(library.act(&Act::Read, &all).unwrap(), 29);
    assert_eq!(library.act(&Act::Read, &all).unwrap(), 0);
    let some = Among::These(ids[..5].to_vec());
    let tag = Act::Tag { add: vec!["a b".into(), "c".into()], take: vec!["z".into()] };
    assert_eq!(library.act(&tag, &some).unwrap(), 5);
    assert_eq!(library.act(&Act::Shortlist, &some).unwrap(), 5);
    assert_eq!(library.act(&Act::Later(date("2024-03-20")), &some).unwrap(), 5);
    let row = |library: &mut Library, id| opened(library, id).brief;
    let third = row(&mut library, ids[3]);
    assert_eq!(third.tags, ["a b", "b", "c"]);
    assert_eq!((third.triage, third.shortlist), (Triage::Later(date("2024-03-20")), true));
    let labels: Vec<String> = library.history(9).unwrap().into_iter().map(|it| it.label).collect();
    assert_eq!(labels[0], "set 5 briefs aside until 2024-03-20");
    assert_eq!(labels[3], "read 29 briefs");
    let after = library.export_json().unwrap();
    for _ in 0..4 {
        library.undo().unwrap().unwrap();
    }
    assert_eq!(library.export_json().unwrap(), before);
    for _ in 0..4 {
        library.redo().unwrap().unwrap();
    }
    assert_eq!(library.export_json().unwrap(), after);
}

#[test]
fn the_way_leads_back_to_any_step_and_forward_again() {
    let (mut library, id) = library();
    for n in 0..5 {
        library.apply(&n.to_string(), vec![Change::Tags(id, vec![n.to_string()])]).unwrap();
    }
    let steps = library.history(9).unwrap();
    assert_eq!(library.go_to_step(steps[3].id).unwrap(), 3);
    assert_eq!(opened(&mut library, id).brief.tags, ["1"]);
    assert_eq!(library.go_to_step(steps[1].id).unwrap(), 2);
    assert_eq!(opened(&mut library, id).brief.tags, ["3"]);
    assert_eq!(library.go_to_step(steps[1].id).unwrap(), 0);
    assert_eq!(library.tally(today()).unwrap().undo, 4);
    library.apply("new", vec![Change::Tags(id, vec!["new".into()])]).unwrap();
    let cut = library.go_to_step(steps[0].id);
    assert!(matches!(cut, Err(StoreError::Unreachable)), "{cut:?}");
    assert_eq!(opened(&mut library, id).brief.tags, ["new"]);
}

fn windows(path: &Path) -> [Library; 2] {
    let open = || Library::open(path, Taxonomy::default()).unwrap();
    [open(), open()]
}

#[test]
fn two_windows_merge_what_is_apart_and_refuse_what_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let [mut one, mut other] = windows(&folder.path().join("library.db"));
    let id = import(&mut one, vec![article("a.txt", TEXT)])[0];
    let look = |it: &mut Library| it.briefs(today()).unwrap()[0].clone();
    let claim = Item::Claim(on(&opened(&mut one, id), FOUND).unwrap().extent());
    let judge =
        |review, verify| vec![Change::Judge(id, Verdict { item: claim.clone(), review, verify })];
    look(&mut other);
    one.apply("dropped 1 brief", vec![Change::Triage(id, Triage::Dropped)]).unwrap();
    one.apply("tagged", vec![Change::Retag(id, vec!["a".into()], Vec::new())]).unwrap();
    // Other fields of the same row, and tags that get on with those.
    other.apply("shortlist", vec![Change::Shortlist(id, true)]).unwrap();
    other.apply("tagged", vec![Change::Retag(id, vec!["b".into()], Vec::new())]).unwrap();
    let merged = look(&mut one);
    assert_eq!((merged.triage, merged.shortlist), (Triage::Dropped, true));
    assert_eq!(merged.tags, ["a", "b"]);
    // The same field: told, and nothing of the step is done.
    let both = vec![Change::Verify(id, true), Change::Triage(id, Triage::Read)];
    let refused = other.apply("read", both).unwrap_err();
    assert!(refused.to_string().contains("dropped 1 brief"), "{refused}");
    assert!(refused.hint().is_some());
    let seen = look(&mut other);
    assert_eq!((seen.triage, seen.verify), (Triage::Dropped, false));
    other.apply("read", vec![Change::Triage(id, Triage::Read)]).unwrap();
    // Its own steps are in nobody's way, nor is the same decision made twice.
    other.apply("opened", vec![Change::Triage(id, Triage::Open)]).unwrap();
    look(&mut one);
    other.apply("kept", judge(Review::Kept, false)).unwrap();
    one.apply("kept", judge(Review::Kept, false)).unwrap();
    let refused = one.apply("wrong", judge(Review::Wrong, false)).unwrap_err();
    assert!(matches!(refused, StoreError::Meanwhile(..)), "{refused}");
    // What the other window undid is a change as well.
    look(&mut one);
    other.undo().unwrap();
    let refused = one.apply("wrong", judge(Review::Wrong, false));
    assert!(matches!(refused, Err(StoreError::Meanwhile(..))), "{refused:?}");
    look(&mut one);
    one.apply("wrong", judge(Review::Wrong, true)).unwrap();
}

#[test]
fn claims_that_were_looked_through_are_training_data() {
    let (mut library, id) = library();
    let before = opened(&mut library, id);
    assert_eq!(lesson(&before), None, "nobody looked");
    let fix = says(Some("harbour master of Ruun"), Some("counted"), Stance::Asserts);
    let mut changes = vec![correction(&before, MADE, fix)];
    let made = Span::new(TEXT.find(MADE).unwrap(), TEXT.find(MADE).unwrap() + MADE.len());
    for span in before.analysis.claims.iter().map(Claim::extent).chain([made]) {
        let wrong = span.slice(TEXT).contains("no evidence");
        let review = if wrong { Review::Wrong } else { Review::Kept };
        changes.push(Change::Judge(id, Verdict { item: Item::Claim(span), review, verify: false }));
    }
    library.apply("all", changes).unwrap();
    let lesson = lesson(&opened(&mut library, id)).unwrap();
    assert_eq!(lesson.text, TEXT);
    let characters: Vec<char> = TEXT.chars().collect();
    let mut words = Vec::new();
    for line in lesson.annotations.lines().filter(|it| it.starts_with('T')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (label, place) = columns[1].split_once(' ').unwrap();
        let (start, end) = place.split_once(' ').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert_eq!(characters[start..end].iter().collect::<String>(), columns[2]);
        words.push(format!("{label} {}", columns[2]));
    }
    for there in [
        "Content it never sold shells",
        "Cue said",
        "Content forty crates on the quay",
        "Cue counted",
        "Source harbour master of Ruun",
    ] {
        assert!(words.contains(&there.to_owned()), "{there}: {words:?}");
    }
    assert!(!lesson.annotations.contains("no evidence"), "{}", lesson.annotations);
    let events = lesson.annotations.lines().filter(|it| it.starts_with('E'));
    assert!(events.clone().all(|it| it.contains("Content:T") && it.contains("Cue:T")));
    assert!(events.count() >= 2);
}
