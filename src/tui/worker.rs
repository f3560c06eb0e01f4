//! The library behind the screen: what the screen asks of it, and what it answers.
//!
//! [`answer`] is a plain function over the library, which a thread of `runtime` calls and tests call
//! without one. A reply carries the ticket of its request, so that only the newest is shown.
//!
//! * `post`: questions and answers
//! * `bulk`: one thing done to many briefs

mod bulk;
mod post;

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    library::{
        BringError, Format, Imported, IngestError, Input, Library, Outcome, Reach, Refresh, Scope,
        StoreError, SyncOrder, Wanted, exported, fetch, intake, is_annotations, read,
    },
    model::{ArticleId, Date, Is, Query, Test},
    tui::state::{Direction, PAGE},
};

pub use self::{
    bulk::{Chosen, Preview},
    post::{Analyzing, Asked, Listed, Reply, Request, Ticket, Versions},
};

/// The most steps of the history that are listed.
const STEPS: usize = 999;

/// Articles of one import, and bytes of their texts, that are analyzed before they are shown.
const FEW: usize = 8;
const LONG: usize = 100_000;

/// What the library says to a request.
pub fn answer(library: &mut Library, request: Request) -> Vec<Reply> {
    match reply(library, request) {
        Ok(reply) => vec![reply],
        Err(problem) => vec![Reply::Failed(problem)],
    }
}

#[expect(clippy::too_many_lines, reason = "a line or two for each request")]
fn reply(library: &mut Library, request: Request) -> Result<Reply, String> {
    Ok(match request {
        Request::List(asked) => list(library, &asked)?,
        Request::Rest(ticket, open) => rest(library, ticket, open, || false)?,
        Request::Rows(_, from, today) => {
            let rows = library.rows(from, PAGE).map_err(stored)?;
            let tally = library.tally(today).map_err(stored)?;
            Reply::Rows(Ticket(library.stamp()), from, rows, tally)
        }
        Request::Seek(_, from, direction) => {
            let total = completed(library)?;
            let places: Box<dyn Iterator<Item = usize>> = match direction {
                Direction::Forward => Box::new(from.saturating_add(1)..total),
                Direction::Back => Box::new((0..from.min(total)).rev()),
            };
            Reply::Sought(seek(library, places)?)
        }
        Request::Open(ticket, id) => open(library, ticket, id)?,
        Request::OpenAt(ticket, place) => match library.shelved().get(place).copied() {
            Some(id) => open(library, ticket, id)?,
            None => Reply::Nothing(ticket, "no other brief"),
        },
        Request::OpenUnread(ticket, from, direction, besides) => {
            let total = completed(library)?;
            let from = from.min(total);
            let besides = besides.and_then(|it| library.place(it));
            let places: Box<dyn Iterator<Item = usize>> = match direction {
                Direction::Forward => Box::new((from..total).chain(0..from)),
                Direction::Back => Box::new((0..from).rev().chain((from..total).rev())),
            };
            let places = places.filter(|it| Some(*it) != besides);
            let found = seek(library, places)?.and_then(|it| library.shelved().get(it).copied());
            match found {
                Some(id) => open(library, ticket, id)?,
                None => Reply::Nothing(ticket, "no unread brief left"),
            }
        }
        Request::Apply(label, changes) => match library.apply(&label, changes) {
            Ok(_) => Reply::Applied(label),
            Err(error @ StoreError::Meanwhile(..)) => Reply::Refused(stored(error)),
            Err(error) => return Err(stored(error)),
        },
        Request::Look(number, typed) => {
            Reply::Looked(number, library.look(&typed).map_err(stored)?)
        }
        Request::Search(words, limit, today) => {
            library.as_of(today);
            let hits = library.search(&words, limit).map_err(stored)?;
            Reply::Found(words, hits)
        }
        Request::Offers(number, typed, cursor, today) => {
            Reply::Offers(number, library.offers(&typed, cursor, today).map_err(stored)?)
        }
        Request::Views => Reply::Views(library.views().map_err(stored)?),
        Request::View(name) => {
            let found = library.views().map_err(stored)?.into_iter().find(|it| it.name == name);
            Reply::View(name, found)
        }
        Request::CountView(view, today) => {
            let count = match library.query(&view.query, today) {
                Ok(query) => Ok(library.count_listed(&query, today).map_err(stored)?),
                Err(error) => Err(error.to_string()),
            };
            Reply::CountedView(view.name, count)
        }
        Request::SaveView(view) => {
            library.save_view(&view).map_err(stored)?;
            Reply::SavedView(view.name)
        }
        Request::DropView(name) => {
            let there = library.drop_view(&name).map_err(stored)?;
            Reply::DroppedView(name, there)
        }
        Request::See(id, today) => {
            library.see(id, today).map_err(stored)?;
            Reply::Seen(id)
        }
        Request::Undo => Reply::Undone(library.undo().map_err(stored)?.map(|it| it.label)),
        Request::Redo => Reply::Redone(library.redo().map_err(stored)?.map(|it| it.label)),
        Request::Act(act, chosen, sure) => bulk::done(library, act, chosen, sure)?,
        Request::Numbers(range) => {
            completed(library)?;
            let ids = library.shelved();
            let (from, to) = range.unwrap_or((0, ids.len()));
            let to = to.saturating_add(1).min(ids.len());
            Reply::Numbers(ids[from.min(to)..to].to_vec())
        }
        Request::Inverse => {
            completed(library)?;
            Reply::Inverse(library.shelved().to_vec())
        }
        Request::Export(format, typed, today) => bulk::written(library, &format, &typed, today)?,
        Request::History => Reply::History(library.history(STEPS).map_err(stored)?),
        Request::GoTo(step) => Reply::Gone(library.go_to_step(step).map_err(stored)?),
        Request::Noted(number, words, most) => {
            let (rows, total) = library.noted(&words, most).map_err(stored)?;
            Reply::Noted(number, rows, total)
        }
        Request::Versions(id, mark) => {
            let all = library.versions(id).map_err(stored)?;
            let mark = mark.map(|it| library.made(it)).transpose().map_err(stored)?.flatten();
            Reply::Versions(Box::new(Versions { all, mark }))
        }
        Request::Reread(id) => Reply::Reread(library.reread(id).map_err(stored)?),
        Request::Import(path, published) => {
            let input = Input::from_file(&path).map_err(ingested)?;
            if is_annotations(&input.bytes) {
                let text = String::from_utf8_lossy(&input.bytes);
                let told = |error: BringError| told(&error.to_string(), error.hint());
                Reply::Brought(library.bring(&text).map_err(told)?)
            } else {
                import(library, &input, published)?
            }
        }
        Request::Fetch(url, published) => fetched(&url, published, &Arc::default())?,
        Request::Sync => synced(library, &Arc::default(), &mut |_| ())?,
        Request::Read(input, published) => import(library, &input, published)?,
        Request::Paste(text) => import(library, &pasted(text), None)?,
        Request::Samples => {
            library.import_samples().map_err(stored)?;
            Reply::Imported(Vec::new())
        }
        Request::Write(path, id, format) => {
            let opened = library.open_brief(id).map_err(stored)?;
            let opened = opened.ok_or_else(|| "the brief is gone".to_owned())?;
            write(path, &exported(std::slice::from_ref(&opened), Scope::Kept, format, None))?
        }
        Request::Analyze(id, _) => {
            library.analyze_now(id).map_err(stored)?;
            Reply::Analyzed(id)
        }
        Request::Draft(draft) => {
            library.put_draft(&draft).map_err(stored)?;
            Reply::Drafted
        }
        Request::Drafts => Reply::Drafts(library.drafts().map_err(stored)?),
        Request::Generation => Reply::Generation(library.generation().map_err(stored)?),
        Request::Take(files) => {
            let (done, failed) = library.take_files(&files).map_err(stored)?;
            match failed.into_iter().next() {
                Some(error) if done.is_empty() => return Err(ingested(error)),
                _ => {
                    Reply::Came(done.iter().filter(|it| !matches!(it, Imported::Known(_))).count())
                }
            }
        }
    })
}

fn list(library: &mut Library, asked: &Asked) -> Result<Reply, String> {
    let query = match library.query(&asked.query, asked.today) {
        Ok(query) => query,
        Err(error) => return Ok(Reply::Unreadable(asked.ticket, error)),
    };
    let wanted = Wanted { query, sort: asked.sort, today: asked.today };
    let stamp = asked.ticket.0;
    let (total, whole) = match asked.refresh {
        Refresh::Anew => library.arrange_near(&wanted, stamp).map_err(stored)?,
        Refresh::Keep => (library.arrange(&wanted, Refresh::Keep, stamp).map_err(stored)?, true),
    };
    // Who stands far down stays there.
    let far = !whole && asked.cursor >= total && asked.cursor >= PAGE;
    let (total, whole) = if far { (completed(library)?, true) } else { (total, whole) };
    let cursor = asked.at_cursor.and_then(|it| library.place(it));
    let at = cursor.unwrap_or(asked.cursor).min(total.saturating_sub(1));
    let from = at / PAGE * PAGE;
    Ok(Reply::Listed(Box::new(Listed {
        ticket: asked.ticket,
        total,
        whole,
        cursor,
        open: asked.open.and_then(|it| library.place(it)),
        from,
        rows: library.rows(from, PAGE).map_err(stored)?,
        tally: library.tally(asked.today).map_err(stored)?,
    })))
}

/// The rest of the list of a ticket; given up when `stop` says that something else was asked for.
pub fn rest(
    library: &mut Library,
    ticket: Ticket,
    open: Option<ArticleId>,
    stop: impl FnMut() -> bool + Send + 'static,
) -> Result<Reply, String> {
    if library.stamp() != ticket.0 || library.complete(stop).map_err(stored)? {
        let open = open.and_then(|it| library.place(it));
        return Ok(Reply::Whole(ticket, library.shelved().len(), open));
    }
    Ok(Reply::Unfinished(ticket))
}

/// Has the list be whole, for what looks at all of it; how many briefs it has.
fn completed(library: &mut Library) -> Result<usize, String> {
    library.complete(|| false).map_err(stored)?;
    Ok(library.shelved().len())
}

fn open(library: &mut Library, ticket: Ticket, id: ArticleId) -> Result<Reply, String> {
    let opened = library.open_brief(id).map_err(stored)?.map(Box::new);
    Ok(Reply::Opened(ticket, opened, library.place(id)))
}

/// The first of these places of the list whose brief nobody looked at.
fn seek(library: &Library, places: impl Iterator<Item = usize>) -> Result<Option<usize>, String> {
    library.seek(places, &Query::Test(Test::Is(Is::New))).map_err(stored)
}

/// What is at an address; it may take a while, so that the screen has a thread of its own for it.
pub fn fetched(
    url: &str,
    published: Option<Date>,
    stop: &Arc<AtomicBool>,
) -> Result<Reply, String> {
    let input =
        fetch(url, Reach::Public, stop).map_err(|error| told(&error.to_string(), error.hint()))?;
    Ok(Reply::Fetched(Box::new(input), published))
}

/// Fetches what is new in the feeds; `far` hears how far it is.
pub fn synced(
    library: &mut Library,
    stop: &Arc<AtomicBool>,
    far: &mut dyn FnMut(Reply),
) -> Result<Reply, String> {
    let order = SyncOrder { stop: Arc::clone(stop), ..SyncOrder::default() };
    let (mut new, mut failed, mut cause, mut feeds) = (0, 0, None, 0);
    library
        .sync(&order, &mut |it| {
            feeds = it.of;
            match &it.outcome {
                Outcome::Came { added, .. } => new += added,
                Outcome::Failed(line, hint) => {
                    failed += 1;
                    cause.get_or_insert(told(line, *hint));
                }
                Outcome::Unchanged | Outcome::Waiting(_) => {}
            }
            far(Reply::Syncing(it.at, it.of, new));
            ControlFlow::Continue(())
        })
        .map_err(stored)?;
    if feeds == 0 && !stop.load(Ordering::Relaxed) {
        return Err("no feed is followed: `attache feeds add URL` follows one".to_owned());
    }
    Ok(Reply::Synced(new, failed, cause))
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
    let length: usize = articles.iter().map(|it| it.text.len()).sum();
    if articles.len() > FEW || length > LONG {
        // Listed at once; they are analyzed as there is time.
        let intake = intake(input, articles, library.largest_kept());
        let done = library.take_in(vec![intake]).map_err(stored)?;
        return Ok(Reply::Imported(done.into_iter().flatten().collect()));
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
