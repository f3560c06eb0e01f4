//! What the judge of pages goes by, for `training/extract/train.py`.
//!
//! `extract_evidence SET OUT`: the pages of SET (`gold.ndjson` and `html/`) as OUT/QUESTION.names.json (what
//! the figures are called), OUT/QUESTION.ndjson (what is judged on each page) and OUT/QUESTION.f32 (the
//! figures of each, little-endian).

use std::{
    env, fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use attache::ingest::{self, Evidence, QUESTIONS};
use serde_json::{Value, json};

/// The files of one question.
struct Files {
    items: BufWriter<fs::File>,
    rows: BufWriter<fs::File>,
    names: Vec<String>,
}

fn main() -> io::Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [set, out] = arguments.as_slice() else {
        return Err(io::Error::other("usage: extract_evidence SET OUT"));
    };
    fs::create_dir_all(out)?;
    let mut files = Vec::new();
    for question in QUESTIONS {
        files.push(Files::new(out, question)?);
    }
    for line in fs::read_to_string(set.join("gold.ndjson"))?.lines() {
        let gold: Value = serde_json::from_str(line)?;
        let path = gold["path"].as_str().unwrap_or_default();
        let page = ingest::decoded(&fs::read(set.join("html").join(path))?);
        let found = ingest::evidence(&page).unwrap_or_default();
        for (file, evidence) in files.iter_mut().zip(found) {
            file.write(path, evidence)?;
        }
    }
    for (file, question) in files.iter().zip(QUESTIONS) {
        fs::write(out.join(format!("{question}.names.json")), json!(file.names).to_string())?;
    }
    Ok(())
}

impl Files {
    fn new(out: &Path, question: &str) -> io::Result<Self> {
        let create = |end: &str| fs::File::create(out.join(format!("{question}.{end}")));
        Ok(Self {
            items: BufWriter::new(create("ndjson")?),
            rows: BufWriter::new(create("f32")?),
            names: Vec::new(),
        })
    }

    fn write(&mut self, path: &str, evidence: Evidence) -> io::Result<()> {
        if self.names.is_empty() {
            self.names = evidence.names;
        }
        for figure in evidence.rows.iter().flatten() {
            self.rows.write_all(&figure.to_le_bytes())?;
        }
        writeln!(self.items, "{}", json!({"path": path, "items": evidence.items}))
    }
}
