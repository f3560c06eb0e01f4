//! What the attribution network is told of a text, for training: one line of JSON an article.
//!
//! `attribution_tokens FILE...` reads text files; a file that ends in `.ndjson`, or `-` for standard
//! input, holds articles a line: `{"path", "text"}`. Offsets are code points.

use std::{
    error::Error,
    fs,
    io::{self, BufRead, BufReader, BufWriter, Write},
};

use attache::analysis::attribution::{
    features,
    paragraph::{self, Paragraph},
    quoting::Mark,
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    for path in std::env::args().skip(1) {
        if path == "-" {
            articles(io::stdin().lock(), &mut out)?;
        } else if path.ends_with(".ndjson") {
            articles(BufReader::new(fs::File::open(&path)?), &mut out)?;
        } else {
            write(&path, &fs::read_to_string(&path)?, &mut out)?;
        }
    }
    Ok(())
}

fn articles(lines: impl BufRead, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for line in lines.lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let field = |name| article.get(name).and_then(Value::as_str).unwrap_or_default();
        write(field("path"), field("text"), out)?;
    }
    Ok(())
}

fn write(path: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut place = Place::default();
    let paragraphs: Vec<Value> = paragraph::paragraphs(text)
        .iter()
        .enumerate()
        .map(|(number, it)| json!({"tokens": tokens(text, it, number == 0, &mut place)}))
        .collect();
    writeln!(out, "{}", json!({"path": path, "paragraphs": paragraphs}))
}

fn tokens(text: &str, paragraph: &Paragraph, first: bool, place: &mut Place) -> Vec<Value> {
    let token = |at: usize| {
        let span = paragraph.tokens[at].span;
        let word = span.slice(text);
        let normal = features::normal(word);
        let state = paragraph.quoting[at];
        let mark = match state.mark {
            Mark::None => 0,
            Mark::Opens => 1,
            Mark::Closes => 2,
        };
        json!({
            "s": place.of(text, span.start),
            "e": place.of(text, span.end),
            "w": word,
            "x": normal,
            "q": u8::from(state.inside),
            "o": mark,
            "n": paragraph.sentence_of[at],
            "c": features::letters(&normal),
            "h": features::shape(word),
            "p": features::place(paragraph, at, first),
        })
    };
    (0..paragraph.tokens.len()).map(token).collect()
}

/// From bytes to code points, going forward only.
#[derive(Default)]
struct Place {
    byte: usize,
    point: usize,
}

impl Place {
    fn of(&mut self, text: &str, byte: usize) -> usize {
        self.point += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}
