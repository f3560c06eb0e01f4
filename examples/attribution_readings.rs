//! The readings of texts with their evidence, for training what chooses among them.
//!
//! `attribution_readings WEIGHTS WORDS FILE...` writes a line of JSON an article: path and claims, each
//! with source, cue, content (parts in code points) and `f`, the numbers in the order of `names`. Files
//! are read as `attribution_tokens` reads them. With `--chosen` only the readings that hold are written.

use std::{
    error::Error,
    fs,
    io::{self, BufRead, BufReader, BufWriter, Write},
    ops::Range,
    time::Instant,
};

use attache::analysis::attribution::{engine::Engine, paragraph, reading::Reading};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let chosen = arguments.iter().any(|it| it == "--chosen");
    arguments.retain(|it| it != "--chosen");
    let [weights, words, files @ ..] = arguments.as_slice() else {
        return Err("attribution_readings WEIGHTS WORDS FILE...".into());
    };
    let engine = Engine::read(&fs::read(weights)?, &fs::read_to_string(words)?)
        .ok_or("these weights do not fit the program")?;
    let mut out = BufWriter::new(io::stdout().lock());
    for path in files {
        if path.ends_with(".ndjson") || path == "-" {
            let lines: Box<dyn BufRead> = if path == "-" {
                Box::new(io::stdin().lock())
            } else {
                Box::new(BufReader::new(fs::File::open(path)?))
            };
            for line in lines.lines() {
                let article: Value = serde_json::from_str(&line?)?;
                let field = |name| article.get(name).and_then(Value::as_str).unwrap_or_default();
                writeln!(out, "{}", article_of(&engine, field("path"), field("text"), chosen))?;
            }
        } else {
            let text = fs::read_to_string(path)?;
            writeln!(out, "{}", article_of(&engine, path, &text, chosen))?;
        }
    }
    Ok(())
}

fn article_of(engine: &Engine, path: &str, text: &str, chosen: bool) -> Value {
    let points: Vec<usize> = text
        .char_indices()
        .enumerate()
        .flat_map(|(point, (_, it))| std::iter::repeat_n(point, it.len_utf8()))
        .chain([text.chars().count()])
        .collect();
    let start = Instant::now();
    let mut claims = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let paragraphs = paragraph::paragraphs(text);
    let mut spans = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if chosen {
            let found = engine.claims(text, paragraph, number == 0, None, &[], |_, _| true);
            spans.extend(found.into_iter().map(|it| (number, it.reading, it.share)));
        } else {
            let found = engine.readings(text, paragraph, number == 0, None, &[], |_, _| true);
            spans.extend(found.into_iter().map(|it| (number, it, 0.0)));
        }
    }
    let elapsed = start.elapsed();
    for (number, reading, share) in spans {
        let part = |it: &Range<usize>| {
            let tokens = &paragraphs[number].tokens[it.clone()];
            let (first, last) = (tokens[0].span.start, tokens[tokens.len() - 1].span.end);
            json!({"start": points[first], "end": points[last]})
        };
        let parts = |of: &[Range<usize>]| -> Value {
            if of.is_empty() { Value::Null } else { of.iter().map(part).collect() }
        };
        let Reading { source, cue, content, evidence, .. } = &reading;
        if names.is_empty() {
            names = evidence.iter().map(|it| it.0).collect();
        }
        let numbers: Vec<f32> = evidence.iter().map(|it| (it.1 * 1e5).round() / 1e5).collect();
        claims.push(json!({
            "source": parts(source),
            "cue": parts(std::slice::from_ref(cue)),
            "content": parts(content),
            "p": share,
            "f": if chosen { Vec::new() } else { numbers },
        }));
    }
    let micros = elapsed.as_micros();
    json!({"path": path, "names": names, "claims": claims, "elapsed_us": u64::try_from(micros).unwrap_or(u64::MAX)})
}
