//! `attache` and `attache read`: the reader, on the screen or in lines.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use super::{
    args::{Args, From, Import, Read, Reading},
    desk::Desk,
    import,
    inputs::READ,
    plain,
    report::{Code, Problem},
};
use crate::{
    config::{self, Config},
    tui,
};

/// Opens the reader; the files that are asked for are imported first.
pub fn run(args: &Args, asked: Option<&Read>, out: &mut dyn Write) -> Result<Code, Problem> {
    let desk = Desk::new(args);
    if is_plain(args) {
        if let Some(asked) = asked {
            import::run(&desk, &importing(asked), out)?;
        }
        return plain::run(args, out);
    }
    let config = desk.screen_config()?;
    let files = asked.into_iter().flat_map(|it| it.files.iter().map(|path| (path, it.published)));
    let open = files.map(|(path, published)| (path.clone(), published)).collect();
    tui::run(&config, desk.paths()?.db, open, READ, Desk::today()?)?;
    Ok(Code::Done)
}

/// Whether lines are wanted, or all that the terminal can show.
fn is_plain(args: &Args) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|it| !it.is_empty());
    let dumb = || env::var_os("TERM").is_some_and(|it| it == "dumb") && io::stdout().is_terminal();
    args.plain || set("ATTACHE_PLAIN") || dumb()
}

fn importing(asked: &Read) -> Import {
    let reading = Reading {
        files: asked.files.clone(),
        files_from: None,
        published: asked.published,
        from: From::Auto,
        raw: false,
        quick: false,
        keep_going: true,
    };
    Import { reading, samples: false, later: false, watch: false }
}

/// What is wrong with the keys and the theme, which only the screen can tell.
pub fn check(config: &Config) -> Vec<config::Problem> {
    tui::check(config).err().map_or_else(Vec::new, |it| it.problems)
}
