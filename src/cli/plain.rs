//! The reader without a screen: lines, and one prompt. For screen readers, and for terminals that can
//! do no more.
//!
//! A line is a command as on the command line: `show 3`, `claims 3`, `notes`. Nothing is drawn, so
//! that what was said before stays where it can be read again.

use std::io::{self, BufRead, Write};

use clap::{CommandFactory, Parser};

use super::{
    args::{Args, Command, Format, List},
    desk::Desk,
    report::{Code, Problem},
};

/// Lists the briefs, and then does what is asked, until the end of the input.
pub fn run(outer: &Args, out: &mut dyn Write) -> Result<Code, Problem> {
    list(outer, out)?;
    let mut lines = io::stdin().lock().lines();
    loop {
        write!(out, "attache> ")?;
        out.flush()?;
        let Some(line) = lines.next().transpose()? else {
            writeln!(out)?;
            return Ok(Code::Done);
        };
        match line.trim() {
            "" => {}
            "quit" | "q" | "exit" => return Ok(Code::Done),
            "help" | "?" => write!(out, "{}", Args::command().render_help())?,
            line => {
                if let Err(problem) = obey(outer, line, out) {
                    out.flush()?;
                    problem.tell();
                }
            }
        }
    }
}

/// The briefs; how to get some where there are none.
fn list(outer: &Args, out: &mut dyn Write) -> Result<(), Problem> {
    let briefs = Desk::new(outer).library()?.briefs(Desk::today()?)?;
    if briefs.is_empty() {
        writeln!(
            out,
            "The library is empty. `import FILE` adds a brief, `import --samples` brings samples."
        )?;
    } else {
        let all =
            List { query: Vec::new(), view: None, sort: None, limit: None, format: Format::Text };
        super::list::list(&Desk::new(outer), &all, out)?;
        writeln!(
            out,
            "`show 1` reads a brief; `claims`, `sources`, `timeline` and `notes` list what is in it."
        )?;
    }
    writeln!(out, "`help` lists the commands, `quit` leaves.")?;
    Ok(())
}

fn obey(outer: &Args, line: &str, out: &mut dyn Write) -> Result<(), Problem> {
    let words = shlex::split(line).ok_or_else(|| {
        Problem::new(Code::Usage, "a quotation mark is not closed")
            .hint("`help` lists the commands")
    })?;
    let words = std::iter::once("attache".to_owned()).chain(words);
    let mut args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(said) => {
            super::explain(&said);
            return Ok(());
        }
    };
    args.config = args.config.or_else(|| outer.config.clone());
    args.db = args.db.or_else(|| outer.db.clone());
    match args.command {
        None => list(&args, out),
        Some(Command::Read(_)) => Err(Problem::new(Code::Usage, "there is no screen here")
            .hint("`import FILE`, then `show` with its number")),
        Some(_) => super::obey(&args, out).map(drop),
    }
}
