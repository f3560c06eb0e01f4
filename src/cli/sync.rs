//! `attache sync`: what is new in the feeds, one line a feed.

use std::{io::Write, ops::ControlFlow};

use super::{
    args::Sync,
    desk::Desk,
    feeds,
    report::{Code, Problem},
};
use crate::{
    library::{Outcome, Reach, SyncOrder, Synced},
    text::sanitize,
};

/// Fetches feeds.
pub fn run(desk: &Desk, asked: &Sync, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let only = asked.feeds.iter().map(|it| feeds::find(&library, it).map(|it| it.id));
    let order = SyncOrder {
        only: only.collect::<Result<_, _>>()?,
        impatient: asked.now,
        reach: if asked.local { Reach::Local } else { Reach::Public },
        ..SyncOrder::default()
    };
    let mut failed = None;
    let mut any = false;
    let mut written = Ok(());
    library.sync(&order, &mut |it| {
        any = true;
        written = tell(it, out, &mut failed);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    written?;
    if !any {
        return Err(Problem::new(Code::Nothing, "no feed is followed")
            .hint("`attache feeds add URL` follows one"));
    }
    Ok(failed.filter(|_| !asked.keep_going).unwrap_or(Code::Done))
}

/// The line of a feed; what went wrong goes to standard error.
fn tell(it: &Synced, out: &mut dyn Write, failed: &mut Option<Code>) -> Result<(), Problem> {
    let words = match &it.outcome {
        Outcome::Came { added: 0, revised: 0, .. } | Outcome::Unchanged => "nothing new".to_owned(),
        Outcome::Came { added, revised: 0, .. } => format!("{added} new"),
        Outcome::Came { added, revised, .. } => format!("{added} new, {revised} revised"),
        Outcome::Waiting(seconds) => format!("again in {} min", seconds.div_ceil(60)),
        Outcome::Failed(..) => "failed".to_owned(),
    };
    let width = it.of.to_string().len();
    let name = sanitize::line(&it.name);
    writeln!(out, "{:>width$}/{}  {words:<18}  {name}", it.at, it.of)?;
    // Feeds may take long: each line is to be seen when it is true.
    out.flush()?;
    match &it.outcome {
        Outcome::Failed(line, hint) => {
            let problem = Problem::new(Code::NoInput, line.clone());
            let problem = match hint {
                Some(hint) => problem.hint(*hint),
                None => problem,
            };
            problem.tell();
            failed.get_or_insert(problem.code);
        }
        Outcome::Came { lost, .. } => {
            for line in lost {
                Problem::new(Code::NoInput, line.clone()).tell();
            }
        }
        Outcome::Unchanged | Outcome::Waiting(_) => {}
    }
    Ok(())
}
