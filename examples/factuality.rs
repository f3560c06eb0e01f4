//! Event factuality for `score_factuality.py`: gold lines on standard input, `{"values": [...]}` a
//! line on standard output. `--features` prints what the values go by instead, for the training.

use std::io::{self, BufRead, Write};

use attache::{
    analysis::stance::event::{certainty, features},
    model::Span,
};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let wants_features = std::env::args().any(|it| it == "--features");
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let gold: Value = serde_json::from_str(&line)?;
        let text = gold["text"].as_str().unwrap_or_default();
        let sentence = Span::new(0, text.len());
        let targets = gold["targets"].as_array().into_iter().flatten();
        let spans = targets.map(|it| word_at(text, &it["span1"]));
        let answer = if wants_features {
            json!({ "features": spans.map(|it| features(text, sentence, it)).collect::<Vec<_>>() })
        } else {
            json!({ "values": spans.map(|it| certainty(text, sentence, it)).collect::<Vec<_>>() })
        };
        writeln!(out, "{answer}")?;
    }
    out.flush()
}

/// The span of the words `[from, to)`, counted by blanks.
fn word_at(text: &str, range: &Value) -> Span {
    let index = |at: usize| range[at].as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
    let word = text.split(' ').nth(index(0)).unwrap_or_default();
    Span::of(text, word).unwrap_or_default()
}
