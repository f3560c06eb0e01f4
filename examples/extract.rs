//! Pages to answers for the scorer, by other weights than those that come with the program.
//!
//! `extract WEIGHTS [quick] < PATHS`: WEIGHTS.text.bin and its like are the weights; a path a line in,
//! an answer a line out, in the thorough gear or the quick one.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
};

use attache::ingest::{Gear, Input, Weights, read_by};
use serde_json::json;

fn main() -> io::Result<()> {
    let stem = env::args().nth(1).ok_or_else(|| io::Error::other("usage: extract WEIGHTS"))?;
    let weights = Weights::read(|it| fs::read(format!("{stem}.{it}.bin")).unwrap_or_default());
    let gear = match env::args().nth(2).as_deref() {
        Some("quick") => Gear::Quick,
        _ => Gear::Thorough,
    };
    let mut out = io::stdout().lock();
    for line in io::stdin().lines() {
        let path = line?;
        let articles = Input::from_file(Path::new(&path))
            .and_then(|it| read_by(&Input { gear, ..it }, &weights));
        let Some(article) = articles.ok().and_then(|mut it| it.pop()) else { continue };
        // What is scored is the text; the headline before it is scored as one.
        let text = article.text.strip_prefix(&*article.title).unwrap_or(&article.text);
        let published = article.published.map(|it| it.to_string());
        let answer = json!({
            "path": path, "title": article.title, "byline": article.byline,
            "published": published, "text": text.trim_start(),
        });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
