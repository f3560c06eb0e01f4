//! The log: a file in the state folder, for whoever asks. It names files and what was done to them,
//! never their words.

use std::{
    fs::{self, OpenOptions},
    path::Path,
};

use clap::ValueEnum;
use simplelog::{ConfigBuilder, LevelFilter, WriteLogger};

use super::{
    args::Level,
    report::{Code, Problem},
};

/// From this size on, a log makes place for a new one.
const LARGEST: u64 = 1 << 20;

/// The level that `ATTACHE_LOG` asks for; what is no level is told.
pub fn level(word: &str) -> Result<Level, Problem> {
    Level::from_str(word, true).map_err(|_| {
        Problem::new(Code::Usage, format!("ATTACHE_LOG is {word}"))
            .hint("it can be error, warn, info or debug")
    })
}

/// Logs into `folder` from now on.
pub fn start(folder: &Path, level: Level) -> Result<(), Problem> {
    let path = folder.join("attache.log");
    let refused = |error: &dyn std::fmt::Display| {
        Problem::new(Code::CannotCreate, format!("{}: cannot log: {error}", path.display()))
            .hint("ATTACHE_STATE names another folder")
    };
    fs::create_dir_all(folder).map_err(|error| refused(&error))?;
    if fs::metadata(&path).is_ok_and(|it| it.len() > LARGEST) {
        fs::rename(&path, folder.join("attache.log.old")).map_err(|error| refused(&error))?;
    }
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(|error| refused(&error))?;
    let level = match level {
        Level::Error => LevelFilter::Error,
        Level::Warn => LevelFilter::Warn,
        Level::Info => LevelFilter::Info,
        Level::Debug => LevelFilter::Debug,
    };
    let config = ConfigBuilder::new()
        .set_time_format_rfc3339()
        .add_filter_allow_str("attache")
        .set_location_level(LevelFilter::Off)
        .set_thread_level(LevelFilter::Off)
        .build();
    WriteLogger::init(level, config, file).map_err(|error| refused(&error))?;
    log::info!("attache {} begins", env!("CARGO_PKG_VERSION"));
    Ok(())
}
