//! `attache import`: files into the library, one line an article.

use std::{io::Write, ops::ControlFlow};

use super::{
    args::Import,
    desk::Desk,
    inputs::{self, Source, Told},
    report::{Code, Problem},
};
use crate::{
    library::{Imported, Input, Library, Packed},
    model::Article,
    text::sanitize,
};

/// Inputs that are read before they are stored.
const PORTION: usize = 64;

/// Takes files in.
pub fn run(desk: &Desk, asked: &Import, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    if asked.samples {
        library.import_samples()?;
        if asked.reading.files.is_empty() && asked.reading.files_from.is_none() {
            writeln!(out, "the samples are in the library")?;
            return Ok(Code::Done);
        }
    }
    let told = Told::new(&asked.reading);
    let mut failed = None;
    for sources in inputs::sources(&asked.reading)?.chunks(PORTION) {
        let mut taken = Taken::default();
        for source in sources {
            if let Err(problem) = take(source, told, &mut library, &mut taken, out) {
                problem.tell();
                failed.get_or_insert(problem.code);
            }
        }
        if let Some(code) = store(&mut library, taken.articles, out)? {
            failed.get_or_insert(code);
        }
        library.keep(&taken.inputs)?;
    }
    Ok(failed.filter(|_| !asked.reading.keep_going).unwrap_or(Code::Done))
}

/// What was read, on its way into the library.
#[derive(Default)]
struct Taken {
    articles: Vec<Article>,
    inputs: Vec<Packed>,
}

/// Reads one input: into `taken`, or straight into the library where it is an export of one.
fn take(
    source: &Source,
    told: Told,
    library: &mut Library,
    taken: &mut Taken,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let input = source.input()?;
    if !is_export(&input) {
        let packed = library.pack(&input);
        taken.articles.extend(source.read(input, told)?);
        taken.inputs.extend(packed);
        return Ok(());
    }
    let text = String::from_utf8_lossy(&input.bytes);
    let restored = library.restore_json(&text).map_err(|error| {
        let mut problem = Problem::from(error);
        problem.about(&input.path);
        problem
    })?;
    for it in &restored {
        writeln!(out, "{}", outcome(it))?;
    }
    Ok(())
}

/// Whether a file is what `attache export --format json` writes.
fn is_export(input: &Input) -> bool {
    let head = &input.bytes[..input.bytes.len().min(256)];
    head.trim_ascii_start().starts_with(b"{")
        && head.windows(16).any(|it| it == b"attache.export/1")
}

/// Stores what was read; what the first that could not be analyzed means to a script.
fn store(
    library: &mut Library,
    articles: Vec<Article>,
    out: &mut dyn Write,
) -> Result<Option<Code>, Problem> {
    let titles: Vec<String> = articles.iter().map(label).collect();
    let mut titles = titles.iter();
    let mut failed = None;
    let mut written = Ok(());
    library.import(articles, &mut |imported| {
        let title = titles.next().map_or("", String::as_str);
        written = match imported {
            Ok(imported) => {
                log::info!("import: {}", outcome(imported));
                writeln!(out, "{}  {title}", outcome(imported))
            }
            Err(fault) => {
                let problem = Problem::from(fault);
                problem.tell();
                failed.get_or_insert(problem.code);
                Ok(())
            }
        };
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    written?;
    Ok(failed)
}

fn label(article: &Article) -> String {
    let title = sanitize::line(&article.title);
    if title.is_empty() { sanitize::line(&article.origin.path) } else { title }
}

fn outcome(imported: &Imported) -> String {
    let word = match imported {
        Imported::Added(_) => "added",
        Imported::Known(_) => "known",
        Imported::Revised(_) => "revised",
    };
    format!("{word:<8} {:>5}", imported.id().0)
}
