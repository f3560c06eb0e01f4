//! The command line: arguments in, lines out.
//!
//! Each command is a function that writes to what it is given and returns what went wrong; here
//! alone are the streams, the exit code and the clock. What is printed is harmless for a terminal
//! and carries no escape codes, so that it is the same in a pipe.
//!
//! * `args`: what can be said, from which help, completions and the man page are made
//! * `report`: what went wrong, in words and as an exit code
//! * `desk`: configuration, library and date, as a command asks for them
//! * `inputs`: the files that a command line means
//! * `add`, `feeds`, `sync`, `reclean`, `analyze`, `import`, `list`, `views`, `show`, `findings`, `notes`,
//!   `mark`, `export`, `settings`, `shell`,
//!   `screen`: a file a command
//! * `doctor`: checks, copies
//! * `progress`: the one bar of a long import; `stop`: its end by Ctrl-C
//! * `plain`: the reader without a screen
//! * `logging`: a log, for whoever asks
//! * `page`: one analysis in words
//! * `json`: one object a line

mod add;
mod analyze;
mod args;
mod desk;
mod doctor;
mod export;
mod feeds;
mod findings;
mod import;
mod inputs;
mod json;
mod list;
mod logging;
mod mark;
mod notes;
mod page;
mod plain;
mod progress;
mod reclean;
mod report;
mod screen;
mod settings;
mod shell;
mod show;
mod stop;
mod sync;
mod views;

use std::{
    env,
    io::{self, BufWriter, Write},
    panic,
    process::ExitCode,
};

use clap::Parser;

use self::{
    args::{Args, Command},
    desk::Desk,
    report::{Code, Problem},
};
use crate::{library, text::sanitize};

/// Runs the program.
pub fn main() -> ExitCode {
    watch_for_bugs();
    let code = panic::catch_unwind(run).unwrap_or(Code::Bug);
    ExitCode::from(code as u8)
}

fn run() -> Code {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(said) => return explain(&said),
    };
    // Not locked for the whole call: the reader gives the terminal back from other threads.
    let mut out = BufWriter::new(io::stdout());
    let done = log(&args).and_then(|()| obey(&args, &mut out)).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    done.unwrap_or_else(|problem| {
        // What was found before the problem is worth having.
        let _ = out.flush();
        problem.tell();
        problem.code
    })
}

/// Begins the log that was asked for.
fn log(args: &Args) -> Result<(), Problem> {
    let told = env::var("ATTACHE_LOG").ok().filter(|it| !it.is_empty());
    let level = match (args.log, told) {
        (Some(level), _) => level,
        (None, Some(word)) => logging::level(&word)?,
        (None, None) => return Ok(()),
    };
    logging::start(&Desk::new(args).paths()?.state, level)
}

fn obey(args: &Args, out: &mut dyn Write) -> Result<Code, Problem> {
    let desk = Desk::new(args);
    let Some(command) = &args.command else { return screen::run(args, None, out) };
    match command {
        Command::Read(asked) => screen::run(args, Some(asked), out),
        Command::Analyze(asked) => analyze::run(&desk, asked, out),
        Command::Add(asked) => add::run(&desk, asked, out),
        Command::Sync(asked) => sync::run(&desk, asked, out),
        Command::Feeds(asked) => feeds::run(&desk, asked, out),
        Command::Reclean(asked) => reclean::run(&desk, asked, out),
        Command::Import(asked) => import::run(&desk, asked, out),
        Command::List(asked) => list::list(&desk, asked, out),
        Command::Mark(asked) => mark::run(&desk, asked, out),
        Command::Views(asked) => views::run(&desk, asked, out),
        Command::Search(asked) => list::search(&desk, asked, out),
        Command::Show(asked) => show::run(&desk, asked, out),
        Command::Claims(asked) => findings::claims(&desk, asked, out),
        Command::Sources(asked) => findings::sources(&desk, asked, out),
        Command::Timeline(asked) => findings::timeline(&desk, asked, out),
        Command::Notes(asked) => notes::run(&desk, asked, out),
        Command::Export(asked) => export::run(&desk, asked, out),
        Command::Doctor(asked) => doctor::doctor(&desk, asked, out),
        Command::Backup(asked) => doctor::backup(&desk, asked, out),
        Command::Restore(asked) => doctor::restored(&desk, asked, out),
        Command::Config { what } => settings::run(&desk, *what, out),
        Command::Completions { shell } => shell::completions(*shell, out),
        Command::Man => shell::man(out),
    }
}

/// Help and version on standard output, a slip on standard error.
fn explain(said: &clap::Error) -> Code {
    let text = sanitize::sanitize(&said.render().to_string());
    // Nobody is left to tell that nobody listens.
    if said.use_stderr() {
        let _ = write!(io::stderr().lock(), "{text}");
        Code::Usage
    } else {
        let _ = write!(io::stdout().lock(), "{text}");
        Code::Done
    }
}

/// A panic is a bug, and says so in one line; what is caught where it happens is told there.
fn watch_for_bugs() {
    panic::set_hook(Box::new(|bug| {
        if library::is_caught() {
            return;
        }
        let place = bug.location().map_or_else(String::new, |it| format!(" at {it}"));
        let cause = sanitize::line(bug.payload_as_str().unwrap_or_default());
        let _ = writeln!(io::stderr().lock(), "attache: this is a bug{place}: {cause}");
    }));
}
