//! One verb on many briefs of a large library, and the way back.
//!
//! `cargo bench --bench bulk` makes a library of 100,000 briefs (small ones: what a verb touches is
//! their rows, not their texts), has a verb done to 27,557 of them, as notmuch's tagging is measured,
//! and takes it back. Times are those of the whole call, the commit waiting for the disk.

#![allow(clippy::print_stdout, reason = "a bench talks")]

use std::{env, error::Error, time::Instant};

use attache::{
    library::{Act, Among, Library, Taxonomy},
    model::{Analysis, Article, ArticleId, Date, Origin, Query},
    store::{Company, Durability, Store},
};

const BRIEFS: i32 = 100_000;
const MANY: i64 = 27_557;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test` builds the benches and runs them too, and there it is not asked for.
    if !env::args().any(|it| it == "--bench") {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("library.db");
    let today: Date = "2024-03-06".parse().map_err(|_| "no date")?;
    let mut store = Store::open(&path)?;
    store.set_durability(Durability::Soon)?;
    for number in 0..BRIEFS {
        let article = Article {
            title: format!("Report {number}"),
            site: Some(format!("Outlet {}", number % 40)),
            published: Some(today.plus_days(-(number % 700))),
            origin: Origin { path: format!("{number}.txt"), ..Origin::default() },
            text: format!("Report {number}\n\nNothing was said on day {number}."),
            ..Article::default()
        };
        store.put(&article, &Analysis::default(), Company::Alone)?;
    }
    store.set_durability(Durability::EveryCommit)?;
    let mut library = Library::over(store, Taxonomy::default());
    let some = Among::These((1..=MANY).map(ArticleId).collect());
    let tag = Act::Tag { add: vec!["arms".to_owned()], take: Vec::new() };
    let acts = [
        ("read, by number", Act::Read, some.clone()),
        ("tag, by number", tag, some),
        ("drop, all", Act::Drop, Among::Meant(Query::All, today)),
    ];
    println!("| verb | briefs | done (ms) | undone (ms) | done again (ms) |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (name, act, among) in acts {
        let begun = Instant::now();
        let count = library.act(&act, &among)?;
        let done = begun.elapsed().as_millis();
        let begun = Instant::now();
        library.undo()?;
        let undone = begun.elapsed().as_millis();
        let begun = Instant::now();
        library.redo()?;
        let again = begun.elapsed().as_millis();
        println!("| {name} | {count} | {done} | {undone} | {again} |");
    }
    Ok(())
}
