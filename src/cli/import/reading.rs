//! Inputs read on all cores, a batch ahead of what is being stored.

use std::sync::mpsc::{Sender, SyncSender};

use rayon::prelude::*;

use crate::{
    cli::{
        args::Reading,
        inputs::{READ, Source, Told},
        report::{Code, Problem},
    },
    library::{FolderWatch, Input, Intake, Known, Library, Watched, intake, is_annotations},
    model::{Article, ArticleId},
    text::sanitize,
};

/// Inputs of a batch.
const BATCH: usize = 64;

/// What came of an input.
pub enum Read {
    /// Articles, with their titles.
    Articles(Box<Intake>, Vec<String>),
    /// It is here already, whole.
    Known(Vec<(ArticleId, String)>),
    /// A library that was exported.
    Export(Input),
    /// What another program marked.
    Annotations(Input),
    /// It cannot be read.
    Failed(Problem),
}

/// What there is to tell of an input once it is stored.
pub enum Tell {
    /// What became of articles with these titles.
    Titles(Vec<String>),
    /// That these were here.
    Known(Vec<(ArticleId, String)>),
    /// What becomes of an exported library.
    Export(Input),
    /// What becomes of annotations.
    Annotations(Input),
    /// What went wrong.
    Problem(Problem),
}

impl Read {
    /// What is to be stored, and what to be told.
    pub fn parted(self) -> (Option<Intake>, Tell) {
        match self {
            Self::Articles(intake, titles) => (Some(*intake), Tell::Titles(titles)),
            Self::Known(briefs) => (None, Tell::Known(briefs)),
            Self::Export(input) => (None, Tell::Export(input)),
            Self::Annotations(input) => (None, Tell::Annotations(input)),
            Self::Failed(problem) => (None, Tell::Problem(problem)),
        }
    }
}

/// Reads inputs.
pub struct Reader {
    told: Told,
    kept: usize,
    known: Option<Known>,
}

impl Reader {
    /// For a library.
    pub fn new(library: &Library, told: Told) -> Result<Self, Problem> {
        // What is told otherwise than last time gives other articles.
        let known = if told.is_plain() { library.knower()? } else { None };
        Ok(Self { told, kept: library.largest_kept(), known })
    }

    /// Reads all, until nobody wants any more.
    pub fn read(self, sources: &[Source], sender: &SyncSender<Vec<Read>>) {
        for batch in sources.chunks(BATCH) {
            let inputs: Vec<(&Source, Result<Input, Problem>)> = batch
                .par_iter()
                .map(|source| (source, source.input().map_err(Problem::from)))
                .collect();
            let looked: Vec<(&Source, Result<Input, Read>)> = inputs
                .into_iter()
                .map(|(source, input)| (source, self.look(source, input)))
                .collect();
            let (told, kept) = (self.told, self.kept);
            let read = looked
                .into_par_iter()
                .map(|(source, input)| match input {
                    Ok(input) => parsed(source, input, told, kept),
                    Err(read) => read,
                })
                .collect();
            if sender.send(read).is_err() {
                return;
            }
        }
    }

    /// The input, where its articles have to be read.
    fn look(&self, source: &Source, input: Result<Input, Problem>) -> Result<Input, Read> {
        let input = input.map_err(Read::Failed)?;
        if is_export(&input) {
            return Err(Read::Export(input));
        }
        if is_annotations(&input.bytes) {
            return Err(Read::Annotations(input));
        }
        // A date that is told may be news of an article that is here.
        let Some(known) = self.known.as_ref().filter(|_| source.published.is_none()) else {
            return Ok(input);
        };
        match known.briefs(&input.bytes) {
            Ok(briefs) if briefs.is_empty() => Ok(input),
            Ok(briefs) => Err(Read::Known(briefs)),
            Err(error) => Err(Read::Failed(error.into())),
        }
    }
}

fn parsed(source: &Source, input: Input, told: Told, kept: usize) -> Read {
    let bytes = Input { path: String::new(), bytes: input.bytes.clone(), ..Input::default() };
    match source.read(input, told) {
        Ok(articles) => {
            let titles = articles.iter().map(label).collect();
            Read::Articles(Box::new(intake(&bytes, articles, kept)), titles)
        }
        Err(error) => Read::Failed(error.into()),
    }
}

/// What an article goes by in a list: its title, or where it came from.
pub fn label(article: &Article) -> String {
    let title = sanitize::line(&article.title);
    if title.is_empty() { sanitize::line(&article.origin.path) } else { title }
}

/// Whether a file is what `attache export --format json` writes.
fn is_export(input: &Input) -> bool {
    let head = &input.bytes[..input.bytes.len().min(256)];
    head.trim_ascii_start().starts_with(b"{")
        && head.windows(16).any(|it| it == b"attache.export/1")
}

/// Watches the folders that are named.
pub fn watch(reading: &Reading, tell: Sender<Watched>) -> Result<FolderWatch, Problem> {
    if let Some(file) = reading.files.iter().find(|it| !it.is_dir()) {
        let message = format!("{} is no folder, and cannot be watched", file.display());
        return Err(Problem::new(Code::Usage, message).hint("name folders with --watch"));
    }
    FolderWatch::new(&reading.files, READ, tell)
        .map_err(|error| Problem::new(Code::Io, error.to_string()).hint(error.hint()))
}
