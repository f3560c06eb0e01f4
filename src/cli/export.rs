//! `attache export`: what leaves the library, to standard output or to a file that is whole or not
//! there.

use std::{
    io::{self, Write},
    path::Path,
};

use tempfile::NamedTempFile;

use super::{
    args::{Export, Exported},
    desk::Desk,
    report::{Code, Problem},
};
use crate::{library, text::sanitize};

/// Writes an export.
pub fn run(desk: &Desk, asked: &Export, out: &mut dyn Write) -> Result<Code, Problem> {
    let text = text(desk, asked)?;
    match asked.output.as_deref() {
        None => out.write_all(text.as_bytes())?,
        Some(path) => save(path, &text).map_err(|error| {
            Problem::new(
                Code::CannotCreate,
                format!("{}: cannot be written: {}", path.display(), error.kind()),
            )
            .hint("check that the folder exists and is yours")
        })?,
    }
    Ok(Code::Done)
}

fn text(desk: &Desk, asked: &Export) -> Result<String, Problem> {
    let mut library = desk.library()?;
    match asked.format {
        Exported::Json if !asked.briefs.is_empty() => {
            Err(Problem::new(Code::Usage, "JSON holds the whole library, not single briefs")
                .hint("leave the numbers out, or take `--format md`"))
        }
        Exported::Json => Ok(library.export_json()?),
        Exported::Md => {
            let briefs = Desk::opened(&mut library, &asked.briefs)?;
            let notes: Vec<String> = briefs.iter().map(library::markdown).collect();
            Ok(sanitize::sanitize(&notes.join("\n")))
        }
    }
}

/// Writes beside the file and then in its place.
fn save(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
