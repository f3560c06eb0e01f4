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
        Some(path) => save(path, &text).map_err(|error| refused(path, &error))?,
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
            let taxonomy = library.taxonomy();
            let notes: Vec<String> =
                briefs.iter().map(|it| library::markdown(it, taxonomy)).collect();
            Ok(sanitize::sanitize(&notes.join("\n")))
        }
    }
}

/// Why the file was not written, and what can be done.
fn refused(path: &Path, error: &io::Error) -> Problem {
    let folder = folder(path).display();
    let (cause, hint) = match error.kind() {
        io::ErrorKind::NotFound => (
            format!("there is no folder {folder}"),
            format!("make it with `mkdir -p {folder}`, or name another file"),
        ),
        io::ErrorKind::PermissionDenied => (
            format!("you may not write in the folder {folder}"),
            "name a file in a folder of yours".to_owned(),
        ),
        io::ErrorKind::IsADirectory => {
            ("it is a folder".to_owned(), "name a file in it".to_owned())
        }
        io::ErrorKind::StorageFull => {
            ("the disk is full".to_owned(), "make room; nothing was written".to_owned())
        }
        _ => (error.to_string(), "name another file; nothing was written".to_owned()),
    };
    let message = format!("{}: cannot be written: {cause}", path.display());
    Problem::new(Code::CannotCreate, message).hint(hint)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes beside the file and then in its place.
fn save(path: &Path, text: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
