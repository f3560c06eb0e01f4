//! `attache` and `attache read`: the reader.

use std::path::PathBuf;

use super::{
    desk::Desk,
    report::{Code, Problem},
};
use crate::{
    config::{self, Config},
    model::Date,
    tui,
};

/// Opens the reader; `files` are imported first, those without a date as of `published`.
pub fn run(desk: &Desk, files: Vec<PathBuf>, published: Option<Date>) -> Result<Code, Problem> {
    let config = desk.screen_config()?;
    let open = files.into_iter().map(|path| (path, published)).collect();
    tui::run(&config, desk.paths()?.db, open, Desk::today()?)?;
    Ok(Code::Done)
}

/// What is wrong with the keys and the theme, which only the screen can tell.
pub fn check(config: &Config) -> Vec<config::Problem> {
    tui::check(config).err().map_or_else(Vec::new, |it| it.problems)
}
