//! `attache config`: what is wrong with the configuration, what can be set, and where the files are.

use std::io::Write;

use super::{
    args::Settings,
    desk::Desk,
    report::{Code, Problem},
};
use crate::{config, text::sanitize};

/// Does one of the three.
pub fn run(desk: &Desk, what: Settings, out: &mut dyn Write) -> Result<Code, Problem> {
    match what {
        Settings::Check => {
            desk.screen_config()?;
            writeln!(out, "the configuration is sound")?;
        }
        Settings::Print => out.write_all(config::EXAMPLE.as_bytes())?,
        Settings::Path => {
            let paths = desk.paths()?;
            for (name, path) in
                [("config", &paths.config), ("library", &paths.db), ("state", &paths.state)]
            {
                let path = sanitize::line(&path.display().to_string());
                writeln!(out, "{name:<8} {path}")?;
            }
        }
    }
    Ok(Code::Done)
}
