//! `attache reclean`: briefs made anew of the inputs that were kept.

use std::{io::Write, ops::ControlFlow};

use super::{
    args::Reclean,
    desk::Desk,
    import::outcome,
    report::{Code, Problem},
};
use crate::{
    library::{Imported, Recleaned},
    model::ArticleId,
};

/// Makes briefs anew, one line for each that changed.
pub fn run(desk: &Desk, asked: &Reclean, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let ids: Vec<ArticleId> = asked.briefs.iter().map(|it| ArticleId(*it)).collect();
    let (mut same, mut code) = (0, Code::Done);
    let mut written = Ok(());
    library.reclean(&ids, &mut |done| {
        match done {
            Recleaned::Done(Imported::Known(_)) => same += 1,
            Recleaned::Done(it) => written = writeln!(out, "{}", outcome(it)),
            Recleaned::NoInput(id) => {
                let told = format!("the input of brief {} was not kept", id.0);
                code = tell(&Problem::new(Code::NoInput, told).hint(
                    "`keep-input` in the configuration says how large an input may be to be kept",
                ));
            }
            Recleaned::Lost(id, why) => {
                let told = format!("brief {} stays as it is: {why}", id.0);
                code = tell(&Problem::new(Code::BadInput, told));
            }
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    written?;
    if same > 0 {
        writeln!(out, "{same} as before")?;
    }
    Ok(code)
}

fn tell(problem: &Problem) -> Code {
    problem.tell();
    problem.code
}
