//! The library behind the screen: what the screen asks of it, and what it answers.
//!
//! [`answer`] is a plain function over the library, which a thread of `runtime` calls and tests call
//! without one. A reply carries the ticket of its request, so that only the newest is shown.

use std::{ops::ControlFlow, path::PathBuf};

use crate::{
    library::{
        Brief, Change, Format, Imported, IngestError, Input, Library, Opened, StoreError, markdown,
        read,
    },
    model::{ArticleId, Date},
};

/// The number of a request; a later one is greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// What the screen asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The briefs, as of today.
    List(Date),
    /// A brief with all about it.
    Open(Ticket, ArticleId),
    /// A brief has been opened today: it is no longer new.
    See(ArticleId, Date),
    /// Do this, as one step with this label.
    Apply(String, Vec<Change>),
    /// Take back the last step.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Read this file into the library; the day of its publication, where the user knows it.
    Import(PathBuf, Option<Date>),
    /// Read this text into the library.
    Paste(String),
    /// Bring in the briefs that come with the program.
    Samples,
    /// Write what of a brief leaves as Markdown to this file, if there is none.
    Write(PathBuf, ArticleId),
}

impl Request {
    /// What it is called in the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::List(_) => "list",
            Self::Open(..) => "open",
            Self::See(..) => "see",
            Self::Apply(..) => "apply",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Import(..) => "import",
            Self::Paste(_) => "paste",
            Self::Samples => "samples",
            Self::Write(..) => "write",
        }
    }
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The briefs, and how many steps can be undone.
    Listed(Vec<Brief>, usize),
    /// A brief; none where it is gone.
    Opened(Ticket, Option<Box<Opened>>),
    /// It is no longer new.
    Seen(ArticleId),
    /// It is done: its label.
    Applied(String),
    /// Taken back: its label; none where there was nothing.
    Undone(Option<String>),
    /// Done again: its label; none where there was nothing.
    Redone(Option<String>),
    /// What became of the articles of an import: the last is the one to open.
    Imported(Vec<Imported>),
    /// The file is written.
    Written(PathBuf),
    /// It could not be done, and why.
    Failed(String),
}

/// How many steps of the history are counted.
const STEPS: usize = 999;

/// What the library says to a request.
pub fn answer(library: &mut Library, request: Request) -> Vec<Reply> {
    match reply(library, request) {
        Ok(reply) => vec![reply],
        Err(problem) => vec![Reply::Failed(problem)],
    }
}

fn reply(library: &mut Library, request: Request) -> Result<Reply, String> {
    Ok(match request {
        Request::List(today) => {
            let briefs = library.briefs(today).map_err(stored)?;
            let steps = library.history(STEPS).map_err(stored)?;
            Reply::Listed(briefs, steps.iter().filter(|it| !it.undone).count())
        }
        Request::Open(ticket, id) => {
            Reply::Opened(ticket, library.open_brief(id).map_err(stored)?.map(Box::new))
        }
        Request::Apply(label, changes) => {
            library.apply(&label, changes).map_err(stored)?;
            Reply::Applied(label)
        }
        Request::See(id, today) => {
            library.see(id, today).map_err(stored)?;
            Reply::Seen(id)
        }
        Request::Undo => Reply::Undone(library.undo().map_err(stored)?.map(|it| it.label)),
        Request::Redo => Reply::Redone(library.redo().map_err(stored)?.map(|it| it.label)),
        Request::Import(path, published) => {
            import(library, &Input::from_file(&path).map_err(ingested)?, published)?
        }
        Request::Paste(text) => import(library, &pasted(text), None)?,
        Request::Samples => {
            library.import_samples().map_err(stored)?;
            Reply::Imported(Vec::new())
        }
        Request::Write(path, id) => {
            let opened = library.open_brief(id).map_err(stored)?;
            let opened = opened.ok_or_else(|| "the brief is gone".to_owned())?;
            write(path, &markdown(&opened))?
        }
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn stored(error: StoreError) -> String {
    told(&error.to_string(), error.hint())
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn ingested(error: IngestError) -> String {
    told(&error.to_string(), error.hint())
}

/// A problem in one line: the cause, and what can be done.
fn told(cause: &str, hint: Option<&str>) -> String {
    hint.map_or_else(|| cause.to_owned(), |hint| format!("{cause}: {hint}"))
}

fn pasted(text: String) -> Input {
    Input {
        path: "pasted text".to_owned(),
        bytes: text.into_bytes(),
        format: Some(Format::Text),
        ..Input::default()
    }
}

fn import(library: &mut Library, input: &Input, published: Option<Date>) -> Result<Reply, String> {
    let mut articles = read(input).map_err(ingested)?;
    let packed = library.pack(input);
    for article in &mut articles {
        article.published = article.published.or(published);
    }
    let mut done = Vec::new();
    let mut faults = Vec::new();
    library
        .import(articles, &mut |imported| {
            match imported {
                Ok(imported) => done.push(imported.clone()),
                Err(fault) => faults.push(told(&fault.to_string(), Some(fault.hint()))),
            }
            ControlFlow::Continue(())
        })
        .map_err(stored)?;
    library.keep(packed.as_slice()).map_err(stored)?;
    match faults.into_iter().next() {
        Some(fault) if done.is_empty() => Err(fault),
        _ => Ok(Reply::Imported(done)),
    }
}

fn write(path: PathBuf, text: &str) -> Result<Reply, String> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("{} is there already: give another name", path.display())
        }
        std::io::ErrorKind::NotFound => {
            format!("cannot write {}: there is no such folder", path.display())
        }
        _ => format!("cannot write {}: {error}", path.display()),
    };
    let mut file = std::fs::File::create_new(&path).map_err(told)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(told)?;
    Ok(Reply::Written(path))
}
