//! `attache` and `attache read`: the reader.

use std::path::PathBuf;

use super::{
    desk::Desk,
    report::{Code, Problem},
};
use crate::{
    config::{self, Config},
    tui,
};

/// Opens the reader; `files` are imported first.
pub fn run(desk: &Desk, files: Vec<PathBuf>) -> Result<Code, Problem> {
    let config = desk.config()?;
    tui::run(&config, desk.paths()?.db, files, Desk::today()?)?;
    Ok(Code::Done)
}

/// What is wrong with the keys and the theme, which only the screen can tell.
pub fn check(config: &Config) -> Result<(), config::Error> {
    tui::check(config)
}
