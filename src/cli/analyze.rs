//! `attache analyze`: files in, findings out, no library.
//!
//! Inputs are read and analysed on all cores, a portion at a time, and written in the order of the
//! arguments: the same bytes come out whatever the number of threads.

use std::{io::Write, iter, time::Instant};

use rayon::prelude::*;

use super::{
    args::Analyze,
    desk::Desk,
    inputs::{self, Line, Source, Told},
    json, page,
    report::{Code, Problem},
};
use crate::{
    library::{self, IngestError, Taxonomy},
    model::Article,
};

/// Inputs that a thread gets at a time; enough to keep it busy, few enough to stream.
const PORTION: usize = 8;

/// Prints what is found.
pub fn run(desk: &Desk, asked: &Analyze, out: &mut dyn Write) -> Result<Code, Problem> {
    let told = Told::new(&asked.reading);
    let taxonomy = desk.taxonomy()?;
    let mut work = Work { asked, told, taxonomy: &taxonomy, out, failed: None };
    let sources = inputs::sources(&asked.reading)?;
    for run in sources.chunk_by(|one, next| !one.is_stream(told) && !next.is_stream(told)) {
        match run {
            [stream] if stream.is_stream(told) => work.stream(stream)?,
            files => work.files(files)?,
        }
    }
    let failed = work.failed.filter(|_| !asked.reading.keep_going);
    Ok(failed.unwrap_or(Code::Done))
}

struct Work<'a> {
    asked: &'a Analyze,
    told: Told,
    taxonomy: &'a Taxonomy,
    out: &'a mut dyn Write,
    /// What the first input that failed means to a script.
    failed: Option<Code>,
}

impl Work<'_> {
    fn files(&mut self, files: &[Source]) -> Result<(), Problem> {
        for files in files.chunks(portion()) {
            let (asked, taxonomy, told) = (self.asked, self.taxonomy, self.told);
            let done: Vec<_> = files
                .par_iter()
                .map(|file| written(&file.articles(told)?, asked, taxonomy))
                .collect();
            self.write(done)?;
        }
        Ok(())
    }

    fn stream(&mut self, source: &Source) -> Result<(), Problem> {
        let mut lines = match source.lines() {
            Ok(lines) => lines,
            Err(error) => return self.write(vec![Err(error.into())]),
        };
        let mut take = || -> Vec<_> { iter::from_fn(|| lines.next()).take(portion()).collect() };
        loop {
            let lines: Vec<Result<Line, IngestError>> = take();
            if lines.is_empty() {
                return Ok(());
            }
            let (asked, taxonomy, told) = (self.asked, self.taxonomy, self.told);
            let done: Vec<_> = lines
                .into_par_iter()
                .map(|line| written(&source.record(&line?, told)?, asked, taxonomy))
                .collect();
            self.write(done)?;
            // A pipe wants its answers before its next questions.
            self.out.flush()?;
        }
    }

    fn write(&mut self, done: Vec<Result<String, Problem>>) -> Result<(), Problem> {
        for one in done {
            match one {
                Ok(text) => self.out.write_all(text.as_bytes())?,
                Err(problem) => {
                    self.out.flush()?;
                    problem.tell();
                    self.failed.get_or_insert(problem.code);
                }
            }
        }
        Ok(())
    }
}

fn portion() -> usize {
    PORTION * rayon::current_num_threads()
}

/// What is printed of the articles of one input.
fn written(articles: &[Article], asked: &Analyze, taxonomy: &Taxonomy) -> Result<String, Problem> {
    let mut out = Vec::new();
    for article in articles {
        let start = Instant::now();
        let analysis = library::try_analyze(article, taxonomy).map_err(|it| Problem::from(&it))?;
        let elapsed = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let written = if asked.json {
            let elapsed = asked.timing.then_some(elapsed);
            json::line(&mut out, &library::analysis_line(article, &analysis, elapsed))
        } else {
            let sections = analysis.sections.iter();
            let title = |it| library::section_title(article, it, taxonomy);
            let titles: Vec<String> = sections.map(title).collect();
            page::write(&mut out, article, &analysis, &titles)
        };
        debug_assert!(written.is_ok(), "writing to memory");
    }
    Ok(String::from_utf8(out).unwrap_or_default())
}
